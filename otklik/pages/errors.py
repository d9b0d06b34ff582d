"""Errors of the register of pages."""

from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _


class NetworkOff(OtklikError):
    """The page's network is switched off in this installation."""

    def __init__(self) -> None:
        super().__init__(
            _("The page's network is switched off in this installation."),
            mend=_("Switch it on in the settings, or answer there by hand."),
        )


class SecretLocked(OtklikError):
    """A stored token cannot be read."""

    def __init__(self) -> None:
        super().__init__(
            _("A stored token cannot be decrypted: its key is missing in OTKLIK_KEYS."),
            mend=_("Put the key back, or enter the token anew."),
        )

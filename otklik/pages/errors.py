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


class NotReadable(OtklikError):
    """The page's network shows nothing again."""

    def __init__(self) -> None:
        super().__init__(_("This network cannot be read back."), mend=_("Its webhook is watched instead."))


class ReadLately(OtklikError):
    """The page was read back a moment ago, or is about to be."""

    def __init__(self) -> None:
        super().__init__(
            _("The page was read back a moment ago, or is about to be."), mend=_("Look again in a minute.")
        )


class TriedLately(OtklikError):
    """The connection was tried a moment ago; each trial costs the network several calls."""

    def __init__(self) -> None:
        super().__init__(_("The connection was tried a moment ago."), mend=_("Try again in half a minute."))


class NotConnected(OtklikError):
    """The page has no connection."""

    def __init__(self) -> None:
        super().__init__(_("The page is not connected."), mend=_("An administrator enters its tokens first."))


class NotPolled(OtklikError):
    """The page's network hands out no events on request."""

    def __init__(self) -> None:
        super().__init__(
            _("This network hands out no events on request."),
            mend=_("It pushes them to a webhook, which has to be reachable from outside."),
        )


class LookedLately(OtklikError):
    """The page was looked at a moment ago, or is about to be."""

    def __init__(self) -> None:
        super().__init__(
            _("The page was looked at a moment ago, or is about to be."), mend=_("Look again in a minute.")
        )


class AlarmOver(OtklikError):
    """The alarm has ended meanwhile."""

    def __init__(self) -> None:
        super().__init__(_("The alarm is over already."), mend=_("Nothing needs to be done."))

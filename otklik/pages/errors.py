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


class NamesNoPage(OtklikError):
    """What was entered is no address of a page."""

    def __init__(self, field: str) -> None:
        super().__init__(
            _("This is no address of one page in a network that we know."),
            mend=_("Open the page and copy its whole address."),
        )
        self.field = field


class StandsInRegister(OtklikError):
    """The page that is suspected is an official one."""

    field = "address"

    def __init__(self, body: str) -> None:
        super().__init__(
            _("This page stands in the register, as one of %(body)s."),
            mend=_("If the entry is wrong, correct the entry."),
            values={"body": body},
        )


class ResemblesNoPage(OtklikError):
    """The page that is said to be imitated is none that this person answers for."""

    field = "resembles"

    def __init__(self) -> None:
        super().__init__(
            _("Among the official pages that you answer for there is none with this address."),
            mend=_("Copy the address of the official page from the register."),
        )

"""Errors of the register of pages."""

from otklik.organizations.errors import UnfitEntry
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


class KeyRefused(UnfitEntry):
    """The network does not take a key, or could not be asked: what was entered before stays. `wrong` may hold words
    of the network."""


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


class NoReason(OtklikError):
    """A suspected fake is judged without a word why."""

    def __init__(self) -> None:
        super().__init__(_("Not decided: say what you saw, for those who come after you."))


class ResemblesNoPage(OtklikError):
    """The page that is said to be imitated is none that this person answers for."""

    field = "resembles"

    def __init__(self) -> None:
        super().__init__(
            _("Among the official pages that you answer for there is none with this address."),
            mend=_("Copy the address of the official page from the register."),
        )


class InRegister(UnfitEntry):
    """The page stands in the register already, of this or another body."""

    def __init__(self) -> None:
        super().__init__(
            _("A page with this id stands in the register already."),
            field="external_id",
            mend=_("Look for it, also among the retired ones and those of other bodies."),
        )


class CannotProve(OtklikError):
    """Ownership of this page cannot be proved in this way, or not now."""


class WrongCode(OtklikError):
    """The code that was entered proves nothing."""


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


class UnfitFormula(OtklikError):
    """The formula of a methodology says something that cannot be."""

    def __init__(self, wrong: str, *, at: str) -> None:
        super().__init__(_("The formula cannot be used: %(at)s: %(wrong)s."), values={"at": at, "wrong": wrong})


class UnfitSeen(OtklikError):
    """What is given as seen of a page is not of the kind that checks look at."""

    def __init__(self, wrong: str, *, at: str) -> None:
        super().__init__(
            _("This cannot be scored: %(at)s: %(wrong)s."),
            mend=_("The fields are those of otklik/pages/checks/seen.py."),
            values={"at": at, "wrong": wrong},
        )


class UnreadableFile(OtklikError):
    """A file with JSON cannot be read."""

    def __init__(self, path: str, *, because: str) -> None:
        super().__init__(_("%(path)s cannot be read: %(because)s."), values={"path": path, "because": because})


class NoSuchMethodology(OtklikError):
    """Nobody has entered a methodology of this code."""

    def __init__(self, code: str) -> None:
        super().__init__(
            _("There is no methodology %(code)s."),
            mend=_("`otklik methodology list` shows all."),
            values={"code": code},
        )


class TooEarly(OtklikError):
    """A formula would hold for days that are over, or before the version that it follows."""

    def __init__(self) -> None:
        super().__init__(
            _("A new version begins after today and after the one before it."), mend=_("Choose a later day.")
        )


class NothingLost(OtklikError):
    """The page lost no points by this check."""

    def __init__(self) -> None:
        super().__init__(
            _("The page has lost no points by this check."), mend=_("Reload the page: it was checked again meanwhile.")
        )


class WordsMissing(OtklikError):
    """An objection and its decision need words."""

    def __init__(self) -> None:
        super().__init__(_("Not sent: there are no words."), mend=_("Say why, for those who come after you."))


class AlreadyObjected(OtklikError):
    """There is an objection to this check of this day."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody has objected to this check already."), mend=_("The curator's answer will stand here.")
        )


class AlreadyDecided(OtklikError):
    """The objection was decided."""

    def __init__(self) -> None:
        super().__init__(_("This objection was decided already."))


class OwnObjection(OtklikError):
    """Nobody decides upon their own objection."""

    def __init__(self) -> None:
        super().__init__(_("Nobody decides upon their own objection."), mend=_("Another curator does."))

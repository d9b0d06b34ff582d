"""What cannot be done about evidence and objections, and why."""

from otklik.organizations.errors import NotSeen
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _


class NoSuchDecision(NotSeen):
    """There is no such decision, or it is not this person's to see."""

    def __init__(self) -> None:
        super().__init__(_("There is no such decision."))


class WordsMissing(OtklikError):
    """It needs words: somebody will read them years later."""

    def __init__(self) -> None:
        super().__init__(_("There are no words yet."), mend=_("Write why: it will be read later."))


class NotHeld(OtklikError):
    """There is nothing to release."""

    def __init__(self) -> None:
        super().__init__(_("This evidence is not held."), mend=_("Reload the page."))


class Forgotten(OtklikError):
    """The term is over: the words are gone."""

    def __init__(self) -> None:
        super().__init__(_("The term of this evidence is over: its words were taken out."))


class WrongCode(OtklikError):
    """The number and the code do not belong together; which of them is wrong is not told."""

    def __init__(self) -> None:
        super().__init__(
            _("No decision has this number and this code."),
            mend=_("Take both from the notice that you got; capital and small letters are the same."),
        )


class TooManyTries(OtklikError):
    """Somebody guesses."""

    def __init__(self) -> None:
        super().__init__(_("Too many tries."), mend=_("Wait an hour, or use the link from the notice."))


class AlreadyObjected(OtklikError):
    """One objection to one decision."""

    def __init__(self) -> None:
        super().__init__(_("The objection is already with us."), mend=_("Below you see how it stands."))


class TooLateToObject(OtklikError):
    """What was known of the decision is no longer kept: nobody could look into it."""

    def __init__(self) -> None:
        super().__init__(
            _("Nobody can object to this decision any more: what was known about it is no longer kept."),
            mend=_("You can still complain to the prosecutor or to a court."),
        )


class NothingToObjectTo(OtklikError):
    """It was undone, never done, or somebody has objected already."""

    def __init__(self) -> None:
        super().__init__(_("Nobody can object to this any more."), mend=_("Reload the page."))


class OwnDecision(OtklikError):
    """Nobody decides upon an objection to their own decision."""

    def __init__(self) -> None:
        super().__init__(
            _("You decided this yourself."), mend=_("Another moderator or the curator decides upon the objection.")
        )


class AlreadyDecided(OtklikError):
    """The objection is decided."""

    def __init__(self) -> None:
        super().__init__(_("This objection is already decided."), mend=_("Reload the page."))

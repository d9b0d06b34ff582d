"""Errors of answers."""

from datetime import datetime

from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _


class AnswerRefused(OtklikError):
    """The text or what goes with it cannot be sent as it is; `field` names what to mend."""

    def __init__(
        self, wrong: str, *, field: str = "text", mend: str = "", values: dict[str, str] | None = None
    ) -> None:
        super().__init__(wrong, mend=mend, values=values)
        self.field = field


class NoWayToAnswer(OtklikError):
    """The case has nothing in a network that could be answered from here."""

    def __init__(self, wrong: str, *, mend: str = "") -> None:
        super().__init__(wrong, mend=mend or _("Answer where the resident wrote and mark it «answered by hand»."))


class ChangedSinceSeen(OtklikError):
    """The text is no longer the one that the approver read."""

    def __init__(self) -> None:
        super().__init__(_("The answer was changed after you read it."), mend=_("Read it again, then approve."))


class NothingWaits(OtklikError):
    """There is no answer in this case on which a decision waits."""

    def __init__(self) -> None:
        super().__init__(_("No answer is waiting for this."), mend=_("Reload the page."))


class DraftChanged(OtklikError):
    """Somebody else has changed the shared draft since the page was drawn; `theirs` is what stands there now."""

    def __init__(self, *, by: str, at: datetime, theirs: str) -> None:
        super().__init__(
            _("%(name)s has changed the draft meanwhile."),
            mend=_("Your words are still here: compare, put both together, then save."),
            values={"name": by},
        )
        self.by, self.at, self.theirs = by, at, theirs


class HeldByAnother(OtklikError):
    """Somebody else is writing at this moment."""

    def __init__(self, *, by: str, theirs: str) -> None:
        super().__init__(
            _("%(name)s is writing this answer now."),
            mend=_("Talk to each other, wait two minutes, or take over."),
            values={"name": by},
        )
        self.theirs = theirs


class NobodyLeft(AnswerRefused):
    """The text needs the word of somebody who had no hand in it, and there is no such person."""

    def __init__(self) -> None:
        super().__init__(
            _("Nobody is left who could approve this text: everybody who may has had a hand in it."),
            mend=_("Let the administrator appoint an approver, or ask the founder to name one."),
        )

"""Errors of answers."""

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

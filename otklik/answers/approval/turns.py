"""Whose turn it is: the word that an answer needs next, and whether this person may give it.

Asked for one answer when somebody presses, and for many at once by the queue: the same decision.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from otklik.answers.approval.approvers import Holders, find_holders
from otklik.answers.approval.route import OF_THE_BODY, StepRole, can_take
from otklik.answers.models import Answer
from otklik.answers.outbox import day_of
from otklik.answers.versions import editors_of
from otklik.appeals.moves import place_of
from otklik.appeals.refusals import OWN_ANSWER, NotYourAct
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _


@dataclass(frozen=True, slots=True)
class Turn:
    """The steps of an answer, who has a hand in its text, and who gave a word for it."""

    steps: tuple[StepRole, ...]
    editors: frozenset[int]
    gave: tuple[int, ...]

    @property
    def next(self) -> StepRole | None:
        """Whose word comes next; None when all are given."""
        return self.steps[len(self.gave)] if len(self.gave) < len(self.steps) else None

    def find_refusal(
        self, by: Viewer, *, roles: frozenset[Role], holders: Callable[[StepRole], Holders]
    ) -> NotYourAct | None:
        """Why this person does not give the next word, or send anew what all have approved; None where they do.

        `holders` is asked only about the founder's people, who stand in where a body has nobody else.
        """
        if not self.steps:
            return None  # nothing asks for a second person: the table of acts alone decides
        if by.staff_id in self.editors:
            return NotYourAct(OWN_ANSWER.wrong, mend=OWN_ANSWER.mend)
        if self.next is not None and by.staff_id in self.gave:
            return NotYourAct(_("You have given your word already; the next one is another person's."))
        step = self.next or self.steps[-1]
        if can_take(step, roles):
            return None
        falls_to_founder = step in OF_THE_BODY and Role.FOUNDER in roles
        if falls_to_founder and by.staff_id in holders(step).besides(*self.editors, *self.gave):
            return None
        return NotYourAct(_("The word that comes next is not for your role."), mend=_("Ask an approver of the body."))


def turn_of(answer: Answer) -> Turn:
    """How far the approval of an answer is."""
    gave = answer.approvals.filter(dropped_at=None).order_by("step").values_list("by_id", flat=True)
    return Turn(tuple(StepRole(step) for step in answer.steps), editors_of(answer), tuple(gave))


def demand_turn(answer: Answer, *, by: Viewer, now: datetime) -> None:
    """This person may give the word that comes next, or send anew what all have approved. Raises NotYourAct."""
    appeal = answer.appeal
    refusal = turn_of(answer).find_refusal(
        by,
        roles=by.roles_at(place_of(appeal)),
        holders=lambda step: find_holders(step, appeal.body, on=day_of(appeal, now=now)),
    )
    if refusal is not None:
        raise refusal


def can_approve(answer: Answer, *, by: Viewer, now: datetime) -> bool:
    """Whether it is this person's turn: the same question that refuses when they press."""
    try:
        demand_turn(answer, by=by, now=now)
    except NotYourAct:
        return False
    return True

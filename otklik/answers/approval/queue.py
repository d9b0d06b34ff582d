"""The queue of approval: answers that wait for a word, and those sent urgently that wait for a look after.

What a person can do themselves stands first, then what is due first. A few queries, however many answers wait.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet

from otklik.answers.approval.approvers import Holders, find_holders_of_each
from otklik.answers.approval.approving import steps_of
from otklik.answers.approval.route import StepRole
from otklik.answers.approval.turns import Turn
from otklik.answers.models import TO_CHECK, UNDECIDED, Answer, AnswerKind, AnswerVersion, Approval
from otklik.answers.outbox import day_of
from otklik.appeals.models import Appeal
from otklik.appeals.moves import place_of
from otklik.appeals.states import State
from otklik.organizations.models import Body, Staff
from otklik.organizations.rights import Right, Role
from otklik.organizations.selectors import Viewer, within
from otklik.personal_data.masking import masked

AT_MOST = 100
"""So many of each kind are shown."""
_LOOKED_AT = 5000
"""Of so many each is asked whose turn it is; a region's whole day fits."""
_LIGHT = (
    "by_id", "steps", "step_due_at", "written_at", "appeal__number", "appeal__title", "appeal__body_id",
    "appeal__municipality_id", "appeal__founder_id", "appeal__body__short_name", "appeal__body__zone",
    "appeal__body__requires_approval", "appeal__body__municipality_id", "appeal__body__founder_id",
)  # fmt: skip
_EDITS = ArraySubquery(AnswerVersion.objects.filter(answer=OuterRef("id")).exclude(by=None).values("by_id"))
_GAVE = ArraySubquery(Approval.objects.filter(answer=OuterRef("id"), dropped_at=None).order_by("step").values("by_id"))
_SCOPE = {"body": "appeal__body", "municipality": "appeal__municipality", "founder": "appeal__founder"}


@dataclass(frozen=True, slots=True)
class QueuedAnswer:
    """An answer for the next word of which, or for a look after, somebody is waited."""

    id: int
    number: int
    title: str
    body: str
    text: str
    is_interim: bool
    by: str
    written_at: datetime
    sent_at: datetime | None
    step: StepRole | None
    """Whose word comes next; None where all are given and the sending failed."""
    step_number: int
    """From 1."""
    steps: int
    due_at: datetime | None
    is_my_turn: bool


@dataclass(frozen=True, slots=True)
class ApprovalQueue:
    """What waits within a person's scope."""

    waiting: tuple[QueuedAnswer, ...]
    to_check: tuple[QueuedAnswer, ...]


def load_approval_queue(viewer: Viewer, *, now: datetime) -> ApprovalQueue:
    """The answers that wait for approval or for a check, of the cases that this person sees."""
    later = Answer.objects.filter(appeal=OuterRef("appeal"), id__gt=OuterRef("id"), state__in=UNDECIDED)
    seen = Answer.objects.filter(within(viewer.scope(Right.SEE_CASES), **_SCOPE))
    waiting = seen.filter(~Exists(later), state__in=UNDECIDED)
    waiting = waiting.filter(appeal__state=State.AWAITING_APPROVAL, appeal__is_sending=False)
    desk = _Desk(viewer, now)
    return ApprovalQueue(
        desk.show(waiting.order_by(F("step_due_at").asc(nulls_last=True), "id")),
        desk.show(seen.filter(TO_CHECK).order_by("written_at", "id")),
    )


@dataclass(frozen=True, slots=True)
class _Desk:
    """Asks of all that waits whose turn it is, by what little of it that needs; reads only what is shown whole."""

    viewer: Viewer
    now: datetime

    def show(self, answers: QuerySet[Answer]) -> tuple[QueuedAnswer, ...]:
        """The rows, those first of which it is this person's turn, however far back they stand."""
        light = answers.only(*_LIGHT).select_related("appeal__body").annotate(edits=_EDITS, gave=_GAVE)
        turns = [(answer, _turn(answer)) for answer in light[:_LOOKED_AT]]
        mine = self._find_mine(turns)
        first = sorted(turns, key=lambda row: row[0].id not in mine)[:AT_MOST]
        whole = Answer.objects.in_bulk([answer.id for answer, _turn in first])
        authors = dict(Staff.objects.filter(id__in={one.by_id for one in whole.values()}).values_list("id", "name"))
        return tuple(
            _row(whole[answer.id], answer.appeal, turn, by=authors, is_my_turn=answer.id in mine)
            for answer, turn in first
            if answer.id in whole
        )

    def _find_mine(self, turns: Sequence[tuple[Answer, Turn]]) -> frozenset[int]:
        """Of which answers it is this person's turn; whom a step falls to is asked of all bodies at once."""
        days: dict[date, set[tuple[StepRole, Body]]] = {}
        for answer, turn in turns:
            if turn.steps and Role.FOUNDER in self._roles(answer):
                asked = days.setdefault(day_of(answer.appeal, now=self.now), set())
                asked.add((turn.next or turn.steps[-1], answer.appeal.body))
        found = {day: find_holders_of_each(asked, on=day) for day, asked in days.items()}
        return frozenset(answer.id for answer, turn in turns if turn.steps and self._is_mine(answer, turn, found))

    def _is_mine(
        self, answer: Answer, turn: Turn, found: Mapping[date, Mapping[tuple[StepRole, int], Holders]]
    ) -> bool:
        appeal = answer.appeal
        refusal = turn.find_refusal(
            self.viewer,
            roles=self._roles(answer),
            holders=lambda step: found[day_of(appeal, now=self.now)][step, appeal.body_id],
        )
        return refusal is None

    def _roles(self, answer: Answer) -> frozenset[Role]:
        return self.viewer.roles_at(place_of(answer.appeal))


def _row(answer: Answer, appeal: Appeal, turn: Turn, *, by: Mapping[int, str], is_my_turn: bool) -> QueuedAnswer:
    return QueuedAnswer(
        id=answer.id,
        number=appeal.number,
        title=masked(appeal.title),
        body=appeal.body.short_name,
        text=answer.text,
        is_interim=answer.kind == AnswerKind.INTERIM,
        by=by.get(answer.by_id or 0, ""),
        written_at=answer.written_at,
        sent_at=answer.sent_at,
        step=turn.next,
        step_number=min(len(turn.gave) + 1, len(turn.steps)),
        steps=len(turn.steps),
        due_at=answer.step_due_at,
        is_my_turn=is_my_turn,
    )


def _turn(answer: Answer) -> Turn:
    """From what was read for all at once."""
    edits: Sequence[int] = answer.edits  # type: ignore[attr-defined]
    gave: Sequence[int] = answer.gave  # type: ignore[attr-defined]
    editors = {*edits, answer.by_id}
    return Turn(
        tuple(StepRole(step) for step in steps_of(answer, answer.appeal)),
        frozenset(one for one in editors if one is not None),
        tuple(gave),
    )

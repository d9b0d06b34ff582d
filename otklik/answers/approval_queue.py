"""The queue of approval: answers that wait for a word, and those sent urgently that wait for a look after.

What a person can do themselves stands first, then what is due first. A few queries, however many answers wait.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from otklik.answers.approval_route import StepRole
from otklik.answers.approvers import Holders, find_holders
from otklik.answers.approving import steps_of
from otklik.answers.models import TO_CHECK, Answer, AnswerKind, AnswerState, AnswerVersion, Approval
from otklik.answers.sending import day_of
from otklik.answers.turns import Turn
from otklik.appeals.moves import place_of
from otklik.appeals.states import State
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within

AT_MOST = 100
"""So many of each kind are shown."""
_UNDECIDED = (AnswerState.SUBMITTED, AnswerState.FAILED)
"""As `waiting_answer` has it."""
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
    later = Answer.objects.filter(appeal=OuterRef("appeal"), id__gt=OuterRef("id"), state__in=_UNDECIDED)
    waiting = _answers(viewer, Q(~Exists(later), state__in=_UNDECIDED))
    waiting = waiting.filter(appeal__state=State.AWAITING_APPROVAL, appeal__is_sending=False)
    to_check = _answers(viewer, TO_CHECK)
    desk = _Desk(viewer, now)
    return ApprovalQueue(
        desk.show(waiting.order_by(F("step_due_at").asc(nulls_last=True), "id")[:AT_MOST]),
        desk.show(to_check.order_by("written_at", "id")[:AT_MOST]),
    )


def _answers(viewer: Viewer, which: Q) -> QuerySet[Answer]:
    editors = AnswerVersion.objects.exclude(by=None).only("answer_id", "by_id")
    given = Approval.objects.filter(dropped_at=None).order_by("step")
    answers = Answer.objects.filter(which, within(viewer.scope(Right.SEE_CASES), **_SCOPE))
    return (
        answers.select_related("appeal__body", "by")
        .defer("appeal__search", "appeal__decided_by", "appeal__clock_log")
        .prefetch_related(Prefetch("versions", editors, to_attr="edits"), Prefetch("approvals", given, to_attr="words"))
    )


@dataclass(frozen=True, slots=True)
class _Desk:
    viewer: Viewer
    now: datetime

    def show(self, answers: QuerySet[Answer]) -> tuple[QueuedAnswer, ...]:
        """The rows, those first of which it is this person's turn."""
        asked: dict[tuple[StepRole, int], Holders] = {}
        rows = [self._row(answer, asked) for answer in answers]
        return tuple(sorted(rows, key=lambda row: not row.is_my_turn))

    def _row(self, answer: Answer, asked: dict[tuple[StepRole, int], Holders]) -> QueuedAnswer:
        appeal = answer.appeal
        turn = _turn(answer)

        def holders(step: StepRole) -> Holders:
            key = (step, appeal.body_id)
            if key not in asked:
                asked[key] = find_holders(step, appeal.body, on=day_of(appeal, now=self.now))
            return asked[key]

        roles = self.viewer.roles_at(place_of(appeal))
        refusal = turn.find_refusal(self.viewer, roles=roles, holders=holders)
        return QueuedAnswer(
            id=answer.id,
            number=appeal.number,
            title=appeal.title,
            body=appeal.body.short_name,
            text=answer.text,
            is_interim=answer.kind == AnswerKind.INTERIM,
            by=answer.by.name if answer.by else "",
            written_at=answer.written_at,
            sent_at=answer.sent_at,
            step=turn.next,
            step_number=min(len(turn.gave) + 1, len(turn.steps)),
            steps=len(turn.steps),
            due_at=answer.step_due_at,
            is_my_turn=bool(turn.steps) and refusal is None,
        )


def _turn(answer: Answer) -> Turn:
    """From what was read for all at once."""
    edits: Sequence[AnswerVersion] = answer.edits  # type: ignore[attr-defined]
    words: Sequence[Approval] = answer.words  # type: ignore[attr-defined]
    editors = {one.by_id for one in edits} | {answer.by_id}
    return Turn(
        tuple(StepRole(step) for step in steps_of(answer, answer.appeal)),
        frozenset(one for one in editors if one is not None),
        tuple(one.by_id for one in words),
    )

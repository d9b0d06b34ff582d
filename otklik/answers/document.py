"""An answer as its page shows it: who edited what, whose words it has, whose turn it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from otklik.answers.approval.approving import steps_of
from otklik.answers.approval.route import StepRole
from otklik.answers.approval.turns import can_approve
from otklik.answers.models import NEVER_LEFT, UNDECIDED, Answer, AnswerKind, AnswerState, AnswerVersion
from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.organizations.selectors import Viewer


@dataclass(frozen=True, slots=True)
class VersionView:
    """The text as one editor left it."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WordView:
    """One step of the approval: whose role, and who gave the word."""

    step: StepRole
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The answer on which something waits."""

    answer_id: int
    steps: tuple[StepRole, ...]
    words: tuple[WordView, ...]
    versions: tuple[VersionView, ...]
    is_waiting: bool
    """An approver has to decide."""
    is_my_turn: bool
    """This person can give the next word, or check what was sent urgently."""
    is_to_check: bool
    """It was sent before anybody approved it, and nobody has looked since."""
    due_at: datetime | None
    """Until when the next word is to be given; None where the step has no term."""
    leaves_at: datetime | None
    """It is approved and waits to leave: until then it can be taken back."""

    @property
    def step_number(self) -> int:
        """Which step's word comes next, from 1."""
        return len(self.words) - self.words_left + 1

    @property
    def words_left(self) -> int:
        """How many words it still needs."""
        return sum(1 for word in self.words if word.at is None)


def find_document(appeal: Appeal, answers: Sequence[Answer], *, viewer: Viewer, now: datetime) -> Document | None:
    """The answer that waits for approval, leaves soon, or was sent urgently and is to be checked."""
    answer = next((one for one in reversed(answers) if _matters(one, appeal, now=now)), None)
    if answer is None:
        return None
    answer.appeal, answer.steps = appeal, steps_of(answer, appeal)
    is_waiting = _is_waiting(answer, appeal)
    is_to_check = _is_to_check(answer)
    given = {one.step: one for one in answer.approvals.filter(dropped_at=None).select_related("by")}
    steps = tuple(StepRole(step) for step in answer.steps)
    versions = AnswerVersion.objects.filter(answer=answer).select_related("by").order_by("id")
    return Document(
        answer_id=answer.id,
        steps=steps,
        words=tuple(
            WordView(step, given[number].by.name, given[number].at) if number in given else WordView(step)
            for number, step in enumerate(steps)
        ),
        versions=tuple(VersionView(one.text, one.by.name if one.by else "", one.at) for one in versions),
        is_waiting=is_waiting,
        is_my_turn=(is_waiting or is_to_check) and can_approve(answer, by=viewer, now=now),
        is_to_check=is_to_check,
        due_at=answer.step_due_at if is_waiting else None,
        leaves_at=_leaves_at(answer, now=now),
    )


def _matters(answer: Answer, appeal: Appeal, *, now: datetime) -> bool:
    return _is_waiting(answer, appeal) or _leaves_at(answer, now=now) is not None or _is_to_check(answer)


def _is_waiting(answer: Answer, appeal: Appeal) -> bool:
    """As `waiting_answer` has it."""
    is_undecided = answer.state in UNDECIDED and not appeal.is_sending
    return is_undecided and appeal.state == State.AWAITING_APPROVAL


def _is_to_check(answer: Answer) -> bool:
    """As `TO_CHECK` has it."""
    return answer.is_urgent and answer.checked_at is None and answer.state not in NEVER_LEFT


def _leaves_at(answer: Answer, *, now: datetime) -> datetime | None:
    """Questions go out at once: they pause the clocks, and taking them back would have to undo that."""
    act = answer.act
    if act is None or answer.state != AnswerState.SENDING or answer.kind == AnswerKind.QUESTION:
        return None
    return act.queued_at if act.attempts == 0 and act.queued_at > now else None

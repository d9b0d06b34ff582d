"""One case: its acts in a row, in the transaction of whoever calls; and what has to be known to take them back."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from otklik.answers.bulk.tasks import Doing, Task
from otklik.answers.models import AnswerKind, Draft, ReadyText
from otklik.answers.services import ask_author
from otklik.answers.texts.ready_texts import Typed, fitting, insert_ready
from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import Appeal, Note
from otklik.appeals.moves import lock_case
from otklik.appeals.services import assign, correct_case, take_step, write_note
from otklik.appeals.states import CLOSED_STATES, Act, State
from otklik.appeals.tags import change_tags, tag_ids_of
from otklik.appeals.undoing import snapshot
from otklik.appeals.workflow import Reason
from otklik.delivery.services import hash_text
from otklik.organizations.locks import waiting
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _

_TAGGING = frozenset({Doing.TAG, Doing.UNTAG})
_STEPS = {Doing.TAKE: Act.TAKE, Doing.DEFER: Act.DEFER, Doing.CLOSE: Act.CLOSE}


@dataclass(frozen=True, slots=True)
class Performed:
    """A case with which all was done."""

    appeal_id: int
    before: dict[str, object]
    version: int


def perform(
    number: int, tasks: tuple[Task, ...], *, by: Viewer, version: int | None, now: datetime, wait: str = "3s"
) -> Performed:
    """Do all acts with a case, or none: call it within a transaction. `wait`: so long for a case that is locked.

    Raises InUse, NoSuchCase, StaleCase, and whatever the acts raise by themselves.
    """
    with waiting(wait):
        appeal = lock_case(number, by=by, version=version)
        before = snapshot(appeal)
        if any(task.doing in _TAGGING for task in tasks):
            before["tags"] = sorted(tag_ids_of(appeal))
        for task in tasks:
            before |= _do(task, number, by=by, now=now)
    after = Appeal.objects.values_list("version", flat=True).get(id=appeal.id)
    return Performed(appeal.id, before, after)


def _do(task: Task, number: int, *, by: Viewer, now: datetime) -> dict[str, object]:
    """One act, by the service that a person's own form uses. Returns what undoing needs besides the snapshot."""
    match task.doing:
        case Doing.ASSIGN:
            _assign(task, number, by=by, now=now)
        case Doing.TOPIC | Doing.IMPORTANCE:
            _correct(task, number, by=by, now=now)
        case Doing.TAG:
            change_tags(number, add=[task.tag_id or 0], by=by, version=None, now=now)
        case Doing.UNTAG:
            change_tags(number, take=[task.tag_id or 0], by=by, version=None, now=now)
        case Doing.NOTE:
            write_note(number, text=task.text, by=by, now=now)
            note = Note.objects.filter(appeal__number=number, by_id=by.staff_id).order_by("-id").values_list("id")
            return {"notes": [note[0][0]]}
        case Doing.READY:
            return _put_ready(task, number, by=by, now=now)
        case Doing.ASK:
            ask_author(number, question=task.text, by=by, version=None, now=now)
            return {"is_told": True}
        case _:
            day = task.day(timezone.localdate(now))
            reason = Reason(text=task.text, due_on=day, cause=task.cause, outcome=task.outcome)
            take_step(number, _STEPS[task.doing], by=by, reason=reason, version=None, now=now)
    return {}


def _assign(task: Task, number: int, *, by: Viewer, now: datetime) -> None:
    body_id = task.body_id or Appeal.objects.values_list("body_id", flat=True).get(number=number)
    assign(
        number,
        body_id=body_id,
        executor_id=task.executor_id,
        way=task.way,
        by=by,
        because=task.text,
        version=None,
        now=now,
    )


def _correct(task: Task, number: int, *, by: Viewer, now: datetime) -> None:
    case = Appeal.objects.only("topic", "address", "importance", "state").get(number=number)
    if State(case.state) in CLOSED_STATES:
        raise UnfitValue(_("The case is over: its topic and importance stay."), field="", mend=_("Reopen it first."))
    correct_case(
        number,
        topic_id=task.topic_id if task.doing is Doing.TOPIC else case.topic_id,
        address=case.address,
        importance=task.importance if task.doing is Doing.IMPORTANCE else case.importance,
        by=by,
        version=None,
        now=now,
    )


def _put_ready(task: Task, number: int, *, by: Viewer, now: datetime) -> dict[str, object]:
    """The draft stays free for whoever goes on with it: nobody sits at it."""
    case = Appeal.objects.select_related("body").get(number=number)
    if State(case.state) in CLOSED_STATES or case.state == State.AWAITING_APPROVAL:
        raise UnfitValue(_("No answer is being written in this case now."), field="ready_id")
    if not ReadyText.objects.filter(fitting(case, on=timezone.localdate(now)), id=task.ready_id or 0).exists():
        raise UnfitValue(
            _("The ready text is not made for this case: its topic, state, body or days are others."), field="ready_id"
        )
    draft = Draft.objects.filter(appeal=case).first()
    typed = Typed(
        kind=draft.kind if draft else AnswerKind.FINAL.value,
        text=draft.text if draft else "",
        seen=draft.saves if draft else 0,
    )
    insert_ready(number, task.ready_id or 0, typed=typed, answers={}, by=by, now=now)
    kept = Draft.objects.get(appeal=case)
    Draft.objects.filter(id=kept.id).update(held_by=None, held_until=None)
    return {"draft": {"length": len(typed.text.strip()), "hash": hash_text(kept.text)}}

"""Approving an answer: whose turn it is, one approval after the other, an edit that drops them, a check after.

The term of a step stands in the rule of approval and is kept with the answer: a rule that changes moves nothing that
waits. It runs in the working time of the body that answers, from the submission or from the approval before; an edit of
the text begins the first step again. What runs out changes nothing by itself: whoever's turn it is is reminded, then
those above them (`step_reminders.py`), the queue shows it late, and a deputy, a coordinator or a curator may act.
"""

from datetime import date, datetime

from django.db import transaction

from otklik.answers.approval.approvers import find_holders
from otklik.answers.approval.route import StepRole, covers_all
from otklik.answers.approval.turns import demand_turn
from otklik.answers.errors import AnswerRefused, ChangedSinceSeen, NobodyLeft, NothingWaits
from otklik.answers.models import TO_CHECK, UNDECIDED, Answer, AnswerKind, AnswerState, Approval
from otklik.answers.outbox import check_text, day_of
from otklik.answers.versions import editors_of, keep_version
from otklik.appeals.clocks import calendar_of
from otklik.appeals.deadlines import add_term
from otklik.appeals.models import Appeal
from otklik.appeals.moves import demand_right, lock_case, save_case
from otklik.appeals.profiles import Term, Unit
from otklik.appeals.states import State
from otklik.audit.services import record
from otklik.delivery.services import hash_text
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _


def waiting_answer(appeal: Appeal) -> Answer:
    """The answer that an approver decides on; also one whose sending failed after the approval.

    None while another is on its way: an old one that failed is not decided upon behind its back.
    """
    answer = Answer.objects.filter(appeal=appeal, state__in=UNDECIDED).order_by("-id").first()
    if answer is None or appeal.state != State.AWAITING_APPROVAL or appeal.is_sending:
        raise NothingWaits
    answer.appeal, answer.steps = appeal, steps_of(answer, appeal)
    return answer


def steps_of(answer: Answer, appeal: Appeal) -> list[str]:
    """The roles whose word it needs; where none were noted and the body asks for approval, an approver's."""
    return answer.steps or ([StepRole.APPROVER.value] if appeal.body.requires_approval else [])


def demand_seen(answer: Answer, text_hash: str) -> None:
    """The text is the one that the person read. Raises ChangedSinceSeen."""
    if answer.text_hash != text_hash or hash_text(answer.text) != text_hash:
        raise ChangedSinceSeen


def demand_somebody(appeal: Appeal, answer: Answer, *, editors: frozenset[int], now: datetime) -> None:
    """Somebody without a hand in the text is there for every step. Raises NobodyLeft."""
    steps = tuple(StepRole(step) for step in answer.steps)
    today = day_of(appeal, now=now)
    people = {step: find_holders(step, appeal.body, on=today).besides(*editors) for step in set(steps)}
    if not covers_all(steps, people, without=None):
        raise NobodyLeft


def give_word(answer: Answer, *, by: Viewer, now: datetime) -> bool:
    """Write down this person's word for the exact text. Returns whether it was the last one needed."""
    demand_turn(answer, by=by, now=now)
    given = answer.approvals.filter(dropped_at=None).count()
    if given < len(answer.steps):
        answer.save(update_fields=["steps"])
        Approval.objects.create(answer=answer, step=given, text_hash=answer.text_hash, by_id=by.staff_id, at=now)
        given += 1
        begin_step(answer, given, now=now)
        answer.save(update_fields=["step_due_at", "step_remind_at"])
    return given >= len(answer.steps)


def drop_words(answer: Answer, *, now: datetime) -> None:
    """What was said of the text before holds no more."""
    answer.approvals.filter(dropped_at=None).update(dropped_at=now)


def edit_answer(
    number: int,
    *,
    text: str,
    promised_on: date | None,
    text_hash: str,
    by: Viewer,
    version: int | None,
    now: datetime,
) -> None:
    """Change an answer that waits for approval: who does so is an editor, so another person approves it."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=version)
        demand_right(by, appeal, Right.WRITE_ANSWER, Right.APPROVE_ANSWER)
        answer = waiting_answer(appeal)
        demand_seen(answer, text_hash)
        kind = AnswerKind(answer.kind)
        promised = promised_on or answer.promised_on
        clean = check_text(appeal, kind=kind, text=text, promised_on=promised, now=now)
        if clean == answer.text:
            raise AnswerRefused(_("Nothing was changed."), mend=_("Change the text, or approve it as it is."))
        demand_somebody(appeal, answer, editors=editors_of(answer) | {by.staff_id}, now=now)
        drop_words(answer, now=now)
        answer.state, answer.approved_by_id, answer.approved_at = AnswerState.SUBMITTED, None, None
        if not answer.versions.exists():
            keep_version(appeal, answer.text, answer=answer, by_id=answer.by_id, now=answer.written_at)
        answer.text, answer.text_hash, answer.promised_on = clean, hash_text(clean), promised
        begin_step(answer, 0, now=now)
        answer.save()
        appeal.delivery_trouble = ""
        keep_version(appeal, clean, answer=answer, by_id=by.staff_id, now=now)
        record("edit_answer", subject=f"appeal:{number}", by=by, now=now)
        save_case(appeal, now=now)


def check_urgent(number: int, answer_id: int, *, says: str, by: Viewer, now: datetime) -> None:
    """Look at an answer that was sent before anybody approved it. Empty words: all is well.

    `answer_id`: the one that the person read. Raises NothingWaits where that one is no longer to be checked.
    """
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=None)
        answer = Answer.objects.filter(TO_CHECK, appeal=appeal, id=answer_id).first()
        if answer is None:
            raise NothingWaits
        answer.appeal = appeal
        demand_turn(answer, by=by, now=now)
        answer.checked_by_id, answer.checked_at, answer.check_says = by.staff_id, now, says.strip()
        answer.save(update_fields=["checked_by", "checked_at", "check_says"])
        record("check_urgent", subject=f"appeal:{number}", by=by, now=now, because=says.strip())
        save_case(appeal, now=now)


def begin_step(answer: Answer, number: int, *, now: datetime) -> None:
    """Step `number`, from 0, waits since now; without a term, or past the last one, nothing runs."""
    minutes = answer.step_terms[number] if number < len(answer.step_terms) else 0
    answer.step_due_at = None
    if minutes and number < len(answer.steps):
        calendar = calendar_of(answer.appeal.body)
        answer.step_due_at = add_term(now, Term(minutes, Unit.WORKING_MINUTES), calendar=calendar)
    answer.step_remind_at = answer.step_due_at

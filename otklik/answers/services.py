"""What people do with answers: draft, submit, approve, send back, ask, answer by hand."""

from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from otklik.answers.errors import AnswerRefused, ChangedSinceSeen, NothingWaits
from otklik.answers.models import Answer, AnswerKind, AnswerState, Draft
from otklik.answers.results import note_result
from otklik.answers.sending import check_text, demand_way, overtake_waiting, put_under_way
from otklik.appeals.models import Appeal
from otklik.appeals.moves import Move, demand_right, lock_case, make_move, save_case
from otklik.appeals.states import Act, State
from otklik.appeals.workflow import Reason
from otklik.delivery import services as delivery
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _

_APPROVES = {AnswerKind.FINAL: Act.APPROVE_FINAL, AnswerKind.INTERIM: Act.APPROVE_INTERIM}
MOST_DRAFT_CHARACTERS = 20_000


class Stands(StrEnum):
    """What a person saw in the network about a sending that nobody could tell the end of."""

    YES = "yes"
    NO = "no"


def save_draft(number: int, *, kind: str, text: str, by: Viewer, now: datetime) -> None:
    """Keep what a person has typed; an empty text forgets it."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=None)
        demand_right(by, appeal, Right.WRITE_ANSWER)
        mine = Draft.objects.filter(appeal=appeal, by_id=by.staff_id)
        if not text.strip():
            mine.delete()
            return
        Draft.objects.update_or_create(
            appeal=appeal,
            by_id=by.staff_id,
            defaults={"kind": AnswerKind(kind), "text": text[:MOST_DRAFT_CHARACTERS], "saved_at": now},
        )


def submit_answer(
    number: int, *, kind: str, text: str, promised_on: date | None, by: Viewer, version: int | None, now: datetime
) -> None:
    """Put an answer before an approver."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=version)
        if appeal.page_id:
            demand_way(appeal, now=now)
        answer = _write(appeal, AnswerKind(kind), text=text, promised_on=promised_on, by=by, now=now)
        act = Act.SUBMIT_AGAIN if appeal.state == State.REWORK else Act.SUBMIT
        overtake_waiting(appeal)
        make_move(appeal, Move(act, by), now=now)
        answer.save()
        _forget_draft(appeal, by)


def answer_at_once(
    number: int, *, kind: str, text: str, promised_on: date | None, by: Viewer, version: int | None, now: datetime
) -> None:
    """Write and send an answer where the body asks for no second person."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=version)
        answer = _write(appeal, AnswerKind(kind), text=text, promised_on=promised_on, by=by, now=now)
        overtake_waiting(appeal)
        _approve(appeal, answer, by=by, now=now)
        _forget_draft(appeal, by)


def approve_answer(number: int, *, text_hash: str, by: Viewer, version: int | None, now: datetime) -> None:
    """Approve the submitted answer as it was read and send it."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=version)
        answer = _waiting_answer(appeal)
        if answer.text_hash != text_hash or delivery.hash_text(answer.text) != text_hash:
            raise ChangedSinceSeen
        _approve(appeal, answer, by=by, now=now)


def _approve(appeal: Appeal, answer: Answer, *, by: Viewer, now: datetime) -> None:
    answer.approved_by_id, answer.approved_at, answer.state = by.staff_id, now, AnswerState.SENDING
    move = Move(
        _APPROVES[AnswerKind(answer.kind)],
        by,
        Reason(due_on=answer.promised_on),
        wrote_the_answer=answer.by_id == by.staff_id,
    )
    make_move(appeal, move, now=now)
    put_under_way(answer, now=now)
    save_case(appeal, now=now)


def send_back(number: int, *, because: str, by: Viewer, version: int | None, now: datetime) -> None:
    """Send a submitted answer back to its writer, with the reason; the writer finds the text as a draft."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=version)
        answer = _waiting_answer(appeal)
        make_move(appeal, Move(Act.SEND_BACK, by, Reason(text=because)), now=now)
        answer.state, answer.sent_back_because = AnswerState.SENT_BACK, because.strip()
        answer.save()
        if answer.by_id:
            Draft.objects.update_or_create(
                appeal=appeal,
                by_id=answer.by_id,
                defaults={"kind": answer.kind, "text": answer.text, "saved_at": now},
            )


def answer_by_hand(number: int, *, text: str, url: str, by: Viewer, version: int | None, now: datetime) -> None:
    """Note an answer that was given elsewhere, with the link to it."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=version)
        if not url.strip().startswith(("https://", "http://")):
            raise AnswerRefused(
                _("This is no link."), field="url", mend=_("Copy the address of the answer from the network.")
            )
        overtake_waiting(appeal)
        make_move(appeal, Move(Act.ANSWERED_BY_HAND, by, Reason(link=url.strip())), now=now)
        answer = Answer.objects.create(
            appeal=appeal,
            kind=AnswerKind.FINAL,
            state=AnswerState.EXTERNAL,
            text=text.strip(),
            text_hash=delivery.hash_text(text.strip()),
            by_id=by.staff_id,
            written_at=now,
            sent_at=now,
            url=url.strip()[:300],
            awaits_publication=True,
        )
        note_result(appeal, answer, now=now)
        _forget_draft(appeal, by)


def ask_author(number: int, *, question: str, by: Viewer, version: int | None, now: datetime) -> None:
    """Ask the author what or where, in the same thread; the clocks wait for the answer."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=version)
        demand_way(appeal, now=now)
        answer = _write(appeal, AnswerKind.QUESTION, text=question, promised_on=None, by=by, now=now)
        make_move(appeal, Move(Act.ASK_AUTHOR, by, Reason(text=question)), now=now)
        overtake_waiting(appeal)
        answer.state = AnswerState.SENDING
        put_under_way(answer, now=now)
        save_case(appeal, now=now)
        _forget_draft(appeal, by)


def try_again(number: int, *, by: Viewer, now: datetime) -> None:
    """Send an answer again whose sending failed."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=None)
        demand_right(by, appeal, Right.WRITE_ANSWER, Right.APPROVE_ANSWER)
        _send_again(appeal, by=by, now=now)


def settle_unknown(number: int, *, stands_there: Stands, url: str, by: Viewer, now: datetime) -> None:
    """A person looked into the network: the answer stands there, or it does not and is sent again."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=None)
        demand_right(by, appeal, Right.WRITE_ANSWER, Right.APPROVE_ANSWER)
        if stands_there is Stands.NO:
            _send_again(appeal, by=by, now=now)
            return
        delivery.settle_by_hand(_act_of(_troubled_answer(appeal)), url=url, by=by, now=now)


def _send_again(appeal: Appeal, *, by: Viewer, now: datetime) -> None:
    answer = _troubled_answer(appeal)
    delivery.try_again(_act_of(answer), by=by, now=now)
    answer.state = AnswerState.SENDING
    answer.save(update_fields=["state"])
    appeal.is_sending, appeal.delivery_trouble = True, ""
    save_case(appeal, now=now)


def _write(
    appeal: Appeal, kind: AnswerKind, *, text: str, promised_on: date | None, by: Viewer, now: datetime
) -> Answer:
    clean = check_text(appeal, kind=kind, text=text, promised_on=promised_on, now=now)
    return Answer(
        appeal=appeal,
        kind=kind,
        state=AnswerState.SUBMITTED,
        text=clean,
        text_hash=delivery.hash_text(clean),
        promised_on=promised_on if kind is AnswerKind.INTERIM else None,
        by_id=by.staff_id,
        written_at=now,
    )


def _waiting_answer(appeal: Appeal) -> Answer:
    """The answer that an approver decides on; also one whose sending failed after the approval."""
    waiting = (AnswerState.SUBMITTED, AnswerState.FAILED)
    answer = Answer.objects.filter(appeal=appeal, state__in=waiting).order_by("-id").first()
    if answer is None or appeal.state != State.AWAITING_APPROVAL:
        raise NothingWaits
    answer.appeal = appeal
    return answer


def _troubled_answer(appeal: Appeal) -> Answer:
    troubled = (AnswerState.FAILED, AnswerState.UNKNOWN)
    answer = Answer.objects.filter(appeal=appeal, state__in=troubled).order_by("-id").first()
    if answer is None or not appeal.delivery_trouble:
        raise NothingWaits
    return answer


def _act_of(answer: Answer) -> int:
    if answer.act_id is None:
        raise NothingWaits
    return answer.act_id


def _forget_draft(appeal: Appeal, by: Viewer) -> None:
    Draft.objects.filter(appeal=appeal, by_id=by.staff_id).delete()

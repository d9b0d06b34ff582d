"""What the worker does for answers: see how sendings ended, take over answers typed in the network."""

from datetime import datetime

from django.db import transaction

from otklik.answers.models import Answer, AnswerKind, AnswerState
from otklik.answers.outbox import overtake_waiting
from otklik.answers.results.recording import note_result
from otklik.answers.sending.calling_off import can_be_sent_again, end_trouble
from otklik.answers.sending.handing_over import note_stands
from otklik.appeals.models import Appeal
from otklik.appeals.moves import save_case, tell_changed
from otklik.delivery.models import OutboxAct, OutboxState
from otklik.delivery.selectors import find_news, list_news
from otklik.delivery.services import hash_text, mark_noted
from otklik.shared.clock import now as read_clock
from otklik.shared.failpoints import failpoint

_TROUBLES = {OutboxState.FAILED: AnswerState.FAILED, OutboxState.UNKNOWN: AnswerState.UNKNOWN}


def settle_sendings(*, at_most: int = 100) -> int:
    """Take note of how sendings ended: only a receipt makes a case answered. Returns how many were settled."""
    news = list_news(at_most=at_most)
    for act_id in news:
        with transaction.atomic():
            _settle_one(act_id, now=read_clock())
            failpoint("answers.before_commit")
    return len(news)


def _settle_one(act_id: int, *, now: datetime) -> None:
    answer = Answer.objects.filter(act_id=act_id).first()
    appeal = None
    if answer is not None:
        # the case first, then the act: everybody locks in this order
        cases = Appeal.objects.select_related("body", "page").select_for_update(of=("self",))
        appeal = cases.get(id=answer.appeal_id)
    act = find_news(act_id)
    if act is None:
        return
    if answer is not None and appeal is not None:
        if act.state == OutboxState.SENT:
            _note_sent(appeal, answer, act, now=now)
        else:
            _note_trouble(appeal, answer, act, now=now)
    mark_noted([act])


def _note_sent(appeal: Appeal, answer: Answer, act: OutboxAct, *, now: datetime) -> None:
    answer.url, answer.external_id = act.receipt_url, act.receipt_id
    note_stands(appeal, answer, at=act.settled_at or now, now=now)


def _note_trouble(appeal: Appeal, answer: Answer, act: OutboxAct, *, now: datetime) -> None:
    answer.state = _TROUBLES.get(OutboxState(act.state), AnswerState.FAILED)
    answer.save(update_fields=["state"])
    appeal.is_sending = answer.state == AnswerState.UNKNOWN
    appeal.delivery_trouble = answer.state
    if answer.state == AnswerState.FAILED and not can_be_sent_again(appeal, answer):
        end_trouble(appeal, answer, now=now)  # the case was over before the worker was
    save_case(appeal, now=now)


def take_over_outside_answers(*, at_most: int = 100) -> int:
    """Enter answers that staff typed in the network itself. Returns how many."""
    waiting = Appeal.objects.filter(outside_message__isnull=False).order_by("id")
    ids = list(waiting.values_list("id", flat=True)[:at_most])
    if not ids:
        return 0
    with transaction.atomic():
        cases = waiting.filter(id__in=ids).select_related("outside_message")
        appeals = list(cases.select_for_update(of=("self",), skip_locked=True))
        for appeal in appeals:
            _take_over(appeal, now=read_clock())
    return len(appeals)


def _take_over(appeal: Appeal, *, now: datetime) -> None:
    message = appeal.outside_message
    if message is None:
        return
    overtake_waiting(appeal)
    answer = Answer.objects.create(
        appeal=appeal,
        kind=AnswerKind.FINAL,
        state=AnswerState.EXTERNAL,
        text=message.text,
        text_hash=hash_text(message.text),
        written_at=message.said_at,
        sent_at=message.said_at,
        url=message.url,
        external_id=message.external_id,
        awaits_publication=True,
    )
    appeal.outside_message = None
    appeal.save(update_fields=["outside_message", "delivery_trouble"])
    note_result(appeal, answer, now=now)
    tell_changed(appeal)

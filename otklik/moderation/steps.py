"""What the worker does for moderation: fill the queue, act where the page's owner allowed it, see how acts ended."""

from collections.abc import Sequence
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Q

from otklik.delivery.models import OutboxState
from otklik.intake.models import Awaits, ResidentMessage
from otklik.intake.services import lock_message
from otklik.moderation.bans import end_bans
from otklik.moderation.models import Ban, BanState, Decision, DecisionAct, DecisionState
from otklik.moderation.reviews import take_up
from otklik.moderation.services import wait_again
from otklik.moderation.sight import show_message
from otklik.moderation.telling import take_back_note
from otklik.shared.batches import Queue, work_through
from otklik.shared.clock import now as read_clock
from otklik.triage.models import Verdict

_ENDS = {
    OutboxState.SENT: DecisionState.DONE,
    OutboxState.FAILED: DecisionState.FAILED,
    OutboxState.UNKNOWN: DecisionState.UNKNOWN,
    OutboxState.CANCELLED: DecisionState.UNDONE,
}


def take_up_findings(*, at_most: int = 100) -> int:
    """Look at messages in which triage found something, once they have their case. Returns how many were taken."""
    return work_through(
        Queue(
            name="moderation",
            claim=_claim,
            handle=_take_up,
            set_aside=_set_aside,
            atomic=transaction.atomic,
            outages=(OperationalError, InterfaceError),
        ),
        at_most=at_most,
    )


def _claim(at_most: int) -> Sequence[ResidentMessage]:
    """Judged messages whose case stands: what becomes of it is then decided once."""
    waiting = Verdict.objects.filter(awaits_moderation=True).exclude(
        message__awaits__in=[Awaits.TRIAGE, Awaits.APPEALS]
    )
    ids = list(waiting.order_by("id").values_list("message_id", flat=True)[:at_most])
    if not ids:
        return ()
    messages = ResidentMessage.objects.filter(id__in=ids).exclude(awaits__in=[Awaits.TRIAGE, Awaits.APPEALS])
    return list(messages.select_related("page", "author").select_for_update(of=("self",), skip_locked=True))


def _take_up(messages: Sequence[ResidentMessage]) -> None:
    take_up(messages, now=read_clock())


def _set_aside(message: ResidentMessage, _why: str) -> None:
    """It was logged; the case of the message is held as it was, so nothing goes by unread."""
    Verdict.objects.filter(message=message).update(awaits_moderation=False)


def settle_decisions(*, at_most: int = 100) -> int:
    """Take note of how the network took what was decided. Returns how many were settled."""
    asked = Decision.objects.filter(state__in=[DecisionState.UNDER_WAY, DecisionState.UNKNOWN])
    news = asked.filter(outbox_act__state__in=list(_ENDS)).exclude(
        Q(state=F("outbox_act__state")) & Q(state=DecisionState.UNKNOWN)
    )
    ids = list(news.order_by("id").values_list("id", "message_id")[:at_most])
    for decision_id, message_id in ids:
        with transaction.atomic():
            _settle(decision_id, message_id, now=read_clock())
    return len(ids)


def _settle(decision_id: int, message_id: int | None, *, now: datetime) -> None:
    # the message first, then the decision: everybody locks in this order
    message = lock_message(message_id) if message_id is not None else None
    decision = Decision.objects.select_related("outbox_act").select_for_update(of=("self",)).get(id=decision_id)
    act = decision.outbox_act
    if act is None or act.state not in _ENDS:
        return
    decision.state, decision.settled_at = _ENDS[OutboxState(act.state)], act.settled_at or now
    decision.save(update_fields=["state", "settled_at"])
    if message is not None:
        _follow_in_message(decision, message, now=now)
    if decision.act == DecisionAct.BAN and decision.state == DecisionState.FAILED:
        Ban.objects.filter(decision=decision).update(state=BanState.FAILED)
        take_back_note(decision)
    if decision.act == DecisionAct.UNBAN and decision.state == DecisionState.FAILED:
        Ban.objects.filter(lifted_by=decision).update(state=BanState.TO_LIFT)


def _follow_in_message(decision: Decision, message: ResidentMessage, *, now: datetime) -> None:
    """What could not be hidden stands there, and a person has to know; what was restored is in sight again."""
    if decision.act == DecisionAct.RESTORE and decision.state == DecisionState.DONE:
        show_message(message)
    removed = decision.act in (DecisionAct.HIDE, DecisionAct.DELETE)
    if removed and decision.state == DecisionState.FAILED and not message.is_deleted:
        wait_again(message, now=now)


def lift_bans() -> int:
    """Let authors write again whose ban is over. Returns how many."""
    return end_bans(now=read_clock())

"""What the worker does for moderation: fill the queue, act where the page's owner allowed it, see how acts ended."""

from collections.abc import Sequence
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Q

from otklik.delivery.models import OutboxState
from otklik.intake.models import Awaits, ResidentMessage
from otklik.intake.services import lock_message
from otklik.moderation.bans.services import end_bans
from otklik.moderation.hiding.cases import hide_message, show_message
from otklik.moderation.locking import lock_message_of
from otklik.moderation.models import Ban, BanState, Decision, DecisionAct, DecisionState, Review, ReviewState
from otklik.moderation.queue.reviews import take_up
from otklik.moderation.services import wait_again
from otklik.moderation.telling import take_back_note, tell_after_all, tell_as_it_ended
from otklik.shared.batches import Queue, work_through
from otklik.shared.clock import now as read_clock
from otklik.shared.failpoints import failpoint
from otklik.triage.models import Verdict

_ENDS = {
    OutboxState.SENT: DecisionState.DONE,
    OutboxState.FAILED: DecisionState.FAILED,
    OutboxState.UNKNOWN: DecisionState.UNKNOWN,
    OutboxState.CANCELLED: DecisionState.UNDONE,
}
_NOT_DONE = (DecisionState.FAILED, DecisionState.UNKNOWN)
"""What nobody knows is looked at as if it were not done: hiding or lifting a ban twice changes nothing."""
_REMOVING = (DecisionAct.HIDE, DecisionAct.DELETE)
_AT_AUTHORS = (DecisionAct.BAN, DecisionAct.UNBAN)


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
    return len(ids) + _tell_of_ended(at_most=at_most)


def _tell_of_ended(*, at_most: int) -> int:
    """Let go, or call off, what is still held though its decision has ended: nothing may be held for ever.

    How a decision ends and what follows for its notice is one transaction, but not in a worker of the version before.
    """
    left = Decision.objects.filter(notice_act__state=OutboxState.HELD).exclude(state=DecisionState.UNDER_WAY)
    ids = list(left.order_by("id").values_list("id", "message_id")[:at_most])
    for decision_id, message_id in ids:
        with transaction.atomic():
            lock_message_of(message_id)
            decision = Decision.objects.select_for_update().get(id=decision_id)
            tell_as_it_ended(decision, now=read_clock())
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
    tell_as_it_ended(decision, now=now)
    if message is not None:
        _follow_in_message(decision, message, now=now)
    if decision.act == DecisionAct.BAN:
        _follow_in_ban(decision, now=now)
    if decision.act == DecisionAct.UNBAN and decision.state in _NOT_DONE:
        Ban.objects.filter(lifted_by=decision).update(state=BanState.TO_LIFT)
    failpoint("moderation.settled_before_commit")


def _follow_in_ban(decision: Decision, *, now: datetime) -> None:
    ban = Ban.objects.get(decision=decision)
    if decision.state == DecisionState.FAILED:
        ban.state = BanState.FAILED
        ban.save(update_fields=["state"])
        take_back_note(decision)
    elif decision.state == DecisionState.DONE and ban.state == BanState.RUNNING:
        tell_after_all(decision, until=ban.ends_at, now=now)


def _follow_in_message(decision: Decision, message: ResidentMessage, *, now: datetime) -> None:
    """What could not be hidden or shown again waits for a person; what was restored is in sight again."""
    if decision.act == DecisionAct.RESTORE and decision.state == DecisionState.DONE:
        show_message(message)
    elif decision.act == DecisionAct.RESTORE and decision.state in _NOT_DONE:
        Review.objects.filter(message=message).update(state=ReviewState.WAITING, since_at=now)
    elif decision.act in _REMOVING and decision.state in _NOT_DONE and not message.is_deleted:
        wait_again(message, now=now)
    elif decision.act in _REMOVING and decision.state == DecisionState.DONE and not message.is_hidden:
        _hide_after_all(decision, message, now=now)


def _hide_after_all(decision: Decision, message: ResidentMessage, *, now: datetime) -> None:
    """The network had done what nobody knew of, and nobody has decided anew about the words since."""
    if not message.decisions.filter(id__gt=decision.id).exclude(act__in=_AT_AUTHORS).exists():
        hide_message(message)
        Review.objects.filter(message=message).update(state=ReviewState.DECIDED)
        tell_after_all(decision, now=now)


def lift_bans() -> int:
    """Let authors write again whose ban is over. Returns how many."""
    return end_bans(now=read_clock())

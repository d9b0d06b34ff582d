"""Writing the outbox: queue an act, take it up, settle it."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from otklik.audit.services import Actor, record
from otklik.delivery.errors import NotUnsettled
from otklik.delivery.models import SETTLED, OutboxAct, OutboxState
from otklik.networks.connector import ActKind, Receipt
from otklik.networks.events import MessageKind
from otklik.shared.wake import wake_workers

_CERTAIN = (OutboxState.SENT, OutboxState.FAILED, OutboxState.CANCELLED)
"""Ends that an echo does not change; an unknown one it does."""

_CLAIM = """
update delivery_outboxact as act
set state = 'claimed', attempts = attempts + 1, is_doubtful = is_doubtful or state = 'claimed',
    lease_until = %(now)s + case when page_id in (select id from pages_page where network = any(%(keyed)s))
      then %(short)s else %(long)s end
where id in (
  select waiting.id from delivery_outboxact as waiting
  join pages_connection as line on line.page_id = waiting.page_id
  where (waiting.state = 'waiting' and waiting.next_try_at <= %(now)s
         or waiting.state = 'claimed' and waiting.lease_until < %(now)s)
    and not line.is_paused and (line.open_until is null or line.open_until <= %(now)s)
    and not exists (
      select 1 from delivery_outboxact as earlier
      where earlier.page_id = waiting.page_id and earlier.thread_id = waiting.thread_id
        and earlier.id < waiting.id and earlier.state in ('waiting', 'claimed'))
  order by waiting.next_try_at, waiting.id
  limit %(at_most)s
  for update of waiting skip locked)
returning act.id
"""


@dataclass(frozen=True, slots=True)
class Target:
    """The message that is answered, as intake keeps it."""

    page_id: int
    message_kind: str
    external_id: str
    thread_id: str
    container_id: str = ""


@dataclass(frozen=True, slots=True)
class ActOrder:
    """What shall be done in a network, as the room that decided it asks for it."""

    page_id: int
    kind: ActKind
    message_kind: MessageKind
    target_id: str
    thread_id: str
    container_id: str = ""
    text: str = ""
    because: str = ""
    ban_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Lease:
    """How long a claim holds. In a network with keys a second sender does no harm, so its claims may be short."""

    short: timedelta
    long: timedelta
    keyed: tuple[str, ...] = ()
    """Names of the networks with keys."""


def hash_text(text: str) -> str:
    """SHA-256 of a text: what was approved is what is sent."""
    return hashlib.sha256(text.encode()).hexdigest()


def queue_act(order: ActOrder, *, now: datetime) -> OutboxAct:
    """Put one act into the outbox, in the transaction of the caller; its key stays the same for every repetition."""
    act = OutboxAct.objects.create(
        page_id=order.page_id,
        kind=order.kind.value,
        message_kind=order.message_kind.value,
        target_id=order.target_id,
        thread_id=order.thread_id,
        container_id=order.container_id,
        text=order.text,
        text_hash=hash_text(order.text) if order.text else "",
        because=order.because,
        ban_until=order.ban_until,
        idempotency_key=secrets.randbelow(2**31 - 2) + 1,
        queued_at=now,
        next_try_at=now,
    )
    _wake("delivery")
    return act


def queue_answer(target: Target, *, text: str, now: datetime) -> OutboxAct:
    """Put an answer into the outbox: in the private talk, or where the comment stands."""
    kind = MessageKind(target.message_kind)
    order = ActOrder(
        page_id=target.page_id,
        kind=ActKind.MESSAGE if kind is MessageKind.PRIVATE else ActKind.REPLY,
        message_kind=kind,
        target_id=target.external_id,
        thread_id=target.thread_id,
        container_id=target.container_id,
        text=text,
    )
    return queue_act(order, now=now)


def claim_acts(*, now: datetime, lease: Lease, at_most: int) -> list[OutboxAct]:
    """Take acts up under a lease, the longest waiting first, one a thread; a lease that ran out makes them doubtful."""
    asked: dict[str, Any] = {"now": now, "at_most": at_most, "keyed": list(lease.keyed)}
    asked |= {"short": lease.short, "long": lease.long}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_CLAIM, asked)
        ids = [row[0] for row in cursor.fetchall()]
    return list(OutboxAct.objects.filter(id__in=ids).select_related("page__connection").order_by("id"))


def settle_sent(act: OutboxAct, receipt: Receipt, *, now: datetime) -> bool:
    """The network has it. Returns False when it was settled before."""
    return _settle(
        act, OutboxState.SENT, now=now, receipt_id=receipt.external_id, receipt_url=receipt.url, reason="", next_step=""
    )


def settle_failed(act: OutboxAct, *, reason: str, next_step: str, now: datetime) -> bool:
    """It certainly does not stand in the network."""
    return _settle(act, OutboxState.FAILED, now=now, reason=reason[:1000], next_step=next_step[:1000])


def settle_unknown(act: OutboxAct, *, reason: str, now: datetime) -> bool:
    """Nobody can tell whether it stands in the network: a person looks."""
    return _settle(act, OutboxState.UNKNOWN, now=now, reason=reason[:1000], next_step="")


def _settle(
    act: OutboxAct, state: OutboxState, *, now: datetime, unless: Sequence[OutboxState] = SETTLED, **values: str
) -> bool:
    unsettled = OutboxAct.objects.filter(id=act.id).exclude(state__in=unless)
    with transaction.atomic():
        done = unsettled.update(state=state, settled_at=now, lease_until=None, is_taken_note_of=False, **values)
        _wake("answers")
    return bool(done)


def put_back(act: OutboxAct, *, until: datetime, reason: str, is_doubtful: bool) -> None:
    """Try again later; a doubtful act is looked for before it is repeated."""
    OutboxAct.objects.filter(id=act.id, state=OutboxState.CLAIMED).update(
        state=OutboxState.WAITING,
        next_try_at=until,
        lease_until=None,
        reason=reason[:1000],
        is_doubtful=act.is_doubtful or is_doubtful,
    )


def rename_thread(*, page_id: int, old: str, new: str) -> None:
    """What hung on a message stands in another thread now: acts there keep their order, and echoes are recognised."""
    OutboxAct.objects.filter(page_id=page_id, thread_id=old).update(thread_id=new)


def settle_by_echo(act: OutboxAct, *, external_id: str, url: str, now: datetime) -> None:
    """The network showed us our own act before its answer was written down, or when nobody could tell: it is sent."""
    _settle(
        act,
        OutboxState.SENT,
        now=now,
        unless=_CERTAIN,
        receipt_id=external_id,
        receipt_url=url,
        reason="",
        next_step="",
    )


def try_again(act_id: int, *, by: Actor, now: datetime) -> None:
    """A person saw that the act does not stand in the network and wants it sent. Raises NotUnsettled."""
    with transaction.atomic():
        act = OutboxAct.objects.select_for_update().get(id=act_id)
        if act.state not in (OutboxState.FAILED, OutboxState.UNKNOWN):
            raise NotUnsettled
        # the network refused it or a person looked: nothing of the old attempts is in doubt any more
        act.state, act.next_try_at, act.attempts, act.is_doubtful = OutboxState.WAITING, now, 0, False
        act.settled_at, act.reason, act.next_step = None, "", ""
        act.save()
        record("try_again", subject=f"act:{act.id}", by=by, now=now)
        _wake("delivery")


def settle_by_hand(act_id: int, *, url: str, by: Actor, now: datetime) -> None:
    """A person saw that an unknown act stands in the network after all. Raises NotUnsettled."""
    with transaction.atomic():
        act = OutboxAct.objects.select_for_update().get(id=act_id)
        if act.state != OutboxState.UNKNOWN:
            raise NotUnsettled
        act.state, act.receipt_url, act.is_taken_note_of = OutboxState.SENT, url[:300], False
        act.save()
        record("stands_there", subject=f"act:{act.id}", by=by, now=now)
        _wake("answers")


def mark_noted(acts: Sequence[OutboxAct]) -> None:
    """The room that asked has seen how they ended."""
    OutboxAct.objects.filter(id__in=[act.id for act in acts]).update(is_taken_note_of=True)


def _wake(room: str) -> None:
    with connection.cursor() as cursor:
        wake_workers(cursor, room)

"""Writing the outbox: queue an act, claim it under a lease, settle it, schedule a retry."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from otklik.audit.services import Actor, record
from otklik.delivery.errors import CannotBeDone, NotUnsettled
from otklik.delivery.models import OutboxAct, OutboxState
from otklik.delivery.selectors import Tokens, possibility_of
from otklik.networks.connector import ActKind, Receipt
from otklik.networks.events import MessageKind
from otklik.shared.wake import wake_workers

_PROVED = (OutboxState.SENT, OutboxState.CANCELLED)
"""Ends that a receipt or an echo does not change: whatever else was believed meanwhile, the message stands there."""

_CLAIM = """
with due as (
  select waiting.id, waiting.page_id,
    page.network = any(%(keyed)s) and waiting.photo_ids = '{}' as is_keyed, line.failures_in_a_row > 0 as is_trial
  from delivery_outboxact as waiting
  join pages_page as page on page.id = waiting.page_id
  join pages_connection as line on line.page_id = waiting.page_id
  where (waiting.state = 'waiting' and waiting.next_try_at <= %(now)s
         or waiting.state = 'claimed' and waiting.lease_until < %(now)s)
    and not line.is_paused and (line.open_until is null or line.open_until <= %(now)s)
    and (line.failures_in_a_row = 0 or line.tried_until is null or line.tried_until <= %(now)s)
    and (%(network)s::text is null or page.network = %(network)s)
    and not exists (
      select 1 from delivery_outboxact as earlier
      where earlier.page_id = waiting.page_id and earlier.thread_id = waiting.thread_id
        and earlier.id < waiting.id and earlier.state in ('waiting', 'claimed') and earlier.queued_at <= %(now)s)
  order by waiting.next_try_at, waiting.id limit %(at_most)s for update of waiting skip locked),
trials as (
  update pages_connection as line set tried_until = %(now)s + %(long)s
  where line.page_id in (select page_id from due where is_trial)
    and (line.open_until is null or line.open_until <= %(now)s)
    and (line.tried_until is null or line.tried_until <= %(now)s)
  returning line.page_id),
claimed as (
  update delivery_outboxact as act
  set state = 'claimed', attempts = attempts + 1, is_doubtful = is_doubtful or state = 'claimed',
      lease_until = %(now)s + case when due.is_keyed then %(short)s else %(long)s end
  from due where act.id = due.id and (not due.is_trial or due.id in (
    select min(id) from due join trials using (page_id) group by page_id)) returning act.id)
select array(select id from claimed), (select count(*) from due)
"""
"""After a failure one act alone tries whether the page's network is well again: who loses the row of the connection to
another worker finds it tried, and takes nothing of that page."""
_TRIES = 3
"""How often a claim that lost a trial to another worker looks for other work."""


@dataclass(frozen=True, slots=True)
class Target:
    """The message that is answered, as intake keeps it."""

    page_id: int
    message_kind: str
    external_id: str
    thread_id: str
    container_id: str = ""
    said_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ActOrder:
    """What shall be done in a network, as the room that decided it asks for it."""

    page_id: int
    kind: ActKind
    message_kind: MessageKind
    target_id: str
    thread_id: str
    container_id: str = ""
    said_at: datetime | None = None
    text: str = ""
    photo_ids: tuple[int, ...] = ()
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


def queue_act(order: ActOrder, *, now: datetime, not_before: datetime | None = None) -> OutboxAct:
    """Put one act into the outbox, in the caller's transaction. Its idempotency key is the same for every retry.

    `not_before`: when it joins the queue; until then it blocks no other act of its thread. Raises CannotBeDone, and
    writes nothing, for what the network has no way for.
    """
    act = new_act(order, now=now)
    demand_possible(act, now=now)
    act.queued_at = act.next_try_at = not_before or now
    act.save()
    _wake("delivery")
    return act


def new_act(order: ActOrder, *, now: datetime) -> OutboxAct:
    """An act as it would stand in the outbox; nothing is written."""
    return OutboxAct(
        page_id=order.page_id,
        kind=order.kind.value,
        message_kind=order.message_kind.value,
        target_id=order.target_id,
        thread_id=order.thread_id,
        container_id=order.container_id,
        said_at=order.said_at,
        text=order.text,
        text_hash=hash_text(order.text) if order.text else "",
        photo_ids=list(order.photo_ids),
        because=order.because,
        ban_until=order.ban_until,
        idempotency_key=secrets.randbelow(2**31 - 2) + 1,
        queued_at=now,
        next_try_at=now,
    )


def demand_possible(act: OutboxAct, *, now: datetime, tokens: Tokens = None) -> None:
    """Validate an act by the network's table of limits, which the desk shows as well. Raises CannotBeDone."""
    if no := possibility_of(act, now=now, tokens=tokens).no:
        raise CannotBeDone(no.reason, mend=no.next_step)


def queue_answer(
    target: Target, *, text: str, now: datetime, not_before: datetime | None = None, photo_ids: tuple[int, ...] = ()
) -> OutboxAct:
    """Put an answer into the outbox: in the private talk, or where the comment stands. Raises CannotBeDone."""
    return queue_act(order_answer(target, text=text, photo_ids=photo_ids), now=now, not_before=not_before)


def order_answer(target: Target, *, text: str, photo_ids: tuple[int, ...] = ()) -> ActOrder:
    """How this message is answered."""
    kind = MessageKind(target.message_kind)
    return ActOrder(
        page_id=target.page_id,
        kind=ActKind.MESSAGE if kind is MessageKind.PRIVATE else ActKind.REPLY,
        message_kind=kind,
        target_id=target.external_id,
        thread_id=target.thread_id,
        container_id=target.container_id,
        said_at=target.said_at,
        text=text,
        photo_ids=photo_ids,
    )


def claim_acts(*, now: datetime, lease: Lease, at_most: int, network: str | None = None) -> list[OutboxAct]:
    """Claim acts under a lease, the longest waiting first, one a thread. An act whose lease ran out is doubtful.

    After a failure a page gets one act at a time, until its network is well again. `network` None: of all of them.
    """
    asked: dict[str, Any] = {"now": now, "at_most": at_most, "keyed": list(lease.keyed), "network": network}
    asked |= {"short": lease.short, "long": lease.long}
    for _ in range(_TRIES):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_CLAIM, asked)
            ids, due = cursor.fetchone()
            # read before the commit: whoever stalls after it must not take the lease of another for their own
            acts = list(OutboxAct.objects.filter(id__in=ids or ()).select_related("page__connection").order_by("id"))
        if acts or not due:
            return acts
    return []


def hold_claim(act: OutboxAct, *, now: datetime, lease: Lease) -> bool:
    """Renew the lease of a claim. Returns False when it ran out and another worker has claimed the act."""
    until = now + (lease.short if act.page.network in lease.keyed and not act.photo_ids else lease.long)
    is_held = _claimed(act).update(lease_until=until)
    act.lease_until = until
    return bool(is_held)


def _claimed(act: OutboxAct) -> QuerySet[OutboxAct]:
    """The act, as long as the claim that it was read with holds: each claim has a lease of its own."""
    return OutboxAct.objects.filter(id=act.id, state=OutboxState.CLAIMED, lease_until=act.lease_until)


def settle_sent(act: OutboxAct, receipt: Receipt, *, now: datetime) -> bool:
    """The network has it. Returns False when that was known before."""
    unproved = OutboxAct.objects.filter(id=act.id).exclude(state__in=_PROVED)
    return _settle(unproved, OutboxState.SENT, now=now, receipt_id=receipt.external_id, receipt_url=receipt.url[:300])


def settle_failed(act: OutboxAct, *, reason: str, next_step: str, now: datetime) -> bool:
    """It certainly does not stand in the network. Returns False when the claim is no longer ours to settle."""
    return _settle(_claimed(act), OutboxState.FAILED, now=now, reason=reason[:1000], next_step=next_step[:1000])


def settle_unknown(act: OutboxAct, *, reason: str, now: datetime) -> bool:
    """Nobody can tell whether it stands in the network: a person looks. Returns False as `settle_failed` does."""
    return _settle(_claimed(act), OutboxState.UNKNOWN, now=now, reason=reason[:1000])


def _settle(acts: QuerySet[OutboxAct], state: OutboxState, *, now: datetime, **values: str) -> bool:
    told = {"reason": "", "next_step": ""} | values
    with transaction.atomic():
        done = acts.update(state=state, settled_at=now, lease_until=None, is_taken_note_of=False, **told)
        _wake("answers")
    return bool(done)


def put_back(act: OutboxAct, *, until: datetime, reason: str, is_doubtful: bool) -> None:
    """Schedule a retry. A doubtful act is looked for in the network before it is repeated."""
    _claimed(act).update(
        state=OutboxState.WAITING,
        next_try_at=until,
        lease_until=None,
        reason=reason[:1000],
        is_doubtful=act.is_doubtful or is_doubtful,
    )


def rename_thread(*, page_id: int, old: str, new: str) -> None:
    """What hung on a message stands in another thread now: acts there keep their order, and echoes are recognised."""
    OutboxAct.objects.filter(page_id=page_id, thread_id=old).update(thread_id=new)


def wait_for_turn(act: OutboxAct, *, until: datetime, reason: str) -> None:
    """Our own rate limit is reached: nothing was asked of the network, so it does not count as an attempt."""
    _claimed(act).update(
        state=OutboxState.WAITING,
        next_try_at=until,
        lease_until=None,
        reason=reason[:1000],
        attempts=max(act.attempts - 1, 0),
    )


def settle_by_echo(act: OutboxAct, *, external_id: str, url: str, now: datetime) -> bool:
    """The network showed us our own act before its answer was written down, or when nobody could tell: it is sent.

    An act of which was known only that it stands there gets its name. Returns whether anything was new.
    """
    uncertain = OutboxAct.objects.filter(id=act.id).exclude(state__in=_PROVED)
    if _settle(uncertain, OutboxState.SENT, now=now, receipt_id=external_id, receipt_url=url[:300]):
        return True
    nameless = OutboxAct.objects.filter(id=act.id, state=OutboxState.SENT, receipt_id="")
    return bool(nameless.update(receipt_id=external_id))


def try_again(act_id: int, *, by: Actor, now: datetime) -> None:
    """A person saw that the act does not stand in the network and wants it sent. Raises NotUnsettled, CannotBeDone."""
    with transaction.atomic():
        act = OutboxAct.objects.select_for_update().get(id=act_id)
        if act.state not in (OutboxState.FAILED, OutboxState.UNKNOWN):
            raise NotUnsettled
        demand_possible(act, now=now)
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

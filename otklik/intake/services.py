"""Turns raw events into messages, each once (idempotent)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import connection, transaction

from otklik.audit.services import Actor, record
from otklik.intake.accept import Arrival, accept_arrivals
from otklik.intake.erasing import without_erased
from otklik.intake.ledger import Ledger
from otklik.intake.merging import Told, event_key, reading_key
from otklik.intake.models import Awaits, RawEvent, RawState, ResidentMessage
from otklik.intake.placing import place
from otklik.networks.errors import Ignored, NotOurs
from otklik.networks.events import EventKind, MessageKind, NetworkEvent
from otklik.networks.registry import connector_for
from otklik.pages.models import Page
from otklik.shared.wake import wake_workers
from otklik.shared.words import marked as _
from otklik.shared.words import with_word

MOST_ATTEMPTS = 3
"""A raw event whose writing down fails this often is set aside, visible, and the others go on."""


def accept_batch(arrivals: Sequence[Arrival]) -> None:
    """Keep what polling or a replay brought, exactly as a webhook would be kept."""
    with transaction.atomic(), connection.cursor() as cursor:
        accept_arrivals(cursor, arrivals)


def apply_raw(raws: Sequence[RawEvent]) -> None:
    """Write claimed raw events down as messages, in the transaction of the caller."""
    pages = {page.id: page for page in Page.objects.filter(id__in={raw.page_id for raw in raws})}
    told: list[Told] = []
    for raw in raws:
        told += _understand(raw, pages.get(raw.page_id))
    write_down(told, pages=pages)
    _save_states(raws)
    _count_events(raws)


def _understand(raw: RawEvent, page: Page | None) -> list[Told]:
    """Parse one raw event and set its state. What is not understood is kept for a person and a later replay."""
    raw.attempts += 1
    if page is None:
        raw.state, raw.reason = RawState.REFUSED, _("the page is no longer in the register")
        return []
    try:
        events = connector_for(raw.network).parse(bytes(raw.body), page_id=page.external_id)
    except Ignored as why:
        raw.state, raw.reason = RawState.IGNORED, why.reason
        return []
    except NotOurs as why:
        raw.state, raw.reason = RawState.REFUSED, why.reason
        return []
    raw.state, raw.reason = RawState.APPLIED, ""
    return [
        Told(
            page_id=page.id,
            event=event,
            key=event_key(bytes(raw.body), position=position),
            received_at=raw.received_at,
        )
        for position, event in enumerate(events)
    ]


def write_down(told: Sequence[Told], *, pages: dict[int, Page]) -> None:
    """Merge events into messages. Threads are locked first, in one order, so that two workers never cross."""
    told = without_erased(told) if told else told
    if not told:
        return
    told = place(told, pages=pages)
    lock_threads(_names_of(told))
    # under the locks once more: what a reply hangs on may have been written down meanwhile
    told = place(told, pages=pages)
    ledger = Ledger.open(told, pages=pages)
    for item in told:
        ledger.enter(item)
    ledger.save()
    ledger.gather_threads()


def _names_of(told: Sequence[Told]) -> set[tuple[int, str]]:
    """What events touch: their threads, and the messages themselves and those above them, which may name threads."""
    events = [(item.page_id, item.event) for item in told]
    return {(page, name) for page, one in events for name in (one.thread_id, one.external_id, one.reply_to) if name}


def lock_threads(threads: Iterable[tuple[int, str]]) -> None:
    """Hold the threads until the end of the transaction; sorted, so that two holders never wait for each other."""
    names = sorted({f"{page_id}:{thread_id}" for page_id, thread_id in threads})
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(key) from "
            "(select distinct hashtextextended(name, 7) as key from unnest(%s::text[]) as name order by 1) as keys",
            [names],
        )


def set_aside(raw: RawEvent, *, because: str) -> None:
    """Count a failed attempt; after the last one the event is in quarantine, visible to a person."""
    raw.attempts += 1
    if raw.attempts >= MOST_ATTEMPTS:
        raw.state, raw.reason = RawState.REFUSED, with_word(_("it could not be written down"), because)
    raw.save(update_fields=["state", "reason", "attempts"])


def replay_refused(*, ids: Sequence[int], by: Actor | None, now: datetime) -> int:
    """Put raw events that were set aside back into the queue, for example after a mend. Returns how many."""
    with transaction.atomic(), connection.cursor() as cursor:
        count = RawEvent.objects.filter(id__in=ids, state=RawState.REFUSED).update(
            state=RawState.WAITING, reason="", attempts=0
        )
        for event_id in ids:
            record("replay", subject=f"raw_event:{event_id}", by=by, now=now)
        wake_workers(cursor, "intake")
    return count


def settle_reading(message: ResidentMessage, told: Told | None, *, at: datetime) -> bool:
    """Take over what the network shows: the message as it stands, or None when it is gone.

    Returns False when events came in while it was looked at: then it has to be looked at again.
    """
    seen = (message.deleted_keys, message.restored_keys, message.text, message.edited_at)
    with transaction.atomic():
        names = (message.thread_id, message.external_id, message.reply_to)
        lock_threads((message.network_page_id, name) for name in names if name)
        message.refresh_from_db()
        if seen != (message.deleted_keys, message.restored_keys, message.text, message.edited_at):
            return False
        _balance(message, is_deleted=told is None, at=at)
        message.needs_reading = message.is_uncertain = False
        message.save(update_fields=["deleted_keys", "restored_keys", "needs_reading", "is_uncertain"])
        write_down([told or _gone(message, at=at)], pages={message.network_page_id: message.network_page})
    return True


def mark_uncertain(message: ResidentMessage) -> None:
    """The network does not let us look: the text shown may not be the last one, and says so."""
    ResidentMessage.objects.filter(id=message.id).update(needs_reading=False, is_uncertain=True)


def _balance(message: ResidentMessage, *, is_deleted: bool, at: datetime) -> None:
    """Add what the known deletions and restorings lack to lead to what the network shows."""
    lead = len(set(message.deleted_keys)) - len(set(message.restored_keys))
    if is_deleted:
        message.deleted_keys = [*message.deleted_keys, *(reading_key(f"gone {n}", at=at) for n in range(1 - lead))]
    else:
        message.restored_keys = [*message.restored_keys, *(reading_key(f"here {n}", at=at) for n in range(lead))]


def _gone(message: ResidentMessage, *, at: datetime) -> Told:
    event = NetworkEvent(
        EventKind.DELETED, MessageKind(message.kind), external_id=message.external_id, thread_id=message.thread_id
    )
    return Told(message.network_page_id, event, key=reading_key("gone", at=at), received_at=at, is_reading=True)


def claim_messages(awaits: Awaits, *, at_most: int, together_with: Sequence[str] = ()) -> list[ResidentMessage]:
    """Take waiting messages, oldest first, with their threads locked until the end of the transaction.

    `together_with`: what is read with each, `page` or `author`.

    A thread that another worker holds is passed over. Threads are locked before rows, so nobody waits in a circle.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "with waiting as materialized (select id, coalesce(page_id, 0) as page_id, thread_id"
            " from intake_residentmessage where awaits = %s order by id limit %s),"
            " threads as materialized (select page_id, thread_id, pg_try_advisory_xact_lock(hashtextextended("
            " page_id || ':' || thread_id, 7)) as is_held from waiting group by page_id, thread_id)"
            " select w.id, w.page_id, w.thread_id from waiting as w"
            " join threads as t using (page_id, thread_id) where t.is_held",
            [awaits.value, at_most],
        )
        held = {row[0]: (row[1], row[2]) for row in cursor.fetchall()}
    if not held:
        return []
    messages = ResidentMessage.objects.filter(id__in=held, awaits=awaits)
    if together_with:
        messages = messages.select_related(*together_with)
    claimed = messages.order_by("id").select_for_update(of=("self",))
    # one that was moved to another thread before its lock was held is taken the next time
    return [message for message in claimed if held[message.id] == (message.page_id or 0, message.thread_id)]


def mark_triaged(messages: Sequence[ResidentMessage]) -> None:
    """Triage has looked at them: the cases are next."""
    _pass_on(messages, to=Awaits.APPEALS)


def mark_cased(messages: Sequence[ResidentMessage]) -> None:
    """They have found their case, or need none."""
    _pass_on(messages, to=Awaits.NOBODY)


def _pass_on(messages: Sequence[ResidentMessage], *, to: Awaits) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update intake_residentmessage set awaits = %s, attempts = 0 where id = any(%s)",
            [to.value, [message.id for message in messages]],
        )


def mark_failed(message: ResidentMessage) -> None:
    """A later step failed on this message; after the last attempt a person has to look."""
    message.attempts += 1
    if message.attempts >= MOST_ATTEMPTS:
        message.awaits = Awaits.PERSON
    message.save(update_fields=["awaits", "attempts"])


def _save_states(raws: Sequence[RawEvent]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update intake_rawevent as raw set state = new.state, reason = new.reason, attempts = new.attempts"
            " from unnest(%s::timestamptz[], %s::bigint[], %s::text[], %s::text[], %s::int[])"
            " as new (received_at, id, state, reason, attempts)"
            " where raw.received_at = new.received_at and raw.id = new.id",
            [
                [raw.received_at for raw in raws],
                [raw.id for raw in raws],
                [str(raw.state) for raw in raws],
                [raw.reason for raw in raws],
                [raw.attempts for raw in raws],
            ],
        )


def _count_events(raws: Sequence[RawEvent]) -> None:
    newest_at: dict[int, datetime] = {}
    for raw in raws:
        newest_at[raw.page_id] = max(raw.received_at, newest_at.get(raw.page_id, raw.received_at))
    with connection.cursor() as cursor:
        cursor.execute(
            "update pages_connection as c set last_event_at = greatest(c.last_event_at, a.at) "
            "from (select unnest(%s::bigint[]) as page_id, unnest(%s::timestamptz[]) as at order by 1) as a "
            "where c.page_id = a.page_id",
            [list(newest_at), list(newest_at.values())],
        )


def lock_message(message_id: int) -> ResidentMessage | None:
    """The message of a network, locked with its page and author; None when there is none (any more)."""
    found = ResidentMessage.objects.select_related("page", "body", "author").select_for_update(of=("self",))
    return found.filter(id=message_id, has_arrived=True, page__isnull=False).first()


def take_out_of_sight(message: ResidentMessage) -> None:
    """We hide or delete it: what the network tells of it from now on is not its author's doing."""
    _set_hidden(message, to=True)


def put_into_sight(message: ResidentMessage) -> None:
    """It stands there again, or was never taken away after all."""
    _set_hidden(message, to=False)


def _set_hidden(message: ResidentMessage, *, to: bool) -> None:
    message.is_hidden = to
    message.save(update_fields=["is_hidden"])

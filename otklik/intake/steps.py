"""What the worker does for intake: write events down, read doubtful ones again, fetch what was missed."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, transaction

from otklik.intake.merging import Told, reading_key
from otklik.intake.models import RawEvent, RawState, ResidentMessage
from otklik.intake.services import apply_raw, mark_uncertain, set_aside, settle_reading, write_down
from otklik.networks.errors import ConnectorError, Refused, TryLater
from otklik.networks.events import MessageKind, NetworkEvent
from otklik.networks.registry import connector_for
from otklik.pages.models import Page
from otklik.pages.selectors import access_of, callable_pages, list_pages_to_reconcile
from otklik.pages.services import note_answer, note_reconciled, note_trouble, put_off_reading
from otklik.residents.models import NetworkAccount
from otklik.residents.services import rename_account
from otklik.shared.batches import Queue, work_through
from otklik.shared.clock import now as read_clock
from otklik.shared.errors import OtklikError
from otklik.shared.killpoints import reach

log = logging.getLogger(__name__)

RECONCILE_EVERY = timedelta(minutes=30)
"""Each connection that can be read back is read at least hourly; half of that leaves room for a bad half hour."""
OVERLAP = timedelta(minutes=10)
"""A reading starts a little before the last one ended: what the network shows late is not missed."""
FIRST_READING = timedelta(days=7)


def apply_waiting_events(*, at_most: int = 200) -> int:
    """Write waiting raw events down as messages. Returns how many were taken."""
    taken = work_through(
        Queue(
            name="intake",
            claim=_claim_raw,
            handle=_apply,
            set_aside=lambda raw, why: set_aside(raw, because=why),
            atomic=transaction.atomic,
            outages=(OperationalError, InterfaceError),
        ),
        at_most=at_most,
    )
    if taken:
        reach("intake.after_apply")
    return taken


def _claim_raw(at_most: int) -> list[RawEvent]:
    waiting = RawEvent.objects.filter(state=RawState.WAITING).order_by("id")
    return list(waiting.select_for_update(skip_locked=True)[:at_most])


def _apply(raws: Sequence[RawEvent]) -> None:
    apply_raw(raws)
    reach("intake.before_apply_commit")


def read_doubtful_messages(*, now: datetime, at_most: int = 20) -> int:
    """Look in the network at messages whose edits contradict each other. Returns how many were settled."""
    doubtful = ResidentMessage.objects.filter(needs_reading=True, page__in=callable_pages(now=now)).select_related(
        "page__connection"
    )
    settled, unwell = 0, set[int]()
    for message in doubtful.order_by("id")[:at_most]:
        if message.page_id not in unwell:
            try:
                settled += _read_again(message)
            except TryLater as why:
                note_trouble(message.page, why, now=now)
                unwell.add(message.page_id)
    return settled


def _read_again(message: ResidentMessage) -> bool:
    page, looked_at = message.page, read_clock()
    try:
        fetched = connector_for(page.network).fetch_message(
            access_of(page), kind=MessageKind(message.kind), external_id=message.external_id
        )
    except TryLater:
        raise
    except (ConnectorError, OtklikError) as why:
        log.info("message %s could not be read again: %s", message.id, why)
        mark_uncertain(message)
        return True
    told = _as_told(fetched.event, page_id=page.id, now=looked_at) if fetched.event else None
    return settle_reading(message, told, at=looked_at)


def name_authors(*, now: datetime, at_most: int = 100) -> int:
    """Ask the network for the names of accounts that came as bare ids. Returns how many got a name."""
    nameless = list(NetworkAccount.objects.filter(name="", messages__isnull=False).order_by("-id").distinct()[:at_most])
    named = 0
    written_to = ResidentMessage.objects.filter(author__in=nameless).values("page_id")
    for page in callable_pages(now=now).filter(id__in=written_to).select_related("connection"):
        named += _name_on(page, [a for a in nameless if a.network == page.network and not a.name], now=now)
    return named


def _name_on(page: Page, accounts: list[NetworkAccount], *, now: datetime) -> int:
    if not accounts:
        return 0
    try:
        names = connector_for(page.network).fetch_names(
            access_of(page), external_ids=[account.external_id for account in accounts]
        )
    except TryLater as why:
        note_trouble(page, why, now=now)
        return 0
    except (ConnectorError, OtklikError) as why:
        log.info("names could not be read on page %s: %s", page.id, why)
        return 0
    for account in accounts:
        # an account that the network does not name keeps a sign that it was asked for
        rename_account(account, name=names.get(account.external_id) or f"id{account.external_id}")
    return len(accounts)


def reconcile_next_page(*, now: datetime) -> int:
    """Read back the page that waits longest for it, if its time has come. Returns how many pages were read."""
    pages = list_pages_to_reconcile(before=now - RECONCILE_EVERY, now=now, at_most=1)
    for page in pages:
        reconcile_page(page, now=now)
    return len(pages)


def reconcile_page(page: Page, *, now: datetime) -> int:
    """Read a page's threads back and write down what webhooks missed. Returns how many messages were new."""
    connector = connector_for(page.network)
    since = (page.connection.reconciled_at or now - FIRST_READING) - OVERLAP
    try:
        events = list(connector.fetch_missed(access_of(page), since=since))
    except TryLater as why:
        note_trouble(page, why, now=now)
        return 0
    except (ConnectorError, OtklikError) as why:
        note_trouble(page, _as_refused(why), now=now)
        put_off_reading(page, until=now + RECONCILE_EVERY)
        return 0
    found = _write_missed(events, page=page, now=now)
    note_answer(page)
    note_reconciled(page, now=now, found=found)
    return found


def _as_refused(why: ConnectorError | OtklikError) -> ConnectorError:
    """A stored token that we cannot read hinders as much as one that the network does not take."""
    return Refused(why.wrong, next_step=why.mend) if isinstance(why, OtklikError) else why


def _write_missed(events: Sequence[NetworkEvent], *, page: Page, now: datetime) -> int:
    known = ResidentMessage.objects.filter(page=page)
    before = known.count()
    for start in range(0, len(events), 200):
        with transaction.atomic():
            part = events[start : start + 200]
            write_down([_as_told(event, page_id=page.id, now=now) for event in part], pages={page.id: page})
    return known.count() - before


def _as_told(event: NetworkEvent, *, page_id: int, now: datetime) -> Told:
    """A reading of the network as an event; one that says what is known already changes nothing."""
    said = repr((event.kind, event.message_kind, event.external_id))
    return Told(page_id=page_id, event=event, key=reading_key(said, at=now), received_at=now, is_reading=True)

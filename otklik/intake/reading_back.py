"""Reconciles pages with their network: fetches what webhooks missed, and renews webhook subscriptions."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from otklik.intake.merging import Told, reading_key
from otklik.intake.models import ResidentMessage
from otklik.intake.services import write_down
from otklik.networks.abilities import KeepsSubscription, ReadOften, ReadsTalks
from otklik.networks.connector import Connector
from otklik.networks.errors import ConnectorError, OutOfTurn, TryLater
from otklik.networks.events import MessageKind, NetworkEvent
from otklik.networks.registry import connector_for
from otklik.pages.models import Page
from otklik.pages.selectors import access_of, hook_url, list_activities, list_pages_to_reconcile, list_pages_to_watch
from otklik.pages.services import (
    as_connector_error,
    note_answer,
    note_reconciled,
    note_subscription,
    note_trouble,
    put_off_reading,
    read_alone,
)
from otklik.shared.errors import OtklikError

RECONCILE_EVERY = timedelta(minutes=30)
"""Each connection that can be read back is read at least hourly; half of that leaves room for a bad half hour."""
WATCH_EVERY = timedelta(minutes=10)
"""A network that drops a webhook does so after hours: ten minutes lose little."""
OVERLAP = timedelta(minutes=10)
"""A reading starts a little before the last one ended: what the network shows late is not missed."""
FIRST_READING = timedelta(days=7)
MOST_READERS = 8
"""Workers that may read at the same time; each looks for a page that nobody reads."""
MOST_TALKS = 100
"""Private talks that are read back one by one, the newest first."""


def reconcile_next_page(*, now: datetime, network: str | None = None) -> int:
    """Read back the page that waits longest for it, if its time has come. Returns how many pages were read.

    A page is read by one worker at a time; the others go on to the next one.
    """
    for page in list_pages_to_reconcile(before=now - RECONCILE_EVERY, now=now, at_most=MOST_READERS, network=network):
        with read_alone(page) as is_mine:
            if is_mine:
                reconcile_page(page, now=now)
                return 1
    return 0


def reconcile_page(page: Page, *, now: datetime) -> int:
    """Read a page's threads back and write down what webhooks missed. Returns how many messages were new."""
    connector = connector_for(page.network)
    since = (page.connection.reconciled_at or now - FIRST_READING) - OVERLAP
    try:
        events = list(_missed(connector, page, since=since))
    except OutOfTurn as why:
        # answers take all the room that the network allows: they come first
        put_off_reading(page, until=why.until or now)
        return 0
    except TryLater as why:
        note_trouble(page, why, now=now)
        return 0
    except (ConnectorError, OtklikError) as why:
        note_trouble(page, as_connector_error(why), now=now)
        put_off_reading(page, until=now + RECONCILE_EVERY)
        return 0
    found = _write_missed(events, page=page, now=now)
    note_answer(page, now=now)
    note_reconciled(page, now=now, found=found)
    if isinstance(connector, ReadOften):
        mine, others = list_activities(page)
        put_off_reading(page, until=connector.decide_next_reading(mine, others=others, now=now))
    return found


def _missed(connector: Connector, page: Page, *, since: datetime) -> Iterator[NetworkEvent]:
    access = access_of(page)
    yield from connector.fetch_missed(access, since=since)
    if isinstance(connector, ReadsTalks):
        talks = ResidentMessage.objects.filter(page=page, kind=MessageKind.PRIVATE.value, is_by_page=False)
        newest = talks.order_by("-id").values_list("thread_id", flat=True)[: MOST_TALKS * 5]
        yield from connector.fetch_talks(access, thread_ids=list(dict.fromkeys(newest))[:MOST_TALKS], since=since)


def watch_next_subscription(*, now: datetime, network: str | None = None) -> int:
    """Look whether a network still pushes to us, where it may stop, and renew it. Returns how many were looked at."""
    pages = list_pages_to_watch(before=now - WATCH_EVERY, now=now, at_most=1, network=network)
    for page in pages:
        _watch(page, now=now)
    return len(pages)


def _watch(page: Page, *, now: datetime) -> None:
    connector = connector_for(page.network)
    if not isinstance(connector, KeepsSubscription):
        return
    try:
        subscription = connector.keep_subscription(access_of(page), hook_url=hook_url(page))
    except (ConnectorError, OtklikError) as why:
        note_trouble(page, as_connector_error(why), now=now)
        note_subscription(page, None, now=now)
        return
    note_subscription(page, subscription, now=now)


def _write_missed(events: Sequence[NetworkEvent], *, page: Page, now: datetime) -> int:
    found = 0
    for start in range(0, len(events), 200):
        part = events[start : start + 200]
        named = ResidentMessage.objects.filter(
            page=page,
            kind__in={event.message_kind.value for event in part},
            external_id__in={event.external_id for event in part},
        )
        with transaction.atomic():
            before = named.count()
            write_down([as_told(event, page_id=page.id, now=now) for event in part], pages={page.id: page})
            found += named.count() - before
    return found


def as_told(event: NetworkEvent, *, page_id: int, now: datetime) -> Told:
    """A reading of the network as an event; one that says what is known already changes nothing."""
    said = repr((event.kind, event.message_kind, event.external_id))
    return Told(page_id=page_id, event=event, key=reading_key(said, at=now), received_at=now, is_reading=True)

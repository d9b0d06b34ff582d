"""What the worker does for intake: apply raw events, look up doubtful messages, name authors."""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction

from otklik.intake.models import RawEvent, RawState, ResidentMessage
from otklik.intake.reading_back import as_told
from otklik.intake.services import apply_raw, mark_uncertain, set_aside, settle_reading
from otklik.networks.errors import ConnectorError, TryLater
from otklik.networks.events import MessageKind
from otklik.networks.registry import connector_for
from otklik.pages.models import Page
from otklik.pages.selectors import access_of, callable_pages
from otklik.pages.services import note_trouble
from otklik.residents.models import NetworkAccount
from otklik.residents.services import rename_accounts
from otklik.shared.batches import Queue, work_through
from otklik.shared.clock import now as read_clock
from otklik.shared.errors import OtklikError
from otklik.shared.failpoints import failpoint

log = logging.getLogger(__name__)


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
        failpoint("intake.after_apply")
    return taken


def _claim_raw(at_most: int) -> list[RawEvent]:
    waiting = RawEvent.objects.filter(state=RawState.WAITING).order_by("id")
    return list(waiting.select_for_update(skip_locked=True)[:at_most])


def _apply(raws: Sequence[RawEvent]) -> None:
    apply_raw(raws)
    failpoint("intake.before_apply_commit")


def read_doubtful_messages(*, now: datetime, at_most: int = 20, network: str | None = None) -> int:
    """Look in the network at messages whose edits contradict each other. Returns how many were settled."""
    waiting = ResidentMessage.objects.filter(needs_reading=True)
    if not waiting.exists():
        return 0
    doubtful = waiting.filter(page__in=callable_pages(now=now, network=network)).select_related("page__connection")
    settled, unwell = 0, set[int]()
    for message in doubtful.order_by("id")[:at_most]:
        if message.network_page_id not in unwell:
            try:
                settled += _read_again(message)
            except TryLater as why:
                note_trouble(message.network_page, why, now=now)
                unwell.add(message.network_page_id)
    return settled


def _read_again(message: ResidentMessage) -> bool:
    page, looked_at = message.network_page, read_clock()
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
    told = as_told(fetched.event, page_id=page.id, now=looked_at) if fetched.event else None
    return settle_reading(message, told, at=looked_at)


def name_authors(*, now: datetime, at_most: int = 100, network: str | None = None) -> int:
    """Ask the network for the names of accounts that came as bare ids. Returns how many got a name."""
    unnamed = NetworkAccount.objects.filter(name="", messages__isnull=False)
    if network is not None:
        unnamed = unnamed.filter(network=network)
    nameless = list(unnamed.order_by("-id").distinct()[:at_most])
    if not nameless:
        return 0
    named = 0
    written_to = ResidentMessage.objects.filter(author__in=nameless).values("page_id")
    for page in callable_pages(now=now, network=network).filter(id__in=written_to).select_related("connection"):
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
    # an account that the network does not name keeps a sign that it was asked for
    rename_accounts([(one, names.get(one.external_id) or f"id{one.external_id}") for one in accounts])
    return len(accounts)

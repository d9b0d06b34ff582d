"""What the worker does for pages: it looks at each once a day, keeps what it saw, and raises alarms."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction

from otklik.networks.abilities import Look
from otklik.networks.errors import TryLater
from otklik.networks.looking import look_at, most_looks
from otklik.networks.registry import connector_for
from otklik.pages.alarms import Access, alarms_of
from otklik.pages.checks.seen import Seen
from otklik.pages.looking import access_to_look, claim_pages_to_look_at, list_readers, note_looked, put_off_look
from otklik.pages.models import Page
from otklik.pages.scores import forget_old_scores, score_page
from otklik.pages.snapshots import HeardPosts, Unanswered, last_known, seen_of, snapshot_of, write_snapshot
from otklik.pages.told import note_no_talks, note_rights, take_over_facts
from otklik.pages.watching import list_ringing, ring
from otklik.shared.partitions import keep_months

log = logging.getLogger(__name__)


class Counts(Protocol):
    """What only rooms that come after this one can count; the worker, which knows all rooms, hands it in."""

    def unanswered(self, page_ids: Sequence[int]) -> Mapping[int, Unanswered]:
        """Comments that wait for an answer, by page; pages without any may be left out."""
        ...

    def heard_posts(self, page_ids: Sequence[int], *, now: datetime) -> Mapping[int, HeardPosts]:
        """Posts of the last seven days that the network pushed to us, by page."""
        ...


def look_at_due_pages(*, network: str, counts: Counts, now: datetime) -> int:
    """Look at the pages of a network whose time has come. Returns how many were claimed.

    What cannot be seen now is tried again soon, and until then nothing is concluded from it.
    """
    connector = connector_for(network)
    pages = claim_pages_to_look_at(network=network, now=now, at_most=most_looks(connector))
    if not pages:
        return 0
    ways = [access_to_look(page) for page in pages]
    readers = list_readers(network=network, now=now)
    looks = look_at(connector, [access for access, _lost in ways], readers=readers, now=now)
    seen: list[tuple[Page, Look]] = []
    for page, (_access, lost), look in zip(pages, ways, looks, strict=True):
        if isinstance(look, TryLater):
            put_off_look(page, until=look.until, now=now)
        else:
            seen.append((page, replace(look, access_lost=lost, is_access_proved=False) if lost else look))
    _keep(seen, counts=counts, now=now)
    return len(pages)


def _keep(seen: Sequence[tuple[Page, Look]], *, counts: Counts, now: datetime) -> None:
    ids = [page.id for page, _look in seen]
    if not ids:
        return
    unanswered = counts.unanswered(ids)
    heard = counts.heard_posts([page.id for page, look in seen if look.posts_in_7_days is None], now=now)
    # a day later than here: zones further east are in tomorrow already
    known = last_known(ids, on=now.date() + timedelta(days=1))
    ringing = list_ringing(ids)
    for page, look in seen:
        snapshot = snapshot_of(
            page,
            look,
            unanswered=unanswered.get(page.id, Unanswered()),
            heard=heard.get(page.id, HeardPosts()),
            now=now,
        )
        try:
            with transaction.atomic():
                write_snapshot(snapshot)
                seen_now = seen_of(snapshot)
                _take_over(page, look, seen_now, now=now)
                signs = alarms_of(
                    known.get(page.id),
                    seen_now,
                    access=_access_of(look),
                    ringing={kind: alarm.told for kind, alarm in ringing.get(page.id, {}).items()},
                    silent_after=timedelta(days=settings.OTKLIK_SILENT_DAYS),
                )
                score_page(page, seen_now, now=now)
                ring(page, signs, ringing=ringing.get(page.id, {}), now=now)
                note_looked(page, now=now)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("page %s: what was seen could not be kept", page.id)
            put_off_look(page, until=None, now=now)


def _access_of(look: Look) -> Access:
    if look.access_lost is None:
        return Access(is_proved=look.is_access_proved)
    return Access(lost=look.access_lost.reason, next_step=look.access_lost.next_step)


def _take_over(page: Page, look: Look, seen: Seen, *, now: datetime) -> None:
    """The register follows what was seen."""
    if look.facts is not None:
        take_over_facts(page, look.facts, now=now)
        if look.facts.rights:
            note_rights(page, look.facts.rights, now=now)
    if look.access_lost is not None:
        note_no_talks(page)
    if seen.last_post_at is not None and seen.last_post_at != page.last_post_at:
        Page.objects.filter(id=page.id).update(last_post_at=seen.last_post_at)


def keep_snapshot_months(*, now: datetime) -> None:
    """Prepare the coming months, and drop snapshots that are past their keeping time."""
    with transaction.atomic(), connection.cursor() as cursor:
        keep_months(cursor, "pages_pagesnapshot", now=now, keep_days=settings.OTKLIK_SNAPSHOT_DAYS)


def forget_scores(*, now: datetime) -> None:
    """Drop scores that are past the keeping time of snapshots."""
    forget_old_scores(now=now, keep_days=settings.OTKLIK_SNAPSHOT_DAYS)

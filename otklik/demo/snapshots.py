"""Thirty days of what the pages looked like, written in bulk: the worker's own looks go on from there."""

import random
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from otklik.demo.content.cards import find_page
from otklik.demo.networks.registry import NETWORKS
from otklik.pages.models import Page, PageSnapshot
from otklik.shared.partitions import add_month_sql, first_of_month, next_month

DAYS = 30
FORMER_NAMES = {"youth-phoenix": "Молодёжный центр «Феникс»"}
"""Body → what its pages were called until yesterday: the first look finds a new name."""


def seed_snapshots(*, now: datetime) -> None:
    """Write the snapshots of the days before today, and let the worker look at the pages."""
    pages = Page.objects.filter(network__in=NETWORKS).select_related("owner").order_by("id")
    with transaction.atomic(), connection.cursor() as cursor:
        month = first_of_month(now - timedelta(days=DAYS + 1))
        while month < first_of_month(now):
            cursor.execute(add_month_sql("pages_pagesnapshot", month))
            month = next_month(month)
        snapshots = [snapshot for page in pages for snapshot in _past_of(page, now=now)]
        PageSnapshot.objects.bulk_create(snapshots, batch_size=1_000, ignore_conflicts=True)
        Page.objects.filter(network__in=NETWORKS).update(look_due_at=None)


def _past_of(page: Page, *, now: datetime) -> Iterator[PageSnapshot]:
    """The same past at every start: members come day by day, posts and reach go up and down."""
    dice = random.Random(page.id)  # noqa: S311 - a dice, not a secret
    card, network, zone = (
        find_page(page.network, int(page.external_id)),
        NETWORKS[page.network],
        ZoneInfo(page.owner.zone),
    )
    share, today = dice.uniform(0.25, 0.75), now.astimezone(zone).date()
    for back in range(DAYS, 0, -1):
        on = today - timedelta(days=back)
        at = datetime.combine(on, time(0, 20), tzinfo=zone)
        members = card.members - back * max(card.members // 2_000, 1)
        reach = round(members * share * dice.uniform(0.8, 1.2)) if network.tells_reach else None
        unanswered = dice.randrange(5)
        yield PageSnapshot(
            page_id=page.id,
            on=on,
            at=at,
            network=page.network,
            category=page.category,
            is_there=True,
            is_blocked=False,
            name=FORMER_NAMES.get(page.owner.slug, page.name),
            badge="confirmed" if network.shows_badge else "unknown",
            has_avatar=True,
            has_description=True,
            has_cover=True if network.shows_badge else None,
            posts_in_7_days=dice.randrange(1, 9),
            last_post_at=at - timedelta(hours=dice.randrange(2, 60)),
            members_count=members,
            weekly_reach=reach,
            are_comments_open=True,
            are_messages_open=True,
            unanswered_count=unanswered,
            oldest_unanswered_at=at - timedelta(hours=dice.randrange(1, 30)) if unanswered else None,
            administrators_count=dice.randrange(1, 4),
        )

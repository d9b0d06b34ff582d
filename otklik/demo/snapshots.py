"""Thirty days of what the pages looked like, and today; the worker's own looks go on with what stands there."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from otklik.demo.content.cards import find_page
from otklik.demo.networks.registry import NETWORKS
from otklik.demo.stories import plan_posts
from otklik.pages.models import Badge, Page, PageSnapshot
from otklik.pages.snapshots import complete
from otklik.shared.partitions import add_month_sql, first_of_month, next_month

DAYS = 30
WEEK = timedelta(days=7)
FORMER_NAMES = {"youth-phoenix": "Молодёжный центр «Феникс»"}
"""Body → what its pages were called until yesterday: the first look finds a new name."""
UNDESCRIBED = ("vk", "school-21")
"""The page whose description was missing until today: its objection waits for a curator."""
_ONCE: tuple[dict[str, object], ...] = (
    {"has_cover": False}, {"has_description": False}, {"has_avatar": False}, {"badge": "absent"},
    {"posts_in_7_days": 2}, {"posts_in_7_days": 1, "has_cover": False}, {"posts_in_7_days": 4}, {"posts_in_7_days": 5},
)  # fmt: skip
"""What was otherwise on some pages until a day of the month: mostly worse, and mended then."""


def plan_past(*, now: datetime) -> list[PageSnapshot]:
    """What was seen of each page on each day, today among them. The same at every start, and nothing is written."""
    pages = Page.objects.filter(network__in=NETWORKS).select_related("owner").order_by("id")
    return [snapshot for page in pages for snapshot in _past_of(page, now=now)]


def seed_snapshots(past: Sequence[PageSnapshot], *, now: datetime) -> None:
    """Write what was seen, and let the worker look at the pages."""
    with transaction.atomic(), connection.cursor() as cursor:
        month = first_of_month(now - timedelta(days=DAYS + 1))
        while month < first_of_month(now):
            cursor.execute(add_month_sql("pages_pagesnapshot", month))
            month = next_month(month)
        PageSnapshot.objects.bulk_create(past, batch_size=1_000, ignore_conflicts=True)
        Page.objects.filter(network__in=NETWORKS).update(look_due_at=None)


def _past_of(page: Page, *, now: datetime) -> Iterator[PageSnapshot]:
    """Members come day by day, reach goes up and down about what it is today.

    Posts of seven days are a sum over days: what it was changes once, and not from one day to the next and back.
    """
    dice = random.Random(f"{page.network} {page.external_id}")  # noqa: S311 - a dice, not a secret
    card, zone = find_page(page.network, int(page.external_id)), page.owner.zone
    once, turned = dice.choice(({}, *_ONCE)), dice.randrange(2, 20)
    earlier = dice.choice((-1, 0, 0, 1))
    posts = [post.at for post in plan_posts(now=now) if post.page == card]
    today = now.astimezone(ZoneInfo(zone)).date()
    for back in range(DAYS, -1, -1):
        at = min(now, datetime.combine(today - timedelta(days=back), time(0, 20), tzinfo=ZoneInfo(zone)))
        weekly = sum(now - WEEK <= one for one in posts)
        posted = max(0, weekly + earlier * bool(weekly and back > turned))
        changed: dict[str, object] = {"posts_in_7_days": posted}
        changed |= once if back > turned else {}
        members = card.members - back * max(card.members // 2_000, 1)
        snapshot = _seen_on(page, changed, at=at, members=members)
        complete(snapshot, page, missing={})
        yield snapshot


def _seen_on(page: Page, changed: dict[str, object], *, at: datetime, members: int) -> PageSnapshot:
    network, slug = NETWORKS[page.network], page.owner.slug
    dice = random.Random(f"{page.external_id} {at:%j}")  # noqa: S311
    told: dict[str, object] = {
        "posts_in_7_days": 0,
        "has_description": (page.network, slug) != UNDESCRIBED,
        "has_avatar": True,
        "has_cover": True if network.shows_badge else None,
        "badge": Badge.CONFIRMED.value if network.shows_badge else Badge.UNKNOWN.value,
    }
    told |= {name: value for name, value in changed.items() if told[name] is not None}
    unanswered = dice.randrange(5)
    return PageSnapshot(
        page_id=page.id,
        on=at.astimezone(ZoneInfo(page.owner.zone)).date(),
        at=at,
        network=page.network,
        category=page.category,
        is_there=True,
        is_blocked=False,
        name=FORMER_NAMES.get(slug, page.name),
        url=page.url,
        members_count=members,
        are_comments_open=True,
        are_messages_open=True,
        last_post_at=at - timedelta(hours=dice.randrange(2, 60) if told["posts_in_7_days"] else 220),
        weekly_reach=round(members * dice.uniform(0.28, 0.46)) if network.tells_reach else None,
        unanswered_count=unanswered,
        oldest_unanswered_at=at - timedelta(hours=dice.randrange(1, 30)) if unanswered else None,
        **told,
    )

"""Thirty days of what the pages looked like, and today; the worker's own looks go on with what stands there."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from otklik.demo.content.cards import PageCard, find_page
from otklik.demo.networks.network import DemoNetwork
from otklik.demo.networks.registry import NETWORKS
from otklik.demo.stories import plan_posts
from otklik.networks.abilities import Look
from otklik.networks.connector import Badge, PageFacts
from otklik.pages.models import Page, PageSnapshot
from otklik.pages.snapshots import HeardPosts, Unanswered, snapshot_of
from otklik.shared.partitions import add_month_sql, first_of_month, next_month

DAYS = 30
WEEK = timedelta(days=7)
FORMER_NAMES = {"youth-phoenix": "Молодёжный центр «Феникс»"}
"""Body → what its pages were called until yesterday: the first look finds a new name."""
UNDESCRIBED = ("vk", "school-21")
"""The page whose description was missing until today: its objection waits for a curator."""
_ONCE: tuple[dict[str, object], ...] = (
    {"has_cover": False}, {"description": ""}, {"has_avatar": False}, {"badge": Badge.ABSENT}, {"posts": 2},
    {"posts": 1, "has_cover": False},
)  # fmt: skip
"""What was worse on some pages until a day of the month, and was mended then."""


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
    """Members come day by day, posts and reach go up and down about what they are today."""
    dice = random.Random(f"{page.network} {page.external_id}")  # noqa: S311 - a dice, not a secret
    card, network, zone = find_page(page.network, int(page.external_id)), NETWORKS[page.network], page.owner.zone
    once, mended = dice.choice(({}, *_ONCE)), dice.randrange(3, DAYS - 3)
    posts = [post.at for post in plan_posts(now=now) if post.page == card]
    today = now.astimezone(ZoneInfo(zone)).date()
    for back in range(DAYS, -1, -1):
        at = min(now, datetime.combine(today - timedelta(days=back), time(0, 20), tzinfo=ZoneInfo(zone)))
        weekly = sum(now - WEEK <= one for one in posts)
        changed: dict[str, object] = {"posts": max(0, weekly + dice.choice((-1, 0, 0, 1)) * bool(weekly and back))}
        changed |= once if back > mended else {}
        count = dice.randrange(5)
        yield snapshot_of(
            page,
            _look_of(page, card, network, changed, at=at, members=card.members - back * max(card.members // 2_000, 1)),
            unanswered=Unanswered(count, at - timedelta(hours=dice.randrange(1, 30)) if count else None),
            heard=HeardPosts(),
            now=at,
        )


def _look_of(
    page: Page, card: PageCard, network: DemoNetwork, changed: dict[str, object], *, at: datetime, members: int
) -> Look:
    tells_much, slug = network.shows_badge, page.owner.slug
    told: dict[str, object] = {
        "name": FORMER_NAMES.get(slug, page.name),
        "url": page.url,
        "description": "" if (page.network, slug) == UNDESCRIBED else f"Официальная страница. {card.name}",
        "members_count": members,
        "has_avatar": True,
        "has_cover": True if tells_much else None,
        "are_comments_open": True,
        "are_messages_open": True,
        "badge": Badge.CONFIRMED if tells_much else Badge.UNKNOWN,
    }
    told |= {name: value for name, value in changed.items() if told.get(name) is not None}
    posts = int(str(changed["posts"]))
    dice = random.Random(f"{page.external_id} {at:%j}")  # noqa: S311
    reach = dice.uniform(0.28, 0.46)
    return Look(
        facts=PageFacts(**told),  # type: ignore[arg-type]
        is_there=True,
        is_blocked=False,
        posts_in_7_days=posts,
        last_post_at=at - timedelta(hours=dice.randrange(2, 60)) if posts else at - timedelta(days=9),
        weekly_reach=round(members * reach) if network.tells_reach else None,
        administrators_count=len(card.screen_name) % 3 + 1,
    )

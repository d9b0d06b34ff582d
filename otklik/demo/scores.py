"""How the pages were kept over the past month, made up day by day, and their scores; one objection waits."""

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from otklik.organizations.selectors import Viewer
from otklik.pages.checks.reading import read_seen
from otklik.pages.checks.seen import Seen
from otklik.pages.methodologies import Held, list_methodologies
from otklik.pages.models import Page, PageScore
from otklik.pages.objections import object_to_score
from otklik.pages.scores import WEEK, peers_of, values_of
from otklik.pages.scoring import score
from otklik.shared.words import marked as _

DAYS = 30
NO_BADGE = _("This network does not tell of the badge: note it in the page's card.")
NO_STATISTICS = _("The token lacks the right of statistics: an administrator of the page has to give it.")
NO_WIDGETS = _("Nobody has noted the widgets in the page's card.")
NO_COMPONENT = _("Nobody has noted in the page's card whether it is connected to the component «Gospabliki».")
OBJECTED = ("school-21", "description", "Описание заполнили вчера: адрес, телефон и часы приёма. Проверьте ещё раз.")


@dataclass(frozen=True, slots=True)
class _Kept:
    """How a page is kept: what stays as it is, and from which day on something was mended or let go."""

    seen: Seen
    turns: tuple[tuple[int, dict[str, object]], ...]
    posts: int
    reach: float

    def on(self, day: int, *, at: datetime, chance: random.Random) -> Seen:
        """The page as it stood on this day of the stretch."""
        changed = {name: value for since, values in self.turns if since <= day for name, value in values.items()}
        members, reach = self.seen.members_count, max(0.05, self.reach + chance.uniform(-0.08, 0.08))
        figures: dict[str, object] = {
            "posts_in_7_days": max(0, self.posts + chance.choice((-1, 0, 0, 1))),
            "weekly_reach": None if "weekly_reach" in self.seen.missing or not members else int(members * reach),
            "post_reach": None if "post_reach" in self.seen.missing or not members else int(members * reach / 3),
            "last_post_at": at - timedelta(days=0 if self.posts else 11, hours=5),
        }
        return replace(self.seen, at=at, on=at.date(), **(figures | changed))  # type: ignore[arg-type]


def seed_scores(*, writer: Viewer, now: datetime) -> None:
    """Score every page for each of the past days, unless there are scores; `writer` objects to one check."""
    if PageScore.objects.exists():
        return
    rows: list[PageScore] = []
    for page in Page.objects.select_related("owner").order_by("id"):
        history = _history_of(page, now=now)
        for held in list_methodologies(on=now.date()):
            rows += _scores_of(page, held, history)
    PageScore.objects.bulk_create(rows, batch_size=1000)
    slug, check, comment = OBJECTED
    objected = Page.objects.get(network="vk", owner__slug=slug)
    object_to_score(writer, objected.id, methodology="traffic-light", check=check, comment=comment, now=now)


def _history_of(page: Page, *, now: datetime) -> list[Seen]:
    chance = random.Random(f"{page.network} {page.external_id}")  # noqa: S311 (made up, and the same each time)
    kept = _kept(page, now=now, chance=chance)
    return [kept.on(day, at=now - timedelta(days=DAYS - day), chance=chance) for day in range(DAYS + 1)]


def _scores_of(page: Page, held: Held, history: list[Seen]) -> list[PageScore]:
    """Those by the second methodology begin a month ago: it was adopted then."""
    first = 0 if held.code == "traffic-light" else DAYS // 2
    rows: list[PageScore] = []
    share_on: dict[date, int | None] = {}
    for seen in history[first:]:
        reckoned = score(seen, held.formula)
        before = share_on.get(seen.on - WEEK)
        share_on[seen.on] = reckoned.share
        rows.append(
            PageScore(
                page=page,
                on=seen.on,
                methodology_id=held.id,
                peers=peers_of(page),
                moved=None if before is None or reckoned.share is None else reckoned.share - before,
                scored_at=seen.at,
                is_current=seen is history[-1],
                **values_of(reckoned),
            )
        )
    return rows


def _kept(page: Page, *, now: datetime, chance: random.Random) -> _Kept:
    fields = _as_the_network_tells(page, now=now, chance=chance)
    if page.owner.slug == OBJECTED[0] and page.network == "vk":
        poor = {"badge": "absent", "has_description": False, "widgets_count": 1}
        return _Kept(read_seen(fields | poor), turns=((23, {"posts_in_7_days": 0}),), posts=4, reach=0.4)
    turns = chance.sample(_TURNS, k=chance.choice((0, 0, 1, 1, 2)))
    dated = tuple(sorted(((chance.randrange(5, DAYS), turn) for turn in turns), key=lambda turn: turn[0]))
    posts, reach = chance.choice((2, 4, 4, 5, 6)), chance.choice((0.28, 0.45, 0.62, 0.85))
    return _Kept(read_seen(fields), turns=dated, posts=posts, reach=reach)


_TURNS: list[dict[str, object]] = [
    {"has_cover": False},
    {"has_cover": True},
    {"widgets_count": 2},
    {"widgets_count": 1},
    {"are_comments_open": False},
    {"has_description": True},
    {"posts_in_7_days": 1},
]


def _as_the_network_tells(page: Page, *, now: datetime, chance: random.Random) -> dict[str, object]:
    """VK and OK tell most; MAX and Telegram neither of badge nor of statistics."""
    tells_much = page.network in ("vk", "ok")
    missing = {} if tells_much else {"badge": NO_BADGE, "weekly_reach": NO_STATISTICS, "post_reach": NO_STATISTICS}
    has_widgets = page.network == "vk"
    if not has_widgets:
        missing["widgets_count"] = NO_WIDGETS
    if page.network == "telegram":
        missing["is_in_component"] = NO_COMPONENT
    badge = "confirmed" if chance.random() < 0.8 else "absent"
    return {
        "at": now.isoformat(),
        "on": now.date().isoformat(),
        "network": page.network,
        "category": page.category,
        "is_there": True,
        "is_blocked": False,
        "badge": badge if tells_much else "unknown",
        "has_avatar": chance.random() < 0.95,
        "has_description": chance.random() < 0.9,
        "has_cover": chance.random() < 0.85,
        "widgets_count": chance.choice((0, 1, 2, 2)) if has_widgets else None,
        "is_in_component": None if "is_in_component" in missing else chance.random() < 0.9,
        "members_count": page.members_count or chance.randrange(300, 9000),
        "are_comments_open": True,
        "are_messages_open": chance.random() < 0.9,
        "unanswered_count": 0,
        "administrators_count": chance.choice((1, 2, 2, 3)),
        "is_two_factor_confirmed": chance.random() < 0.7,
        "missing": missing,
    }

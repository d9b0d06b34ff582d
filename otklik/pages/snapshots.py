"""Snapshots: made of a look and of what the register holds, and read back by checks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from otklik.networks.abilities import Look
from otklik.networks.connector import Badge, PageFacts
from otklik.pages.checks.seen import Seen
from otklik.pages.models import Page, PageSnapshot, Source
from otklik.shared.words import marked as _

KNOWN_FOR = timedelta(days=14)
"""What was not seen at the last look may have been seen at one before: so far back it counts."""
HEARD = "heard"
"""The source of what we counted ourselves among the posts that the network pushed to us."""
_NO_MEANING = frozenset({"last_post_at", "oldest_unanswered_at"})
"""None says something by itself there, when the count beside it is known."""
_NOT_TOLD = _("The network did not tell it.")
_BY_HAND = _("No network tells it: enter it on the page's card, or import it.")
_ONLY_BY_HAND = ("widgets_count", "is_in_component", "is_two_factor_confirmed")
_FACTS = ("has_avatar", "has_cover", "members_count", "are_comments_open", "are_messages_open")
_LOOKED = ("is_there", "is_blocked", "posts_in_7_days", "last_post_at", "weekly_reach", "post_reach")
_SEEN = tuple(one.name for one in fields(Seen))


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Comments of residents that wait for an answer on one page."""

    count: int = 0
    oldest_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HeardPosts:
    """What a page posted while we heard it; `in_7_days` None: not heard for so long yet."""

    in_7_days: int | None = None
    last_at: datetime | None = None


def snapshot_of(
    page: Page, look: Look, *, unanswered: Unanswered | None, heard: HeardPosts, now: datetime
) -> PageSnapshot:
    """Everything that is known of a page today. Needs `page.owner` for its zone; nothing is written."""
    facts = look.facts or PageFacts(name="")
    snapshot = PageSnapshot(
        page_id=page.id,
        on=now.astimezone(ZoneInfo(page.owner.zone)).date(),
        at=now,
        network=page.network,
        category=page.category,
        name=(facts.name or page.name)[:200],
        url=facts.url or page.url,
        badge=facts.badge.value,
        has_description=None if facts.description is None else bool(facts.description.strip()),
        administrators_count=look.administrators_count,
        unanswered_count=unanswered.count if unanswered else None,
        oldest_unanswered_at=unanswered.oldest_at if unanswered else None,
        access_lost=look.access_lost.reason if look.access_lost else "",
    )
    for source, names in ((facts, _FACTS), (look, _LOOKED)):
        for name in names:
            setattr(snapshot, name, getattr(source, name))
    _take_heard(snapshot, heard)
    complete(snapshot, page, missing=look.missing)
    return snapshot


def complete(snapshot: PageSnapshot, page: Page, *, missing: Mapping[str, str]) -> None:
    """Take what the register holds where the network told nothing; of the rest say what it takes, or that it is told
    nowhere."""
    _take_entered(snapshot, page)
    _say_what_is_missing(snapshot, missing)


def _take_heard(snapshot: PageSnapshot, heard: HeardPosts) -> None:
    """Where the network shows no posts, those that it pushed to us are counted."""
    if snapshot.posts_in_7_days is None and heard.last_at is not None:
        snapshot.posts_in_7_days, snapshot.last_post_at = heard.in_7_days, heard.last_at
        snapshot.sources |= dict.fromkeys(("posts_in_7_days", "last_post_at"), HEARD)


def _take_entered(snapshot: PageSnapshot, page: Page) -> None:
    """What a person or an import entered in the register, with who did."""
    _take(snapshot, "widgets_count", page.widgets_count, page.widgets_source)
    _take(snapshot, "is_in_component", page.is_in_component, page.component_source)
    _take(snapshot, "is_two_factor_confirmed", True if page.two_factor_confirmed_on else None, Source.PERSON)
    _take(snapshot, "weekly_reach", page.weekly_reach, Source.IMPORTED)
    _take(snapshot, "post_reach", page.post_reach, Source.IMPORTED)
    _take(snapshot, "administrators_count", len(page.administrators) or None, Source.PERSON)
    if snapshot.badge == Badge.UNKNOWN and page.badge_confirmed_by and page.badge != Badge.UNKNOWN:
        snapshot.badge, snapshot.sources["badge"] = page.badge, Source.PERSON.value


def _take(snapshot: PageSnapshot, name: str, value: object, source: str) -> None:
    if getattr(snapshot, name) is None and value is not None:
        setattr(snapshot, name, value)
        snapshot.sources[name] = str(source)


def _say_what_is_missing(snapshot: PageSnapshot, missing: Mapping[str, str]) -> None:
    for name in _SEEN:
        value = getattr(snapshot, name, None)
        if name == "missing" or name in _NO_MEANING or (value is not None and value != Badge.UNKNOWN):
            continue
        otherwise = _BY_HAND if name in _ONLY_BY_HAND else _NOT_TOLD
        snapshot.missing[name] = missing.get(name) or otherwise


def seen_of(snapshot: PageSnapshot) -> Seen:
    """A snapshot as checks look at it."""
    values = {name: getattr(snapshot, name) for name in _SEEN}
    return Seen(**(values | {"badge": Badge(snapshot.badge)}))


def write_snapshot(snapshot: PageSnapshot) -> None:
    """Keep a snapshot; an earlier one of the same page and day is replaced."""
    names = [one.name for one in PageSnapshot._meta.concrete_fields if one.name not in ("page_id", "on")]
    PageSnapshot.objects.bulk_create(
        [snapshot], update_conflicts=True, unique_fields=["page_id", "on"], update_fields=names
    )


def last_known(page_ids: Sequence[int], *, on: date) -> Mapping[int, Seen]:
    """What was last known of every fact of these pages: a look that could not see it changes nothing."""
    known: dict[int, dict[str, object]] = {}
    kept = PageSnapshot.objects.filter(page_id__in=page_ids, on__lte=on, on__gt=on - KNOWN_FOR).order_by("on")
    for snapshot in kept:
        told = {name: getattr(snapshot, name) for name in _SEEN}
        told["badge"] = Badge(snapshot.badge)
        seen = known.setdefault(snapshot.page_id, told)
        seen |= {name: value for name, value in told.items() if value is not None and value is not Badge.UNKNOWN}
    return {page_id: Seen(**values) for page_id, values in known.items()}  # type: ignore[arg-type]

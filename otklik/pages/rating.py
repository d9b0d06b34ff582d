"""The rating for the desk: pages with their scores, worst or most changed first, each with its place among its peers.

A place is reckoned among all peers of the region, whoever looks; the list shows those within a person's scope.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Abs, Coalesce

from otklik.organizations.rights import Right, Scope
from otklik.organizations.selectors import Viewer, within
from otklik.pages.methodologies import Held
from otklik.pages.models import ObjectionState, PageScore, ScoreObjection
from otklik.pages.scores import results_of
from otklik.pages.scoring import SHARE, Colour, Result, missing_of
from otklik.shared.words import marked as _


class RatingOrder(StrEnum):
    """Which pages come first."""

    WORST = "worst"
    CHANGED = "changed"
    """Those that moved farthest within a week."""
    BEST = "best"


_RANKS = {
    RatingOrder.WORST: Coalesce("share", Value(SHARE + 1)),
    RatingOrder.CHANGED: SHARE - Coalesce(Abs("moved"), Value(-1)),
    RatingOrder.BEST: SHARE - Coalesce("share", Value(-1)),
}
"""A whole number that grows down the list; pages without one stand last."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """After which row a page of the list goes on."""

    rank: int
    page_id: int

    def __str__(self) -> str:
        return f"{self.rank}_{self.page_id}"

    @classmethod
    def find_in(cls, text: str) -> "Cursor | None":
        """The place that a page's address carries; None where there is none or it is nonsense."""
        rank, _, number = text.partition("_")
        if not (rank.isdecimal() and number.isdecimal() and len(rank) <= 6 and len(number) <= 18):
            return None
        return cls(rank=int(rank), page_id=int(number))


@dataclass(frozen=True, slots=True)
class RatingQuery:
    """What is asked of the list; it stands in the page's address."""

    order: RatingOrder = RatingOrder.WORST
    network: str = ""
    sphere: str = ""
    colour: Colour | None = None
    text: str = ""
    """Part of the name of the page or of its body."""
    is_losing: bool = False
    """Only those with something to mend."""
    is_objected: bool = False
    """Only those whose objection waits for a decision."""
    after: Cursor | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Which a page is among its peers, or why it is not ranked."""

    place: int | None
    peers: int
    """Pages that can be compared, this one among them."""
    why: str = ""
    """Marked for translation."""


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One page with its newest score."""

    page_id: int
    network: str
    name: str
    url: str
    owner: str
    sphere: str
    on: date
    scored_at: datetime
    points: int
    checked: int
    share: int | None
    colour: Colour
    moved: int | None
    results: tuple[Result, ...]
    place: Place
    is_objected: bool

    @property
    def lost(self) -> tuple[Result, ...]:
        """The checks that lost points, the most first."""
        return tuple(sorted((one for one in self.results if one.lost), key=lambda one: -one.lost))

    @property
    def lost_points(self) -> int:
        """All that mending would bring."""
        return self.checked - self.points

    @property
    def missing(self) -> tuple[str, ...]:
        """What it would take to check the rest, each once."""
        return missing_of(self.results)


@dataclass(frozen=True, slots=True)
class RatingList:
    """A page of the list; `next` is None at the end."""

    rows: tuple[RatingRow, ...]
    next: Cursor | None = None


def list_rating(scope: Scope, methodology: Held, query: RatingQuery, *, at_most: int = 50) -> RatingList:
    """Pages within a scope by their newest scores, in the order of the query."""
    scores = scores_within(scope, methodology).filter(_narrowed(query)).annotate(rank=_RANKS[query.order])
    if query.colour is not None:
        scores = scores.filter(colour=query.colour)
    if query.after is not None:
        place = query.after
        further = Q(rank__gt=place.rank) | Q(rank=place.rank, page_id__gt=place.page_id)
        scores = scores.filter(further)
    # only numbers are sorted; the wide rows of one page of the list are read afterwards
    found = list(scores.order_by("rank", "page_id").values_list("id", "rank", "page_id")[: at_most + 1])
    ids = [number for number, _rank, _page in found[:at_most]]
    loaded = PageScore.objects.select_related("page__owner").annotate(is_objected=Exists(open_objections()))
    by_id = loaded.in_bulk(ids)
    rows = rows_of([by_id[number] for number in ids], methodology)
    if len(found) <= at_most:
        return RatingList(rows)
    _id, rank, page_id = found[at_most - 1]
    return RatingList(rows, next=Cursor(rank=rank, page_id=page_id))


def kept_pages(viewer: Viewer) -> Scope:
    """The pages that this person may edit; whoever may edit none sees those that they may look at."""
    scope = viewer.scope(Right.EDIT_PAGES)
    return viewer.scope(Right.SEE_PAGES) if scope.is_empty else scope


def count_colours(scope: Scope, methodology: Held, query: RatingQuery) -> dict[Colour, int]:
    """How many pages have which colour, of those that the query's other filters leave."""
    scores = scores_within(scope, methodology).filter(_narrowed(query))
    counted = dict(scores.order_by().values_list("colour").annotate(Count("id")))
    return {colour: counted.get(colour.value, 0) for colour in Colour}


def list_spheres(scope: Scope, methodology: Held) -> list[str]:
    """The spheres of the pages within a scope, to choose from."""
    spheres = scores_within(scope, methodology).values_list("page__owner__sphere", flat=True).distinct()
    return sorted(one for one in spheres if one)


def scores_within(scope: Scope, methodology: Held) -> QuerySet[PageScore]:
    """The newest scores of pages within a scope: by an earlier version, where a page was not checked since."""
    return PageScore.objects.filter(
        within(scope, body="page__owner", municipality="page__municipality", founder="page__founder"),
        methodology__code=methodology.code,
        is_current=True,
        page__is_active=True,
    )


def _narrowed(query: RatingQuery) -> Q:
    wanted = Q()
    if query.network:
        wanted &= Q(page__network=query.network)
    if query.sphere:
        wanted &= Q(page__owner__sphere=query.sphere)
    text = query.text.strip()
    if text:
        wanted &= Q(page__name__icontains=text) | Q(page__owner__short_name__icontains=text)
    if query.is_losing:
        wanted &= Q(points__lt=F("checked"))
    if query.is_objected:
        wanted &= Q(Exists(open_objections()))
    return wanted


def open_objections() -> QuerySet[ScoreObjection]:
    """Objections of the score at hand that wait for a decision."""
    return ScoreObjection.objects.filter(score=OuterRef("pk"), state=ObjectionState.OPEN)


def rows_of(scores: Sequence[PageScore], methodology: Held) -> tuple[RatingRow, ...]:
    """Scores, loaded with page and owner, as rows: with their places, reckoned for all of them in one query."""
    heads, least = _count_shares(scores), methodology.formula.least_peers
    places = (place_of(one.share, one.peers, heads[one.methodology_id, one.peers], least_peers=least) for one in scores)
    return tuple(_row(one, place) for one, place in zip(scores, places, strict=True))


def _count_shares(scores: Sequence[PageScore]) -> dict[tuple[int, str], Counter[int]]:
    """How many pages of each group of peers have which share, by the same version of the methodology."""
    counted = defaultdict[tuple[int, str], Counter[int]](Counter)
    peers = PageScore.objects.filter(
        methodology__in={one.methodology_id for one in scores},
        peers__in={one.peers for one in scores if one.peers},
        is_current=True,
        share__isnull=False,
        page__is_active=True,
    )
    found = peers.order_by().values_list("methodology_id", "peers", "share").annotate(Count("id"))
    for version, group, share, count in found:
        counted[version, group][share] = count
    return counted


def _row(score: PageScore, place: Place) -> RatingRow:
    page = score.page
    return RatingRow(
        page_id=page.id,
        network=page.network,
        name=page.name,
        url=page.url,
        owner=page.owner.short_name,
        sphere=page.owner.sphere,
        on=score.on,
        scored_at=score.scored_at,
        points=score.points,
        checked=score.checked,
        share=score.share,
        colour=Colour(score.colour),
        moved=score.moved,
        results=results_of(score),
        place=place,
        is_objected=bool(getattr(score, "is_objected", False)),
    )


def place_of(share: int | None, group: str, heads: Counter[int], *, least_peers: int) -> Place:
    """The place of a share in its group, of which `heads` says how many have which share. Equal ones share a place."""
    peers = heads.total()
    if share is None:
        return Place(None, peers, _("Too little could be checked."))
    if not group:
        return Place(None, peers, _("The body has no sphere or no level in the register."))
    if peers < least_peers:
        return Place(None, peers, _("Too few pages of the same sphere, category and level."))
    return Place(1 + sum(count for other, count in heads.items() if other > share), peers)

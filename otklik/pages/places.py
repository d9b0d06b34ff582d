"""Places of a page among its peers of today, over time: on a few days of a stretch, all counted in one query."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from otklik.pages.models import PageScore
from otklik.pages.rating import Place, place_of

MOST_DAYS = 14
"""A group may hold thousands of pages: not every day is looked at."""


@dataclass(frozen=True, slots=True)
class PlaceOfDay:
    """Which the page was on a day, or why it was not ranked."""

    on: date
    place: Place


def list_places(score: PageScore, earlier: Sequence[PageScore], *, least_peers: int) -> tuple[PlaceOfDay, ...]:
    """The places of a page, oldest first. `score` is its newest one, `earlier` the stretch with it, by its version.

    Its peers are those of today on every day: a group that others came into would move the page without its doing.
    """
    days = {one.on: one for one in earlier}
    chosen = [days[on] for on in spread(sorted(days), at_most=MOST_DAYS)]
    counted = _count_shares(score, [one.on for one in chosen]) if score.peers else {}
    return tuple(
        PlaceOfDay(one.on, place_of(one.share, score.peers, counted.get(one.on, Counter()), least_peers=least_peers))
        for one in chosen
    )


def spread(days: Sequence[date], *, at_most: int) -> list[date]:
    """So many of the days, evenly apart, the last among them."""
    step = max(1, -(-len(days) // at_most))
    return list(days[::-1][::step][::-1])


def _count_shares(score: PageScore, days: Sequence[date]) -> dict[date, Counter[int]]:
    """How many of the peers had which share on each of the days."""
    peers = PageScore.objects.filter(
        methodology_id=score.methodology_id, peers=score.peers, is_current=True, page__is_active=True
    )
    found = PageScore.objects.filter(
        page_id__in=peers.values("page_id"), methodology_id=score.methodology_id, on__in=days, share__isnull=False
    )
    counted = defaultdict[date, Counter[int]](Counter)
    for on, share, count in found.order_by().values_list("on", "share").annotate(Count("id")):
        counted[on][share] = count
    return counted

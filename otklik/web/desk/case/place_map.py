"""The map of the place of a case: the point with how far it can be trusted, others that seem to be the same around it.

No address stands on it: what an address may hold, a flat before all else, stands beside it only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext

from otklik.appeals.selectors import AlikeCase, CaseView, points_of_cases
from otklik.shared.words import marked as _
from otklik.triage.places.points import CROSSING, HOUSE, LANDMARK, SETTLEMENT, STREET, TOLD, Point

_WHAT: Final = {
    HOUSE: _("the house"),
    CROSSING: _("halfway between the two streets"),
    LANDMARK: _("the landmark"),
    STREET: _("the middle of the street, the house is not known"),
    SETTLEMENT: _("the middle of the settlement, the street is not known"),
    TOLD: _("the point that the resident noted"),
}
_REACH: Final = {HOUSE: 30, CROSSING: 250, LANDMARK: 100, STREET: 400, SETTLEMENT: 1500, TOLD: 30}
"""Metres around the point within which the place lies, as a rule."""
_ANYWHERE: Final = 150
_DECIMALS: Final = 5
"""About a metre."""
_EARTH: Final = 6_371_000
_SAME_POINT: Final = 5
"""Metres: cases of one house or of one street lie at one point."""


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """What the map is drawn from, and the same in words."""

    at: str
    reach: int
    what: str
    """What stands at the point; empty where that is not known."""
    certainty: float
    """Of the machine; 0 where a person said what the address is."""


@dataclass(frozen=True, slots=True)
class Nearby:
    """A case that seems to be the same, on that map."""

    at: str
    away: str
    """How far from this case, in words; empty where this one has no point."""


def map_of(case: CaseView) -> PlaceMap | None:
    """None where nobody knows the point."""
    point = case.point
    if point is None:
        return None
    what = gettext(_WHAT[point.is_of]) if point.is_of in _WHAT else ""
    return PlaceMap(_told((point.latitude, point.longitude)), _REACH.get(point.is_of, _ANYWHERE), what, point.certainty)


def nearby_of(case: CaseView, alike: Sequence[AlikeCase]) -> dict[int, Nearby]:
    """Where these cases lie, by their ids; those without a point are left out."""
    points = points_of_cases([one.id for one in alike]) if alike else {}
    return {id_: Nearby(_told(at), _away(case.point, at)) for id_, at in points.items()}


def _away(point: Point | None, other: tuple[float, float]) -> str:
    if point is None:
        return ""
    metres = _metres((point.latitude, point.longitude), other)
    if metres < _SAME_POINT:
        return gettext("the same point on the map")
    if metres < 1000:
        return gettext("%(n)s m from here") % {"n": max(round(metres / 10) * 10, 10)}
    return gettext("%(n)s km from here") % {"n": number_format(metres / 1000, decimal_pos=1)}


def _metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Along the ground, by the haversine."""
    (north, east), (north_, east_) = ((radians(at[0]), radians(at[1])) for at in (one, other))
    share = sin((north_ - north) / 2) ** 2 + cos(north) * cos(north_) * sin((east_ - east) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(share))


def _told(at: tuple[float, float]) -> str:
    return ",".join(f"{one:.{_DECIMALS}f}" for one in at)

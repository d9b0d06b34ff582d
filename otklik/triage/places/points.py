"""The point of a place: the house where it is known, else the crossing, the landmark, the street, the settlement."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from otklik.gazetteer.index import Named
from otklik.triage.places.guess import PlaceGuess

HOUSE, CROSSING, LANDMARK, STREET, SETTLEMENT = "house", "crossing", "landmark", "street", "settlement"
TOLD: Final = "told"
"""The resident's phone told it: nothing has to be guessed."""
_CERTAINTY: Final = {HOUSE: 1.0, CROSSING: 0.6, LANDMARK: 0.8, STREET: 0.5, SETTLEMENT: 0.3}
"""How far the point of each tells where it is, of the certainty with which it was read."""
_NEIGHBOUR: Final = 0.8
"""The house next to the one that was meant: «12» for «12а»."""

HousePoints = Mapping[tuple[int, str], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees of WGS 84, what stands there, and how certainly it is what was meant."""

    latitude: float
    longitude: float
    is_of: str
    """house, crossing, landmark, street, settlement or told"""
    certainty: float


def houses_asked(guess: PlaceGuess) -> tuple[tuple[int, str], ...]:
    """The houses whose points would tell where it is, the best first: the one that was named, the one beside it."""
    if guess.street_place is None or not guess.house:
        return ()
    bare = guess.house.split(" ")[0].split("/")[0].rstrip("абвгдежзиклмнопрстуф")
    return tuple((guess.street_place.id, number) for number in dict.fromkeys((guess.house, bare)))


def point_of(guess: PlaceGuess, houses: HousePoints) -> Point | None:
    """Where a place lies, as closely as the gazetteer knows; None where it does not know."""
    for place, asked in enumerate(houses_asked(guess)):
        if asked in houses:
            latitude, longitude = houses[asked]
            return Point(latitude, longitude, HOUSE, round(guess.certainty * (_NEIGHBOUR if place else 1), 3))
    crossed = _between(guess.street_place, guess.crossing_place)
    if crossed is not None:
        return Point(*crossed, CROSSING, _sure(guess, CROSSING))
    known = ((LANDMARK, guess.landmark_place), (STREET, guess.street_place), (SETTLEMENT, guess.settlement_place))
    for is_of, place_ in known:
        if place_ is not None and place_.latitude is not None and place_.longitude is not None:
            return Point(place_.latitude, place_.longitude, is_of, _sure(guess, is_of))
    return None


def _sure(guess: PlaceGuess, is_of: str) -> float:
    return round(guess.certainty * _CERTAINTY[is_of], 3)


def _between(one: Named | None, other: Named | None) -> tuple[float, float] | None:
    """Halfway between two streets: where they cross only their lines would tell, which the gazetteer does not hold."""
    if one is None or other is None:
        return None
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    return (one.latitude + other.latitude) / 2, (one.longitude + other.longitude) / 2

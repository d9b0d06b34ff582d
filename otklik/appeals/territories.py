"""Which of the territories that routes name a case lies in: by its point on the map, else by the names in its address.

Plain Python: shapes and names are arguments.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import shapely
from shapely.geometry.base import BaseGeometry

from otklik.gazetteer.called import Key, keys_of
from otklik.gazetteer.names import SETTLEMENT_KIND, STREET_KIND, key_of, split_street

_STREET = "улица"
_KINDS = frozenset(STREET_KIND.values())
_AFTER_SETTLEMENT = (2, 3, 4)
"""Words of an address where a street may begin after a settlement: «село Косой Брод, Ленина»."""
_CLOSEST_FIRST = ("street", "settlement", "municipality", "region")


@dataclass(frozen=True, slots=True)
class RouteTerritory:
    """A territory that some route names."""

    id: int
    level: str
    name: str
    above: tuple[int, ...] = ()
    """What it lies in, from the nearest to the region."""
    shape: BaseGeometry | None = None
    is_unreadable: bool = False
    """Its borders are there and cannot be used."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What is known of the place of a case."""

    address: str
    latitude: float | None = None
    longitude: float | None = None


def find_territories(where: Whereabouts, known: Iterable[RouteTerritory]) -> list[int]:
    """Ids of the territories that it lies in, the closest first, then what stands above them."""
    point = None if where.latitude is None else shapely.Point(where.longitude, where.latitude)
    address = key_of(where.address)
    inside = [one for one in known if _covers(one, point) or _is_named(one, address)]
    inside.sort(key=lambda one: (_CLOSEST_FIRST.index(one.level), one.id))
    above = [id_ for one in inside for id_ in one.above]
    return list(dict.fromkeys([*(one.id for one in inside), *above]))


def _covers(territory: RouteTerritory, point: BaseGeometry | None) -> bool:
    return point is not None and territory.shape is not None and bool(territory.shape.covers(point))


def _is_named(territory: RouteTerritory, address: Sequence[str]) -> bool:
    """Whether its name stands in an address word by word: «Мира» is not named by «Мирная», nor by «переулок Мира»."""
    if territory.level == "street":
        return _names_street(territory.name, address)
    return _stands_in(key_of(territory.name), address)


def names_street(street: str, address: str) -> bool:
    """Whether an address names the street, as `find_territories` reads it."""
    return _names_street(street, key_of(address))


def _names_street(street: str, written: Sequence[str]) -> bool:
    address = [STREET_KIND.get(word, word) for word in written]
    if _stands_in([STREET_KIND.get(word, word) for word in key_of(street)], address):
        return True
    kind, ways = _ways_of(street)
    if kind and any(_stands_in([kind, *key], address) or address[: len(key) + 1] == [*key, kind] for key in ways):
        return True
    return kind in ("", _STREET) and any(_begins_with(key, address) for key in ways)


@lru_cache(maxsize=4_000)
def _ways_of(street: str) -> tuple[str, tuple[Key, ...]]:
    """The kind of a street and the ways in which its full name is written."""
    kind, name = split_street(street)
    ways = keys_of(name, kind=kind, is_street=True, is_landmark=False)
    return kind, tuple(key for key, is_short in ways if not is_short)


def _begins_with(street: Sequence[str], address: Sequence[str]) -> bool:
    """Whether an address leaves the kind word out: «Ленина, 5», «город Полевской, Ленина, 5»; not «Мира переулок»."""
    begins = (0, *_AFTER_SETTLEMENT) if address and address[0] in SETTLEMENT_KIND else (0,)
    return any(
        list(address[at : at + len(street)]) == list(street)
        and (not at or address[at - 1] not in _KINDS)
        and _KINDS.isdisjoint(address[at + len(street) : at + len(street) + 1])
        for at in begins
    )


def _stands_in(words: Sequence[str], among: Sequence[str]) -> bool:
    return bool(words) and any(
        list(among[at : at + len(words)]) == list(words) for at in range(len(among) - len(words) + 1)
    )


def name_of(territory_id: int | None, known: Collection[RouteTerritory]) -> str:
    """The name of one of them; empty where it is none of them."""
    return next((one.name for one in known if one.id == territory_id), "")

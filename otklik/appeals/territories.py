"""Which of the territories that routes name a case lies in: by its point on the map, else by the names in its address.

Plain Python: shapes and names are arguments.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from otklik.gazetteer.names import STREET_KIND, key_of, split_street

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
    kind, name = split_street(street)
    bare = key_of(name)
    # an address may leave the kind word out: «Ленина, 5»
    return bool(bare) and tuple(address[: len(bare)]) == bare and (not kind or kind == "улица")


def _stands_in(words: Sequence[str], among: Sequence[str]) -> bool:
    return bool(words) and any(
        list(among[at : at + len(words)]) == list(words) for at in range(len(among) - len(words) + 1)
    )


def name_of(territory_id: int | None, known: Collection[RouteTerritory]) -> str:
    """The name of one of them; empty where it is none of them."""
    return next((one.name for one in known if one.id == territory_id), "")

"""Which town a place lies in: by the borders of towns, else by the box of what their gazetteers know; or by its name.

Towns are the municipalities that have a body or a gazetteer.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Final

import shapely
from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length
from shapely.geometry.base import BaseGeometry

from otklik.gazetteer.models import Gazetteer, Place
from otklik.gazetteer.names import SETTLEMENT_KIND, STREET_KIND, key_of
from otklik.organizations.models import Body, Territory, TerritoryLevel

NEAR_BORDER: Final = 0.01
"""Degrees, about a kilometre: a phone errs, and borders were drawn simply."""
_AROUND_NAMES: Final = 0.05
"""Degrees around the box of what a gazetteer knows: a town ends behind its last street."""
_REACH: Final = 2.0
"""Degrees beyond all known borders, where the borders of some towns are not known."""
_OF_MUNICIPALITIES: Final = frozenset({"городской", "муниципальный", "округ", "район", "поселение", *SETTLEMENT_KIND})

type _Row = tuple[int, str, str, int | None, float | None, float | None, datetime | None]


@dataclass(frozen=True, slots=True)
class _Extents:
    """How far the towns reach, and the regions, as far as somebody has said."""

    towns: tuple[tuple[int, BaseGeometry], ...] = ()
    regions: tuple[BaseGeometry, ...] = ()
    are_all_known: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a point lies; no town where it lies in none, or in one whose borders are not known."""

    town_id: int | None
    is_outside: bool
    """Nobody here answers for what lies there."""


_lock = Lock()
_kept: tuple[list[_Row], _Extents] = ([], _Extents())


def find_spot(latitude: float, longitude: float) -> Spot:
    """The town that a point lies in, in degrees of WGS 84. One query, more where borders or gazetteers changed."""
    point, extents = shapely.Point(longitude, latitude), _extents()
    near = min(((shape.distance(point), shape.area, id_) for id_, shape in extents.towns), default=None)
    if near is not None and near[0] <= NEAR_BORDER:
        return Spot(near[2], is_outside=False)
    away = min((shape.distance(point) for shape in [*extents.regions, *(one for _, one in extents.towns)]), default=0)
    return Spot(None, is_outside=away > (NEAR_BORDER if extents.are_all_known else _REACH))


def list_towns() -> dict[int, str]:
    """The towns with their names."""
    return dict(_towns().values_list("id", "name"))


def towns_named(addresses: Iterable[str], towns: dict[int, str]) -> list[frozenset[int]]:
    """For each address the towns that it names, or a settlement of which it names; one query."""
    keys = [(id_, _bare(name)) for id_, name in towns.items()]
    settlements = Territory.objects.filter(level=TerritoryLevel.SETTLEMENT, parent__in=towns)
    keys += [(town or 0, _bare(name)) for town, name in settlements.values_list("parent_id", "name")]
    return [
        frozenset(id_ for id_, key in keys if _names(written, key)) for written in (key_of(one) for one in addresses)
    ]


def _bare(name: str) -> tuple[str, ...]:
    """The name alone: «Ревда» of «городской округ Ревда», «Косой Брод» of «село Косой Брод»."""
    return tuple(word for word in key_of(name) if word not in _OF_MUNICIPALITIES)


def _names(written: tuple[str, ...], key: tuple[str, ...]) -> bool:
    """Whether a settlement is named word by word, and no street that is called so."""
    return bool(key) and any(
        written[at : at + len(key)] == key and (not at or written[at - 1] not in STREET_KIND)
        for at in range(len(written) - len(key) + 1)
    )


def _towns() -> QuerySet[Territory]:
    bodies = Body.objects.filter(municipality=OuterRef("pk"), is_active=True)
    named = Gazetteer.objects.filter(municipality=OuterRef("pk"))
    towns = Territory.objects.filter(Exists(bodies) | Exists(named), level=TerritoryLevel.MUNICIPALITY)
    return towns.order_by("id")


def _extents() -> _Extents:
    global _kept  # noqa: PLW0603
    changed = Gazetteer.objects.filter(municipality=OuterRef("pk")).values("changed_at")
    drawn = Q(level=TerritoryLevel.REGION, shape__isnull=False) | Q(id__in=_towns().values("id"))
    rows: list[_Row] = list(
        Territory.objects.filter(drawn)
        .order_by("id")
        .values_list("id", "level", "name", Length("shape"), "west", "north", Subquery(changed))
    )
    if rows != _kept[0]:
        with _lock:
            _kept = (rows, _load(rows))
    return _kept[1]


def _load(rows: Collection[_Row]) -> _Extents:
    ids = [row[0] for row in rows]
    shapes = dict(Territory.objects.filter(id__in=ids, shape__isnull=False).values_list("id", "shape"))
    borders = {id_: shapely.from_wkb(bytes(shape)) for id_, shape in shapes.items() if shape}
    known = Place.objects.filter(gazetteer__municipality__in=set(ids) - set(borders), latitude__isnull=False)
    sides = known.values("gazetteer__municipality").annotate(
        west=Min("longitude"), south=Min("latitude"), east=Max("longitude"), north=Max("latitude")
    )
    boxes = sides.values_list("gazetteer__municipality", "west", "south", "east", "north")
    reach = {id_: shapely.box(*box).buffer(_AROUND_NAMES) for id_, *box in boxes} | borders
    towns = tuple((id_, reach[id_]) for id_, level, *_ in rows if level == TerritoryLevel.MUNICIPALITY and id_ in reach)
    regions = tuple(borders[id_] for id_, level, *_ in rows if level == TerritoryLevel.REGION)
    return _Extents(towns, regions, are_all_known=bool(regions) or len(towns) == len(rows))

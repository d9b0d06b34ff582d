"""Reading the gazetteer: the index of names of a municipality, held in memory, and points of houses."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Final

from otklik.gazetteer.index import Named, NameIndex, PlaceKind
from otklik.gazetteer.models import Gazetteer, House, Place
from otklik.gazetteer.services import is_main

MOST_NAMES: Final = 15_000
"""Places whose names a process holds, about 7 kB each; municipalities that were asked for longest ago go first."""
_Stamp = tuple[int, datetime]
_held: dict[int, tuple[_Stamp, NameIndex]] = {}
_lock = Lock()


@dataclass(frozen=True, slots=True)
class GazetteerRow:
    """What a gazetteer holds."""

    municipality: str
    oktmo: str
    source: str
    changed_at: datetime
    places: int
    houses: int


def indexes_of(municipality_ids: Collection[int]) -> dict[int, NameIndex]:
    """The indexes of names of these municipalities, where there are any: one query, and one more where one changed."""
    found: dict[int, NameIndex] = {}
    stamps = Gazetteer.objects.filter(municipality_id__in=municipality_ids)
    for id_, municipality_id, version, changed_at, name in stamps.values_list(
        "id", "municipality_id", "version", "changed_at", "municipality__name"
    ):
        held = _held.get(municipality_id)
        if held is None or held[0] != (version, changed_at):
            held = ((version, changed_at), _load(id_, municipality=name))
        _hold(municipality_id, held)
        found[municipality_id] = held[1]
    return found


def _hold(municipality_id: int, held: tuple[_Stamp, NameIndex]) -> None:
    """Remember an index as the one that was asked for last."""
    with _lock:
        _held.pop(municipality_id, None)
        others = sum(len(index.places) for _, index in _held.values())
        while _held and others + len(held[1].places) > MOST_NAMES:
            _, gone = _held.pop(next(iter(_held)))
            others -= len(gone.places)
        _held[municipality_id] = held


def _load(gazetteer_id: int, *, municipality: str) -> NameIndex:
    return NameIndex.of(
        Named(
            id=place.id,
            what=PlaceKind(place.what),
            kind=place.kind,
            name=place.name,
            other_names=tuple(place.other_names),
            settlement_id=place.settlement_id,
            latitude=place.latitude,
            longitude=place.longitude,
            is_centre=place.what == PlaceKind.SETTLEMENT and is_main(place.name, municipality),
        )
        for place in Place.objects.filter(gazetteer=gazetteer_id).order_by("id")
    )


def points_of_houses(houses: Collection[tuple[int, str]]) -> dict[tuple[int, str], tuple[float, float]]:
    """Latitude and longitude of houses, each given by its street and number; those that are not known are left out."""
    if not houses:
        return {}
    known = House.objects.filter(street_id__in={street for street, _ in houses}, number__in={n for _, n in houses})
    return {
        (street, number): (latitude, longitude)
        for street, number, latitude, longitude in known.values_list("street_id", "number", "latitude", "longitude")
    }


def list_gazetteers() -> list[GazetteerRow]:
    """All gazetteers by the name of their municipality."""
    rows = Gazetteer.objects.select_related("municipality").order_by("municipality__name", "id")
    return [
        GazetteerRow(
            municipality=row.municipality.name,
            oktmo=row.municipality.oktmo,
            source=row.source,
            changed_at=row.changed_at,
            places=row.places.count(),
            houses=House.objects.filter(street__gazetteer=row).count(),
        )
        for row in rows
    ]

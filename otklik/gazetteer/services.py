"""Taking the places of a municipality from a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from otklik.audit.services import Actor, record
from otklik.gazetteer.errors import BadPlaces
from otklik.gazetteer.index import PlaceKind
from otklik.gazetteer.models import Gazetteer, House, Place
from otklik.gazetteer.names import key_of
from otklik.gazetteer.reading.files import read_places_file
from otklik.gazetteer.reading.rows import Row, settlement_row
from otklik.organizations.models import Territory

BATCH = 1000
_Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import changed, or would change."""

    new: int
    changed: int
    same: int
    removed: int
    houses: int
    """Houses in the file."""


class _DryRun(Exception):
    def __init__(self, imported: Imported) -> None:
        self.imported = imported


def import_places(
    content: bytes, *, into: Territory, source: str, by: Actor | None, now: datetime,
    replaces: bool = False, is_trial: bool = False,
) -> Imported:  # fmt: skip
    """Take the places of a municipality from a CSV, .osm, Overpass or GeoJSON file: all of them or none.

    Places that are known already are brought up to date; `replaces` takes away those that the file does not name.
    `is_trial` writes nothing and tells what would change. Raises BadRow where the file is none, BadPlaces with every
    row that is not well.
    """
    read = read_places_file(content)
    if read.bad:
        raise BadPlaces(read.bad)
    try:
        with transaction.atomic():
            imported = _write(read.rows, into=into, source=source, now=now, replaces=replaces)
            record("import_places", subject=f"territory:{into.id}", by=by, now=now, details={"new": imported.new})
            if is_trial:
                raise _DryRun(imported)
    except _DryRun as tried:
        return tried.imported
    return imported


def _write(rows: Sequence[Row], *, into: Territory, source: str, now: datetime, replaces: bool) -> Imported:
    gazetteer, is_new = Gazetteer.objects.get_or_create(municipality=into, defaults={"changed_at": now})
    if not is_new:
        Gazetteer.objects.filter(id=gazetteer.id).update(version=F("version") + 1)
    Gazetteer.objects.filter(id=gazetteer.id).update(source=source[:200], changed_at=now)
    known = {_key_of_place(place): place for place in gazetteer.places.select_related("settlement")}
    book = _Book(gazetteer, known, main_town=into.name)
    book.take([*_settlements_of(rows, main_town=into.name)])
    book.take([row for row in rows if row.what is not PlaceKind.SETTLEMENT])
    houses = _write_houses(book)
    removed = 0
    if replaces:
        gone = [place.id for key, place in known.items() if key not in book.named]
        removed = len(gone)
        Place.objects.filter(id__in=gone).delete()
    return Imported(book.new, book.changed, len(book.named) - book.new - book.changed, removed, houses)


class _Book:
    """The places of one gazetteer while a file is taken in."""

    def __init__(self, gazetteer: Gazetteer, known: dict[_Key, Place], *, main_town: str) -> None:
        self.gazetteer = gazetteer
        self.known = known
        self.main_town = main_town
        self.named: dict[_Key, Row] = {}
        self.new = self.changed = 0

    def take(self, rows: Sequence[Row]) -> None:
        """Write new places and those that changed."""
        settlements = {place.name.casefold(): place for place in self.known.values() if place.what == "settlement"}
        new: list[Place] = []
        changed: list[Place] = []
        for row in rows:
            settlement = None if row.what is PlaceKind.SETTLEMENT else settlements.get(bare_settlement(row).casefold())
            if settlement is not None and is_main(settlement.name, self.main_town):
                settlement = None
            key = (
                row.what.value,
                row.kind.casefold(),
                row.name.casefold(),
                settlement.name.casefold() if settlement else "",
            )
            self.named[key] = row
            place = self.known.get(key)
            if place is None:
                place = Place(
                    gazetteer=self.gazetteer, what=row.what, kind=row.kind, name=row.name, settlement=settlement
                )
                self.known[key] = place
                new.append(place)
            elif not _differs(place, row):
                continue
            else:
                changed.append(place)
            place.other_names = list(row.other_names)
            if row.latitude is not None:
                place.latitude, place.longitude = row.latitude, row.longitude
        Place.objects.bulk_create(new, batch_size=BATCH)
        Place.objects.bulk_update(changed, ["other_names", "latitude", "longitude"], batch_size=BATCH)
        self.new += len(new)
        self.changed += len(changed)


def is_main(settlement: str, municipality: str) -> bool:
    """Whether a settlement is the town after which its municipality is called."""
    return set(key_of(settlement)) <= set(key_of(municipality))


def bare_settlement(row: Row) -> str:
    """The name of the settlement that a row says it lies in, without its kind word."""
    return settlement_row(row.settlement).name if row.settlement else ""


def _settlements_of(rows: Sequence[Row], *, main_town: str) -> list[Row]:
    """The settlements of a file, and those that its streets only name."""
    told = [row for row in rows if row.what is PlaceKind.SETTLEMENT]
    names = {row.name.casefold() for row in told}
    further: dict[str, Row] = {}
    for row in rows:
        bare = bare_settlement(row)
        if bare and bare.casefold() not in names and not is_main(bare, main_town):
            further.setdefault(bare.casefold(), settlement_row(row.settlement))
    return [*told, *further.values()]


def _key_of_place(place: Place) -> _Key:
    inside = place.settlement.name.casefold() if place.settlement else ""
    return (place.what, place.kind.casefold(), place.name.casefold(), inside)


def _differs(place: Place, row: Row) -> bool:
    has_moved = row.latitude is not None and (place.latitude, place.longitude) != (row.latitude, row.longitude)
    return has_moved or place.other_names != list(row.other_names)


def _write_houses(book: _Book) -> int:
    houses = [
        House(street=book.known[key], number=number, latitude=point[0], longitude=point[1])
        for key, row in book.named.items()
        for number, point in row.houses.items()
    ]
    House.objects.bulk_create(
        houses, batch_size=BATCH, update_conflicts=True, unique_fields=["street", "number"],
        update_fields=["latitude", "longitude"],
    )  # fmt: skip
    return len(houses)

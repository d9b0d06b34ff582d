"""Territories on the map: their shapes come from a file; which one a point lies in is asked of them."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

import shapely
from django.db import transaction
from django.db.models import Case, IntegerField, Q, When

from otklik.audit.services import Actor, record
from otklik.organizations.errors import UnfitEntry
from otklik.organizations.geojson import BadFeature, Drawn, read_features
from otklik.organizations.keyset import Mark, take_page
from otklik.organizations.models import Territory, TerritoryLevel
from otklik.organizations.reach import demand_region
from otklik.organizations.selectors import Viewer
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _

__all__ = [
    "BadShapes", "TerritoryLevel", "TerritoryRow", "bring_shapes", "find_territory_at", "import_shapes", "list_by_name",
    "list_territories",
]  # fmt: skip

_SMALLEST_FIRST = (
    TerritoryLevel.STREET, TerritoryLevel.SETTLEMENT, TerritoryLevel.MUNICIPALITY, TerritoryLevel.REGION,
)  # fmt: skip
_A_PAGE = 200
MOST_BYTES = 10_000_000
"""The gate before us takes little more (docs/how-to/deploy.md); the command has no limit."""


@dataclass(frozen=True, slots=True)
class TerritoryRow:
    """A territory to choose from a list, with what it lies in."""

    id: int
    name: str
    level: TerritoryLevel
    parent: str
    oktmo: str
    has_shape: bool


class BadShapes(OtklikError):
    """Nothing was imported, because some features are not well; `features` names each of them."""

    def __init__(self, features: list[BadFeature]) -> None:
        super().__init__(
            _("Nothing is imported: %(count)s features are not well."),
            mend=_("Mend them and import the file again."),
            values={"count": str(len(features))},
        )
        self.features = tuple(sorted(features, key=lambda bad: bad.number))


def list_territories(*levels: TerritoryLevel) -> list[TerritoryRow]:
    """Territories of these levels, or all: each after what it lies in, then by name."""
    rows = Territory.objects.select_related("parent").defer("shape")
    if levels:
        rows = rows.filter(level__in=levels)
    return [_row(row) for row in rows.order_by(_by_size(largest_first=True), "parent__name", "name")]


def list_by_name(*, after: Mark | None) -> tuple[list[TerritoryRow], Mark | None]:
    """A page of all territories, by name; after what it goes on is a name and an id."""
    rows, following = take_page(
        Territory.objects.select_related("parent").defer("shape"), ("name", "id"), after=after, at_most=_A_PAGE
    )  # fmt: skip
    return [_row(row) for row in rows], following


def _row(row: Territory) -> TerritoryRow:
    return TerritoryRow(
        id=row.id,
        name=row.name,
        level=TerritoryLevel(row.level),
        parent=row.parent.name if row.parent else "",
        oktmo=row.oktmo,
        has_shape=row.west is not None,
    )


def find_territory_at(lon: float, lat: float) -> Territory | None:
    """The smallest territory that a point lies in, in degrees of WGS 84; None outside all of them."""
    point = shapely.Point(lon, lat)
    around = Territory.objects.filter(
        shape__isnull=False, west__lte=lon, east__gte=lon, south__lte=lat, north__gte=lat
    ).order_by(_by_size(largest_first=False), "id")
    return next((one for one in around.iterator() if shapely.from_wkb(bytes(one.shape or b"")).covers(point)), None)


def bring_shapes(content: bytes, *, by: Viewer, now: datetime) -> int:
    """Take the shapes of a file that a person brought.

    Raises UnfitEntry, BadShapes; NotPossible for whoever looks after a part of the region only.
    """
    demand_region(by)
    if not 0 < len(content) <= MOST_BYTES:
        raise UnfitEntry(
            _("There is no file, or it is larger than 10 MB."),
            field="file",
            mend=_("Choose a GeoJSON file; a larger one is taken by “otklik territory import”."),
        )
    return import_shapes(content, by=by, now=now)


def import_shapes(content: bytes, *, by: Actor | None, now: datetime) -> int:
    """Take the shapes of territories from GeoJSON; returns how many. All of them are taken or none.

    A feature names its territory by the property `oktmo`, or by `name` (and `level`, where names repeat).
    Raises UnfitEntry where the file is none, BadShapes with every feature that is not well.
    """
    drawn, bad = read_features(content)
    with transaction.atomic():
        found: list[tuple[Drawn, Territory]] = []
        for one in drawn:
            try:
                found.append((one, _territory_of(one)))
            except UnfitEntry as why:
                bad.append(BadFeature(one.number, one.name or one.oktmo, why))
        bad += _drawn_twice(found)
        if bad:
            raise BadShapes(bad)
        for one, territory in found:
            _take_shape(territory, one)
        record("import_shapes", subject="territories", by=by, now=now, details={"count": len(found)})
    return len(found)


def _by_size(*, largest_first: bool) -> Case:
    order = reversed(_SMALLEST_FIRST) if largest_first else _SMALLEST_FIRST
    return Case(*(When(level=level, then=place) for place, level in enumerate(order)), output_field=IntegerField())


def _territory_of(drawn: Drawn) -> Territory:
    """The one territory that a feature names. Raises UnfitEntry."""
    if not (drawn.oktmo or drawn.name):
        raise _unfit(_("It does not say which territory it is."), _("Give it a property oktmo or name."))
    named = Q(name__iexact=drawn.name) & (Q(level=drawn.level) if drawn.level in TerritoryLevel.values else Q())
    known = Territory.objects.none()
    if drawn.oktmo:
        known = Territory.objects.filter(oktmo=drawn.oktmo)
        named &= Q(oktmo="")
    if not known and drawn.name:
        known = Territory.objects.filter(named)
    if len(known) > 1:
        raise _unfit(
            _("Several territories are called so."),
            _("Give the feature its oktmo, or its level: municipality, settlement…"),
        )
    if not known:
        raise _unfit(
            _("No such territory is entered: %(name)s."),
            _("Compare its name and ОКТМО, or enter it with “otklik territory add”."),
            name=" ".join(part for part in (drawn.name, drawn.oktmo) if part),
        )
    return known[0]


def _drawn_twice(found: list[tuple[Drawn, Territory]]) -> list[BadFeature]:
    times = Counter(territory.id for _drawn, territory in found)
    why = _unfit(_("The file draws this territory more than once."), _("Join its parts into one MultiPolygon."))
    return [BadFeature(one.number, territory.name, why) for one, territory in found if times[territory.id] > 1]


def _take_shape(territory: Territory, drawn: Drawn) -> None:
    territory.shape = shapely.to_wkb(drawn.shape)
    territory.west, territory.south, territory.east, territory.north = drawn.shape.bounds
    territory.oktmo = territory.oktmo or drawn.oktmo
    territory.save(update_fields=["shape", "west", "south", "east", "north", "oktmo"])


def _unfit(wrong: str, mend: str, **values: str) -> UnfitEntry:
    return UnfitEntry(wrong, field="file", mend=mend, values=values)

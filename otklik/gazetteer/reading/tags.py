"""What the tags of OpenStreetMap say of a place: https://wiki.openstreetmap.org/wiki/Map_features."""

from collections.abc import Iterator, Mapping
from typing import Final

from otklik.gazetteer.index import PlaceKind
from otklik.gazetteer.reading.rows import LONGEST_NAME, Rest, Row, house_number, settlement_row, street_row
from otklik.shared.patterns import compile_late

_SETTLEMENTS: Final = {"city": "город", "town": "город", "village": "село", "hamlet": "деревня", "locality": ""}
_QUARTERS: Final = frozenset({"suburb", "neighbourhood", "quarter"})
_LANDMARKS: Final = {
    ("amenity", "school"): "школа", ("amenity", "kindergarten"): "детский сад", ("amenity", "hospital"): "больница",
    ("amenity", "clinic"): "поликлиника", ("amenity", "library"): "библиотека", ("amenity", "theatre"): "театр",
    ("amenity", "cinema"): "кинотеатр", ("amenity", "arts_centre"): "дом культуры",
    ("amenity", "community_centre"): "дом культуры", ("amenity", "place_of_worship"): "храм",
    ("amenity", "marketplace"): "рынок", ("amenity", "bus_station"): "автовокзал", ("amenity", "townhall"): "",
    ("amenity", "cafe"): "кафе", ("amenity", "pharmacy"): "аптека", ("amenity", "bank"): "банк",
    ("leisure", "park"): "парк", ("leisure", "garden"): "сквер", ("leisure", "stadium"): "стадион",
    ("leisure", "sports_centre"): "спортивный комплекс", ("highway", "bus_stop"): "остановка",
    ("public_transport", "platform"): "остановка", ("railway", "station"): "станция", ("railway", "halt"): "станция",
    ("shop", "mall"): "торговый центр", ("shop", "supermarket"): "магазин", ("shop", "convenience"): "магазин",
    ("tourism", "hotel"): "гостиница", ("tourism", "museum"): "музей", ("historic", "memorial"): "памятник",
    ("historic", "monument"): "памятник", ("landuse", "cemetery"): "кладбище", ("man_made", "works"): "завод",
    ("natural", "water"): "",
}  # fmt: skip
_FURTHER_NAMES: Final = ("alt_name", "old_name", "short_name", "official_name", "loc_name", "name:ru")
_NUMBERED: Final = compile_late(r"№\s*(\d{1,4})\b")
Point = tuple[float, float] | None


def rows_of(tags: Mapping[str, str], point: Point) -> Iterator[Row]:
    """The places that one thing on the map stands for: a house with its street, a street, a landmark…; often none."""
    lat, lon = point or (None, None)
    settlement = tags.get("addr:city") or tags.get("addr:place") or ""
    if tags.get("addr:street") and tags.get("addr:housenumber"):
        yield from _house(tags, point, settlement="" if tags.get("addr:city") else settlement)
    name = tags.get("name", "").strip()
    if not name or len(name) > LONGEST_NAME:
        return
    others = tuple(
        one.strip()
        for key in _FURTHER_NAMES
        for one in tags.get(key, "").split(";")
        if one.strip() and one.strip() != name
    )
    rest = Rest(other_names=others, latitude=lat, longitude=lon)
    place = tags.get("place", "")
    if place in _SETTLEMENTS:
        yield settlement_row(name, _settlement_kind(tags, place), **rest)
    elif place in _QUARTERS:
        yield street_row(name if "микрорайон" in name.lower() else f"микрорайон {name}", **rest)
    elif "highway" in tags and tags["highway"] not in ("bus_stop", "platform", "crossing", "traffic_signals"):
        yield street_row(name, **rest)
    else:
        kind = next((kind for tag, kind in _LANDMARKS.items() if tags.get(tag[0]) == tag[1]), None)
        if kind is not None:
            yield _landmark(kind, name, rest)


def _house(tags: Mapping[str, str], point: Point, *, settlement: str) -> Iterator[Row]:
    number = house_number(tags["addr:housenumber"])
    if number and point is not None:
        yield street_row(tags["addr:street"], settlement=settlement, houses={number: point})


def _settlement_kind(tags: Mapping[str, str], place: str) -> str:
    told = tags.get("official_status", "").removeprefix("ru:")
    return told if told in ("город", "посёлок", "село", "деревня", "хутор", "станица") else _SETTLEMENTS[place]


def _landmark(kind: str, name: str, rest: Rest) -> Row:
    """«Школа № 21» becomes «школа 21», as people say; the full name stays beside it."""
    number = _NUMBERED.search(name)
    if number and kind in ("школа", "детский сад", "больница", "поликлиника", "библиотека"):
        return Row(
            PlaceKind.LANDMARK, kind, number[1], (name, *rest["other_names"]), "", rest["latitude"], rest["longitude"]
        )
    bare = name.strip('«»" ')
    if kind and bare.lower().startswith(kind):
        bare = bare[len(kind) :].strip('«»" ') or bare
    return Row(PlaceKind.LANDMARK, kind, bare, **rest)

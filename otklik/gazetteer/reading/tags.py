"""What the tags of OpenStreetMap say of a place: https://wiki.openstreetmap.org/wiki/Map_features."""

from collections.abc import Iterator, Mapping
from typing import Final

from otklik.gazetteer.index import PlaceKind
from otklik.gazetteer.names import LIVED_IN, split_street
from otklik.gazetteer.reading.rows import LONGEST_NAME, Rest, Row, house_number, settlement_row, street_row
from otklik.shared.patterns import compile_late

_SETTLEMENTS: Final = {
    "city": "город", "town": "город", "village": "село", "hamlet": "деревня", "locality": "", "allotments": "сад",
    "isolated_dwelling": "",
}  # fmt: skip
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
_SEVERAL_HOUSES: Final = compile_late(r";|,(?=\s*\d)")
"""«5;7», «5, 7»; «5, корп. 2» is one."""
_WHERE_IT_GOES: Final = compile_late(r"(?:ко?|до|на|от|из|во?|за|со?)\s")
"""«К гаражам», «проезд к школе»."""
_NUMBERED: Final = compile_late(r"№\s*(\d{1,4})\b")
_QUOTES: Final = frozenset('«»"“”')
Point = tuple[float, float] | None


def rows_of(tags: Mapping[str, str], point: Point) -> Iterator[Row]:
    """The places that one thing on the map stands for: a house with its street, a street, a landmark…; often none."""
    lat, lon = point or (None, None)
    if tags.get("addr:housenumber"):
        yield from _houses(tags, point)
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
    elif place == "square" or _is_way(tags):
        row = street_row(name, **rest)
        is_named = split_street(name)[0] or not row.name[:1].islower()
        if row.name and is_named and not _WHERE_IT_GOES.match(row.name):
            yield row
    else:
        kind = next((kind for tag, kind in _LANDMARKS.items() if tags.get(tag[0]) == tag[1]), None)
        if kind is not None:
            yield _landmark(kind, name, rest)


def _is_way(tags: Mapping[str, str]) -> bool:
    return "highway" in tags and tags["highway"] not in ("bus_stop", "platform", "crossing", "traffic_signals")


def _houses(tags: Mapping[str, str], point: Point) -> Iterator[Row]:
    """The houses of one building: «5;7» are two. By a quarter where there is no street (`addr:place`)."""
    street, place = tags.get("addr:street", "").strip(), tags.get("addr:place", "").strip()
    settlement = "" if tags.get("addr:city") else place
    if not street and split_street(place)[0] in LIVED_IN:
        street, settlement = place, ""
    if not street or point is None:
        return
    numbers = map(house_number, _SEVERAL_HOUSES.split(tags["addr:housenumber"]))
    houses = {number: point for number in numbers if number}
    if houses:
        yield street_row(street, settlement=settlement, houses=houses)


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
    bare = _unquoted(name)
    if kind and bare.lower().startswith(kind):
        bare = _unquoted(bare[len(kind) :]) or bare
    return Row(PlaceKind.LANDMARK, kind, bare, **rest)


def _unquoted(name: str) -> str:
    """«Южная» without the marks around the whole of it; those of «Автостанция "Южная"» stay."""
    bare = name.strip()
    return bare[1:-1].strip() if bare[:1] in _QUOTES and bare[-1:] in _QUOTES else bare

"""What everybody may read of the gazetteers: names of streets and landmarks, to choose from while a place is typed."""

from math import cos, radians
from typing import Final

from otklik.gazetteer.index import Named, PlaceKind
from otklik.gazetteer.models import Gazetteer, Place
from otklik.gazetteer.selectors import indexes_of

MOST: Final = 8
MOST_TOWNS: Final = 3
"""Where it is not known which town is meant: in more of them a street alone says nothing."""
LEAST_TYPED: Final = 2
NEAR_DEGREES: Final = 0.0036
"""Of latitude: some 400 metres."""
MOST_NEAR: Final = 500


def suggest_places(typed: str, *, municipality_id: int | None, at_most: int = MOST) -> list[str]:
    """Places of a town whose name, or a word of it, begins as it is typed: streets first, by name.

    Without a town (None) those of the few that there are. One query; the names are in memory.
    """
    asked = _plain(typed).strip()
    if len(asked) < LEAST_TYPED or len(asked) > 100:
        return []
    towns = [municipality_id] if municipality_id else _towns()
    found = {
        _told(place): (place.what != PlaceKind.STREET, not _plain(place.name).startswith(asked), place.name)
        for index in indexes_of(towns).values()
        for place in index.places
        if _begins(place, asked)
    }
    return sorted(found, key=lambda told: found[told])[:at_most]


def name_near(latitude: float, longitude: float) -> str:
    """The street or landmark whose point lies next to another one, if no farther than some 400 metres; else empty.

    Points in degrees of WGS 84. One query of the gazetteers, which grow with towns, not with cases.
    """
    shrink = max(cos(radians(latitude)), 0.1)
    high, wide = NEAR_DEGREES, NEAR_DEGREES / shrink
    around = Place.objects.filter(
        latitude__range=(latitude - high, latitude + high), longitude__range=(longitude - wide, longitude + wide)
    ).exclude(what=PlaceKind.SETTLEMENT)
    rows = around.order_by("id").values_list("kind", "name", "latitude", "longitude")[:MOST_NEAR]
    found = [
        ((lat - latitude) ** 2 + ((lon - longitude) * shrink) ** 2, f"{kind} {name}".strip())
        for kind, name, lat, lon in rows
        if lat is not None and lon is not None
    ]
    return min(found)[1] if found else ""


def _towns() -> list[int]:
    known = Gazetteer.objects.order_by("municipality_id").values_list("municipality_id", flat=True)
    towns = list(known[: MOST_TOWNS + 1])
    return towns if len(towns) <= MOST_TOWNS else []


def _plain(text: str) -> str:
    return text.lower().replace("ё", "е")


def _begins(place: Named, asked: str) -> bool:
    name = _plain(place.name)
    return name.startswith(asked) or f" {asked}" in f" {name}" or _plain(_told(place)).startswith(asked)


def _told(place: Named) -> str:
    """«улица Ленина», «школа № 8»."""
    return f"{place.kind} {place.name}".strip()

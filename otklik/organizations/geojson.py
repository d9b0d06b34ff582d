"""Reading polygons of territories from GeoJSON (RFC 7946). Pure: bytes in, shapes and named troubles out."""

import json
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from otklik.organizations.errors import UnfitEntry
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _

_KINDS = ("Polygon", "MultiPolygon")
_NAMES_OF = {
    "oktmo": ("oktmo", "OKTMO", "ОКТМО", "октмо", "oktmo:user"),
    "name": ("name", "NAME", "name:ru", "название", "Название"),
    "level": ("level", "LEVEL"),
}
"""Under which properties map makers write what we look for; the first that is there counts."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One feature: a shape and what it says of its territory. `number` counts from 1, as a person counts."""

    number: int
    shape: BaseGeometry
    oktmo: str
    name: str
    level: str


@dataclass(frozen=True, slots=True)
class BadFeature:
    """One feature that cannot be taken, and why."""

    number: int
    name: str
    why: OtklikError


def read_features(content: bytes) -> tuple[list[Drawn], list[BadFeature]]:
    """The shapes of a file, and the features that are not well. Raises UnfitEntry where the whole is no GeoJSON."""
    drawn: list[Drawn] = []
    bad: list[BadFeature] = []
    for number, feature in enumerate(_features_in(content), start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        told = {key: _first(properties, names) for key, names in _NAMES_OF.items()}
        try:
            drawn.append(Drawn(number=number, shape=_shape_of(feature), **told))
        except UnfitEntry as why:
            bad.append(BadFeature(number, told["name"] or told["oktmo"], why))
    return drawn, bad


def _features_in(content: bytes) -> list[Any]:
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise _unfit(_("The file is no GeoJSON."), _("Save it from the map as GeoJSON in UTF-8.")) from None
    features = told.get("features") if isinstance(told, dict) else None
    if not isinstance(features, list) or told.get("type") != "FeatureCollection":
        raise _unfit(_("The file holds no FeatureCollection."), _("Save the territories of the map as one collection."))
    if not features:
        raise _unfit(_("The file holds no territory."), _("Choose the layer of the map before you save it."))
    return features


def _first(properties: object, names: tuple[str, ...]) -> str:
    known = properties if isinstance(properties, dict) else {}
    return next((str(known[name]).strip() for name in names if known.get(name) not in (None, "")), "")


def _shape_of(feature: object) -> BaseGeometry:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in _KINDS:
        raise _unfit(
            _("It is no polygon but “%(kind)s”."), _("Draw the border as a closed line."), kind=str(kind or "—")
        )
    try:
        drawn = shapely.force_2d(shape(geometry))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, shapely.errors.ShapelyError):
        raise _unfit(
            _("Its coordinates cannot be read."), _("Each is a pair of numbers; four of them at least.")
        ) from None
    if drawn.is_empty:
        raise _unfit(_("It is empty."), _("Draw its border, or take it out of the file."))
    _demand_degrees(drawn)
    if not drawn.is_valid:
        raise _unfit(
            _("Its border is not well: %(why)s."),
            _("Mend it in the map program (in QGIS: “Fix geometries”) and save it again."),
            why=shapely.is_valid_reason(drawn),
        )
    return drawn


def _demand_degrees(drawn: BaseGeometry) -> None:
    west, south, east, north = drawn.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise _unfit(
            _("Its coordinates are no degrees of longitude and latitude."),
            _("Save it in WGS 84 (EPSG:4326), the longitude first."),
        )


def _unfit(wrong: str, mend: str, **values: str) -> UnfitEntry:
    return UnfitEntry(wrong, field="file", mend=mend, values=values)

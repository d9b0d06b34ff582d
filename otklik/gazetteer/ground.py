"""Our own plain drawing of a territory, from what the gazetteer knows and a file that an operator may add. Pure."""

import json
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import shapely
from shapely.geometry.base import BaseGeometry

from otklik.gazetteer.index import PlaceKind

log = logging.getLogger(__name__)

KINDS: Final = ("wood", "water", "built", "river", "rail", "road", "street")
"""What a file may draw, in the order in which it lies one above the other; each by its property `kind`."""
_BUILT_AROUND: Final = 0.0022
"""Degrees of latitude around a street or a landmark that count as built up: some 240 metres."""
_SIMPLER_BY: Final = 0.0002
_MOST_NAMES: Final = 3_000
_MOST_SHAPES: Final = 3_000
_FIRST_ZOOM: Final = {PlaceKind.SETTLEMENT: 9, PlaceKind.STREET: 15, PlaceKind.LANDMARK: 16}
_BORDER: Final = "border"


@dataclass(frozen=True, slots=True)
class Spot:
    """A named point."""

    what: str
    title: str
    latitude: float
    longitude: float


def draw_ground(spots: Sequence[Spot], borders: Iterable[bytes], added: str) -> dict[str, Any]:
    """Areas, lines and names as a script draws them; `borders`: WKB of territories, `added`: the operator's GeoJSON."""
    shapes = [(_BORDER, shapely.from_wkb(border).simplify(_SIMPLER_BY)) for border in borders]
    shapes += [("built", built) for built in _built_up(spots)]
    shapes += list(islice(_added(added), _MOST_SHAPES)) if added else []
    order = {kind: place for place, kind in enumerate((_BORDER, *KINDS))}
    drawn = [one for kind, shape in sorted(shapes, key=lambda one: order[one[0]]) for one in _lines(kind, shape)]
    return {"shapes": drawn, "names": list(islice(_names(spots), _MOST_NAMES)), "box": _box_of(spots)}


def _box_of(spots: Sequence[Spot]) -> list[float]:
    """West, south, east and north of all that is named; empty where nothing is."""
    if not spots:
        return []
    across, along = [spot.longitude for spot in spots], [spot.latitude for spot in spots]
    return [min(across), min(along), max(across), max(along)]


def _built_up(spots: Sequence[Spot]) -> Iterator[BaseGeometry]:
    """Where streets and landmarks lie close to each other. A degree of longitude is shorter than one of latitude."""
    if not spots:
        return
    shrink = 0.55
    # neighbours within a hundred metres are one: a region has tens of thousands of streets
    near = {(round(spot.longitude, 3) * shrink, round(spot.latitude, 3)) for spot in spots}
    points = shapely.MultiPoint(sorted(near))
    area = points.buffer(_BUILT_AROUND, quad_segs=4).buffer(-_BUILT_AROUND / 3).simplify(_SIMPLER_BY)
    yield shapely.transform(area, lambda at: at / (shrink, 1))


def _names(spots: Sequence[Spot]) -> Iterator[dict[str, Any]]:
    known: dict[tuple[float, float], int] = defaultdict(int)
    for spot in sorted(spots, key=lambda one: (_FIRST_ZOOM[PlaceKind(one.what)], one.title)):
        at = (round(spot.latitude, 5), round(spot.longitude, 5))
        known[at] += 1
        if known[at] == 1:  # of several that lie at one point a second name would cover the first
            yield {"at": at, "name": spot.title, "what": spot.what, "from": _FIRST_ZOOM[PlaceKind(spot.what)]}


def _lines(kind: str, shape: BaseGeometry) -> Iterator[dict[str, Any]]:
    for part in getattr(shape, "geoms", [shape]):
        if part.is_empty or part.geom_type not in ("Polygon", "LineString"):
            continue
        rings = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
        at = [[[round(y, 5), round(x, 5)] for x, y in ring.coords] for ring in rings]
        yield {"kind": kind, "area": part.geom_type == "Polygon", "at": at}


def _added(text: str) -> Iterator[tuple[str, BaseGeometry]]:
    """The features of a file; what is no drawing of a known kind is left out, and said in the log."""
    try:
        features = json.loads(text)["features"]
    except (ValueError, KeyError, TypeError, RecursionError):
        log.warning("OTKLIK_MAP_FILE holds no GeoJSON with features: the map is drawn without it")
        return
    for number, feature in enumerate(features if isinstance(features, list) else [], start=1):
        found = _feature(feature)
        if found is None:
            log.warning("OTKLIK_MAP_FILE: feature %s is left out: its kind or its shape is not understood", number)
        else:
            yield found


def _feature(feature: object) -> tuple[str, BaseGeometry] | None:
    told: Mapping[str, Any] = feature if isinstance(feature, dict) else {}
    properties = told.get("properties")
    kind = properties.get("kind") if isinstance(properties, dict) else None
    if kind not in KINDS:
        return None
    try:
        shape = shapely.force_2d(shapely.from_geojson(json.dumps(told.get("geometry"))))
    except shapely.errors.ShapelyError:
        return None
    west, south, east, north = shape.bounds
    return (str(kind), shape) if -180 <= west <= east <= 180 and -90 <= south <= north <= 90 else None

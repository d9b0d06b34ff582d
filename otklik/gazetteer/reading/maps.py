"""An extract of OpenStreetMap: XML (.osm), Overpass JSON, or GeoJSON with the tags as properties.

The packed form .osm.pbf is not read: `osmium cat town.osm.pbf -o town.osm` makes XML of it.
"""

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final
from xml.etree.ElementTree import ParseError, iterparse

from otklik.gazetteer.reading.rows import BadRow, FileRead, Row, join_rows, middle_of
from otklik.gazetteer.reading.tags import Point, rows_of
from otklik.shared.words import marked as _

_HEAD_BYTES: Final = 4096


def read_xml(content: bytes) -> FileRead:
    """The places of an .osm file. Raises BadRow where it is none."""
    if b"<!DOCTYPE" in content[:_HEAD_BYTES] or b"<!ENTITY" in content:
        raise _no_map(_("The file declares entities, which no extract does."))
    nodes: dict[str, tuple[float, float]] = {}
    ways: dict[str, tuple[float, float]] = {}
    rows: list[Row] = []
    try:
        for _event, thing in iterparse(io.BytesIO(content)):  # noqa: S314 - entities are refused above
            if thing.tag not in ("node", "way", "relation"):
                continue
            point = _point_of_thing(thing, nodes, ways)
            rows += rows_of({tag.get("k", ""): tag.get("v", "") for tag in thing.iter("tag")}, point)
            thing.clear()
    except (ParseError, ValueError) as why:
        raise _no_map(str(why)) from why
    if not nodes:
        raise _no_map(_("It holds no points."))
    return FileRead(join_rows(rows), ())


def _point_of_thing(thing: Any, nodes: dict[str, tuple[float, float]], ways: dict[str, tuple[float, float]]) -> Point:
    name = thing.get("id", "")
    if thing.tag == "node":
        nodes[name] = (float(thing.get("lat", "")), float(thing.get("lon", "")))
        return nodes[name]
    known = [nodes[one.get("ref")] for one in thing.iter("nd") if one.get("ref") in nodes]
    if thing.tag == "relation":
        members = [(one.get("type"), one.get("ref")) for one in thing.iter("member")]
        known = [points[ref] for kind, ref in members for points in [ways if kind == "way" else nodes] if ref in points]
    if not known:
        return None
    ways[name] = middle_of(known)
    return ways[name]


def read_json(content: bytes) -> FileRead:
    """The places of an answer of Overpass (`out center`, `out geom`) or of GeoJSON. Raises BadRow: it is none."""
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as why:
        raise _no_map(str(why)) from why
    if isinstance(told, dict) and isinstance(told.get("elements"), list):
        things = _overpass(told["elements"])
    elif isinstance(told, dict) and isinstance(told.get("features"), list):
        things = _geojson(told["features"])
    else:
        raise _no_map(_("It is neither an answer of Overpass nor a FeatureCollection."))
    try:
        rows = [row for tags, point in things for row in rows_of(tags, point)]
    except (KeyError, TypeError, ValueError) as why:
        raise _no_map(str(why)) from why
    return FileRead(join_rows(rows), ())


def _overpass(elements: list[Any]) -> Iterator[tuple[Mapping[str, str], Point]]:
    nodes = {one.get("id"): (one["lat"], one["lon"]) for one in elements if isinstance(one, dict) and "lat" in one}
    for one in elements:
        if not isinstance(one, dict) or not isinstance(one.get("tags"), dict):
            continue
        where = one.get("center") or one
        point = (float(where["lat"]), float(where["lon"])) if "lat" in where else None
        if point is None:
            along = [(float(at["lat"]), float(at["lon"])) for at in one.get("geometry") or () if at]
            along = along or [nodes[ref] for ref in one.get("nodes") or () if ref in nodes]
            point = middle_of(along) if along else None
        yield _as_texts(one["tags"]), point


def _geojson(features: list[Any]) -> Iterator[tuple[Mapping[str, str], Point]]:
    for one in features:
        properties = one.get("properties") if isinstance(one, dict) else None
        geometry = one.get("geometry") if isinstance(one, dict) else None
        if isinstance(properties, dict) and isinstance(geometry, dict):
            along = list(_pairs(geometry.get("coordinates")))
            yield _as_texts(properties), middle_of(along) if along else None


def _pairs(coordinates: Any) -> Iterator[tuple[float, float]]:
    """Latitude and longitude of every point, however deep they lie: GeoJSON writes the longitude first."""
    if not isinstance(coordinates, list) or not coordinates:
        return
    if isinstance(coordinates[0], int | float):
        if len(coordinates) > 1 and isinstance(coordinates[1], int | float):
            yield float(coordinates[1]), float(coordinates[0])
        return
    for part in coordinates:
        yield from _pairs(part)


def _as_texts(tags: Mapping[str, Any]) -> dict[str, str]:
    return {str(key): value for key, value in tags.items() if isinstance(value, str)}


def _no_map(why: str) -> BadRow:
    return BadRow(
        1, _("The file is no extract of OpenStreetMap: %(why)s"), mend=_("Take it out again as .osm, JSON or GeoJSON."),
        why=why,
    )  # fmt: skip

"""Shapes of territories: a file is taken whole or not at all, everything bad in it is named, and points find theirs."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from otklik.audit.models import AuditRecord
from otklik.organizations.errors import UnfitEntry
from otklik.organizations.models import Territory, TerritoryLevel
from otklik.organizations.services import enter_territory
from otklik.organizations.territories import BadShapes, find_territory_at, import_shapes, list_territories
from tests.people import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Territory:
    """A region, a town in it, and a village and a district centre of the same name."""
    region = enter_territory("region", "Свердловская область", oktmo="65000000")
    town = enter_territory("municipality", "Полевской", parent=region, oktmo="65754000")
    enter_territory("settlement", "Полевской", parent=town)
    return enter_territory("settlement", "Косой Брод", parent=town)


def square(west: float, south: float, size: float) -> list[list[list[float]]]:
    east, north = west + size, south + size
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def feature(ring: Any, kind: str = "Polygon", **properties: str) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": ring}}


def collection(*features: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}, ensure_ascii=False).encode()


REGION = feature(square(58, 56, 6), oktmo="65000000", name="Свердловская область")
TOWN = feature([square(60, 56, 1), square(62, 60, 1)], "MultiPolygon", oktmo="65754000")
VILLAGE = feature(square(60.2, 56.2, 0.1), name="косой брод", oktmo="65754000106")


def test_a_point_finds_the_smallest_territory_that_it_lies_in(town: Territory) -> None:
    assert import_shapes(collection(REGION, TOWN, VILLAGE), by=None, now=NOW) == 3
    names = [find_territory_at(*point) for point in ((60.25, 56.25), (60.9, 56.9), (62.5, 60.5), (61.5, 58), (10, 10))]
    assert [one and one.name for one in names] == ["Косой Брод", "Полевской", "Полевской", "Свердловская область", None]
    on_the_border = find_territory_at(60.0, 56.5)
    assert on_the_border is not None
    assert on_the_border.name == "Полевской"
    village = Territory.objects.get(name="Косой Брод")
    assert (village.west, village.south, village.east, village.north) == pytest.approx((60.2, 56.2, 60.3, 56.3))
    assert village.oktmo == "65754000106", "an ОКТМО that nobody had entered is taken over"
    assert AuditRecord.objects.get(act="import_shapes").details == {"count": 3}


def test_the_same_file_again_changes_nothing(town: Territory) -> None:
    for _ in range(2):
        import_shapes(collection(REGION, TOWN, VILLAGE), by=None, now=NOW)
    assert [row.name for row in list_territories() if row.has_shape] == [
        "Свердловская область", "Полевской", "Косой Брод",
    ]  # fmt: skip
    assert [row.name for row in list_territories(TerritoryLevel.MUNICIPALITY)] == ["Полевской"]


CROSSED = [[[60, 56], [61, 57], [61, 56], [60, 57], [60, 56]]]
BAD: tuple[tuple[Any, str], ...] = (
    (feature(CROSSED, oktmo="65754000"), "Self-intersection"),
    (feature([60.2, 56.2], "Point", oktmo="65754000"), "no polygon but “Point”"),
    ({"type": "Feature", "properties": None, "geometry": None}, "no polygon"),
    ("nonsense", "no polygon"),
    (feature([[["a", "b"]]], oktmo="65754000"), "cannot be read"),
    (feature([[[60, 56], [61, 57]]], oktmo="65754000"), "cannot be read"),
    (feature([], oktmo="65754000"), "It is empty"),
    (feature(square(6_700_000, 7_700_000, 100), oktmo="65754000"), "no degrees"),
    (feature(square(60, 56, 1)), "which territory"),
    (feature(square(60, 56, 1), name="Ревда", oktmo="65719000"), "No such territory is entered: Ревда 65719000"),
    (feature(square(60, 56, 1), name="Полевской"), "Several territories"),
)


@pytest.mark.parametrize(("bad", "why"), BAD)
def test_a_bad_feature_is_named_with_its_number_and_nothing_is_taken(town: Territory, bad: Any, why: str) -> None:
    with pytest.raises(BadShapes) as refused:
        import_shapes(collection(VILLAGE, bad, REGION), by=None, now=NOW)
    (named,) = refused.value.features
    assert named.number == 2
    assert why in str(named.why)
    assert named.why.mend
    assert not Territory.objects.filter(shape__isnull=False).exists()


def test_all_bad_features_are_named_at_once_also_those_drawn_twice(town: Territory) -> None:
    twice = feature(square(60.4, 56.2, 0.1), name="Косой Брод")
    with pytest.raises(BadShapes) as refused:
        import_shapes(collection(VILLAGE, feature(CROSSED, oktmo="65754000"), twice, REGION), by=None, now=NOW)
    assert [(bad.number, bad.name) for bad in refused.value.features] == [
        (1, "Косой Брод"), (2, "65754000"), (3, "Косой Брод"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"type": "Topology"}',
        b'{"type": "FeatureCollection", "features": []}',
        b"[" * 100_000,
    ],
    ids=["empty", "other letters", "a list", "TopoJSON", "nothing in it", "too deep"],
)
def test_what_is_no_geojson_is_said_to_be_none(town: Territory, content: bytes) -> None:
    with pytest.raises(UnfitEntry) as refused:
        import_shapes(content, by=None, now=NOW)
    assert refused.value.field == "file"
    assert refused.value.mend


def test_the_command_enters_lists_and_imports(town: Territory, tmp_path: Path) -> None:
    told = StringIO()
    call_command("territory", "add", "settlement", "село Курганово", "--parent", "Полевской", stdout=told)
    file = tmp_path / "shapes.geojson"
    file.write_bytes(collection(TOWN, feature(square(60.5, 56.5, 0.1), name="село Курганово")))
    call_command("territory", "import", str(file), stdout=told)
    call_command("territory", "list", stdout=told)
    assert "imported: 2" in told.getvalue()
    assert "село Курганово" in told.getvalue()
    file.write_bytes(collection(feature(CROSSED, oktmo="65754000")))
    with pytest.raises(CommandError, match=r"(?s)1 features.*feature 1 \(65754000\): Its border"):
        call_command("territory", "import", str(file))
    with pytest.raises(CommandError, match="no file"):
        call_command("territory", "import", str(tmp_path / "nothing.geojson"))
    with pytest.raises(CommandError, match="8 digits"):
        call_command("territory", "add", "municipality", "Ревда", "--oktmo", "12")
    with pytest.raises(CommandError, match="There is no territory Нигде"):
        call_command("territory", "add", "settlement", "Ревда", "--parent", "Нигде")

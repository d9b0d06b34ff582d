"""Which town a point lies in, and what lies outside of all of them."""

import pytest
import shapely

from otklik.gazetteer.services import import_places
from otklik.gazetteer.towns import find_spot, towns_named
from otklik.organizations.models import Territory
from otklik.organizations.territories import import_shapes
from otklik.shared.clock import now
from tests.people import Cast, enter_cast

pytestmark = pytest.mark.django_db
HERE, BESIDE, FAR, THERE = (56.44, 60.19), (56.84, 60.60), (55.75, 37.62), (56.80, 59.93)


@pytest.fixture(autouse=True)
def cast() -> Cast:
    return enter_cast()


def draw(name: str, west: float, south: float, east: float, north: float) -> None:
    shape = shapely.to_geojson(shapely.box(west, south, east, north))
    import_shapes(
        f'{{"type": "FeatureCollection", "features": [{{"type": "Feature", "properties": {{"name": "{name}"}}, '
        f'"geometry": {shape}}}]}}'.encode(),
        by=None,
        now=now(),
    )


def name_streets(town: str, latitude: float, longitude: float) -> None:
    table = f"what;kind;name;settlement;latitude;longitude\nstreet;улица;Ленина;;{latitude};{longitude}".encode()
    import_places(table, into=Territory.objects.get(name=town), source="t", by=None, now=now(), replaces=True)


def town_at(point: tuple[float, float]) -> str:
    return Territory.objects.filter(id=find_spot(*point).town_id or 0).values_list("name", flat=True).first() or ""


def test_where_nobody_said_how_far_towns_reach_nothing_lies_outside() -> None:
    assert (town_at(FAR), find_spot(*FAR).is_outside) == ("", False)


def test_borders_tell_the_town_and_what_lies_outside() -> None:
    draw("Полевской", 60.0, 56.2, 60.5, 56.6)
    draw("Ревда", 59.7, 56.6, 60.0, 56.9)
    assert [town_at(one) for one in (HERE, THERE, BESIDE)] == ["Полевской", "Ревда", ""]
    assert [find_spot(*one).is_outside for one in (HERE, THERE, BESIDE, FAR)] == [False, False, True, True]
    assert not find_spot(56.605, 60.3).is_outside  # a phone errs at the border


def test_without_borders_the_gazetteer_tells_it() -> None:
    name_streets("Полевской", *HERE)
    name_streets("Ревда", *THERE)
    assert [town_at(one) for one in (HERE, THERE, BESIDE)] == ["Полевской", "Ревда", ""]
    assert [find_spot(*one).is_outside for one in (BESIDE, FAR)] == [True, True]


def test_as_long_as_a_town_has_neither_only_what_is_far_lies_outside() -> None:
    name_streets("Полевской", *HERE)
    assert [find_spot(*one).is_outside for one in (THERE, BESIDE, FAR)] == [False, False, True]


def test_in_a_region_with_borders_nothing_within_them_lies_outside() -> None:
    draw("Свердловская область", 57, 56, 66, 62)
    assert [find_spot(*one).is_outside for one in (HERE, BESIDE, FAR)] == [False, False, True]


def test_it_sees_borders_that_were_drawn_since() -> None:
    name_streets("Полевской", *HERE)
    name_streets("Ревда", *THERE)
    assert find_spot(*BESIDE).is_outside
    draw("Ревда", 59.7, 56.6, 61.0, 56.9)
    assert town_at(BESIDE) == "Ревда"


def test_a_town_is_named_by_its_settlements_and_not_by_a_street() -> None:
    town = Territory.objects.get(name="Полевской")
    Territory.objects.create(level="settlement", name="село Косой Брод", parent=town)
    towns = {one.id: one.name for one in Territory.objects.filter(level="municipality")}
    named = towns_named(["с. Косой Брод, Мира, 1", "ул. Ревда, 5", "г. Ревда, Мира, 1", "Мира, 1"], towns)
    assert [sorted(towns[id_] for id_ in one) for one in named] == [["Полевской"], [], ["Ревда"], []]

"""The map of published cases and what its script asks for."""

import json
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from otklik.demo.seed import GAZETTEER
from otklik.gazetteer.services import import_places
from otklik.organizations.models import Body, Territory
from otklik.publication.models import PublishedCase
from otklik.publication.published.bounded import TooMuchToRead
from otklik.publication.tests.test_list_published import publish
from otklik.shared.clock import now
from otklik.web.portal.tests.conftest import PUBLIC_TABLES, refuse_other_tables

SOUTH = {"street": "улица Ленина", "latitude": 56.44, "longitude": 60.19}
BOX = "60.18,56.43,60.2,56.45"


@pytest.fixture(autouse=True)
def lying(town: Body) -> None:
    """Two cases in one street, one elsewhere; those of the town lie nowhere."""
    publish("31", "Яма у школы", **SOUTH)
    publish("32", "Фонарь не горит", **(SOUTH | {"state": "deferred"}))
    publish("33", "Лёд", street="улица Ломоносова", latitude=56.5, longitude=60.21)


@pytest.mark.usefixtures("only_public_tables")
def test_the_page_tells_the_same_as_a_list(client: Client, settings: Settings) -> None:
    settings.OTKLIK_TILES_URL = "https://tiles.example/{z}/{x}/{y}.png"
    page = client.get("/map/?q=яма").content.decode()
    assert "/case/31/" in page
    assert "улица Ленина" in page
    assert 'data-extent="60.19,56.44,60.19,56.44"' in page


def test_the_list_beside_follows_what_is_in_view(client: Client) -> None:
    page = client.get(f"/map/?box={BOX}&part=rows").content.decode()
    assert "/case/31/" in page
    assert "Лёд" not in page
    assert "<html" not in page


@pytest.mark.parametrize(
    "box", ["", "1,2,3", "a,b,c,d", "nan,0,1,1", "60.2,56.4,60.1,56.5", "1e999,0,1,1", "0,-91,1,1"]
)
def test_a_part_of_the_map_that_is_none_is_not_asked_for(client: Client, box: str) -> None:
    assert client.get(f"/map/?box={box}").context["count"] == 5
    assert client.get(f"/map/cells.json?box={box}&z=12").json() == {"cells": [], "more": False}


@pytest.mark.parametrize(
    ("path", "reads"), [("/map/?part=rows", "answers.list_published"), ("/map/cells.json?z=12", "cases_map.draw")]
)
def test_a_part_of_the_map_is_read_within_a_bound(
    client: Client, monkeypatch: pytest.MonkeyPatch, path: str, reads: str
) -> None:
    bounds = []

    def look(*_asked: object, **_values: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("show statement_timeout")
            bounds.append(cursor.fetchone()[0])
        raise TooMuchToRead

    monkeypatch.setattr(f"otklik.web.portal.{reads}", look)
    assert client.get(f"{path}&box={BOX}").status_code == 200
    assert bounds == ["2s"]


@pytest.mark.usefixtures("only_public_tables")
def test_the_server_counts_the_cells(client: Client) -> None:
    cells = client.get("/map/cells.json?box=60.1,56.4,60.3,56.55&z=13").json()["cells"]
    assert [(one["n"], one["name"], one["one"]) for one in cells] == [
        (2, "улица Ленина", True), (1, "улица Ломоносова", True),
    ]  # fmt: skip
    assert (cells[1]["tone"], cells[1]["at"]) == ("is-good", [56.5, 60.21])


@pytest.mark.usefixtures("only_public_tables")
def test_a_point_tells_its_cases_and_where_all_of_them_are(client: Client) -> None:
    for number in range(5):
        publish(str(40 + number), "И здесь яма", **SOUTH)
    page = client.get("/map/place/?box=60.18999,56.43999,60.19001,56.44001").content.decode()
    assert page.count("/case/") == 4
    assert 'o-atplace__name">улица Ленина</p>' in page
    assert "/map/?box=60.18999" in page


def test_our_own_ground_is_drawn_from_the_gazetteer_and_a_file(
    client: Client, town: Body, settings: Settings, tmp_path: Path
) -> None:
    added = tmp_path / "ground.geojson"
    lake = {"type": "Polygon", "coordinates": [[[60.1, 56.4], [60.2, 56.4], [60.2, 56.5], [60.1, 56.4]]]}
    features = [
        {"type": "Feature", "properties": {"kind": "water"}, "geometry": lake},
        {"type": "Feature", "properties": {"kind": "castle"}, "geometry": lake},
        {"type": "Feature", "properties": {"kind": "road"}, "geometry": {"type": "Point"}},
        "nonsense",
    ]
    added.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    settings.OTKLIK_MAP_FILE = added
    place = Territory.objects.get(level="municipality")
    import_places(GAZETTEER.read_bytes(), into=place, source="g.csv", by=None, now=now(), replaces=True)
    with connection.execute_wrapper(
        lambda *asked: refuse_other_tables(*asked, allowed=PUBLIC_TABLES | {"gazetteer_gazetteer", "gazetteer_place"})
    ):
        response = client.get("/map/ground.json")
    kinds = {one["kind"] for one in response.json()["shapes"]}
    assert kinds == {"built", "water"}
    assert "село Косой Брод" in {one["name"] for one in response.json()["names"]}
    assert client.get("/map/ground.json", headers={"If-None-Match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize("text", ["", "[]", '{"features": 5}', "{"])
def test_a_file_that_is_no_drawing_is_left_out(client: Client, settings: Settings, tmp_path: Path, text: str) -> None:
    settings.OTKLIK_MAP_FILE = tmp_path / "ground.geojson"
    settings.OTKLIK_MAP_FILE.write_text(text, encoding="utf-8")
    assert client.get("/map/ground.json").json() == {"shapes": [], "names": [], "box": []}


def test_pictures_come_from_the_named_server_of_tiles_and_only_on_the_map(client: Client, settings: Settings) -> None:
    settings.OTKLIK_TILES_URL, settings.OTKLIK_TILES_HOSTS = (
        "https://tiles.example/{z}/{x}/{y}.png",
        ["https://tiles.example"],
    )
    assert "img-src 'self' data: https://tiles.example;" in client.get("/map/")["Content-Security-Policy"]
    assert "tiles.example" not in client.get("/answers/")["Content-Security-Policy"]


def test_the_map_says_how_many_have_no_place(client: Client) -> None:
    lying_nowhere = PublishedCase.objects.filter(latitude=None).count()
    assert lying_nowhere
    assert client.get("/map/").context["without_place"] == lying_nowhere
    assert f"{lying_nowhere} " in client.get("/map/").content.decode().split("без места")[0][-60:]
    PublishedCase.objects.update(latitude=56.44, longitude=60.19)
    assert client.get("/map/?topic=x").context["without_place"] == 0

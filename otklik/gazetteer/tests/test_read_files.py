"""Files of places: CSV, OpenStreetMap, and what is wrong with them. All places are made up."""

import json

import pytest

from otklik.gazetteer.index import PlaceKind
from otklik.gazetteer.reading.files import read_places_file
from otklik.gazetteer.reading.rows import BadRow, house_number

CSV = """# made up
what;kind;name;settlement;house;latitude;longitude;other_names
street;улица;Ленина;;;56,44;60.18;
улица;;ул. Бажова;;;;;Бажовская|Старая
house;улица;Ленина;;12 А;56.45;60.19;
settlement;;с. Курганово;;;;;
landmark;школа;21;;;;;школа № 21
"""
OSM = """<?xml version="1.0"?><osm version="0.6">
<node id="1" lat="56.0" lon="60.0"/><node id="2" lat="56.2" lon="60.2"/>
<node id="3" lat="56.1" lon="60.1"><tag k="amenity" v="school"/><tag k="name" v="Школа № 21"/></node>
<node id="4" lat="56.3" lon="60.3"><tag k="place" v="village"/><tag k="name" v="Курганово"/></node>
<node id="5" lat="56.3" lon="60.3"><tag k="power" v="tower"/><tag k="name" v="Опора"/></node>
<way id="10"><nd ref="1"/><nd ref="3"/><nd ref="2"/><tag k="highway" v="residential"/><tag k="name" v="улица Мира"/>
<tag k="old_name" v="Базарная улица"/></way>
<way id="11"><nd ref="1"/><tag k="building" v="yes"/><tag k="addr:street" v="улица Мира"/>
<tag k="addr:housenumber" v="5 к2"/></way></osm>"""


def keyed(content: str) -> dict[tuple[str, str], object]:
    return {(row.kind, row.name): row for row in read_places_file(content.encode()).rows}


def test_it_reads_a_table() -> None:
    read = read_places_file(CSV.encode())
    assert read.bad == ()
    rows = {(row.what, row.kind, row.name): row for row in read.rows}
    lenin = rows[PlaceKind.STREET, "улица", "Ленина"]
    assert (lenin.latitude, lenin.longitude, lenin.houses) == (56.44, 60.18, {"12а": (56.45, 60.19)})
    assert rows[PlaceKind.STREET, "улица", "Бажова"].other_names == ("Бажовская", "Старая")
    assert (PlaceKind.SETTLEMENT, "село", "Курганово") in rows
    assert (PlaceKind.LANDMARK, "школа", "21") in rows


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("bridge;;Мост;;;;;", "bridge"),
        ("street;улица;;;;;;", "no name"),
        ("street;улица;«»;;;;;", "no name"),
        ("street;улица;Мира;;;north;60;", "north"),
        ("street;улица;Мира;;;156;60;", "outside the earth"),
        ("house;улица;Мира;;подъезд;56;60;", "подъезд"),
        ("house;улица;Мира;;5;;;", "no point"),
    ],
)
def test_it_says_which_row_is_not_well_and_why(row: str, wrong: str) -> None:
    [bad] = read_places_file((CSV + row).encode()).bad
    assert bad.number == len(CSV.splitlines()) + 1
    assert wrong in str(bad)


@pytest.mark.parametrize(
    "content",
    [
        "", "# nothing", "name;kind\nМира;улица", "{}", "<osm>", "<osm/>", '{"features": 5}', '{"elements": []}',
        '<osm><node id="1" lat="56" lon="60"/></osm>',
        '{"elements": [{"lat": "x", "lon": null, "tags": {"place": "town", "name": "А"}}]}', "PK\x03\x04 a workbook",
        "what;name\nstreet;Ми\0ра",
    ],
)  # fmt: skip
def test_it_says_what_is_wrong_with_a_file_that_holds_no_places(content: str) -> None:
    with pytest.raises(BadRow) as why:
        read_places_file(content.encode())
    assert why.value.mend


def test_it_refuses_entities_and_the_packed_form() -> None:
    with pytest.raises(BadRow, match="entities"):
        read_places_file(b'<!DOCTYPE osm [<!ENTITY a "b">]><osm/>')
    with pytest.raises(BadRow, match="pbf"):
        read_places_file(b"\x00\x00\x00\x0d\x0a\x09OSMHeader")


def test_it_takes_streets_houses_settlements_and_landmarks_out_of_openstreetmap() -> None:
    read = {(row.what, row.kind, row.name): row for row in read_places_file(OSM.encode()).rows}
    street = read[PlaceKind.STREET, "улица", "Мира"]
    assert (street.latitude, street.longitude) == (56.1, 60.1)
    assert street.houses == {"5 к2": (56.0, 60.0)}
    assert street.other_names == ("Базарная улица",)
    assert read[PlaceKind.LANDMARK, "школа", "21"].other_names == ("Школа № 21",)
    assert set(read) == {
        (PlaceKind.STREET, "улица", "Мира"),
        (PlaceKind.LANDMARK, "школа", "21"),
        (PlaceKind.SETTLEMENT, "село", "Курганово"),
    }


def tagged(tags: dict[str, str]) -> list[tuple[str, str, str, list[str]]]:
    content = json.dumps({"elements": [{"tags": tags, "lat": 56.1, "lon": 60.1}]})
    return [(row.what, row.kind, row.name, list(row.houses)) for row in read_places_file(content.encode()).rows]


@pytest.mark.parametrize(
    ("tags", "place"),
    [
        ({"addr:street": "улица Мира", "addr:housenumber": "5 стр1;7"}, ("street", "улица", "Мира", ["5 с1", "7"])),
        ({"addr:street": "улица Мира", "addr:housenumber": "5, корп. 2"}, ("street", "улица", "Мира", ["5 к2"])),
        ({"addr:street": "улица Мира", "addr:housenumber": "5, 7"}, ("street", "улица", "Мира", ["5", "7"])),
        ({"highway": "residential", "name": "улица мира"}, ("street", "улица", "мира", [])),
        ({"addr:place": "микрорайон Южный", "addr:housenumber": "3"}, ("street", "микрорайон", "Южный", ["3"])),
        ({"place": "square", "name": "площадь Революции"}, ("street", "площадь", "Революции", [])),
        ({"place": "allotments", "name": "СНТ Заря"}, ("settlement", "сад", "Заря", [])),
        ({"highway": "bus_stop", "name": 'Завод "Южный"'}, ("landmark", "остановка", 'Завод "Южный"', [])),
    ],
)
def test_it_takes_what_a_map_writes_otherwise(tags: dict[str, str], place: tuple[str, str, str, list[str]]) -> None:
    assert tagged(tags) == [place]


def test_it_takes_no_path_for_a_street_that_only_says_where_it_goes() -> None:
    content = {
        "elements": [
            {"tags": {"highway": "x", "name": name}} for name in ("к гаражам", "проезд к школе", ".", "«»", "Мира")
        ]
    }
    assert list(keyed(json.dumps(content))) == [("улица", "Мира")]


def test_it_reads_the_unicode_text_of_a_spreadsheet() -> None:
    assert [row.name for row in read_places_file("what\tname\nstreet\tМира".encode("utf-16")).rows] == ["Мира"]


def test_it_reads_answers_of_overpass_and_geojson_alike() -> None:
    tags = {"highway": "residential", "name": "Школьная улица"}
    overpass = {"elements": [{"type": "way", "id": 1, "tags": tags, "center": {"lat": 56.1, "lon": 60.1}}]}
    line = {"type": "LineString", "coordinates": [[60.1, 56.1], [60.1, 56.1]]}
    geojson = {"type": "FeatureCollection", "features": [{"properties": tags, "geometry": line}]}
    assert keyed(json.dumps(overpass)) == keyed(json.dumps(geojson))
    assert list(keyed(json.dumps(geojson))) == [("улица", "Школьная")]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12 А", "12а"), ("7, корп. 3", "7 к3"), ("5/2", "5/2"), ("7к3", "7 к3"), ("№ 9", "9"), ("б/н", ""), ("", ""),
        ("12-а", "12а"), ("12 лит. А", "12а"), ("12А к2", "12а к2"), ("5 строение 1", "5 с1"), ("5с1", "5 с1"),
        ("5 к2 с1", "5 к2 с1"), ("дом 5", "5"), ("5 пом. 2", ""), ("5 стр", ""), ("5 корп", ""),
    ],
)  # fmt: skip
def test_it_writes_numbers_of_houses_as_messages_are_read(written: str, number: str) -> None:
    assert house_number(written) == number

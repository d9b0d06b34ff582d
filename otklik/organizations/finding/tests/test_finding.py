"""Finding a body: two tables of questions, a town's and a region's, and what must not be found."""

import csv
from functools import cache
from pathlib import Path

import pytest

from otklik.demo.content.cards import list_page_cards, list_territories, list_town_bodies
from otklik.organizations.finding.cards import Findable
from otklik.organizations.finding.index import BodyIndex, build_index
from otklik.organizations.finding.ranking import find_bodies
from otklik.organizations.finding.tests.region import region


@cache
def town() -> BodyIndex:
    """The bodies of the demo."""
    places = {place.key: place for place in list_territories()}
    pages: dict[str, set[str]] = {}
    for page in list_page_cards():
        pages.setdefault(page.body, set()).add(page.name)

    def upwards(key: str) -> tuple[str, ...]:
        return (places[key].name, *upwards(places[key].parent)) if key else ()

    return build_index(
        [
            Findable(
                key=body.slug,
                names=(body.name, body.short_name, *sorted(pages.get(body.slug, ()))),
                places=upwards(body.territory),
                beside=(body.sphere,),
            )
            for body in list_town_bodies()
        ]
    )


@cache
def whole_region() -> BodyIndex:
    return build_index(region())


def index_of(name: str) -> BodyIndex:
    return town() if name == "town" else whole_region()


def first(question: str, index: BodyIndex) -> str:
    found = find_bodies(question, index)
    return found[0].key if found else "nothing"


def rows_of(table: str) -> list[tuple[str, str]]:
    with (Path(__file__).parent / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [(row["question"], row["meant"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize("table", ["town", "region"])
def test_it_finds_what_is_meant_first(table: str) -> None:
    rows = rows_of(table)
    misses = [(question, meant, first(question, index_of(table))) for question, meant in rows]
    assert len(rows) > 150
    assert not [miss for miss in misses if miss[1] != miss[2]]


@pytest.mark.parametrize("question", ["школа 2", "садик 5", "космодром", "кафе полевской", "больница", "", "  № !"])
def test_it_finds_nothing_when_there_is_no_such_body_in_town(question: str) -> None:
    assert find_bodies(question, town()) == []


@pytest.mark.parametrize("question", ["школа 21 полевской", "сош 21 полевской", "irjkf 21 gjktdcrjq"])
def test_a_number_is_never_another_number(question: str) -> None:
    assert [found.key for found in find_bodies(question, whole_region())] == ["полевской-school-21"]


def test_it_shows_every_body_of_a_kind_when_only_the_kind_is_asked() -> None:
    keys = {found.key for found in find_bodies("школа", town())}
    assert {"school-4", "school-8", "school-21"} <= keys


def test_a_place_alone_shows_what_is_there() -> None:
    found = find_bodies("полевской", whole_region())
    assert found
    assert all(one.key.startswith("полевской-") for one in found)


@pytest.mark.parametrize(
    "question", ["я" * 100, "9" * 100, "а б в г д", "%00", "школа " * 16, "\u0301", "🙂", "'\"\\;--"]
)
def test_it_reads_nonsense_without_harm(question: str) -> None:
    find_bodies(question, town())


def test_it_finds_nothing_where_there_are_no_bodies() -> None:
    assert find_bodies("школа", build_index([])) == []

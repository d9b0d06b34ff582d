"""Published cases on a map."""

from typing import Any

import pytest
from django.db import connection

from otklik.publication.models import PublishedCase
from otklik.publication.published.filtering import CaseFilter
from otklik.publication.published.mapping import MOST_CELLS, Box, draw, extent_of, in_box
from otklik.publication.published.selectors import count_published, list_published
from otklik.publication.tests.test_list_published import publish

pytestmark = pytest.mark.django_db
TOWN = Box(60.10, 56.40, 60.30, 56.55)
SOUTH, NORTH = {"latitude": 56.44, "longitude": 60.19}, {"latitude": 56.50, "longitude": 60.21}


@pytest.fixture(autouse=True)
def five() -> None:
    """Two in one street, one in the next, one in the north, one nowhere."""
    for number in "12":
        publish(number, "Яма", street="улица Ленина", **SOUTH)
    publish("3", "Лёд", street="улица Мира", state="deferred", latitude=56.441, longitude=60.191)
    publish("4", "Свет", street="улица Ломоносова", **NORTH)
    publish("5", "Спасибо")


def told(zoom: int, **asked: Any) -> list[tuple[int, bool, str, str]]:
    cells = draw(CaseFilter(**asked), TOWN, zoom=zoom).cells
    return [(cell.cases, cell.is_one_place, cell.place, cell.number) for cell in cells]


def test_from_afar_neighbours_are_one_cell_and_coming_closer_tells_them_apart() -> None:
    assert told(8) == [(4, False, "", "")]
    assert told(12) == [(3, False, "", ""), (1, True, "улица Ломоносова", "4")]
    close = Box(60.18, 56.43, 60.20, 56.45)
    cells = draw(CaseFilter(), close, zoom=17).cells
    assert [(one.cases, one.is_one_place, one.place) for one in cells] == [
        (2, True, "улица Ленина"), (1, True, "улица Мира"),
    ]  # fmt: skip


def test_it_shows_only_what_is_asked_for() -> None:
    assert told(12, state="deferred") == [(1, True, "улица Мира", "3")]
    assert told(12, words="светом") == [(1, True, "улица Ломоносова", "4")]
    assert draw(CaseFilter(), Box(10, 10, 11, 11), zoom=12).cells == ()


def test_a_question_without_any_word_finds_nothing_and_breaks_nothing() -> None:
    for words in ("?", "%", "«»", "\ufffd"):
        assert told(12, words=words) == []
        assert extent_of(CaseFilter(words=words)) is None


def test_the_box_around_all_leaves_out_what_lies_nowhere() -> None:
    assert extent_of(CaseFilter()) == Box(60.19, 56.44, 60.21, 56.50)
    assert extent_of(CaseFilter(words="спасибо")) is None


def test_the_list_beside_holds_what_is_in_view() -> None:
    south = Box(60.18, 56.43, 60.20, 56.45)
    assert [one.number for one in list_published(CaseFilter(), box=south).rows] == ["3", "2", "1"]
    assert (count_published(CaseFilter(), box=south), count_published(CaseFilter())) == (3, 5)


def test_a_wide_view_never_holds_more_cells_than_fit() -> None:
    PublishedCase.objects.bulk_create(
        PublishedCase(number=f"9{n}", text="", wrote_on="2026-11-01", latitude=56 + n % 40 / 40, longitude=60 + n / 900)
        for n in range(900)
    )
    drawn = draw(CaseFilter(), Box(50, 50, 70, 60), zoom=19)
    assert len(drawn.cells) <= MOST_CELLS
    assert sum(cell.cases for cell in drawn.cells) == 904


def test_the_map_does_not_read_the_whole_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into publication_publishedcase (number, text, answer, state, topic, body_slug, body_name, network,"
            " wrote_on, waits_for, latitude, longitude)"
            " select 'n' || n, '', '', 'answered', '', 'b', 'b', '', '2026-11-01', '', 50 + n % 977 / 60.0,"
            " 55 + n % 491 / 30.0 from generate_series(1, 20000) n"
        )
        cursor.execute("analyze publication_publishedcase")
        query = in_box(PublishedCase.objects.all(), TOWN).order_by("-id")[:100].query
        sql, params = query.sql_with_params()
        cursor.execute(f"explain {sql}", params)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Seq Scan" not in plan
    assert "published_on_map" in plan

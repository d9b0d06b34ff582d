"""Finding published cases by matter, place, state, time and words."""

from datetime import date
from typing import Any

import pytest
from django.db.models import Func, Value

from otklik.appeals.searching import words_to_find
from otklik.gazetteer.index import Named, NameIndex, PlaceKind
from otklik.publication.decisions.placing import NOWHERE, PublicPlace, public_place
from otklik.publication.models import PublishedCase
from otklik.publication.published.filtering import CaseFilter
from otklik.publication.published.selectors import list_published

NAMES = NameIndex.of([Named(1, PlaceKind.STREET, "улица", "Ленина", latitude=56.44, longitude=60.19)])


def publish(number: str, text: str, **columns: Any) -> None:
    """A published case of the administration, found by its words."""
    told: dict[str, Any] = {
        "answer": "Сделали.", "state": "answered", "body_slug": "administration", "body_name": "Администрация",
        "wrote_on": date(2026, 11, 12), "group_code": "roads", "topic_code": "roads-pits", "town": "Полевской",
    }  # fmt: skip
    search = Func(Value(words_to_find(text)), template="to_tsvector('simple', %(expressions)s)")
    PublishedCase.objects.create(number=number, text=text, **(told | {"search": search} | columns))


@pytest.fixture
def three(db: None) -> None:
    """Three published cases."""
    publish("1", "Ямы на дороге у школы", street="улица Ленина", tags=["У школы"], tag_keys=["у школы"])
    publish("2", "Нет света в подъезде", group_code="housing", topic_code="housing-light", state="in_work")
    publish("3", "Мост ждёт весны", state="deferred", wrote_on=date(2026, 10, 1), body_slug="roads-office")


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (CaseFilter(), "321"),
        (CaseFilter(topic="roads"), "31"),
        (CaseFilter(topic="housing-light"), "2"),
        (CaseFilter(body="roads-office"), "3"),
        (CaseFilter(town="Полевской", street="улица Ленина"), "1"),
        (CaseFilter(state="answered"), "1"),
        (CaseFilter(state="working"), "2"),
        (CaseFilter(state="deferred"), "3"),
        (CaseFilter(state="anything"), ""),
        (CaseFilter(since=date(2026, 11, 1)), "21"),
        (CaseFilter(until=date(2026, 11, 1)), "3"),
        (CaseFilter(words="яму дорогах"), "1"),
        (CaseFilter(words="подъез"), "2"),
        (CaseFilter(words="?!"), ""),
        (CaseFilter(topic="roads", words="весна"), "3"),
        (CaseFilter(tag="у школы"), "1"),
        (CaseFilter(tag="  У ШКОЛЫ "), "1"),
        (CaseFilter(tag="школы"), ""),
    ],
)
def test_it_finds_what_is_asked_for(asked: CaseFilter, found: str) -> None:
    assert "".join(case.number for case in list_published(asked).rows) == found


@pytest.mark.usefixtures("three")
def test_the_next_page_goes_on_where_the_last_one_ended() -> None:
    first = list_published(CaseFilter(), at_most=2)
    rest = list_published(CaseFilter(), at_most=2, before=first.before)
    assert [case.number for case in (*first.rows, *rest.rows)] == ["3", "2", "1"]
    assert rest.before is None


def test_a_place_is_the_street_never_the_house() -> None:
    assert public_place("Полевской, улица Ленина, 5", NAMES) == PublicPlace("улица Ленина", 56.44, 60.19)


def test_what_no_gazetteer_knows_is_no_place() -> None:
    assert public_place("улица Петровой Марии Ивановны, 5", NAMES) == NOWHERE

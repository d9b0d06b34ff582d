"""Finding cases by words."""

import pytest

from otklik.appeals.models import Appeal
from otklik.appeals.selectors.inbox import InboxQuery, Queue, list_inbox
from otklik.appeals.services import TypedIn, take_step, type_in_case
from otklik.appeals.states import Act
from otklik.appeals.workflow import Reason
from tests.flow import run_flow
from tests.town import NOW, Town, arrive, comment, push


def found(town: Town, text: str) -> list[str]:
    page = list_inbox(town.coordinator, InboxQuery(queue=Queue.OPEN, text=text), now=NOW)
    return [row.title for row in page.rows]


@pytest.mark.parametrize("text", ["дорогах", "дорог", "Ленина", "ЯМЫ", "ямы на дороге", "зелёного", "зеленый"])
def test_it_finds_word_forms_and_beginnings(town: Town, text: str) -> None:
    said = "Ямы на дороге по Ленина, 5, у зелёного дома"
    arrive(town.page, push("wall_reply_new", comment(501, said)))
    arrive(town.page, push("wall_reply_new", comment(502, "Когда включат отопление?")))
    run_flow()
    assert found(town, text) == [said]


def test_it_finds_a_number_with_and_without_its_sign(town: Town) -> None:
    arrive(town.page, push("wall_reply_new", comment(501, "Ямы на дороге по Ленина, 5")))
    run_flow()
    number = Appeal.objects.get().number
    assert found(town, f"№ {number}") == found(town, str(number)) != []


def test_it_bears_any_question(town: Town) -> None:
    for text in ("'", "!", "&|()", "ямы' | 'x", "\\", ":*"):
        assert found(town, text) == []


def test_it_finds_a_case_that_staff_typed_in(town: Town) -> None:
    entry = TypedIn(body_id=town.office.id, channel="phone", text="Прорвало трубу на Ленина, 5")
    number = type_in_case(entry, by=town.manager, now=NOW)
    assert found(town, "труба") == [entry.text]
    version = Appeal.objects.get(number=number).version
    take_step(number, Act.TAKE, by=town.executor, reason=Reason(), version=version, now=NOW)
    assert found(town, "труба") == [entry.text]

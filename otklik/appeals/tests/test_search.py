"""Finding cases by words."""

from dataclasses import replace

import pytest

from otklik.appeals.models import Appeal
from otklik.appeals.selectors.inbox import InboxQuery, Queue, list_inbox
from otklik.appeals.services import TypedIn, take_step, type_in_case
from otklik.appeals.states import Act, State
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


@pytest.mark.parametrize("queue", [Queue.OPEN, Queue.MINE, Queue.MY_BODY])
def test_it_finds_a_case_whatever_its_state_by_words_and_by_number(town: Town, queue: Queue) -> None:
    number = type_in_case(
        TypedIn(body_id=town.office.id, channel="phone", text="Прорвало трубу"), by=town.manager, now=NOW
    )
    main = type_in_case(
        TypedIn(body_id=town.office.id, channel="phone", text="Прорвало трубы"), by=town.manager, now=NOW
    )
    Appeal.objects.update(executor=town.coordinator.staff_id)
    case = Appeal.objects.filter(number=number)
    lost = []
    for state in State:
        for joined_to in (None, Appeal.objects.get(number=main)) if state is State.CLOSED else (None,):
            case.update(state=state, duplicate_of=joined_to)
            for text in ("трубу", str(number), f"№ {number}"):
                page = list_inbox(town.coordinator, InboxQuery(queue=queue, text=text), now=NOW)
                if number not in [row.number for row in page.rows]:
                    lost.append((state, text))
    assert lost == []


def test_without_words_the_queue_of_open_cases_holds_no_closed_one(town: Town) -> None:
    type_in_case(TypedIn(body_id=town.office.id, channel="phone", text="Прорвало трубу"), by=town.manager, now=NOW)
    Appeal.objects.update(state=State.CLOSED)
    assert list_inbox(town.coordinator, InboxQuery(), now=NOW).rows == ()


def test_what_is_found_goes_on_page_by_page(town: Town) -> None:
    for _number in range(5):
        type_in_case(TypedIn(body_id=town.office.id, channel="phone", text="Прорвало трубу"), by=town.manager, now=NOW)
    Appeal.objects.filter(number__lte=1003).update(state=State.CLOSED, due_at=None)
    seen, query = [], InboxQuery(text="труба")
    while True:
        page = list_inbox(town.coordinator, query, now=NOW, at_most=2)
        seen += [row.number for row in page.rows]
        if page.next is None:
            break
        query = replace(query, after=page.next)
    assert seen == sorted(Appeal.objects.values_list("number", flat=True), reverse=True)

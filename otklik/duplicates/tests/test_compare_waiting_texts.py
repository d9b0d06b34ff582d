"""The step that looks for what was said before of the same."""

import pytest

from otklik.duplicates.services import TypedText, find_seen_before, remember_typed, town_of
from otklik.duplicates.steps import compare_waiting_texts
from otklik.intake.models import ResidentMessage
from otklik.triage.learning.bases import base_of
from otklik.triage.models import Fingerprint, OwnCurve, SeenBefore
from otklik.triage.parts import Part
from tests.flow import run_flow
from tests.town import NOW, Town, arrive, build_town, comment, push

PIT = "Яма на дороге у дома 4 по улице Мира"
SAME_PIT = "На Мира 4 провалился асфальт"
OTHER_PIT = "Яма у дома 40 по улице Мира"

pytestmark = pytest.mark.django_db


def _say(town: Town, *texts: str, author: int = 501, first_id: int = 11) -> None:
    said = [comment(first_id + n, text, author=author + n, minutes=n) for n, text in enumerate(texts)]
    arrive(town.page, *(push("wall_reply_new", one) for one in said))
    run_flow()


def _pairs() -> set[tuple[str, str, str]]:
    rows = SeenBefore.objects.values_list("first__message__text", "second__message__text", "alike")
    return {(*sorted((str(first), str(second))), alike) for first, second, alike in rows}  # type: ignore[misc]


def test_it_finds_the_same_thing_whichever_came_first() -> None:
    town = build_town()
    _say(town, PIT, OTHER_PIT, "Спасибо за сквер!")
    assert compare_waiting_texts() == 3
    _say(town, SAME_PIT, author=601, first_id=21)
    assert compare_waiting_texts() == 1
    assert _pairs() == {(SAME_PIT, PIT, "problem")}
    Fingerprint.objects.update(awaits_comparing=True)
    compare_waiting_texts()
    assert SeenBefore.objects.count() == 1
    assert compare_waiting_texts() == 0


def test_what_was_said_of_an_old_wording_goes_with_it() -> None:
    town = build_town()
    _say(town, PIT, SAME_PIT)
    compare_waiting_texts()
    edited = comment(12, "На Мира 4 нет света", author=502, minutes=1)
    arrive(town.page, push("wall_reply_edit", edited))
    run_flow()
    compare_waiting_texts()
    assert _pairs() == set()


def test_the_same_author_and_copies_are_told_apart() -> None:
    town = build_town()
    long = "Требуем вернуть прежнее расписание электричек и остановить рост тарифов на проезд"
    arrive(
        town.page,
        push("wall_reply_new", comment(11, "Нет горячей воды на Мира 4")),
        push("wall_reply_new", comment(12, "Горячей воды так и нет!", minutes=90)),
        push("wall_reply_new", comment(13, long, author=701)),
        push("wall_reply_new", comment(14, f"{long}!", author=702)),
    )
    run_flow()
    compare_waiting_texts()
    assert {alike for *_, alike in _pairs()} == {"author", "copy"}
    assert len(_pairs()) == 2


def test_a_text_can_be_asked_about_and_typed_in() -> None:
    town = build_town()
    _say(town, PIT)
    message = ResidentMessage.objects.get()
    here = town_of(message.municipality_id, message.body_id)
    remember_typed(TypedText(case_number=7, text=SAME_PIT, town=here, said_at=NOW))
    compare_waiting_texts()
    assert SeenBefore.objects.count() == 1
    seen = find_seen_before("Мира 4, яма на дороге", towns=[here], now=NOW)
    assert {one.text for one in seen} == {PIT, SAME_PIT}
    assert find_seen_before("Мира 4, яма на дороге", towns=[here + 1], now=NOW) == []


def test_who_asks_is_told_by_the_same_bound_as_the_worker() -> None:
    town = build_town()
    _say(town, PIT)
    message = ResidentMessage.objects.get()
    here = town_of(message.municipality_id, message.body_id)
    OwnCurve.objects.create(
        part=Part.SAME,
        about="same",
        base=base_of(Part.SAME),
        slope=1.0,
        offset=-50.0,
        is_in_use=True,
        outcome="better",
        made_at=NOW,
        examples=200,
        held_out=40,
    )
    assert find_seen_before(SAME_PIT, towns=[here], now=NOW) == []
    # people who agreed propose no pair that the machine itself holds apart
    OwnCurve.objects.update(offset=50.0)
    assert find_seen_before(OTHER_PIT, towns=[here], now=NOW) == []
    assert [one.text for one in find_seen_before(SAME_PIT, towns=[here], now=NOW)] == [PIT]

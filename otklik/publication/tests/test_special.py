"""What a text tells of somebody's health, beliefs, conviction or family waits for a person; harmless words do not."""

import csv
from pathlib import Path

import pytest

from otklik.publication.decisions.doubts import SPECIAL
from otklik.publication.decisions.looking import load_copy
from otklik.publication.models import PublishedCase
from otklik.publication.redacting import redact
from otklik.publication.redactions.special import marking
from otklik.publication.redactions.special.finding import find
from otklik.publication.redactions.special.words import KIND_WORDS
from otklik.publication.tests.made_up import answered, decided, viewer
from tests.people import enter_cast

_TRAINING_DATA = Path(__file__).parents[3] / "lab" / "training_data" / "special_categories.tsv"
_FILE = Path(__file__).parent / "special_texts.tsv"
_ROWS = list(csv.DictReader(_FILE.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
TOLD = [row for row in _ROWS if row["hold"] == "yes"]
HARMLESS = [row for row in _ROWS if row["hold"] == "no"]
SAID = "Лифт стоит неделю, а моя дочь больна эпилепсией. Почините до зимы."


def _is_found(row: dict[str, str]) -> bool:
    return bool(find(redact(row["text"])))


def test_it_finds_what_is_told_of_somebody_and_leaves_the_same_words_alone_elsewhere() -> None:
    missed = [row["text"] for row in TOLD if not _is_found(row)]
    in_vain = [row["text"] for row in HARMLESS if _is_found(row)]
    assert len(_ROWS) >= 300
    assert len(missed) <= 0.04 * len(TOLD), missed
    assert len(in_vain) <= 0.03 * len(HARMLESS), in_vain


@pytest.mark.parametrize(
    "text",
    [
        "В [скрыта] квартире наркоман",
        "У него Паркинсон, а пандус крутой",
        "Нас хотят лишить родительских прав",
        "Мальчика забрали в приют из третьей квартиры",
        "Соседка мигрантка, дочь в школу не берут",
        "Сами из Киргизии, документы не принимают",
        "Сосед пьёт не просыхая",
        "Она верующая, а её заставляют работать в воскресенье",
        "Коллекторы караулят меня у подъезда из-за займа",
        "У сестры бронхит, позвоните [телефон скрыт] сегодня",
    ],
)
def test_what_no_rule_knows_is_heard_and_some_words_are_marked(text: str) -> None:
    found = find(text)
    assert found
    assert all(text[one.start : one.end].strip() and one.kind in KIND_WORDS for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "Убитая дорога, умерла окончательно",
        "Ребёнок упал с сломанной горки",
        "Из крана рыжая вода, мы её пьём",
        "Сосед судится с управляющей из-за крыши",
        "Моя мама работает в инфекционной больнице, автобус туда не ходит",
    ],
)
def test_words_of_a_rule_that_tell_nothing_here_are_left_alone(text: str) -> None:
    assert find(text) == []


def test_no_text_of_this_set_is_a_lesson_of_the_model() -> None:
    lessons = _TRAINING_DATA.read_text(encoding="utf-8").lower().splitlines()
    assert len(lessons) > 1000
    assert {row["text"].lower() for row in _ROWS}.isdisjoint(line.split("\t")[1] for line in lessons)


@pytest.mark.parametrize("kind", KIND_WORDS)
def test_every_kind_is_found_as_what_it_is(kind: str) -> None:
    texts = [redact(row["text"]) for row in TOLD if row["kind"] == kind]
    right = sum(kind in {one.kind for one in find(text)} for text in texts)
    assert right >= 0.85 * len(texts) > 5


@pytest.mark.django_db
def test_a_case_that_tells_of_an_illness_waits_with_the_words_marked_and_a_wording_proposed() -> None:
    cast = enter_cast()
    case = answered(cast, SAID)
    decision = decided(case)
    copy = load_copy(viewer(cast), case.number)
    assert (decision.waits, decision.because) == (True, SPECIAL)
    assert not PublishedCase.objects.exists()
    assert copy is not None
    assert [piece.text for piece in copy.text_pieces if piece.kind] == ["больна", "эпилепсией"]
    assert "".join(piece.text for piece in copy.text_pieces) == copy.text
    assert "больна" not in copy.proposed_text
    assert copy.proposed_text.count(marking.MARK) == 2
    assert (copy.answer_pieces, copy.proposed_answer) == ((), copy.answer)


@pytest.mark.django_db
def test_an_answer_that_tells_of_somebody_waits_too() -> None:
    case = answered(enter_cast(), "Когда починят лифт?", "Вашему сыну-инвалиду положен подъёмник, ждите.")
    assert decided(case).because == SPECIAL


@pytest.mark.parametrize(
    "text", ["мама пьет " * 1600, "у " * 8000, "болеть " * 2300, "[имя скрыто] , 5 " * 1000, "я" * 16000]
)
def test_a_long_text_is_read_whole(text: str) -> None:
    assert isinstance(find(text), list)

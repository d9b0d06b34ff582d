"""What a text tells of somebody's health, beliefs, conviction or family waits for a person; harmless words do not."""

import csv
from pathlib import Path

import pytest

from otklik.publication.doubts import SPECIAL
from otklik.publication.looking import load_copy
from otklik.publication.models import PublishedCase
from otklik.publication.redacting import redact
from otklik.publication.redactions.special import marking
from otklik.publication.redactions.special.finding import find
from otklik.publication.redactions.special.words import KIND_WORDS
from otklik.publication.tests.made_up import answered, decided, viewer
from tests.people import enter_cast

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
    assert len(missed) <= 0.05 * len(TOLD), missed
    assert len(in_vain) <= 0.05 * len(HARMLESS), in_vain


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

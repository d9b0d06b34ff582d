"""Patterns in order of their letters: they find the same, and try less."""

import re

import pytest

from otklik.shared.alternatives import by_first_letter, in_any_case, split_alternatives
from otklik.shared.patterns import compile_words

WORDS = r"\b(?:пожар\w*|дым\w*|дом горит|(?:гор|т)ит|[лц]ед\w*|пожарн\w+ машин\w*|газ(?:ом)?|огон(?:ь|ёк)|дымит)"
TEXTS = (
    "пожар, пожарная машина приехала",
    "дымит и горит дом",
    "тит тает лёд, лед, цедра, дом горит, дымит газом и газ",
    "огонь огонёк огон",
    "непожар",
    "",
)


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


@pytest.mark.parametrize("text", TEXTS)
def test_it_finds_the_same_places(text: str) -> None:
    ordered = by_first_letter(WORDS)
    assert _spans(re.compile(ordered), text) == _spans(re.compile(WORDS), text) == _spans(compile_words(WORDS), text)


def test_each_letter_is_asked_for_once() -> None:
    inner = by_first_letter(WORDS).removeprefix(r"\b(?:").removesuffix(")")
    assert [one[0] for one in split_alternatives(inner)] == list("пдгтлцо")


def test_what_may_begin_with_anything_keeps_its_turn() -> None:
    words = r"(?:аб|вг|де|жз|ик|лм|но|пр|\w+ т|аббат)"
    ordered = by_first_letter(words)
    assert ordered.index(r"\w+ т") < ordered.index("аббат")
    for text in ("аббат т", "аббат", "аб т"):
        assert _spans(re.compile(ordered), text) == _spans(re.compile(words), text)


@pytest.mark.parametrize(
    "left",
    [
        r"\b(?:один|два)",  # few
        r"\b(?:а(б)|в|г|д|е|ж|з|и|к)",  # remembers a part
        r"(?:а|б|в|г|д|е|ж|з|и)+",  # repeated as a whole
        r"\w+(?:а|б|в|г|д|е|ж|з|и)",
        r"\b(?:\w+а|\d+б|.в|г|д|е|ж|з|и)",  # too much of it may begin with anything
    ],
)
def test_others_are_left_as_they_are(left: str) -> None:
    assert by_first_letter(left) == left


@pytest.mark.parametrize("text", [*TEXTS, "Пожар, ДЫМ и Дымит", "гОрит тИТ Лед ЦЕДРА", "ОГОНЬ, огонЁК"])
def test_capitals_are_found_at_the_same_places(text: str) -> None:
    words = WORDS.removeprefix(r"\b(?:").removesuffix(")")
    apart = in_any_case(words)
    assert _spans(re.compile(rf"\b(?:{apart})"), text) == _spans(re.compile(rf"\b(?i:{words})"), text)


def test_what_may_begin_with_anything_is_refused() -> None:
    with pytest.raises(ValueError, match="w"):
        in_any_case(r"пожар|\w+ горит")

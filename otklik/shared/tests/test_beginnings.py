"""Beginnings of many patterns, looked for once: no pattern that fits a text is passed over."""

import re

import pytest

from otklik.shared.beginnings import Beginnings, beginnings
from otklik.shared.patterns import compile_sign

WORDS = (
    r"\b(?:спасибо|благодар\w*|так держать)\b",
    r"\b(?:не (?:работа\w+|гор(?:ит|ят))|нету?)\b",
    r"\b(?:с какого (?:числа|дня)|(?:очень )?надо)|\bкуда (?:\w+ )?смотр\w+",
    r"\b\d+ ?% скидк[аи]",
    r"\b(?<!не )(?:гор[еи]т|бью[тя](?! рекорд))",
)
TEXTS = (
    "Спасибо, спасибо большое",
    "лифт не работает, свет не горит",
    "нет и нету",
    "с какого числа очень надо",
    "надо 15% скидки",
    "куда все смотрят, куда смотрят",
    "бьют, горет, не горит",
    "с какой стати",
    "",
)


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("text", TEXTS)
def test_a_sign_finds_what_its_pattern_finds(words: str, text: str) -> None:
    sign, plain = compile_sign(words), re.compile(words)
    assert [one.span() for one in sign.finditer(text)] == [one.span() for one in plain.finditer(text)]
    assert (sign.search(text) is None) is (plain.search(text) is None)


def test_it_tells_with_what_a_pattern_begins() -> None:
    assert beginnings(r"\b(?:я[мр]а?|да\b|2\d|лифт\w*|на (?:каком|\w+) этаже)") == {
        *("яма", "яра", "ям", "яр"),
        *("да", "00", "лифт", "на каком", "на "),
    }


@pytest.mark.parametrize(
    "unclear", [r"пожар", r"\b(?:дым|\w+ горит)", r"\b(?:дым|.*)", r"\bдым|горит", r"\b(?:в|у)\w*"]
)
def test_it_tells_nothing_of_what_may_begin_with_anything(unclear: str) -> None:
    assert beginnings(unclear) == frozenset()


def test_patterns_that_come_later_are_heeded_too() -> None:
    asked = Beginnings()
    smoke = asked.add(r"\b(?:дым|дымит)")
    assert asked.that_may_fit("дымит и горит") == smoke
    fire = asked.add(r"\bгорит")
    assert asked.that_may_fit("дымит и горит") == smoke | fire
    assert asked.that_may_fit("тихо") == 0


def test_what_may_begin_with_anything_may_fit_every_text() -> None:
    asked = Beginnings()
    anything, smoke = asked.add(r"\b(?:дым|\w+ горит)"), asked.add(r"\bдым")
    assert asked.that_may_fit("тихо") == anything
    assert asked.that_may_fit("дым") == anything | smoke

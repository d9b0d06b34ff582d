"""The literal prefilter passes over no pattern that matches a text."""

import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.shared import prefilter as room
from otklik.shared.patterns import compile_sign
from otklik.shared.prefilter import LiteralPrefilter, literal_prefixes
from otklik.shared.text import fold

WORDS = (
    r"\b(?:спасибо|благодар\w*|так держать)\b",
    r"\b(?:не (?:работа\w+|гор(?:ит|ят))|нету?)\b",
    r"\b(?:с какого (?:числа|дня)|(?:очень )?надо)|\bкуда (?:\w+ )?смотр\w+",
    r"\b\d+ ?% скидк[аи]",
    r"\b(?:до )?\d{1,3}-?[12]?\d(?:-?[йя])? (?:руб|этаж)",
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
    "до 15 руб, 2-13-й этаж, 1234руб",
    "",
)
SIGNS = tuple((compile_sign(words), re.compile(words)) for words in WORDS)
ODD = ("", "\u0306", "\u200b", "\xad", "\xa0", "\u0130", "\u0131", "\u017f", "\u212a", "ё", "x", "\u0663", "_", "-")


@pytest.mark.parametrize(("sign", "plain"), SIGNS)
@pytest.mark.parametrize("text", TEXTS)
def test_a_sign_finds_what_its_pattern_finds(sign: re.Pattern[str], plain: re.Pattern[str], text: str) -> None:
    assert [one.span() for one in sign.finditer(text)] == [one.span() for one in plain.finditer(text)]
    assert (sign.search(text) is None) is (plain.search(text) is None)


def test_it_tells_with_what_a_pattern_begins() -> None:
    assert literal_prefixes(r"\b(?:я[мр]а?|да\b|2\d|лифт\w*|на (?:каком|\w+) этаже)") == {
        *("яма", "яра", "ям", "яр"),
        *("да", "0", "лифт", "на каком", "на "),
    }


@pytest.mark.parametrize(
    "unclear", [r"пожар", r"\b(?:дым|\w+ горит)", r"\b(?:дым|.*)", r"\bдым|горит", r"\b(?:в|у)\w*"]
)
def test_it_tells_nothing_of_what_may_begin_with_anything(unclear: str) -> None:
    assert literal_prefixes(unclear) == frozenset()


def test_patterns_that_come_later_are_heeded_too() -> None:
    asked = LiteralPrefilter()
    smoke = asked.add(r"\b(?:дым|дымит)")
    assert asked.candidates_in("дымит и горит").that_may_fit & smoke
    fire = asked.add(r"\bгорит")
    assert asked.candidates_in("дымит и горит").that_may_fit & (smoke | fire) == smoke | fire
    assert asked.candidates_in("тихо").that_may_fit & (smoke | fire) == 0


def test_a_pattern_that_comes_while_others_are_read_is_passed_over_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = LiteralPrefilter()
    smoke, come = asked.add(r"\bдым"), list[int]()

    def tree_while_another_comes(words: Iterable[str]) -> str:
        if not come:
            come.append(0)
            come.append(asked.add(r"\bгорит"))
        return make_tree(words)

    make_tree = room._tree
    monkeypatch.setattr(room, "_tree", tree_while_another_comes)
    asked.candidates_in("дым")
    assert asked.candidates_in("горит").that_may_fit & come[-1]
    assert not asked.candidates_in("горит").that_may_fit & smoke


def test_what_may_begin_with_anything_may_fit_every_text() -> None:
    asked = LiteralPrefilter()
    anything, smoke = asked.add(r"\b(?:дым|\w+ горит)"), asked.add(r"\bдым")
    assert asked.candidates_in("тихо").that_may_fit & (anything | smoke) == anything
    assert asked.candidates_in("дым").that_may_fit & (anything | smoke) == anything | smoke


@given(st.one_of([st.from_regex(words) for words in WORDS]), st.sampled_from(ODD), st.integers(0, 40))
def test_wherever_a_pattern_fits_its_prefix_is_found(text: str, odd: str, place: int) -> None:
    bent = text[:place] + odd + text[place:]
    for one in (text, bent, fold(bent), bent.upper()):
        for sign, plain in SIGNS:
            assert [found.span() for found in sign.finditer(one)] == [found.span() for found in plain.finditer(one)]
            first, expected = sign.search(one, place, len(one) - 1), plain.search(one, place, len(one) - 1)
            assert (first and first.span()) == (expected and expected.span())

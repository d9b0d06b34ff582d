"""The table of facets is of dictionary forms: a form that no word is ever brought to would never be found."""

import pymorphy3
import pytest

from otklik.duplicates.matching.facets import FACETS, facets_of_word
from otklik.shared.lemmas import lemma
from otklik.shared.text import fold

FEWEST_LETTERS_OF_A_BEGINNING = 4


@pytest.fixture(scope="module")
def analyzer() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang="ru")


def test_every_word_is_the_dictionary_form_of_something(analyzer: pymorphy3.MorphAnalyzer) -> None:
    words = {word for line in FACETS.values() for word in line.split() if not word.endswith("*")}
    assert [word for word in sorted(words) if not _is_met(word, analyzer)] == []


def test_no_beginning_is_so_short_that_other_words_begin_with_it() -> None:
    words = {word for line in FACETS.values() for word in line.split() if word.endswith("*")}
    assert [word for word in sorted(words) if len(word.rstrip("*")) < FEWEST_LETTERS_OF_A_BEGINNING] == []


@pytest.mark.parametrize("word", ["мочь", "носок", "косой", "миграция", "висок", "смочь"])
def test_what_only_begins_alike_shows_nothing(word: str) -> None:
    assert facets_of_word(word) == frozenset()


def _is_met(word: str, analyzer: pymorphy3.MorphAnalyzer) -> bool:
    """Whether some form of the word is brought to it."""
    forms = (form.word for parsed in analyzer.parse(word) if fold(parsed.normal_form) == word for form in parsed.lexeme)
    return lemma(word) == word or any(lemma(fold(form)) == word for form in forms)

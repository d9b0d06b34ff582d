"""Dictionary forms."""

import re
from pathlib import Path

import pytest

from otklik.shared import lemmas as dictionary
from otklik.shared.lemmas import all_lemmas, grammemes, is_thing, is_town, lemma, lemmas, place_name, words_in


def test_it_finds_dictionary_forms_in_order() -> None:
    assert lemmas("На дорогах Ёмкости, дома 12") == ["на", "дорога", "емкость", "дом", "12"]


def test_it_leaves_numbers_and_latin_words_as_they_are() -> None:
    assert [lemma("12"), lemma("bus"), lemma("")] == ["12", "bus", ""]


def test_it_puts_names_of_towns_into_the_first_case() -> None:
    assert [place_name(word) for word in ("Перми", "Курска", "Березники", "Бажова")] == [
        "Пермь",
        "Курск",
        "Березники",
        "Бажова",
    ]


def test_it_leaves_endless_words_as_they_are() -> None:
    """pymorphy3 would take «нененене…» apart prefix by prefix until Python gives up."""
    assert lemma("не" * 5000) == place_name("не" * 5000) == "не" * 5000


def test_a_word_is_looked_up_once_for_all_that_is_asked_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    known = dictionary._analyzer()

    class Counting:
        def parse(self, word: str) -> object:
            asked.append(word)
            return known.parse(word)

        def __getattr__(self, name: str) -> object:
            return getattr(known, name)

    monkeypatch.setattr(dictionary, "_analyzer", Counting)
    word = "снегоуборочнейшими"
    for ask in (lemma, is_thing, is_town, grammemes, all_lemmas):
        ask(word)
    assert asked == [word]


def test_the_likeliest_reading_is_the_first_of_all() -> None:
    """Of words that the dictionary has, of initials, surnames, slips, with «ё» and capitals, joined and cut short."""
    tale = (Path(__file__).parents[3] / "lab" / "training_data" / "kinds.csv").read_text(encoding="utf-8")[:120_000]
    words = {*words_in(tale), *re.findall(r"\w+", tale), *"абвгдеёжз", "А", "ё", "Её", "-", "12", "xiv", "кто-нибудь"}
    for word in words:
        first = dictionary._parses(word)[0]
        assert dictionary._likeliest(word) == (first.normal_form, first.tag), word

"""Quoting a word of others after a text to translate."""

from otklik.shared.words import split_word, with_word


def test_a_word_of_others_comes_apart_from_the_text_to_translate() -> None:
    told = with_word("no such event", "odd: «new»")
    assert told == "no such event: «odd: «new»»"
    assert split_word(told) == ("no such event", ": «odd: «new»»")


def test_a_text_without_a_word_stays_whole() -> None:
    assert with_word("not JSON", "") == "not JSON"
    assert split_word("gone: it cannot be known") == ("gone: it cannot be known", "")

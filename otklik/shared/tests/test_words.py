"""Quoting a word of others after a text to translate."""

from otklik.shared.words import say_values, split_values, split_word, with_values, with_word


def test_a_word_of_others_comes_apart_from_the_text_to_translate() -> None:
    told = with_word("no such event", "odd: «new»")
    assert told == "no such event: «odd: «new»»"
    assert split_word(told) == ("no such event", ": «odd: «new»»")


def test_a_text_without_a_word_stays_whole() -> None:
    assert with_word("not JSON", "") == "not JSON"
    assert split_word("gone: it cannot be known") == ("gone: it cannot be known", "")


def test_values_come_apart_from_the_text_to_translate() -> None:
    told = with_values("%(network)s takes %(most)s", network="Одноклассники", most="3000")
    assert split_values(told) == ("%(network)s takes %(most)s", {"network": "Одноклассники", "most": "3000"})


def test_a_text_without_values_stays_as_it_is() -> None:
    assert split_values("100 % sure\nand more") == ("100 % sure\nand more", {})


def test_values_are_said_in_a_language() -> None:
    told = with_values("%(network)s takes %(most)s", network="VK", most="4096")
    assert say_values(told, lambda _words: "%(network)s: не больше %(most)s") == "VK: не больше 4096"
    assert (say_values("100 % sure", str), say_values("", lambda _words: "заголовок")) == ("100 % sure", "")

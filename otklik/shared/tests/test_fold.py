"""Folding of what people type, and the way back to the places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.shared.text import as_cyrillic, fold, fold_with_places, fold_word, is_blank


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ёлка", "елка"),
        ("е\u0308лка", "елка"),
        ("и\u0306од", "йод"),
        ("ПРИВЕТ", "привет"),
        ("ﬁнал", "fiнал"),
        ("сло\u200bво", "слово"),
        ("с\u0336л\u0336о\u0336", "сло"),
        ("ｗｉｄｅ", "wide"),
        ("𝐛𝐨𝐥𝐝", "bold"),
        ("", ""),
    ],
)
def test_it_makes_odd_texts_plain(text: str, folded: str) -> None:
    assert fold(text) == fold_word(text) == folded


def test_words_push_out_no_texts() -> None:
    kept = fold_with_places.cache_info().currsize
    fold_word("неслыханное слово")
    assert fold_with_places.cache_info().currsize == kept


@given(st.text(max_size=60))
def test_it_keeps_a_place_for_every_character(text: str) -> None:
    folded = fold_with_places(text)
    start, end = folded.span(0, len(folded.text))
    assert 0 <= start <= end <= len(text)
    assert folded.places is None or len(folded.places) == len(folded.text) + 1


def test_it_leads_back_to_the_words_of_the_original() -> None:
    text = "ﬁ и\u0306од"
    folded = fold_with_places(text)
    start, end = folded.span(folded.text.index("йод"), len(folded.text))
    assert text[start:end] == "и\u0306од"


def test_it_reads_lookalikes_as_cyrillic() -> None:
    assert as_cyrillic("пpивeт") == "привет"
    assert as_cyrillic("м0ск@") == "моска"


@pytest.mark.parametrize(
    "text",
    [
        "", " \n\t", "\u200b", "\u2060 \ufeff", "\u202e\u00ad", "\u2800\u3164", "\xa0\u2003",
        "\ufe0f", "\u034f", "\u180b\u180f", "\u17b4", "\U000e0100",
    ],
)  # fmt: skip
def test_it_sees_that_there_is_nothing_to_see(text: str) -> None:
    assert is_blank(text)
    assert not is_blank(f"{text}!")


@pytest.mark.parametrize("text", [".", "👍", "❤\ufe0f", "да", "\u200bо"])
def test_it_sees_the_shortest_words(text: str) -> None:
    assert not is_blank(text)

"""Hides the names of the people of a case, as their networks show them, in whatever case of the grammar.

A name in Latin letters («Olga Nikitina») is known in Russian ones, too.

A namesake of a street keeps the street: «ул. Кирова», «Кирова, 5».
"""

import re
from collections.abc import Sequence

from otklik.personal_data.names.latin_names import in_russian
from otklik.personal_data.names.name_words import is_ordinary
from otklik.personal_data.names.names import MARK
from otklik.shared.lemmas import all_lemmas, is_thing
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold

_SHORTEST = 3
_WORD = compile_late(r"\b[А-ЯЁA-Z](?:[а-яёa-z]{2,}|[А-ЯЁA-Z]{2,})\b")
_SMALL = compile_late(r"\b[а-яё]{3,}\b")
_PLACE_BEFORE = compile_late(
    r"\b(?:ул|улиц\w*|пр|пр-т\w*|просп\w*|пер|переул\w*|пл|площад\w*|б-р|бульвар\w*|сквер\w*|парк\w*|им|имени)\.?\s?$",
    re.IGNORECASE,
)
_HOUSE_AFTER = compile_late(r",?\s?(?:д\.?|дом)?\s?\d")


def hide(text: str, people: Sequence[str]) -> str:
    """Put a mark in place of what these people are called; `people` are names as the network shows them."""
    known = _known_of(people)
    if not known:
        return text
    return _WORD.sub(lambda found: MARK if _is_meant(found, known) else found[0], text)


def hide_small(text: str, people: Sequence[str]) -> str:
    """The same where they are written small: «спросите сафину». Only what can be nothing but a name."""
    known = _known_of(people)
    if not known:
        return text
    return _SMALL.sub(lambda found: MARK if _is_surely_meant(found, known) else found[0], text)


def _is_surely_meant(found: re.Match[str], known: set[str]) -> bool:
    return not is_ordinary(found[0]) and not is_thing(fold(found[0])) and _is_meant(found, known)


def _known_of(people: Sequence[str]) -> set[str]:
    words = {word for name in people for word in re.findall(r"\w+", name)}
    words |= {in_russian(word) for word in words if word.isascii() and word.isalpha() and word[0].isupper()}
    return {lemma for word in words for lemma in _lemmas_of(word)}


def _lemmas_of(word: str) -> frozenset[str]:
    return all_lemmas(word) if len(word) >= _SHORTEST and word[0].isupper() else frozenset()


def _is_meant(found: re.Match[str], known: set[str]) -> bool:
    if known.isdisjoint(all_lemmas(found[0])):
        return False
    before, after = found.string[max(0, found.start() - 20) : found.start()], found.string[found.end() :]
    return not (_PLACE_BEFORE.search(before) or _HOUSE_AFTER.match(after))

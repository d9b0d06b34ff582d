"""Reads a text as sentences of dictionary forms, with a way back to its letters. Plain.

«Мои дети болеют астмой» is read as «мой ребенок+ болеть астма»: «+» marks what can only be several; «#я» stands
before a verb of the first person, «#он» before a past one that begins a sentence, «#имя» for a name hidden before.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from otklik.personal_data.names.names import MARK
from otklik.publication.redactions.special.people import CLOSE, PERSON
from otklik.shared.lemmas import lemma, readings
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold

NAME: Final = "#имя"
_TOKEN: Final = compile_late(
    rf"{re.escape(MARK)}|\[[а-яё ]{{1,20}}\]|[а-яё]{{1,40}}|[a-z]{{1,40}}|\d{{1,10}}|[,;:()–—«»]|[.!?…\n]+",
    re.IGNORECASE,
)
_OWN: Final = compile_late(CLOSE)
_OTHER: Final = compile_late(PERSON)
_ENDS: Final = compile_late(r"[!?…\n]|\.(?=\s*\n|\s*$|\s+[«\"(]?[А-ЯЁA-Z\d\[])")
"""A full stop before a small letter is that of an abbreviation: «инвалид 2 гр. по зрению»."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`said`: its words, with a blank before and after each; `places`: where each begins there, and its letters."""

    said: str
    places: tuple[tuple[int, int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The letters of the text that a piece of `said` stands for."""
        told = [(first, last) for place, first, last in self.places if start <= place < end]
        return told[0][0], told[-1][1]


def sentences(text: str) -> list[Sentence]:
    """A text as it is searched."""
    found: list[Sentence] = []
    places: list[tuple[int, int, int]] = []
    said, has_subject = " ", False
    for one in _TOKEN.finditer(text):
        if one[0][0] in ".!?…\n":
            if _ENDS.match(text, one.start()) and places:
                found.append(Sentence(said, tuple(places)))
                said, places, has_subject = " ", [], False
            continue
        for form in _forms(one[0], is_first=not has_subject):
            places.append((len(said), one.start(), one.end()))
            said += f"{form} "
        has_subject = one[0] != "," and (has_subject or one[0] == MARK or _may_do(fold(one[0])))
    return [*found, Sentence(said, tuple(places))] if places else found


def plain_words(said: str) -> list[str]:
    """Words of a sentence in a row, those for the writer's own, for other people and for numbers made one each."""
    return [_plain(word) for word in said.split()]


@lru_cache(maxsize=40_000)
def _plain(word: str) -> str:
    if _OWN.fullmatch(word):
        return "#own"
    if _OTHER.fullmatch(word):
        return "#other"
    return "#number" if word.isdigit() or word.startswith("[") else word


def _forms(token: str, *, is_first: bool) -> tuple[str, ...]:
    if token == MARK:
        return (NAME,)
    return _forms_of(fold(token), is_first=is_first)


@lru_cache(maxsize=40_000)
def _forms_of(word: str, *, is_first: bool) -> tuple[str, ...]:
    found = readings(word)
    form = lemma(word)
    if not found:
        return (form,)
    likeliest = found[0]
    names = ("Surn", "Name", "Geox", "Patr")
    kinds = [one for one in found if not any(one.has(mark) for mark in names)] or found
    many = "+" if all(one.has("plur") for one in kinds) and not (likeliest.has("VERB") or likeliest.has("NPRO")) else ""
    if likeliest.has("PRTS") or likeliest.has("PRTF"):
        return (f"{form}={many}",)
    if likeliest.has("VERB"):
        if likeliest.has("1per") and likeliest.has("sing"):
            return ("#я", form)
        is_past = is_first and likeliest.has("past") and (likeliest.has("masc") or likeliest.has("femn"))
        return ("#он", form) if is_past else (form,)
    return (f"{form}{many}",)


@lru_cache(maxsize=40_000)
def _may_do(word: str) -> bool:
    """Whether it may be who does something: a noun or a pronoun in its first case."""
    return any(one.is_known and one.has("nomn") and (one.has("NOUN") or one.has("NPRO")) for one in readings(word))

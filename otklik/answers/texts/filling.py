"""Filling a text: the places of a ready one, and what belongs to another resident in an answer given before.

Plain: no Django, no database, no clock.

A place is `{адрес}`, filled from the case, or `{?Когда сделаете}`, which asks whoever inserts the text. What stays
empty stands in the text as `[адрес]`, where the eye catches it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_PLACE = re.compile(r"\{(\??)\s{0,9}([^{}?][^{}]{0,79}?)\s{0,9}\}")
_EMPTY = re.compile(r"\[[а-яёa-z][^\[\]\n]{0,79}\]", re.IGNORECASE)
_MONTH = r"(?:январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]{1,2}"
_DATE = re.compile(
    rf"\b\d{{1,2}}\.\d{{1,2}}(?:\.\d{{2,4}})?\b|\b\d{{1,2}}\s+{_MONTH}\b(?:\s+\d{{4}}(?:\s+года)?)?", re.IGNORECASE
)
_TIME = re.compile(r"\b\d{1,2}:\d{2}\b")
_FIGURES = re.compile(r"\+?\d(?:(?:[ \xa0]?[–()-]{1,2}[ \xa0]?|[ \xa0.,:/])?\d)*")
"""Figures that belong together: a number, a sum, a phone with its spaces and hyphens."""
_ADDRESS_MARK, _NUMBER_MARK, _NAME_MARK = "\0address\0", "\0number\0", "\0name\0"
VARIABLES = {
    "имя": "name",
    "адрес": "address",
    "номер": "number",
    "орган": "body",
    "тема": "topic",
    "сегодня": "today",
}
"""What a place may be called, and what of the case fills it."""


@dataclass(frozen=True, slots=True)
class About:
    """What of a case goes into a text."""

    name: str = ""
    """The resident, as the network shows them."""
    address: str = ""
    number: str = ""
    body: str = ""
    topic: str = ""
    today: str = ""


def prompts_of(text: str) -> tuple[str, ...]:
    """What a ready text asks, each once, in its order."""
    return tuple(dict.fromkeys(words for asks, words in _PLACE.findall(text) if asks))


def unknown_places(text: str) -> tuple[str, ...]:
    """Places that nothing fills."""
    return tuple(words for asks, words in _PLACE.findall(text) if not asks and words.casefold() not in VARIABLES)


def fill(text: str, about: About, answers: Mapping[str, str]) -> str:
    """The text with its places filled."""

    def value(match: re.Match[str]) -> str:
        asks, words = match.groups()
        if asks:
            return answers.get(words, "").strip() or f"[{words}]"
        told: str = getattr(about, VARIABLES.get(words.casefold(), ""), "")
        return (_first_name(told) if words.casefold() == "имя" else told) or f"[{words}]"

    return _PLACE.sub(value, text)


def has_empty_places(text: str) -> bool:
    """Something is still to be filled in."""
    return bool(_EMPTY.search(text))


def adapt(text: str, *, theirs: About, ours: About) -> str:
    """An answer to another resident as a start for this one: their name, place and dates are not ours.

    What is put in waits as a mark until the dates are out: «улица 8 Марта» is no date.
    """
    if theirs.address:
        text = re.sub(rf"(?<!\w){re.escape(theirs.address)}(?!\w|[/-]\w)", _ADDRESS_MARK, text)
    text = _TIME.sub("[время]", _DATE.sub("[дата]", text))
    if theirs.number:
        text = _FIGURES.sub(lambda found: _NUMBER_MARK if found[0] == theirs.number else found[0], text)
    for told in (theirs.name, _first_name(theirs.name)):
        if told:
            text = re.sub(rf"\b{re.escape(told)}\b", _NAME_MARK, text)
    marks = {_ADDRESS_MARK: ours.address or "[адрес]", _NUMBER_MARK: ours.number or "[номер]"}
    for mark, own in (marks | {_NAME_MARK: _first_name(ours.name) or "[имя]"}).items():
        text = text.replace(mark, own)
    return text


def _first_name(name: str) -> str:
    return name.split(maxsplit=1)[0] if name.split() else ""

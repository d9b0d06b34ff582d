"""A text told again by the same mouth, or of another number: what lessons by hand have too little of.

Hands that write lessons take pains to tell one thing in two ways, and two things in one. From such lessons alone one
learns that like words speak for two things; so copies with slips are taught as well, and copies with another number.
"""

import re
from typing import Final

import numpy as np

_LEFT_OUT: Final = 0.15
"""Share of the words; never a name, a number or a denial."""
_KEPT: Final = re.compile(r"[\dА-ЯЁA-Z]|^(?:не|нет|без|ни)$")
_OF_A_PLACE: Final = re.compile(
    r"(?:[А-ЯЁ][а-яё-]+|\b(?:д(?:ом|\.)|№|школ|подъезд|маршрут|автобус|троллейбус|трамва|сад|поликлиник)[а-яё]*)"
    r"(?:,? ?(?:д\.|дом|№)?) ?(\d{1,3})(?![\d:.,]\d|\d)"
)
"""A number that stands as numbers of places do: «Мира 4», «школа № 21»."""
_MOST: Final = 130
_NUMBER: Final = re.compile(
    r"(?<![\d:.,])(?<!\d[-–—])(?<!\d [-–—] )(?<!\d до )(?<!24/)(?<!24 на )"
    r"(?!(?:0\d?|10[1-4]|112|911)(?!\d))(?!24(?:/| на )7(?!\d))"
    r"\d{1,3}"
    r"(?![\d:]|[.,]\d| ?[-–—] ?\d| до \d| ?(?:ч\b|час|мин|утра\b|дня\b|вечера\b|ночи\b))"
)
"""A number that may be one of a place: no hour, no date, nothing from … to …, no «112», no «24/7».

A house that has the number of an emergency service is passed over too, and so are houses «10–12».
"""
_RANGES: Final = {1: (1, 10), 2: (10, 100), 3: (100, 200)}
"""From and to, by how many digits it has."""


def retold(text: str, draw: np.random.Generator) -> str:
    """The same text, careless: words left out, small letters, what comes after a comma first."""
    words = [word for word in text.split() if _KEPT.search(word) or draw.random() > _LEFT_OUT] or text.split()
    told = " ".join(words)
    if draw.random() < 1 / 3 and ", " in told:
        before, behind = told.split(", ", 1)
        told = f"{behind}, {before}"
    if draw.random() < 1 / 3:
        told = told.lower()
    return told.rstrip(".!?") if draw.random() < 1 / 2 else told


def of_another_number(text: str, draw: np.random.Generator) -> str | None:
    """The same text of another place by its number; None where it names none."""
    found = [one for one in _OF_A_PLACE.finditer(text) if _NUMBER.match(text, one.start(1))]
    if not found:
        return None
    one = found[draw.integers(len(found))]
    number = int(one[1])
    other = number + int(draw.integers(1, 9)) if draw.random() < 1 / 2 else int(draw.integers(1, _MOST))
    start, end = one.span(1)
    return f"{text[:start]}{other if other != number else number + 1}{text[end:]}"


def renumbered(first: str, second: str, draw: np.random.Generator) -> tuple[str, str]:
    """Both texts with every number of a place that they share put for another, the same in both; others stay.

    Now and then one stays by chance: where the lot falls on a number that is there already.
    """
    ours, theirs = ({*_NUMBER.findall(text)} for text in (first, second))
    put: dict[str, str] = {}
    for number in sorted(ours & theirs):
        other = str(draw.integers(*_RANGES[len(number)]))
        if other not in ours | theirs | {*put.values()}:
            put[number] = other
    told = [_NUMBER.sub(lambda found: put.get(found[0], found[0]), text) for text in (first, second)]
    return told[0], told[1]

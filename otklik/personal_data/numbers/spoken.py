"""Reads numbers that are written in words, wholly or partly: «восемь девятьсот двенадцать 345 67 89»."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from otklik.personal_data.numbers.digits import count_digits, has_digits, undisguised
from otklik.shared.patterns import compile_late, compile_words
from otklik.shared.text import Folded, fold_with_places

_ONES = "ноль один два три четыре пять шесть семь восемь девять"
_TEENS = ("десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать "
          "девятнадцать")  # fmt: skip
_TENS = "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто"
_HUNDREDS = "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот"
_VALUES: Final = (
    {word: value for value, word in enumerate(_ONES.split())}
    | {word: value for value, word in enumerate(_TEENS.split(), start=10)}
    | {word: value * 10 for value, word in enumerate(_TENS.split(), start=2)}
    | {word: value * 100 for value, word in enumerate(_HUNDREDS.split(), start=1)}
    | {"нуль": 0, "нолик": 0, "две": 2}
)
_TIMES: Final = {"нуля": "0", "ноля": "0", "нулей": "0", "единицы": "1", "двойки": "2", "тройки": "3", "четверки": "4",
                 "пятерки": "5", "шестерки": "6", "семерки": "7", "восьмерки": "8", "девятки": "9"}  # fmt: skip
"""«Два нуля», «три пятерки»: the figure so many times."""
NUMBER_WORD: Final = f"(?:{'|'.join(sorted((*_VALUES, *_TIMES), key=len, reverse=True))})"
"""A word of a number, for patterns of folded or small letters."""
_SPOKEN = rf"(?:(?<![а-я]){NUMBER_WORD}(?![а-я])|(?<!\d)\d{{1,4}}(?!\d))"
_RUN = compile_late(rf"(?:плюс\s|\+)?{_SPOKEN}(?:[\s,.()*_–—-]{{0,4}}{_SPOKEN}){{4,20}}")
"""«8 (девятьсот сорок четыре) 506**77**13», «9четыре5 три01»."""
_AFTER_A_MARK = compile_late(r"^|[,.]\s?")
"""Where a phone may begin after another number: «инн 33 966 1581 559, 8-974-ноль сорок один-62-35»."""
_PIECE = compile_late(r"\d+|[а-я]+")
_TWO_TOGETHER = compile_words(rf"\b{NUMBER_WORD}[ -](?:{NUMBER_WORD}|\d)")
_SAID = compile_late(rf"(?<![а-я]){NUMBER_WORD}\b(?:[ -]{NUMBER_WORD}\b)*")
_PARTS_OF_WORDS: Final = (
    "дцат",
    "десят",
    "сто ",
    "вести ",
    "ста ",
    "сот ",
    "сот-",
    "ноль",
    "нуль",
    "нуля",
    "терки",
    "мерки",
    "сорок",
    "девянос",
)
"""Of these there is one in every number of a document; looked for first, being quick."""


@lru_cache(maxsize=512)
def ways_to_read(text: str) -> tuple[Folded, ...]:
    """The folded text as it stands and, where numbers are told in words or with letters in them, as in figures."""
    folded = fold_with_places(text)
    read = undisguised(folded.text)
    ways = [folded]
    if read != folded.text:
        ways.append(Folded(read, folded.places))
    if has_words_of_numbers(text):
        ways.append(in_figures(text))
    return tuple(ways)


def ways_with_digits(text: str, *, at_least: int) -> list[Folded]:
    """Those of the ways in which so many digits are read: most messages have none, or those of a house or a day."""
    if not has_numbers(text):
        return []
    return [way for way in ways_to_read(text) if count_digits(way.text) >= at_least]


def has_numbers(text: str) -> bool:
    """Whether there is any digit, or a number in words: most messages have none, and need not be read further."""
    return has_digits(text) or has_words_of_numbers(text)


@lru_cache(maxsize=512)
def has_words_of_numbers(text: str) -> bool:
    """Whether two words of a number stand together: «сорок семь», «ноль 49»; one alone is no document's number."""
    folded = fold_with_places(text).text
    return any(part in folded for part in _PARTS_OF_WORDS) and _TWO_TOGETHER.search(folded) is not None


@lru_cache(maxsize=64)
def in_figures(text: str) -> Folded:
    """The folded text with figures for words: «снилс сто сорок три 508» is read as «снилс 143 508»."""
    folded = fold_with_places(text)
    characters: list[str] = []
    places: list[int] = []
    done = 0
    for match in _SAID.finditer(folded.text):
        characters.append(folded.text[done : match.start()])
        places += range(done, match.start())
        words = list(_PIECE.finditer(match[0]))
        figures_before = ""
        for figures, first in _joined([word[0] for word in words]):
            start = match.start() + words[first].start()
            gap = " " if figures_before.strip("0") else ""
            characters.append(gap + figures)
            places += [start - 1] * len(gap) + [start] * len(figures)
            figures_before = figures
        done = match.end()
    characters.append(folded.text[done:])
    places += range(done, len(folded.text) + 1)
    return Folded("".join(characters), tuple(folded.span(place, place)[0] for place in places))


def spoken_phones(text: str) -> Iterator[tuple[int, int]]:
    """Places in a folded text where words of numbers make up a mobile phone with 8, 7 or nothing before it."""
    if "девят" not in text and not ("9" in text and _TWO_TOGETHER.search(text)):
        return
    for match in _RUN.finditer(text):
        if not re.search(r"[а-я]", match[0]):
            continue
        for part in _AFTER_A_MARK.finditer(match[0]):
            said = match[0][part.end() :].removeprefix("плюс ")
            digits = "".join(figures for figures, _first in _joined(_PIECE.findall(said)))
            if re.fullmatch(r"[78]?9\d{9}", digits):
                yield match.start() + part.end(), match.end()
                break


def _joined(pieces: list[str]) -> list[tuple[str, int]]:
    """The numbers in figures, and which piece each begins with.

    «девятьсот», «двенадцать» are 912: what is smaller by a place joins what stands before it.
    """
    said: list[tuple[str, int]] = []
    room = 0
    for place, piece in enumerate(pieces):
        value = _VALUES.get(piece)
        if piece in _TIMES and said and said[-1][0] in ("2", "3", "4"):
            said[-1] = _TIMES[piece] * int(said[-1][0]), said[-1][1]
            room = 0
        elif value is None:
            said.append((piece, place))
            room = 0
        elif 0 < value < room:
            figures, first = said[-1]
            said[-1] = str(int(figures) + value), first
            room = 10 if value >= 20 and value % 10 == 0 else 0
        else:
            said.append((str(value), place))
            room = 100 if value >= 100 else 10 if value >= 20 else 0
    return said

"""Reads phone numbers that are written in words, wholly or partly: «восемь девятьсот двенадцать 345 67 89»."""

import re
from collections.abc import Iterator
from typing import Final

from otklik.shared.patterns import compile_late

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
    | {"нуль": 0}
)
NUMBER_WORD: Final = f"(?:{'|'.join(sorted(_VALUES, key=len, reverse=True))})"
"""A word of a number, for patterns of folded or small letters."""
_RUN = compile_late(
    rf"(?:плюс\s)?\b(?:{NUMBER_WORD}|\d{{1,4}})\b(?:[\s,.()–—-]{{1,4}}(?:{NUMBER_WORD}|\d{{1,4}})\b){{4,14}}"
)
_PIECE = compile_late(r"\d+|[а-я]+")


def spoken_phones(text: str) -> Iterator[tuple[int, int]]:
    """Places in a folded text where words of numbers make up a mobile phone with 8, 7 or nothing before it."""
    if "девят" not in text:
        return
    for match in _RUN.finditer(text):
        digits = _as_digits(_PIECE.findall(match[0].removeprefix("плюс ")))
        if re.fullmatch(r"[78]?9\d{9}", digits) and re.search(r"[а-я]", match[0]):
            yield match.span()


def _as_digits(pieces: list[str]) -> str:
    """«девятьсот», «двенадцать» are 912: what is smaller by a place joins what stands before it."""
    said: list[str] = []
    room = 0
    for piece in pieces:
        value = _VALUES.get(piece)
        if value is None:
            said.append(piece)
            room = 0
        elif 0 < value < room:
            said[-1] = str(int(said[-1]) + value)
            room = 10 if value >= 20 and value % 10 == 0 else 0
        else:
            said.append(str(value))
            room = 100 if value >= 100 else 10 if value >= 20 else 0
    return "".join(said)

"""What parts a house into several: «корпус 2», «строение 1», «литера А»."""

from typing import Final

from otklik.gazetteer.words import Words
from otklik.shared.patterns import compile_late

_LETTER: Final = compile_late(r"[а-яa-z]")
_PARTS: Final = {
    "к": "к", "корпус": "к", "корп": "к", "корпуса": "к", "корпусе": "к", "с": "с", "стр": "с", "строение": "с",
    "строения": "с", "строении": "с", "литер": "", "лит": "", "литера": "", "литеры": "",
}  # fmt: skip
"""What parts a house → how the part is written: «7 к3», «7 с2»; a letter stands with the number, «7а»."""


def is_letter(words: Words, place: int) -> bool:
    """Whether a piece is one letter."""
    return _LETTER.fullmatch(words.at(place)) is not None


def parts_at(words: Words, place: int) -> tuple[str, int]:
    """All that parts a house: «корпус 2», «к. 3», «строение 1», «литера А», «корп. 1 стр. 2»."""
    parts, at = "", place
    while True:
        part, after = _part_at(words, at)
        if not part:
            return parts, at
        parts, at = parts + part, after


def _part_at(words: Words, place: int) -> tuple[str, int]:
    at = place + 1 if words.at(place) == "," else place
    word = words.at(at)
    if word not in _PARTS:
        return "", place
    has_point = words.at(at + 1) == "."
    number = at + (2 if has_point else 1)
    is_short = len(word) == 1
    if is_short and not has_point and words.starts[number : number + 1] != words.ends[at : at + 1]:
        return "", place  # «5 к 18 часам», «5 с 9 утра»
    if words.at(number).isdigit():
        return f" {_PARTS[word] or 'к'}{words.pieces[number]}", number + 1
    if not is_short and is_letter(words, number):
        return f" {_PARTS[word]}{words.pieces[number]}" if _PARTS[word] else words.pieces[number], number + 1
    return "", place

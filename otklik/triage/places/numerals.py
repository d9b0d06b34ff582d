"""Numbers of houses in words: «двадцать три», «в пятом доме»."""

from typing import Final

from otklik.gazetteer.words import Words

_ONES: Final = ["один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять"]
_TEENS: Final = [
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
]
_TENS: Final = [
    "двадцать",
    "тридцать",
    "сорок",
    "пятьдесят",
    "шестьдесят",
    "семьдесят",
    "восемьдесят",
    "девяносто",
    "сто",
]
_VALUES: Final = {word: value for value, word in enumerate((*_ONES, *_TEENS), start=1)} | {
    word: value * 10 for value, word in enumerate(_TENS, start=2)
}
_ORDINALS: Final = ["перв", "втор", "треть", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят"]
_ENDINGS: Final = ("ый", "ой", "ом", "ого", "ему", "ий", "ем", "его", "ым", "им", "ому")


def value_in_words(words: Words, place: int) -> tuple[int, int]:
    """The number that begins at a piece, and the piece after it; (0, place) where none does."""
    first = _VALUES.get(words.at(place), 0)
    if not first:
        return 0, place
    if first == 100:
        rest, after = value_in_words(words, place + 1)
        return (100 + rest, after) if 0 < rest < 100 else (100, place + 1)
    second = _VALUES.get(words.at(place + 1), 0)
    if first >= 20 and first % 10 == 0 and 0 < second < 10:
        return first + second, place + 2
    return first, place + 1


def ordinal_before(words: Words, place: int) -> tuple[int, int] | None:
    """«Двадцать второй дом»: the number that ends before a piece, and the piece where it begins."""
    value, first = value_of_ordinal(words.at(place - 1)), place - 1
    if not value:
        return None
    tens = _VALUES.get(words.at(first - 1), 0)
    if value < 10 and tens >= 20 and tens % 10 == 0:
        value, first = value + tens, first - 1
    hundreds = _VALUES.get(words.at(first - 1), 0)
    return (value + 100, first - 1) if hundreds == 100 and value < 100 else (value, first)


def value_of_ordinal(word: str) -> int:
    """«Пятом» is 5, «восемнадцатый» 18; 0 for what is none."""
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word:
            if stem in _ORDINALS:
                return _ORDINALS.index(stem) + 1
            if stem == "трет":
                return 3
            return _VALUES.get(f"{stem}ь", 0) if stem.endswith("надцат") else 0
    return 0

"""Finds house and flat that stand apart from their street: «на улице Ленина опять потоп … 12 дом 4 квартира». Plain."""

from collections.abc import Iterator
from typing import Final

from otklik.personal_data.homes.street_names import NAMED, is_small_street
from otklik.shared.patterns import compile_late

_HOUSE_AND_FLAT = compile_late(
    r"(?:\b(?:д|дом|доме|дома)\b\.?\s?№?\s?\d{1,4}[а-я]?|\b\d{1,4}\s?-?(?:й|м|ом"
    r"|ый)?\sдоме?\b)[\s,.]{1,3}(?:(?:(?:в|из)\s)|(?:(?:и|а)\s)?(?!(?:\d{0,2}[02-9])?[2-4] квартиры))"
    r"(?:(?:кв|квартир[аеыу])\b\.?\s?№?\s?\d{1,4}(?!\d|\s?(?:м\b|кв\b|метр|процент|%))"
    r"|\d{1,4}\s?-?(?:я|й|ой|ую)?\s(?:квартир[аеыу]|кв)\b(?!\.?\s?(?:м\b|м2|м²|метр)))"
)
"""Only one flat: «12 дом 4 квартиры» are many, unless «в» or «из» stands before them."""
_NAMED = compile_late(NAMED)
_WORD = compile_late(r"\b(?:на|по|с|улиц[аеуы]|ул)\.?\s(?P<name>[а-я]{4,})\b")
_AS_FAR_AS: Final = 160


def find_apart_from_street(text: str) -> Iterator[tuple[int, int]]:
    """Where house and flat stand in a folded text in which a street was named shortly before."""
    for match in _HOUSE_AND_FLAT.finditer(text):
        said = text[max(0, match.start() - _AS_FAR_AS) : match.start()]
        if _names_street(said):
            yield match.span()


def _names_street(said: str) -> bool:
    """«На улице Ленина», «по Бажова»: with its kind word, or a name that is rather a street than a word."""
    if _NAMED.search(said):
        return True
    return any(is_small_street(word["name"]) for word in _WORD.finditer(said))

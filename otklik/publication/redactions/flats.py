"""Hides the flat in an address; the street and the house stay, so that everybody sees where the problem is."""

import re

from otklik.publication.redactions.found import hide_found
from otklik.shared.patterns import compile_late
from otklik.triage.rules import flats

MARK = "[скрыта]"

_FLAT = compile_late(
    r"(?P<word>\b(?:кв|квартир[аеуы]|комнат[аеуы]|комн)(?![а-яё])\.?\s*(?:№|N|номер)?\s*)\d+[а-я]?\b", re.IGNORECASE
)
_NUMBER_FIRST = compile_late(
    r"\b\d+(?:\s?-?\s?(?:я|й|ю|ой|ую|ая))?(?P<word>\s(?:квартир[аеу]|квартирой))\b", re.IGNORECASE
)
_NUMBER_LAST = compile_late(r"(?P<house>\d(?:\s?[а-я])?)\s?[-–—,]\s?\d+$", re.IGNORECASE)


def hide(text: str) -> str:
    """Put a mark in place of the number of every flat, in a full address and alone."""
    text = hide_found(text, flats.find, lambda address: _NUMBER_LAST.sub(rf"\g<house>, кв. {MARK}", address))
    text = _FLAT.sub(rf"\g<word>{MARK}", text)
    return _NUMBER_FIRST.sub(rf"{MARK}\g<word>", text)

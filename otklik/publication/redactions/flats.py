"""Hides the flat in an address; the street and the house stay, so that everybody sees where the problem is."""

import re

from otklik.publication.redactions.found import hide_found
from otklik.shared.patterns import compile_late
from otklik.triage.rules import flats

MARK = "[скрыта]"

_FLAT = compile_late(
    r"(?P<word>(?:\b|(?<=\d))(?:кв|квартир[аеуы]|комнат[аеуы]|комн)(?![а-яё])\.?\s*(?:№|N|номер)?\s*)\d+[а-я]?\b",
    re.IGNORECASE,
)
_WORD = (
    r"(?:сто|двести|триста|двадцать|тридцать|сорок|девяносто|\w+десят|\w+надцать|один|одна|две|два|три|четыре|пять|шесть"
    r"|семь|восемь|девять|десять)\b"
)
_IN_WORDS = compile_late(
    rf"(?P<word>\b(?:кв\.?|квартир[аеуы])\s(?:номер\s)?){_WORD}(?:\s{_WORD}){{0,2}}(?=\s*(?:[.,;:!?)]|$|(?:и|а|но)\b))",
    re.IGNORECASE,
)
"""«квартира двадцать один»; not «квартира три раза»."""
_NUMBER_FIRST = compile_late(
    r"(?<!дом )(?<!дома )(?<!доме )(?<!д\. )(?<!д\.)\b\d+(?:\s?-?\s?(?:я|й|ю|ой|ую|ая))?"
    r"(?P<word>\s(?:квартир[аеу]|квартирой))\b",
    re.IGNORECASE,
)
_NUMBER_LAST = compile_late(r"(?P<house>\d(?:\s?[а-я])?)\s?[-–—,]\s?\d+$", re.IGNORECASE)


def hide(text: str) -> str:
    """Put a mark in place of the number of every flat, in a full address and alone."""
    text = hide_found(text, flats.find, lambda address: _NUMBER_LAST.sub(rf"\g<house>, кв. {MARK}", address))
    text = _IN_WORDS.sub(rf"\g<word>{MARK}", _FLAT.sub(rf"\g<word>{MARK}", text))
    return _NUMBER_FIRST.sub(rf"{MARK}\g<word>", text)

"""Hides the flat in an address; the street and the house stay, so that everybody sees where the problem is."""

import re

MARK = "[скрыта]"

_FLAT = re.compile(
    r"(?P<word>\b(?:кв|квартир[аеуы]|комнат[аеуы]|комн)\b\.?\s*(?:№|N|номер)?\s*)\d+[а-я]?\b", re.IGNORECASE
)
_NUMBER_FIRST = re.compile(
    r"\b\d+(?:\s?-?\s?(?:я|й|ю|ой|ую|ая))?(?P<word>\s(?:квартир[аеу]|квартирой))\b", re.IGNORECASE
)
_HOUSE_AND_FLAT = re.compile(
    r"(?P<house>\b(?:ул|улиц[аеы]|пер|переул\w+|пр|просп|проспект\w*|пр-т|бульвар\w*|б-р|мкр|микрорайон\w*|"
    r"проезд\w*|шоссе|наб|набережн\w+)\b\.?\s[^\n,;]{1,40}?,?\s(?:д\.?\s?|дом\s)?\d+[а-я]?(?:/\d+)?)\s?[-–]\s?\d+\b(?!\s?[-–])",
    re.IGNORECASE,
)


def hide(text: str) -> str:
    """Put a mark in place of the number of every flat."""
    text = _FLAT.sub(rf"\g<word>{MARK}", text)
    text = _NUMBER_FIRST.sub(rf"{MARK}\g<word>", text)
    return _HOUSE_AND_FLAT.sub(rf"\g<house>, кв. {MARK}", text)

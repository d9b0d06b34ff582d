"""What lists show of a text: somebody's phones, e-mails, documents, birth dates, homes and cars covered. Plain."""

import re
from functools import lru_cache
from typing import Final

from otklik.personal_data.finders import find_personal_data
from otklik.personal_data.homes import flats
from otklik.personal_data.spans import Span
from otklik.shared.patterns import compile_late

COVER: Final = "•••"
_KEPT_TEXTS: Final = 2048
_BEHIND: Final = 100
"""Letters: more than any number has."""
_LAST_NUMBER = compile_late(r"\d{1,4}[а-яё]?(?=\)?$)", re.IGNORECASE)
_FLAT_WORD: Final = r"(?:кв(?:арт(?:ир\w{1,2})?)?|к-р\w|комн?(?:ат\w{1,2})?|ап(?:арт\w*)?|kv|apt|flat)\b"
_FLAT_LAST = compile_late(rf"(?:\b{_FLAT_WORD}(?:[^\w]*(?:n|номер))?)?[^\w]*$", re.IGNORECASE)
_FLAT_FIRST = compile_late(rf"^\W*\d(?!\d{{5}}\b)|\b{_FLAT_WORD}", re.IGNORECASE)
_CUT_OFF = compile_late(r"(?:\+?\d(?:[\s().-]{0,3}\d){4,60}[\s().-]{0,9}|[\w.+-]{1,64}@[\w.-]{0,99})…$")
"""A number or an e-mail that the end of an excerpt cuts in two, so that no rule knows it."""


@lru_cache(maxsize=_KEPT_TEXTS)
def masked(text: str) -> str:
    """What lists show of a short text: its personal data covered; of an address street and house stay.

    A page of a list asks it of the same texts again and again.
    """
    return masked_once(text)


def masked_once(text: str) -> str:
    """The same, and nothing is kept: for tables of so many rows that they would push out what lists ask of."""
    shown, done = [], 0
    for start, end in sorted(_covered(text, one) for one in find_personal_data(text)):
        if start >= done:
            shown += [text[done:start], COVER]
        done = max(done, end)
    return _CUT_OFF.sub(f"{COVER}…", "".join([*shown, text[done:]]))


def masked_excerpt(text: str, *, at_most: int) -> str:
    """The same of the first characters of a text; what goes on behind them is read with them.

    Covers are short: with many of them what is read ends within the excerpt, and may end within a number.
    """
    read = text[: at_most + _BEHIND]
    return masked(read if len(read) == len(text) else f"{read}…")[:at_most]


def _covered(text: str, one: Span) -> tuple[int, int]:
    """From where to where a finding is covered: an address from the flat on, where the flat is told last."""
    address = text[one.start : one.end]
    flat = _LAST_NUMBER.search(address) if one.kind == flats.KIND else None
    if flat is None or _FLAT_FIRST.search(_FLAT_LAST.sub("", address[: flat.start()])):
        return one.start, one.end
    return one.start + flat.start(), one.start + flat.end()

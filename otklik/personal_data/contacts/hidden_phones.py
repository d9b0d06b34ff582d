"""Hides phone numbers. Free hotlines (8-800) and lines of services stay: they belong to nobody in person."""

from otklik.personal_data.contacts import phones
from otklik.personal_data.spans import find_every_nearby
from otklik.shared.patterns import compile_late

MARK = "[телефон скрыт]"
_MOST = 500
_END = compile_late(r"(?<=\d)\.(?=\s|$)")
_GAP = r"[\s().,/_\u2010-\u2015-]{0,3}"
_KAZAKH = compile_late(rf"(?<!\d)\+{_GAP}7{_GAP}7(?:{_GAP}\d){{9}}(?!\d)")
_MOBILE = compile_late(
    rf"(?<![\d№])(?:\+?{_GAP}[78]{_GAP})?\(?9(?:{_GAP}\d){{9}}(?!\d)(?![.,]\d)(?!\s?(?:руб|₽|тыс|млн))"
)
"""Ten digits from 900 to 999, however they are parted: whatever else it may be, it could be called."""


def hide(text: str) -> str:
    """Put a mark in place of every phone number; short local ones only where a word says that it is a phone."""
    without_ends = _END.sub(" ", text)  # a full stop after a number is no part of it
    places = find_every_nearby(phones.find, without_ends, at_most=_MOST)
    for one in sorted(places, key=lambda found: -found.start):
        text = text[: one.start] + MARK + text[one.end :]
    return _MOBILE.sub(MARK, _KAZAKH.sub(MARK, text))

"""Hides number plates of cars."""

from otklik.publication.redactions.found import hide_found
from otklik.shared.patterns import compile_late
from otklik.triage.rules import car_plates

MARK = "[госномер скрыт]"

_LETTER = "[авекмнорстухabekmhopctyx]"
_TOLD_BY_SIGNS = compile_late(
    rf"(?<![\w-])(?:(?i:{_LETTER}\s?\d{{3}}\s?{_LETTER}{{2}}[\s/]{{0,2}}\d{{2,3}}\s?(?:rus|рус)\b)"
    rf"|{_LETTER.upper()}-\d{{3}}-{_LETTER.upper()}{{2}}(?:-\d{{2,3}})?(?![\w-]))"
)
"""«м 001 мм 96 rus» and «Е-214-РС»: the country, or capitals parted so, say it without a word."""


def hide(text: str) -> str:
    """Put a mark in place of every number plate."""
    return _TOLD_BY_SIGNS.sub(MARK, hide_found(text, car_plates.find, lambda _: MARK))

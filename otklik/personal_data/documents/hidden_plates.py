"""Hides number plates of cars."""

import re

from otklik.personal_data.documents import car_plates
from otklik.personal_data.spans import mask
from otklik.shared.patterns import compile_late

MARK = "[госномер скрыт]"

_LETTER = "[авекмнорстухabekmhopctyx]"
_TOLD_BY_SIGNS = compile_late(
    rf"(?<![\w-]){_LETTER}\s?\d{{3}}\s?{_LETTER}{{2}}[\s/]{{0,2}}\d{{2,3}}\s?(?:rus|рус)\b", re.IGNORECASE
)
"""«м 001 мм 96 rus»: the country says it without a word."""
_PARTED = compile_late(
    r"(?P<car>\b(?:машин\w{0,3}|авто\w{0,10}|припаркован\w{0,3}|газон\w{0,2}|водител\w{0,3}|госномер\w{0,2}|г/н)\s(?:с\s)?)"
    rf"{_LETTER.upper()}-\d{{3}}-{_LETTER.upper()}{{2}}(?:-\d{{2,3}})?(?![\w-])"
)
"""«на газоне Е-214-РС»; a road and a standard are written so too."""


def hide(text: str) -> str:
    """Put a mark in place of every number plate."""
    text = _TOLD_BY_SIGNS.sub(MARK, mask(text, car_plates.find, lambda _: MARK))
    return _PARTED.sub(rf"\g<car>{MARK}", text)

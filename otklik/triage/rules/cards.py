"""Finds numbers of bank cards: sixteen to nineteen digits whose check digit is right (Luhn, ISO/IEC 7812-1)."""

import re
from typing import Final

from otklik.shared.text import fold_with_places
from otklik.triage.findings import PERSONAL_DATA, Finding

RULE: Final = "cards"

_DIGITS = re.compile(r"(?<!\d)[2-6]\d{3}([ -]?)\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?(?!\d)")


def find(text: str) -> Finding | None:
    """A card number with a right check digit."""
    folded = fold_with_places(text)
    for match in _DIGITS.finditer(folded.text):
        if has_right_check_digit(re.sub(r"\D", "", match.group())):
            start, end = folded.span(*match.span())
            return Finding(rule=RULE, ground=PERSONAL_DATA, start=start, end=end, certainty=0.95)
    return None


def has_right_check_digit(digits: str) -> bool:
    """Luhn: every second digit from the right doubled, its digits added, the sum ends with zero."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0

"""Finds numbers of bank cards: sixteen to nineteen digits whose check digit is right (Luhn, ISO/IEC 7812-1)."""

from typing import Final

from otklik.shared.patterns import compile_late
from otklik.shared.text import fold_with_places
from otklik.triage.findings import PERSONAL_DATA, Finding
from otklik.triage.rules.numbers import GAP, digits_of, groups_of, has_digits

RULE: Final = "cards"

_DIGITS = compile_late(rf"(?<!\d)(?<!\d[ -])[2-6](?:{GAP}\d){{15,18}}(?!\d)(?![ -]\d)")
_PARTED: Final = frozenset([(16,), (4, 4, 4, 4), (8, 8), (4, 12), (4, 4, 8), (6, 10), (2,) * 8, (19,), (18,), (17,),
                            (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3), (6, 12), (8, 10)])  # fmt: skip
"""How a card's digits may stand together; others are amounts, dates and readings in a row."""


def find(text: str) -> Finding | None:
    """A card number with a right check digit."""
    if not has_digits(text):
        return None
    folded = fold_with_places(text)
    for match in _DIGITS.finditer(folded.text):
        if groups_of(match[0]) in _PARTED and has_right_check_digit(digits_of(match[0])):
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

"""Finds СНИЛС, the number of pension insurance, by its form and control number (order of the Pension Fund, 2008)."""

import re
from typing import Final

from otklik.shared.text import fold_with_places
from otklik.triage.findings import PERSONAL_DATA, Finding

RULE: Final = "snils"

_NUMBER = re.compile(r"(?<![\d-])(?:\d{3}[- ]\d{3}[- ]\d{3}[- ]\d{2}|(?<=снилс )\d{11}|(?<=снилс: )\d{11})(?![\d-])")


def find(text: str) -> Finding | None:
    """A СНИЛС: written in its own way with a right control number, or named so."""
    folded = fold_with_places(text)
    for match in _NUMBER.finditer(folded.text):
        if has_right_control_number(re.sub(r"\D", "", match.group())):
            start, end = folded.span(*match.span())
            return Finding(rule=RULE, ground=PERSONAL_DATA, start=start, end=end, certainty=0.95)
    return None


def has_right_control_number(digits: str) -> bool:
    """Nine digits weighed 9…1, their sum modulo 101 (100 counts as 0) gives the last two."""
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(9, 0, -1), strict=True))
    return total % 101 % 100 == int(digits[9:])

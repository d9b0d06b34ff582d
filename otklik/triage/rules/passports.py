"""Finds the series and number of a Russian passport, when the message says that it is one."""

import re
from typing import Final

from otklik.shared.text import fold_with_places
from otklik.triage.findings import PERSONAL_DATA, Finding, first_match

RULE: Final = "passports"

_PASSPORT = re.compile(
    r"(?:паспорт\w*|серия|серии|пасп\.)[^\d\n]{0,30}(?P<number>\d{2}\s?\d{2}[\s,]*(?:номер|№|n)?[\s:]*\d{6})(?!\d)"
)


def find(text: str) -> Finding | None:
    """Four and six digits after the word passport or series."""
    folded = fold_with_places(text)
    return first_match(_PASSPORT, folded, rule=RULE, ground=PERSONAL_DATA, certainty=0.95, group=1)

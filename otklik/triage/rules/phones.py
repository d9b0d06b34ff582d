"""Finds telephone numbers of people: ten digits after +7, 8 or nothing, in any of the usual spellings."""

import re
from typing import Final

from otklik.shared.text import fold_with_places
from otklik.triage.findings import PERSONAL_DATA, Finding, first_match

RULE: Final = "phones"

_PHONE = re.compile(
    r"(?<![\d/№-])(?<!№ )(?:(?:\+\s?7|\b8|\b7)[\s(.-]{0,2}(?!800)[3-9]\d{2}[\s).-]{0,2}\d{3}[\s.-]?\d{2}[\s.-]?\d{2}"
    r"|\b9\d{2}[\s).-]{0,2}\d{3}[\s.-]?\d{2}[\s.-]?\d{2})(?!\d|[-/]\d)"
)


def find(text: str) -> Finding | None:
    """A phone number. Hot lines (8-800) and short numbers are nobody's own."""
    return first_match(_PHONE, fold_with_places(text), rule=RULE, ground=PERSONAL_DATA, certainty=0.9)

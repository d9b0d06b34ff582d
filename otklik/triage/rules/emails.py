"""Finds e-mail addresses."""

import re
from typing import Final

from otklik.shared.text import fold_with_places
from otklik.triage.findings import PERSONAL_DATA, Finding, first_match

RULE: Final = "emails"

_EMAIL = re.compile(
    r"(?<![\w.+-])[a-z0-9][\w.+-]*@(?![\w.-]*\bgov\.ru\b)[a-zа-я0-9-]+(?:\.[a-zа-я0-9-]+)*\.[a-zа-я]{2,10}\b"
)


def find(text: str) -> Finding | None:
    """An e-mail address; those of authorities (gov.ru) are public anyway."""
    return first_match(_EMAIL, fold_with_places(text), rule=RULE, ground=PERSONAL_DATA, certainty=0.95)

"""Personal data in a text: somebody's phones, e-mails, documents, birth dates, homes and cars. Plain."""

from typing import Final

from otklik.triage.findings import Finding, find_every
from otklik.triage.rules.registry import KINDS_OF_PERSONAL_DATA, RULES

MOST_OF_A_KIND: Final = 50


def find_personal_data(text: str) -> list[tuple[str, Finding]]:
    """All personal data of a text with its kind: phone, email, card, snils, inn, passport, birth_date, and so on."""
    return [
        (KINDS_OF_PERSONAL_DATA[name], one)
        for name, find in RULES
        if name in KINDS_OF_PERSONAL_DATA
        for one in find_every(find, text, at_most=MOST_OF_A_KIND)
    ]

"""Hides birth dates; the year of birth alone stays."""

from otklik.publication.redactions.found import hide_found
from otklik.triage.rules import birth_dates

MARK = "[дата скрыта]"


def hide(text: str) -> str:
    """Put a mark in place of every full birth date."""
    return hide_found(text, birth_dates.find, lambda _: MARK)

"""Hides birth dates; the year of birth alone stays."""

from otklik.personal_data.births import birth_dates
from otklik.personal_data.spans import mask

MARK = "[дата скрыта]"


def hide(text: str) -> str:
    """Put a mark in place of every full birth date."""
    return mask(text, birth_dates.find, lambda _: MARK)

"""Numbers that stand in addresses and in fields of forms."""

from typing import Final

_LONGEST: Final = 18
"""Figures: what a number of the database holds, whatever they are."""


def number_in(text: str) -> int | None:
    """A whole number, written in plain figures; None for nothing and for nonsense."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST else None

"""Hides obscene words; what is merely coarse or angry stays."""

from otklik.personal_data.found import hide_found
from otklik.triage.rules import profanity

MARK = "[брань скрыта]"


def hide(text: str) -> str:
    """Put a mark in place of every obscene word."""
    return hide_found(text, profanity.find, lambda _: MARK)

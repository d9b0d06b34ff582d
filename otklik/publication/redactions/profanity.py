"""Hides obscene words; what is merely coarse or angry stays."""

from otklik.personal_data.spans import mask
from otklik.triage.rules import profanity

MARK = "[брань скрыта]"


def hide(text: str) -> str:
    """Put a mark in place of every obscene word."""
    return mask(text, profanity.find, lambda _: MARK)

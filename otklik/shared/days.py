"""Parses a day from the command line."""

from argparse import ArgumentTypeError
from datetime import date


def typed_day(words: str) -> date:
    """A day of a command's argument: 2026-12-31 or 31.12.2026."""
    try:
        return date.fromisoformat("-".join(reversed(words.strip().split("."))))
    except ValueError:
        raise ArgumentTypeError(f"{words} is no day; write 2026-12-31 or 31.12.2026") from None

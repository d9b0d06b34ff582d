"""Puts marks in place of what the rules of triage find: personal data is recognised in one place only."""

from collections.abc import Callable
from typing import Final

from otklik.triage.findings import Finding, find_every_nearby

_MOST: Final = 500


def hide_found(
    text: str,
    find: Callable[[str], Finding | None],
    mark: Callable[[str], str],
    *,
    but: Callable[[str, Finding], bool] = lambda _text, _one: False,
) -> str:
    """The text with every finding of a rule replaced, but for some; `mark` gives what stands there instead of the found
    words."""
    for one in sorted(find_every_nearby(find, text, at_most=_MOST), key=lambda found: -found.start):
        if but(text, one):
            continue
        text = text[: one.start] + mark(text[one.start : one.end]) + text[one.end :]
    return text

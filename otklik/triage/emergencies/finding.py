"""Looks for an emergency in a text: the first words of a danger that nothing calms."""

from dataclasses import dataclass

from otklik.triage.emergencies.calm import is_calm
from otklik.triage.emergencies.hearing import hear
from otklik.triage.emergencies.signs import HINTS, SIGNS


@dataclass(frozen=True, slots=True)
class Emergency:
    """What danger a message tells of, and which of its words say so (characters of the text)."""

    about: str
    """gas, fire, flood, open_manhole, live_wire, child_in_danger, self_harm or other"""
    start: int
    end: int
    words: str
    """As they sound, where their place in the text cannot be told."""


def find_emergency(text: str) -> Emergency | None:
    """The first danger that a message tells of as being here and now; None where it tells of none."""
    heard = hear(text)
    for about, sign in SIGNS:
        if about in HINTS and not HINTS[about].search(heard.text):
            continue
        for match in sign.finditer(heard.text):
            if not is_calm(heard.text, match, about=about):
                start, end = heard.span(*match.span())
                return Emergency(about, start, end, text[start:end] or match[0])
    return None

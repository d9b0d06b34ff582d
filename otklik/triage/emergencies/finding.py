"""Looks for an emergency in a text: the words of a danger that nothing calms, else what sounds like one."""

from collections.abc import Iterator
from dataclasses import dataclass

from otklik.triage.emergencies.calm import is_calm
from otklik.triage.emergencies.hearing import Heard, hear
from otklik.triage.emergencies.likely import likely_danger, load_ear
from otklik.triage.emergencies.signs import HINTS, SIGNS
from otklik.triage.emergencies.traits import words_of


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
    return next(heard_by_rules(heard), None) or _heard_by_model(heard)


def heard_by_rules(heard: Heard) -> Iterator[Emergency]:
    """Dangers whose words stand in the text and are not calmed."""
    for about, sign in SIGNS:
        if about in HINTS and not HINTS[about].search(heard.text):
            continue
        for match in sign.finditer(heard.text):
            if not is_calm(heard.text, match, about=about):
                start, end = heard.span(*match.span())
                yield Emergency(about, start, end, heard.original[start:end] or match[0])


def _heard_by_model(heard: Heard) -> Emergency | None:
    words = words_of(heard.text)
    found = likely_danger(words, ear=load_ear())
    if found is None:
        return None
    about, first, last = found
    start, end = heard.span_of_words(first, last)
    return Emergency(about, start, end, heard.original[start:end] or " ".join(words[first:last]))

"""Looks for an emergency in a text: the words of a danger that nothing calms, else what sounds like one."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from otklik.triage.emergencies.calm import is_calm, is_everyday
from otklik.triage.emergencies.hearing import Heard, hear
from otklik.triage.emergencies.likely import Ear, likely_danger, load_ear
from otklik.triage.emergencies.signs import HINTS, SELF_HARM, SIGNS
from otklik.triage.emergencies.traits import Floats, words_of

NEVER_SILENCED: Final = frozenset([SELF_HARM])
"""What a rule hears of these stays an alarm, whatever the model thinks: people tell of it quietly."""


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
    """The first danger that a message tells of as being here and now; None where it tells of none.

    Where the model is very sure that there is none, the rules are not asked either: long texts hold many words.
    """
    heard = hear(text)
    words = words_of(heard.text)
    if not words:
        return None
    ear = load_ear()
    scores = ear.scores(words)
    dangers = NEVER_SILENCED if scores[0] < ear.quiet_below else None
    return next(heard_by_rules(heard, dangers=dangers), None) or _heard_by_model(heard, words, scores, ear=ear)


def heard_by_rules(heard: Heard, *, dangers: Collection[str] | None = None) -> Iterator[Emergency]:
    """Dangers whose words stand in the text and are not calmed; of all kinds, or of these."""
    for about, sign in SIGNS:
        if dangers is not None and about not in dangers:
            continue
        if about in HINTS and not HINTS[about].search(heard.text):
            continue
        for match in sign.finditer(heard.text):
            if not is_calm(heard.text, match, about=about):
                start, end = heard.span(*match.span())
                yield Emergency(about, start, end, heard.original[start:end] or match[0])


def _heard_by_model(heard: Heard, words: Sequence[str], scores: Floats, *, ear: Ear) -> Emergency | None:
    found = likely_danger(words, scores, ear=ear)
    if found is None or is_everyday(heard.text):
        return None
    about, first, last = found
    start, end = heard.span_of_words(first, last)
    return Emergency(about, start, end, heard.original[start:end] or " ".join(words[first:last]))

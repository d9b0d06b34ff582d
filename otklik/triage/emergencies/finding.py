"""Looks for an emergency in a text: the words of a danger that nothing calms, else what sounds like one."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from otklik.triage.emergencies.calm import call_dark_lamps_broken, hide_figures, is_calm, is_everyday, is_only_a_figure
from otklik.triage.emergencies.hearing import Heard, Pattern, hear
from otklik.triage.emergencies.likely import Ear, likely_danger, load_ear
from otklik.triage.emergencies.signs import DOUBTFUL, HINTS, NAMED, SELF_HARM, SIGNS
from otklik.triage.emergencies.traits import Floats, words_of

NEVER_SILENCED: Final = frozenset([SELF_HARM])
"""What a rule hears of these stays an alarm, whatever the model thinks: people tell of it quietly. Only words that are
said of things as well (`DOUBTFUL`) do not."""


ALL: Final = frozenset(about for about, _ in SIGNS)


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
    return find_emergencies([text])[0]


def find_emergencies(texts: Sequence[str]) -> list[Emergency | None]:
    """The same of each text.

    Where the model is very sure that there is none, the rules are not asked either: long texts hold many words. An open
    manhole, gas and wires that are named plainly are heard all the same.
    """
    heard = [hear(text) for text in texts]
    words = [words_of(one.text) for one in heard]
    ear = load_ear()
    scores = [ear.scores(told) if told else None for told in words]
    asked = [_dangers_to_hear(one, score, ear=ear) for one, score in zip(heard, scores, strict=True)]
    by_rules = _first_by_rules(heard, asked)
    return [
        found or (_heard_by_model(one, told, score, ear=ear) if score is not None else None)
        for found, one, told, score in zip(by_rules, heard, words, scores, strict=True)
    ]


def _dangers_to_hear(heard: Heard, scores: Floats | None, *, ear: Ear) -> Collection[str]:
    """What the rules are asked for: nothing in a text without words, little where the model is sure of quiet."""
    if scores is None:
        return ()
    if scores[0] >= ear.quiet_below:
        return ALL
    return NEVER_SILENCED | {about for about, name in NAMED.items() if name.search(heard.text)}


def _first_by_rules(heard: Sequence[Heard], asked: Sequence[Collection[str]]) -> list[Emergency | None]:
    """The first danger that the rules hear in each text; each rule goes through all of them."""
    found: list[Emergency | None] = [None] * len(heard)
    for about, sign in SIGNS:
        for place, (one, dangers) in enumerate(zip(heard, asked, strict=True)):
            if found[place] is None and about in dangers:
                found[place] = next(_heard_of(about, sign, one, is_quiet=dangers is not ALL), None)
    return found


def heard_by_rules(heard: Heard) -> Iterator[Emergency]:
    """Dangers whose words stand in the text and are not calmed."""
    for about, sign in SIGNS:
        yield from _heard_of(about, sign, heard)


def _heard_of(about: str, sign: Pattern, heard: Heard, *, is_quiet: bool = False) -> Iterator[Emergency]:
    if about in HINTS and not HINTS[about].search(heard.text):
        return
    if not sign.search(heard.text):
        return
    for match in sign.finditer(hide_figures(heard.text, about=about)):
        if is_quiet and about in DOUBTFUL and DOUBTFUL[about].search(match[0]):
            continue
        if not is_calm(heard.text, match, about=about):
            start, end = heard.span(*match.span())
            yield Emergency(about, start, end, heard.original[start:end] or match[0])


def _heard_by_model(heard: Heard, words: Sequence[str], scores: Floats, *, ear: Ear) -> Emergency | None:
    found = likely_danger(words, scores, ear=ear)
    if found is None or is_everyday(heard.text) or is_only_a_figure(heard.text) or _is_of_lamps(heard.text, ear=ear):
        return None
    about, first, last = found
    start, end = heard.span_of_words(first, last)
    return Emergency(about, start, end, heard.original[start:end] or " ".join(words[first:last]))


def _is_of_lamps(text: str, *, ear: Ear) -> bool:
    """Whether nothing sounds of danger any more once lamps that are out are called broken."""
    calmer = call_dark_lamps_broken(text)
    if calmer == text:
        return False
    words = words_of(calmer)
    return likely_danger(words, ear.scores(words), ear=ear) is None

"""A small linear model beside the rules: what sounds like an emergency though no rule knows its words.

A few plain arrays in `learnt/`, made by the lab: how rare each bucket is, one byte a weight, a column for the
alarm and one for each danger.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from otklik.triage.emergencies.signs import OTHER
from otklik.triage.emergencies.traits import Buckets, Floats, beginnings_of, traits_of
from otklik.triage.packing import opened, plain

LEARNT: Final = Path(__file__).parent / "learnt"
WORDS_SHOWN: Final = 5
"""The reason is so many words that stand together."""
SURER: Final = 0.8
"""An alarm that names no danger has to score so much higher: most short harmless texts that alarm name none."""


@dataclass(frozen=True, slots=True)
class Ear:
    """The model: columns are the alarm, then the dangers in the order of `dangers`."""

    dangers: tuple[str, ...]
    alarm_from: float
    """A score from here on is an alarm."""
    quiet_below: float
    """Below this score what a rule hears is none."""
    rarity: NDArray[np.float16]
    weights: NDArray[np.int8]
    scale: Floats
    intercepts: Floats

    def scores(self, words: Sequence[str]) -> Floats:
        """Scores of a text, given as its words: one a column."""
        buckets, values = traits_of(words, rarity=plain(self.rarity))
        found: Floats = (values @ opened(plain(self.weights).take(buckets, axis=0))) * self.scale + self.intercepts
        return found


@cache
def load_ear(folder: Path = LEARNT) -> Ear:
    """Open the model of a folder; its arrays stay on the disk until they are read."""
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    return Ear(
        dangers=tuple(card["dangers"]),
        alarm_from=float(card["alarm_from"]),
        quiet_below=float(card["quiet_below"]),
        rarity=np.load(folder / "rarity.npy", mmap_mode="r"),
        weights=np.load(folder / "weights.npy", mmap_mode="r"),
        scale=np.load(folder / "scale.npy"),
        intercepts=np.load(folder / "intercepts.npy"),
    )


def likely_danger(words: Sequence[str], scores: Floats, *, ear: Ear) -> tuple[str, int, int] | None:
    """The likeliest danger and which words (from, to) weighed most; None where it sounds like no emergency."""
    if not words or scores[0] < ear.alarm_from:
        return None
    likeliest = int(scores[1:].argmax())
    if scores[1 + likeliest] >= 0:
        return ear.dangers[likeliest], *heaviest(words, ear=ear)
    # an alarm of no danger in particular is not called self-harm for want of a better name
    return None if scores[0] < ear.alarm_from + SURER else (OTHER, *heaviest(words, ear=ear))


def heaviest(words: Sequence[str], *, ear: Ear) -> tuple[int, int]:
    """From which to which word: some in a row that speak most for the alarm, by themselves and in pairs."""
    if len(words) <= WORDS_SHOWN:
        return 0, len(words)
    alone, *pairs = beginnings_of(words)
    weights = np.convolve(_alarms(alone, ear=ear), np.ones(WORDS_SHOWN), "valid")
    for step, found in enumerate(pairs, start=1):
        weights += np.convolve(_alarms(found, ear=ear), np.ones(WORDS_SHOWN - step), "valid")
    first = int(weights.argmax())
    return first, first + WORDS_SHOWN


def _alarms(buckets: Buckets, *, ear: Ear) -> Floats:
    """What each bucket weighs for the alarm, the rare ones more."""
    found: Floats = opened(plain(ear.weights)[buckets, 0]) * plain(ear.rarity)[buckets].astype(np.float32)
    return found

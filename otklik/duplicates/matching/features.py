"""The signs by which two texts about one place tell of the same, or do not; and how they are weighed."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log
from typing import Final

import numpy as np

from otklik.duplicates.matching.agreement import leanings_of
from otklik.duplicates.matching.incidents import likeness_to_lines, point_of
from otklik.duplicates.matching.states import opposed
from otklik.duplicates.matching.texts import Reading
from otklik.duplicates.matching.word_embeddings import ARTIFACTS
from otklik.triage.packing import Floats
from otklik.triage.subjects import contradict

_LEAST: Final = 0.02
"""Less of the same lines than this is nothing."""

SPEAKS_AGAINST: Final = frozenset({"unlike any same line", "one praises", "one asks", "contradict"})
"""Signs that may only lower the odds; all others may only raise them, whatever the lessons' way of writing says."""

type Places = tuple[Sequence[int], Sequence[int]]
"""Which words of the one text, and which of the other."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign adds to the odds that two texts tell of the same."""

    intercept: float
    of_signs: Mapping[str, float]
    without_place: float = 0.0
    """What is added where the texts name no common place."""

    def odds(self, signs: Mapping[str, float]) -> float:
        """The logarithm of the odds; 0 is even."""
        return self.intercept + sum(self.of_signs[name] * value for name, value in signs.items())


@cache
def load_weights() -> Weights:
    """The weights that the lab fitted."""
    return _read_weights("weights.json")


@cache
def load_weights_together() -> Weights:
    """The weights of the same signs and of what reading both texts together says."""
    return _read_weights("weights_together.json")


def _read_weights(name: str) -> Weights:
    told = json.loads((ARTIFACTS / name).read_text(encoding="utf-8"))
    return Weights(told["intercept"], told["signs"], told["without a common place"])


def certainty_of(odds: float) -> float:
    """Odds as a certainty, 0…1."""
    return 1 / (1 + exp(-max(-50.0, min(50.0, odds))))


def signs_of(first: Reading, second: Reading) -> dict[str, float]:
    """What speaks for and against, each sign as a number of about 0…1.

    What both say in the same words is mostly the place and the thing. What remains of each must tell of the same too.
    """
    whole, rest = whole_of(first, second), rest_of(first, second)
    of_whole = _like_the_same_lines(first, second, whole)
    of_rest = of_whole if rest == whole else _like_the_same_lines(first, second, rest) if rest else 1.0
    return {
        "unlike any same line": -log(of_whole + _LEAST),
        "rest like the same lines": of_rest,
        "rest agrees": _agree(first, second, rest) if rest else 1.0,
        "one praises": float(first.is_praise is not second.is_praise),
        "one asks": float(first.is_question is not second.is_question),
        "contradict": float(exclude(first, second)),
    }


def exclude(first: Reading, second: Reading) -> bool:
    """Whether two texts name different ones of things, or of states, that exclude each other."""
    return contradict(first.words, second.words) or opposed(first.states, second.states)


def whole_of(first: Reading, second: Reading) -> Places:
    """All that each tells but the names of the other."""
    return _said_by(first, but=second.naming.names), _said_by(second, but=first.naming.names)


def rest_of(first: Reading, second: Reading) -> Places | None:
    """What remains of each without the words of the other; the whole where one says nothing else, None where both."""
    ours = _said_by(first, but=second.told.keys() | second.naming.names)
    theirs = _said_by(second, but=first.told.keys() | first.naming.names)
    if ours and theirs:
        return ours, theirs
    return whole_of(first, second) if ours or theirs else None


def _said_by(reading: Reading, *, but: Collection[str]) -> list[int]:
    """Which words of a text are none of these."""
    return [place for place, word in enumerate(reading.told) if word not in but]


def _like_the_same_lines(first: Reading, second: Reading, places: Places) -> float:
    """How far these words of both are like the same lines."""
    ours = point_of(_weights(first, places[0]), first.pointers[places[0]])
    theirs = point_of(_weights(second, places[1]), second.pointers[places[1]])
    return float(likeness_to_lines(ours) @ likeness_to_lines(theirs))


def _agree(first: Reading, second: Reading, places: Places) -> float:
    """How far these words of both agree, by what pairs taught."""
    return float(_leaning(first, places[0]) @ _leaning(second, places[1]))


def _leaning(reading: Reading, places: Sequence[int]) -> Floats:
    words = [*reading.told]
    return point_of(_weights(reading, places), leanings_of(words[place] for place in places))


def _weights(reading: Reading, places: Sequence[int]) -> Floats:
    weights = [*reading.told.values()]
    return np.array([weights[place] for place in places], dtype=np.float32)

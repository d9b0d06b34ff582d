"""The features by which two texts about one place tell of the same, or do not; a logistic regression weighs them."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log
from typing import Final

import numpy as np

from otklik.duplicates.matching.agreement import agreement_vectors_of
from otklik.duplicates.matching.incidents import similarity_to_lines, text_vector
from otklik.duplicates.matching.states import opposed
from otklik.duplicates.matching.texts import ParsedText
from otklik.duplicates.matching.word_embeddings import ARTIFACTS
from otklik.triage.packing import Floats
from otklik.triage.subjects import contradict

_LEAST: Final = 0.02
"""Less of the same lines than this is nothing."""

SPEAKS_AGAINST: Final = frozenset({"unlike any same line", "one praises", "one asks", "contradict"})
"""Features that may only lower the odds; all others may only raise them, whatever the lessons' way of writing says."""

type Places = tuple[Sequence[int], Sequence[int]]
"""Which words of the one text, and which of the other."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature adds to the odds that two texts tell of the same."""

    intercept: float
    of_features: Mapping[str, float]
    without_place: float = 0.0
    """What is added where the texts name no common place."""

    def odds(self, features: Mapping[str, float]) -> float:
        """The logarithm of the odds; 0 is even."""
        return self.intercept + sum(self.of_features[name] * value for name, value in features.items())


@cache
def load_weights() -> Weights:
    """The weights that the lab fitted."""
    return _read_weights("weights.json")


@cache
def load_weights_with_encoder() -> Weights:
    """The weights of the same features and of what the pair encoder says of both texts."""
    return _read_weights("weights_together.json")


def _read_weights(name: str) -> Weights:
    told = json.loads((ARTIFACTS / name).read_text(encoding="utf-8"))
    return Weights(told["intercept"], told["signs"], told["without a common place"])


def certainty_of(odds: float) -> float:
    """Odds as a certainty, 0…1."""
    return 1 / (1 + exp(-max(-50.0, min(50.0, odds))))


def features_of(first: ParsedText, second: ParsedText) -> dict[str, float]:
    """What speaks for and against, each feature as a number of about 0…1.

    What both say in the same words is mostly the place and the thing. What remains of each must tell of the same too.
    """
    whole, rest = whole_of(first, second), rest_of(first, second)
    of_whole = _similarity_to_the_same_lines(first, second, whole)
    of_rest = of_whole if rest == whole else _similarity_to_the_same_lines(first, second, rest) if rest else 1.0
    return {
        "unlike any same line": -log(of_whole + _LEAST),
        "rest like the same lines": of_rest,
        "rest agrees": _agree(first, second, rest) if rest else 1.0,
        "one praises": float(first.is_praise is not second.is_praise),
        "one asks": float(first.is_question is not second.is_question),
        "contradict": float(exclude(first, second)),
    }


def exclude(first: ParsedText, second: ParsedText) -> bool:
    """Whether two texts name different ones of things, or of states, that exclude each other."""
    return contradict(first.words, second.words) or opposed(first.states, second.states)


def whole_of(first: ParsedText, second: ParsedText) -> Places:
    """All that each tells but the names of the other."""
    return _said_by(first, but=second.naming.names), _said_by(second, but=first.naming.names)


def rest_of(first: ParsedText, second: ParsedText) -> Places | None:
    """What remains of each without the words of the other; the whole where one says nothing else, None where both."""
    ours = _said_by(first, but=second.terms.keys() | second.naming.names)
    theirs = _said_by(second, but=first.terms.keys() | first.naming.names)
    if ours and theirs:
        return ours, theirs
    return whole_of(first, second) if ours or theirs else None


def _said_by(reading: ParsedText, *, but: Collection[str]) -> list[int]:
    """Which words of a text are none of these."""
    return [place for place, word in enumerate(reading.terms) if word not in but]


def _similarity_to_the_same_lines(first: ParsedText, second: ParsedText, places: Places) -> float:
    """How far these words of both are like the same lines."""
    ours = text_vector(_weights(first, places[0]), first.vectors[places[0]])
    theirs = text_vector(_weights(second, places[1]), second.vectors[places[1]])
    return float(similarity_to_lines(ours) @ similarity_to_lines(theirs))


def _agree(first: ParsedText, second: ParsedText, places: Places) -> float:
    """How far these words of both agree, by what pairs taught."""
    return float(_agreement_text_vector(first, places[0]) @ _agreement_text_vector(second, places[1]))


def _agreement_text_vector(reading: ParsedText, places: Sequence[int]) -> Floats:
    words = [*reading.terms]
    return text_vector(_weights(reading, places), agreement_vectors_of(words[place] for place in places))


def _weights(reading: ParsedText, places: Sequence[int]) -> Floats:
    weights = [*reading.terms.values()]
    return np.array([weights[place] for place in places], dtype=np.float32)

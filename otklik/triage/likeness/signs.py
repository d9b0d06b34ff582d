"""The signs by which two texts about one place tell of the same, or do not; and how they are weighed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import Final

import numpy as np
from numpy.typing import NDArray

from otklik.triage.likeness.meaning import ARTIFACTS, SIZE
from otklik.triage.likeness.places import Place
from otklik.triage.likeness.subjects import contradict
from otklik.triage.likeness.texts import Reading, strong_subjects

_PLACES: Final = (Place.HOUSE, Place.ROUTE, Place.INSTITUTION, Place.STREET, Place.LANDMARK)
_LEAST: Final = 1e-6


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
    """The weights that `otklik triage train-likeness` fitted."""
    told = json.loads((ARTIFACTS / "weights.json").read_text(encoding="utf-8"))
    return Weights(told["intercept"], told["signs"], told["without a common place"])


def certainty_of(odds: float) -> float:
    """Odds as a certainty, 0…1."""
    return 1 / (1 + exp(-max(-50.0, min(50.0, odds))))


def signs_of(first: Reading, second: Reading, *, place: Place, wording: float) -> dict[str, float]:
    """What speaks for and against, each sign as a number of about 0…1."""
    return {
        **{f"place {one.value}": float(place is one) for one in _PLACES},
        "wording": wording,
        **_of_subjects(strong_subjects(first.subjects), strong_subjects(second.subjects)),
        **_of_troubles(first.troubles, second.troubles),
        "one praises": float(first.is_praise is not second.is_praise),
        "one asks": float(first.is_question is not second.is_question),
        "one wishes": float(first.is_wish is not second.is_wish),
        "both wish": float(first.is_wish and second.is_wish),
        "contradict": float(contradict(first.words, second.words)),
        "like the same lines": float(first.incidents @ second.incidents),
        **_of_meaning(first, second),
    }


def _of_subjects(ours: set[str], theirs: set[str]) -> dict[str, float]:
    shared = len(ours & theirs)
    return {
        "subjects of all": shared / max(1, len(ours | theirs)),
        "subjects of the fewer": shared / max(1, min(len(ours), len(theirs))),
        "subjects apart": float(bool(ours and theirs and not shared)),
        "no subject": float(not ours or not theirs),
    }


def _of_troubles(ours: frozenset[str], theirs: frozenset[str]) -> dict[str, float]:
    shared = len(ours & theirs)
    return {
        "troubles of the fewer": shared / max(1, min(len(ours), len(theirs))),
        "troubles apart": float(bool(ours and theirs and not shared)),
        "one trouble": float(bool(ours) is not bool(theirs)),
        "no trouble": float(not ours and not theirs),
    }


def _of_meaning(first: Reading, second: Reading) -> dict[str, float]:
    """How far each word finds one like it in the other text, the rare words heavier; names of places are left out."""
    ours, our_vectors = _weighed(first, without=second.naming.names)
    theirs, their_vectors = _weighed(second, without=first.naming.names)
    if not len(ours) or not len(theirs):
        ours = theirs = np.ones(1, dtype=np.float32)
        our_vectors = their_vectors = np.zeros((1, SIZE), dtype=np.float32)
    nearness = np.maximum(our_vectors @ their_vectors.T, 0)
    sums = (ours @ our_vectors, theirs @ their_vectors)
    found = [nearness.max(axis=1), nearness.max(axis=0)]
    covered = [
        float(near @ weight / max(float(weight.sum()), _LEAST))
        for near, weight in zip(found, (ours, theirs), strict=True)
    ]
    alone = [float(((1 - near) * weight).max()) / 7 for near, weight in zip(found, (ours, theirs), strict=True)]
    lengths = float(np.linalg.norm(sums[0]) * np.linalg.norm(sums[1]))
    return {
        "covered less": min(covered),
        "covered more": max(covered),
        "alone less": min(alone),
        "alone more": max(alone),
        "nearest words": float(nearness.max()),
        "meaning": float(sums[0] @ sums[1]) / max(lengths, _LEAST),
        "words of the shorter": min(len(ours), len(theirs), _MOST_WORDS) / _MOST_WORDS,
        "words of the longer": min(max(len(ours), len(theirs)), _MOST_WORDS) / _MOST_WORDS,
    }


_MOST_WORDS: Final = 20


def _weighed(reading: Reading, *, without: frozenset[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    kept = [place for place, word in enumerate(reading.words) if word not in without]
    rarity = np.array([*reading.words.values()], dtype=np.float32)
    return rarity[kept], reading.vectors[kept]

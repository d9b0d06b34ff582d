"""The signs by which two texts about one place tell of the same, or do not; and how they are weighed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import Final

import numpy as np
from numpy.typing import NDArray

from otklik.triage.likeness.facets import UNKNOWN, facets_of_word, rarity_of_facet, weight_of
from otklik.triage.likeness.meaning import ARTIFACTS, SIZE
from otklik.triage.likeness.places import Place
from otklik.triage.likeness.subjects import contradict
from otklik.triage.likeness.texts import Reading, strong_subjects

_PLACES: Final = (Place.HOUSE, Place.ROUTE, Place.INSTITUTION, Place.STREET, Place.LANDMARK)
_LEAST: Final = 1e-6

type Floats = NDArray[np.float32]


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
        **_of_facets(first.facets, second.facets),
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


def _of_facets(ours: frozenset[str], theirs: frozenset[str]) -> dict[str, float]:
    """How far two texts show the same facets, the rare ones heavier."""
    shared, our_weight, their_weight = weight_of(ours & theirs), weight_of(ours), weight_of(theirs)
    return {
        "facets of the fewer": shared / max(1.0, min(our_weight, their_weight)),
        "facets of all": shared / max(1.0, our_weight + their_weight - shared),
        "facets apart": float(bool(ours and theirs and not ours & theirs)),
        "no facet": float(not ours or not theirs),
        "facets shared": shared / 10,
    }


def _of_meaning(first: Reading, second: Reading) -> dict[str, float]:
    """How far each word finds one like it in the other text, the rare words heavier; names of places are left out."""
    ours, our_vectors = _weighed(first, without=second.naming.names)
    theirs, their_vectors = _weighed(second, without=first.naming.names)
    kinship = _kinship(first, second)
    if not len(ours) or not len(theirs):
        ours = theirs = np.ones(1, dtype=np.float32)
        our_vectors = their_vectors = np.zeros((1, SIZE), dtype=np.float32)
        kinship = np.zeros((1, 1), dtype=np.float32)
    nearness = np.maximum(our_vectors @ their_vectors.T, 0)
    kin = np.maximum(nearness, kinship)
    sums = (ours @ our_vectors, theirs @ their_vectors)
    lengths = float(np.linalg.norm(sums[0]) * np.linalg.norm(sums[1]))
    return {
        **_found_again(nearness, ours, theirs, of=""),
        **_found_again(kin, ours, theirs, of=" by facets"),
        "kinship": float(kin.mean()),
        "nearest words": float(nearness.max()),
        "meaning": float(sums[0] @ sums[1]) / max(lengths, _LEAST),
        "words of the shorter": min(len(ours), len(theirs), _MOST_WORDS) / _MOST_WORDS,
        "words of the longer": min(max(len(ours), len(theirs)), _MOST_WORDS) / _MOST_WORDS,
    }


def _found_again(nearness: Floats, ours: Floats, theirs: Floats, *, of: str) -> dict[str, float]:
    """How much of each text finds something near in the other, and the weightiest word that does not."""
    found = ((nearness.max(axis=1), ours), (nearness.max(axis=0), theirs))
    covered = [float(near @ weight / max(float(weight.sum()), _LEAST)) for near, weight in found]
    alone = [float(((1 - near) * weight).max()) / 7 for near, weight in found]
    return {
        f"covered less{of}": min(covered),
        f"covered more{of}": max(covered),
        f"alone less{of}": min(alone),
        f"alone more{of}": max(alone),
    }


_MOST_WORDS: Final = 20
_KIN: Final = 0.8
"""How near to each other words of one rare facet are; words of a common one less."""


def _kinship(first: Reading, second: Reading) -> Floats:
    """For each word of the one and the other how near the facets make them."""
    ours = [facets_of_word(word) for word in first.words if word not in second.naming.names]
    theirs = [facets_of_word(word) for word in second.words if word not in first.naming.names]
    found = np.zeros((len(ours), len(theirs)), dtype=np.float32)
    for row, one in enumerate(ours):
        for column, other in enumerate(theirs if one else ()):
            if shared := one & other:
                found[row, column] = _KIN * min(1.0, max(map(rarity_of_facet, shared)) / UNKNOWN)
    return found


def _weighed(reading: Reading, *, without: frozenset[str]) -> tuple[Floats, Floats]:
    kept = [place for place, word in enumerate(reading.words) if word not in without]
    rarity = np.array([*reading.words.values()], dtype=np.float32)
    return rarity[kept], reading.vectors[kept]

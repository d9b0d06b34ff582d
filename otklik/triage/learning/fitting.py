"""Fitting what an installation has learnt to its own examples, near the shipped model. Plain; numpy alone.

The texts that the shipped model was made from are not here, so the only thing that keeps the old knowledge is to move
little: weights begin at nothing, shrink with each step, and a few passes are made. How little is chosen among a
few strengths on a fifth of the examples kept apart; the temperature, which makes certainties honest, on the same fifth.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from otklik.shared.text import fold
from otklik.triage.model import Model, group_certainties, weighed
from otklik.triage.own_layer import SURELY_NOT, Floats, OwnCard, OwnLayer
from otklik.triage.shares import softmax

PASSES: Final = 6
STRENGTHS: Final = (0.0, 0.1, 0.3, 0.8)
"""How far one example moves the weights of its words; 0: only how frequent groups are is learnt."""
SHRINKING: Final = 0.01
FEWEST_TEXTS: Final = 3
"""Words of fewer texts leave no weight: they may be names, and teach little."""
TEMPERATURES: Final = tuple(float(one) for one in np.geomspace(0.4, 2.5, 40))
SEED: Final = 7


@dataclass(frozen=True, slots=True)
class Told:
    """A text and the group that a person gave it."""

    text: str
    group: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """A text as it is learnt from: rows of its words, their weights, the shipped model's scores, the right column."""

    rows: NDArray[np.int64]
    values: Floats
    scores: Floats
    right: int


def is_held_out(text: str) -> bool:
    """A fifth is never learnt from, only measured on: always the same, and the same words always together."""
    return zlib.crc32(same_words(text)) % 5 == 0


def fit_layer(examples: Sequence[Told], *, model: Model, version: str) -> OwnLayer:
    """Learn from examples over the shipped model (`model.own` is left out). Groups that it does not know are too."""
    base = replace(model, own=None)
    known = [one for one in examples if one.group in base.card.groups]
    buckets = _frequent_buckets(known, model=base)
    seen = [_see(one, buckets, model=base) for one in known]
    probed = [zlib.crc32(b"probe" + same_words(one.text)) % 5 == 0 for one in known]
    learnt = [one for one, is_probe in zip(seen, probed, strict=True) if not is_probe] or seen
    probes = [one for one, is_probe in zip(seen, probed, strict=True) if is_probe] or seen
    trials = [_try(learnt, probes, shape=(len(buckets), len(base.card.groups)), by=by) for by in STRENGTHS]
    _, strength, temperature = min(trials)
    weights, biases = _fit(seen, shape=(len(buckets), len(base.card.groups)), strength=strength)
    kept = np.flatnonzero(weights.any(axis=1))
    return OwnLayer(
        card=OwnCard(version=version, base=base.card.version, groups=base.card.groups, temperature=temperature),
        buckets=buckets[kept],
        weights=weights[kept].astype(np.float16),
        biases=biases,
    )


def same_words(text: str) -> bytes:
    """A text as it is told from others: letters and spaces alike make the same words."""
    return " ".join(fold(text).split()).encode()


def _frequent_buckets(examples: Sequence[Told], *, model: Model) -> NDArray[np.int64]:
    """Buckets that occur in enough different texts, in ascending order."""
    texts = {same_words(one.text): one.text for one in examples}
    found = [weighed(text, rarity=model.rarity)[0] for text in texts.values()]
    if not found:
        return np.empty(0, dtype=np.int64)
    buckets, counts = np.unique(np.concatenate(found), return_counts=True)
    return buckets[counts >= FEWEST_TEXTS].astype(np.int64)


def _see(example: Told, known: NDArray[np.int64], *, model: Model) -> _Seen:
    buckets, values = weighed(example.text, rarity=model.rarity)[:2]
    is_known = np.isin(buckets, known)
    return _Seen(
        rows=np.searchsorted(known, buckets[is_known]),
        values=values[is_known],
        scores=np.log(np.maximum(group_certainties(example.text, model=model), SURELY_NOT)),
        right=model.card.groups.index(example.group),
    )


def _try(
    learnt: Sequence[_Seen], probes: Sequence[_Seen], *, shape: tuple[int, int], by: float
) -> tuple[float, float, float]:
    """How surprised the fitted weights are by texts kept apart, with the strength and the best temperature."""
    weights, biases = _fit(learnt, shape=shape, strength=by)
    scores = np.array([_scores(one, weights, biases) for one in probes], dtype=np.float32)
    right = np.array([one.right for one in probes])
    surprise, temperature = min((_surprise(scores / divisor, right), divisor) for divisor in TEMPERATURES)
    return surprise, by, temperature


def _fit(seen: Sequence[_Seen], *, shape: tuple[int, int], strength: float) -> tuple[Floats, Floats]:
    """Weights and biases after a few passes, each step smaller than the last, in an order that is always the same."""
    weights = np.zeros(shape, dtype=np.float32)
    biases = np.zeros(shape[1], dtype=np.float32)
    order = np.random.default_rng(SEED)
    for number in range(PASSES):
        step = 1 / (1 + number)
        for place in order.permutation(len(seen)):
            one = seen[place]
            error = softmax(_scores(one, weights, biases))
            error[one.right] -= 1
            biases -= step * 0.02 * error
            if strength:
                moved = weights[one.rows] * (1 - step * SHRINKING)
                weights[one.rows] = moved - step * strength * np.outer(one.values, error)
    return weights, biases


def _scores(one: _Seen, weights: Floats, biases: Floats) -> Floats:
    scores: Floats = one.scores + biases + one.values @ weights[one.rows]
    return scores


def _surprise(scores: Floats, right: NDArray[np.int64]) -> float:
    """Mean surprise at the right group; lower is better."""
    shares = np.array([softmax(row)[place] for row, place in zip(scores, right, strict=True)])
    return float(-np.log(np.maximum(shares, SURELY_NOT)).mean())

"""Makes the model: words and pieces of words, weighed by rarity, and a linear classifier. Needs scikit-learn.

    otklik triage train --data DIR --out otklik/triage/artifacts

Three rounds: learn from the region whose groups are certain and from the names of topics; let that choose among the
groups allowed for the other region; learn from all. The temperature is fitted on texts that the fitted part never saw.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from otklik.triage.examples import (
    Example,
    RudeExample,
    is_held_back,
    is_probe,
    names_of_topics,
    read_appeals,
    read_comments,
)
from otklik.triage.features import BUCKETS, buckets_of
from otklik.triage.model import Card, Floats, softmax, weighed

MODEL_NAME: Final = "groups-1"
STRENGTH: Final = 0.3
"""Inverse of regularisation: of 0.1, 0.2, 0.3, 0.4 the best on the texts held back, by little."""
WEIGHT_OF_TOPIC_NAMES: Final = 3.0
ABSTAIN_BELOW: Final = 0.45
SEED: Final = 7

Matrix = Any
"""A sparse matrix of scipy; it has no types of its own."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A linear classifier: weights by bucket and column, and intercepts."""

    classes: tuple[str, ...]
    weights: Floats
    intercepts: Floats


def train(data: Path, out: Path) -> Card:
    """Learn from the texts of a folder and leave the arrays and the card in another. Takes about two minutes."""
    certain = [one for one in read_appeals(data, "perm") if not is_held_back(one.text)]
    allowed = [one for one in read_appeals(data, "kursk") if not is_held_back(one.text)]
    comments = [one for one in read_comments(data) if not is_held_back(one.text)]
    rarity = _rarity([one.text for one in [*certain, *allowed]] + [one.text for one in comments])
    groups = _fit_groups(certain, allowed, rarity=rarity)
    temperature = _fit_temperature(certain, allowed, rarity=rarity)
    rude, slope, offset = _fit_rudeness(comments, rarity=rarity)
    card = Card(
        version=MODEL_NAME,
        groups=groups.classes,
        temperature=temperature,
        abstain_below=ABSTAIN_BELOW,
        rude_slope=slope,
        rude_offset=offset,
    )
    _write(out, card, rarity=rarity, groups=groups, rude=rude)
    return card


def _rarity(texts: Sequence[str]) -> Floats:
    """How much a bucket counts: the logarithm of the share of texts without it; zero when only one text has it."""
    seen = np.zeros(BUCKETS, dtype=np.int64)
    for text in texts:
        seen[buckets_of(text)[0]] += 1
    rarity = np.log((1 + len(texts)) / (1 + seen)) + 1
    return np.where(seen >= 2, rarity, 0).astype(np.float32)


def _matrix(texts: Sequence[str], *, rarity: Floats) -> Matrix:
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    rows = [weighed(text, rarity=rarity) for text in texts]
    starts = np.cumsum([0, *(len(buckets) for buckets, _ in rows)])
    columns = np.concatenate([buckets for buckets, _ in rows])
    return csr_matrix((np.concatenate([values for _, values in rows]), columns, starts), shape=(len(texts), BUCKETS))


def _fit_groups(certain: Sequence[Example], allowed: Sequence[Example], *, rarity: Floats) -> Fitted:
    names = names_of_topics()
    known = [*certain, *names]
    matrix = _matrix([one.text for one in known], rarity=rarity)
    labels = [one.groups[0] for one in known]
    weights = [1.0] * len(certain) + [WEIGHT_OF_TOPIC_NAMES] * len(names)
    first = _fit(matrix, labels, weights)
    other = _matrix([one.text for one in allowed], rarity=rarity)
    chosen = _choose(first, other, allowed)
    from scipy.sparse import vstack

    return _fit(vstack([matrix, other]).tocsr(), labels + chosen, weights + [1.0] * len(chosen))


def _choose(fitted: Fitted, matrix: Matrix, examples: Sequence[Example]) -> list[str]:
    """The likeliest of the groups that are allowed for each text."""
    scores = matrix @ fitted.weights + fitted.intercepts
    places = {code: place for place, code in enumerate(fitted.classes)}
    return [max(one.groups, key=lambda code: row[places[code]]) for one, row in zip(examples, scores, strict=True)]


def _fit(matrix: Matrix, labels: Sequence[str], weights: Sequence[float]) -> Fitted:
    """Fit on the buckets that occur, and spread the weights over all."""
    from sklearn.svm import LinearSVC

    used = np.unique(matrix.indices)
    machine = LinearSVC(C=STRENGTH, random_state=SEED).fit(matrix[:, used], labels, sample_weight=weights)
    spread = np.zeros((BUCKETS, len(machine.intercept_)), dtype=np.float32)
    spread[used] = machine.coef_.T
    return Fitted(tuple(str(one) for one in machine.classes_), spread, machine.intercept_.astype(np.float32))


def _fit_temperature(certain: Sequence[Example], allowed: Sequence[Example], *, rarity: Floats) -> float:
    """The divisor that makes certainties honest: learnt on a quarter of the texts that the rest was not fitted on."""
    fitted = _fit_groups([one for one in certain if not is_probe(one.text)], allowed, rarity=rarity)
    probes = [one for one in certain if is_probe(one.text)]
    scores = _matrix([one.text for one in probes], rarity=rarity) @ fitted.weights + fitted.intercepts
    right = np.array([fitted.classes.index(one.groups[0]) for one in probes])
    candidates = np.geomspace(0.05, 2, 60)
    return float(min(candidates, key=lambda temperature: _surprise(scores / temperature, right)))


def _surprise(scores: Floats, right: NDArray[np.int64]) -> float:
    shares = np.array([softmax(row)[place] for row, place in zip(scores, right, strict=True)])
    return float(-np.log(np.maximum(shares, 1e-9)).mean())


def _fit_rudeness(comments: Sequence[RudeExample], *, rarity: Floats) -> tuple[Fitted, float, float]:
    """A column for rudeness, and the curve from its score to a certainty, fitted on a quarter kept apart."""
    from sklearn.linear_model import LogisticRegression

    matrix = _matrix([one.text for one in comments], rarity=rarity)
    labels = np.array(["rude" if one.is_rude else "decent" for one in comments])
    probed = np.array([is_probe(one.text) for one in comments])
    partly = _fit(matrix[~probed], list(labels[~probed]), [1.0] * int((~probed).sum()))
    scores = matrix[probed] @ partly.weights + partly.intercepts
    curve = LogisticRegression().fit(scores, labels[probed] == "rude")
    return _fit(matrix, list(labels), [1.0] * len(labels)), float(curve.coef_[0, 0]), float(curve.intercept_[0])


def _write(out: Path, card: Card, *, rarity: Floats, groups: Fitted, rude: Fitted) -> None:
    weights = np.hstack([groups.weights, rude.weights])
    used = np.flatnonzero(weights.any(axis=1))
    rows = np.zeros(BUCKETS, dtype=np.int32)
    rows[used] = np.arange(1, len(used) + 1)
    packed = np.vstack([np.zeros((1, weights.shape[1]), dtype=np.float32), weights[used]])
    scale = np.abs(packed).max(axis=0) / 100
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / "rarity.npy", rarity)
    np.save(out / "rows.npy", rows)
    np.save(out / "weights.npy", (packed / scale).astype(np.float16))
    np.save(out / "scale.npy", scale.astype(np.float32))
    np.save(out / "intercepts.npy", np.concatenate([groups.intercepts, rude.intercepts]).astype(np.float32))
    text = json.dumps({"model": asdict(card)}, ensure_ascii=False, indent=2)
    (out / "card.json").write_text(text + "\n", encoding="utf-8")

"""Learning what tells of the same: weights of signs from made-up texts.

    otklik triage train-likeness

A logistic regression over all pairs of `lessons/told_twice.txt` that share a place: two texts of one line tell of the
same, texts of two lines do not. Vectors of words are made by `learning_vectors`. Needs scikit-learn.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from otklik.shared.lemmas import lemmas
from otklik.triage.examples import LESSONS
from otklik.triage.likeness.compare import signs_between, wording_of
from otklik.triage.likeness.facets import facets_of, forget_rarities
from otklik.triage.likeness.incidents import likeness_to_lines
from otklik.triage.likeness.meaning import SIZE, sum_up
from otklik.triage.likeness.places import Place, compare_places
from otklik.triage.likeness.signs import Weights
from otklik.triage.likeness.texts import forget_readings, read_text, strong_subjects

STRENGTH: Final = 0.1
SHARE_BY_CHANCE: Final = 0.98
SHARE_OF_SAME: Final = 0.4
"""For so large a share of pairs that are the same the certainties are made."""


@dataclass(frozen=True, slots=True)
class MadeUpPair:
    """Two texts of one place."""

    site: int
    first: str
    second: str
    is_same: bool


def learn_weights(out: Path) -> int:
    """Write the weights of the signs; returns the number of pairs."""
    sites = _sites()
    _count_facets(sites, out)
    np.save(out / "lines.npy", np.ones((1, SIZE), dtype=np.int8))  # those at hand may be of other vectors
    forget_readings()
    lines = [(site, _line_vector(texts)) for site, told in enumerate(sites) for texts in told]
    packed = np.rint(np.array([vector for _, vector in lines]) * 127).astype(np.int8)
    np.save(out / "lines.npy", packed)
    forget_readings()
    others = [np.array([vector for where, vector in lines if where != site]) for site in range(len(sites))]
    rows = [(pair, signs) for pair in made_up_pairs() if (signs := _signs(pair, others[pair.site])) is not None]
    names = [*rows[0][1]]
    table = np.array([[signs[name] for name in names] for _, signs in rows])
    same = np.array([pair.is_same for pair, _ in rows])
    spread = table.std(axis=0) + 1e-9
    weight = np.where(same, SHARE_OF_SAME / same.mean(), (1 - SHARE_OF_SAME) / (1 - same.mean()))
    fitted = LogisticRegression(C=STRENGTH, max_iter=3000).fit(table / spread, same, sample_weight=weight)
    weights = Weights(float(fitted.intercept_[0]), dict(zip(names, fitted.coef_[0] / spread, strict=True)))
    told = {
        "intercept": round(weights.intercept, 4),
        "without a common place": round(-_odds_by_chance(weights), 4),
        "signs": {name: round(float(one), 4) for name, one in weights.of_signs.items()},
    }
    (out / "weights.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return len(rows)


def _count_facets(sites: Sequence[Sequence[Sequence[str]]], out: Path) -> None:
    """Write how rare each facet is in the made-up texts."""
    texts = [text for site in sites for line in site for text in line]
    counts = Counter(facet for text in texts for facet in facets_of(lemmas(text)))
    told = {facet: round(log(len(texts) / (1 + count)), 3) for facet, count in sorted(counts.items())}
    (out / "facets.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    forget_rarities()


def _odds_by_chance(weights: Weights) -> float:
    """Odds that few texts of two places reach that are about the same thing: without a place more is asked for."""
    texts = [(pair.site, text) for pair in made_up_pairs() for text in (pair.first, pair.second)]
    readings = [(site, read_text(text)) for site, text in sorted(set(texts))]
    met = [
        weights.odds(signs_between(first, second, place=Place.OPEN, wording=wording_of(first, second)))
        for (here, first), (there, second) in combinations(readings, 2)
        if here != there and strong_subjects(first.subjects) & strong_subjects(second.subjects)
    ]
    return float(np.quantile(met, SHARE_BY_CHANCE))


def made_up_pairs() -> Iterator[MadeUpPair]:
    """All pairs of texts of each place of `told_twice.txt`."""
    for site, lines in enumerate(_sites()):
        texts = [(place, text) for place, line in enumerate(lines) for text in line]
        for (one, first), (other, second) in combinations(texts, 2):
            yield MadeUpPair(site, first, second, is_same=one == other)


def _sites() -> list[list[list[str]]]:
    """Places, of each the lines, of each the texts."""
    sites: list[list[list[str]]] = []
    for line in (LESSONS / "told_twice.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            sites.append([])
        elif line.strip():
            sites[-1].append([one.strip() for one in line.split(" | ")])
    return [site for site in sites if site]


def _line_vector(texts: Sequence[str]) -> NDArray[np.float32]:
    return sum_up([1.0] * len(texts), np.array([read_text(text).meaning for text in texts]))


def _signs(pair: MadeUpPair, lines: NDArray[np.float32]) -> dict[str, float] | None:
    """The signs, as if the lines of this place were not known."""
    first, second = read_text(pair.first), read_text(pair.second)
    place = compare_places(first.naming, second.naming)
    if place in (Place.OTHER, Place.OPEN):
        return None
    signs = signs_between(first, second, place=place, wording=wording_of(first, second))
    shares = [likeness_to_lines(one.meaning, lines) for one in (first, second)]
    return {**signs, "like the same lines": float(shares[0] @ shares[1])}

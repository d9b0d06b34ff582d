"""Learning what tells of the same: the space of troubles, and weights of signs.

    otklik triage train-likeness

The space comes from the lines of `lessons/told_twice.txt`: texts of one line tell of the same ([learning_space](
learning_space.py)). The weights are a logistic regression over pairs that share a place: of its texts, as if the lines
of their place were not known, and, heavier, of the practice pairs, where what is not the same sounds alike. Vectors of
words are made by `learning_vectors`. Needs scipy.
"""

import csv
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from otklik.shared.lemmas import lemmas
from otklik.triage.examples import LESSONS
from otklik.triage.likeness.compare import lasting_days
from otklik.triage.likeness.facets import facets_of
from otklik.triage.likeness.lasting import freshness
from otklik.triage.likeness.learning_space import learn_space
from otklik.triage.likeness.places import Place, compare_places
from otklik.triage.likeness.signs import SPEAKS_AGAINST, Weights, signs_of
from otklik.triage.likeness.texts import forget_readings, read_text, reading_from, strong_subjects

STRENGTH: Final = 0.1
SHARE_BY_CHANCE: Final = 0.98
SHARE_OF_SAME: Final = 0.5
"""For so large a share of pairs that are the same the certainties are made."""
PRACTICE_COUNTS: Final = 30.0
"""How much more a practice pair weighs than a made-up one: those are many, and most are told apart easily."""
FOLDS: Final = 5
PRACTICE: Final = LESSONS / "duplicates.jsonl"
OLDER: Final = LESSONS / "pairs.csv"

type Sites = Sequence[Sequence[Sequence[str]]]
type Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MadeUpPair:
    """Two texts of one place."""

    site: int
    first: str
    second: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class PracticePair:
    """Two texts, how far apart they were said, and whether people say that they are one."""

    first: str
    second: str
    hours_apart: float
    is_same: bool


def learn_weights(out: Path) -> int:
    """Write the space, the lines, and the weights of the signs; returns the number of pairs.

    Vectors of words that lie there are learnt from. Only what is whole is written there: until then the spaces that are
    tried lie apart, where they count before the shipped one, which knows every line.
    """
    with TemporaryDirectory() as folder, reading_from(out), reading_from(made := Path(folder)):
        pairs = _learn(made)
        out.mkdir(parents=True, exist_ok=True)
        for file in made.iterdir():
            copyfile(file, out / file.name)
    return pairs


def _learn(out: Path) -> int:
    sites = _sites()
    _count_facets(sites, out)
    told, is_same = _signs_of_made_up(sites, out)
    learn_space([line for site in sites for line in site]).save(out)
    forget_readings()
    practised, is_same_there = _signs_of_practice()
    names = [*told[0]]
    table = np.array([[signs[name] for name in names] for signs in (*told, *practised)])
    same = np.array([*is_same, *is_same_there], dtype=np.float64)
    heavy = np.concatenate([_evened(is_same), PRACTICE_COUNTS * _evened(is_same_there)])
    weights = _fit(names, table, same, heavy)
    written = {
        "intercept": round(weights.intercept, 4),
        "without a common place": round(-_odds_by_chance(weights), 4),
        "signs": {name: round(float(one), 4) for name, one in weights.of_signs.items()},
    }
    (out / "weights.json").write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return len(same)


def _signs_of_made_up(sites: Sites, out: Path) -> tuple[list[dict[str, float]], list[bool]]:
    """Signs of all pairs of a common place, each as if its place had not been learnt from."""
    pairs = [*made_up_pairs()]
    told: list[dict[str, float]] = []
    is_same: list[bool] = []
    for fold in range(FOLDS):
        learn_space([line for site, lines in enumerate(sites) if site % FOLDS != fold for line in lines]).save(out)
        forget_readings()
        for pair in pairs:
            signs = _signs(pair.first, pair.second) if pair.site % FOLDS == fold else None
            if signs is not None:
                told.append(signs)
                is_same.append(pair.is_same)
    return told, is_same


def _signs_of_practice() -> tuple[list[dict[str, float]], list[bool]]:
    """Signs of practice pairs of a common place; those told so long after that time alone parts them teach nothing."""
    rows = [row for row in practice_pairs() if freshness(row.hours_apart, _lasting(row)) == 1]
    told = [(_signs(row.first, row.second), row.is_same) for row in rows]
    known = [(signs, is_same) for signs, is_same in told if signs is not None]
    return [signs for signs, _ in known], [is_same for _, is_same in known]


def practice_pairs() -> Iterator[PracticePair]:
    """The practice pairs, and the older ones: both are lessons, so figures on them say little of other pairs."""
    for line in PRACTICE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield PracticePair(row["first"], row["second"], float(row["hours_apart"]), is_same=bool(row["same"]))
    with OLDER.open(encoding="utf-8") as source:
        for told in csv.DictReader(source, delimiter="|", quoting=csv.QUOTE_NONE):
            yield PracticePair(told["first"], told["second"], float(told["hours"]), is_same=told["same"] == "1")


def _lasting(row: PracticePair) -> int:
    return lasting_days(read_text(row.first), read_text(row.second))


def _fit(names: Sequence[str], table: Floats, is_same: Floats, heavy: Floats) -> Weights:
    """A logistic regression in which likeness never speaks against, nor unlikeness for."""
    spread = table.std(axis=0) + 1e-9
    rows = np.hstack([np.ones((len(table), 1)), table / spread])

    def surprise(weights: Floats) -> tuple[float, Floats]:
        odds = rows @ weights
        pull = np.r_[0.0, weights[1:]] / STRENGTH
        slope = rows.T @ (heavy * (1 / (1 + np.exp(-odds)) - is_same)) + pull
        return float(heavy @ (np.logaddexp(0, odds) - is_same * odds) + pull @ weights / 2), slope

    bounds = [(None, None), *((None, 0) if name in SPEAKS_AGAINST else (0, None) for name in names)]
    fitted = minimize(surprise, np.zeros(rows.shape[1]), jac=True, bounds=bounds, method="L-BFGS-B").x
    return Weights(float(fitted[0]), dict(zip(names, map(float, fitted[1:] / spread), strict=True)))


def _evened(is_same: Sequence[bool]) -> Floats:
    """A weight for each pair, so that those that are the same make up the share they are meant to."""
    share = sum(is_same) / len(is_same)
    return np.where(is_same, SHARE_OF_SAME / share, (1 - SHARE_OF_SAME) / (1 - share))


def _count_facets(sites: Sites, out: Path) -> None:
    """Write how rare each facet is in the made-up texts."""
    texts = [text for site in sites for line in site for text in line]
    counts = Counter(facet for text in texts for facet in facets_of(lemmas(text)))
    told = {facet: round(log(len(texts) / (1 + count)), 3) for facet, count in sorted(counts.items())}
    (out / "facets.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    forget_readings()


def _odds_by_chance(weights: Weights) -> float:
    """Odds that few texts of two places reach that are about the same thing: without a place more is asked for."""
    texts = [(pair.site, text) for pair in made_up_pairs() for text in (pair.first, pair.second)]
    readings = [(site, read_text(text)) for site, text in sorted(set(texts))]
    met = [
        weights.odds(signs_of(first, second))
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


def _signs(one: str, other: str) -> dict[str, float] | None:
    """The signs of two texts; None where they name no common place."""
    first, second = read_text(one), read_text(other)
    return None if compare_places(first.naming, second.naming) in _APART else signs_of(first, second)


_APART: Final = (Place.OTHER, Place.OPEN)

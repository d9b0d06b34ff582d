"""Learning what tells of the same: two spaces of words, and weights of signs.

    otklik triage train-likeness

The spaces come from the lines of `lessons/told_twice.txt` and `lessons/ways_to_tell.txt`: texts of one line tell of the
same ([learning_space](learning_space.py), [learning_agreement](learning_agreement.py)). The weights are a logistic
regression over the practice pairs that share a place: their sentences taught no space, and what is not the same sounds
alike there. Vectors of words are made by `learning_vectors`. Needs scipy.
"""

import json
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from otklik.duplicates.matching.compare import lasting_days
from otklik.duplicates.matching.duration import freshness
from otklik.duplicates.matching.features import SPEAKS_AGAINST, Weights, features_of, load_weights
from otklik.duplicates.matching.pair_encoder import FEATURE as ENCODER_ODDS
from otklik.duplicates.matching.pair_encoder import PairEncoder, open_pair_encoder
from otklik.duplicates.matching.texts import artifacts_from, clear_caches, read_text, strong_subjects
from otklik.duplicates.places.comparing import Place, compare_places
from otklik_lab.agreement import learn_agreement
from otklik_lab.incident_space import learn_space
from otklik_lab.paraphrases import PracticePair, practice_pairs, told_twice, ways_to_tell

STRENGTH: Final = 0.1
FRESH_ENOUGH: Final = 0.5
"""Where time speaks more against a pair than this, it parts it whatever is told."""
SHARE_BY_CHANCE: Final = 0.98
SHARE_OF_SAME: Final = 0.55
"""For so large a share of pairs that are the same the certainties are made."""
BY_CHANCE_OF: Final = 1_200
"""So many texts are compared with those of other places: what few reach by chance is seen as well as with all."""

type Floats = NDArray[np.float64]


def learn_weights(out: Path) -> int:
    """Write the space, the lines, and the weights of the signs; returns the number of pairs.

    Vectors of words that lie there are learnt from. Only what is whole is written there: until then what is made lies
    apart, where it counts before the shipped.
    """
    with TemporaryDirectory() as folder, artifacts_from(out), artifacts_from(made := Path(folder)):
        pairs = _learn(made)
        out.mkdir(parents=True, exist_ok=True)
        for file in made.iterdir():
            copyfile(file, out / file.name)
    return pairs


def _learn(out: Path) -> int:
    places, ways = told_twice(), ways_to_tell()
    lines = [line for block in (*places, *ways) for line in block]
    space = learn_space(lines)
    space.save(out)
    learn_agreement([*places, *ways], space.turn).save(out)
    clear_caches()
    practice = _practice()
    weights = _fitted(practice)
    without_place = -_odds_by_chance(weights)
    _write(out / "weights.json", weights, without_place)
    if together := open_pair_encoder():
        _write(out / "weights_together.json", _fitted(_with_encoder(practice, together)), without_place)
    return len(practice)


def learn_weights_with_encoder(together: PairEncoder, out: Path) -> None:
    """Write the weights of the signs beside what this encoder says of both texts; the spaces stay as they are."""
    weights = _fitted(_with_encoder(_practice(), together))
    _write(out / "weights_together.json", weights, load_weights().without_place)


type Practice = Sequence[tuple[PracticePair, dict[str, float]]]
"""Pairs with their signs."""


def _practice() -> Practice:
    """Practice pairs of a common place; those told so late that time alone parts them teach nothing."""
    rows = [row for row in practice_pairs() if freshness(row.hours_apart, _lasting(row)) >= FRESH_ENOUGH]
    told = [(row, _signs(row.first, row.second)) for row in rows]
    return [(row, signs) for row, signs in told if signs is not None]


def _with_encoder(practice: Practice, together: PairEncoder) -> Practice:
    """The same pairs with the sign that they were read together."""
    return [(row, {**signs, ENCODER_ODDS: together.odds(row.first, row.second)}) for row, signs in practice]


def _fitted(practice: Practice) -> Weights:
    names = [*practice[0][1]]
    table = np.array([[signs[name] for name in names] for _, signs in practice])
    is_same = [row.is_same for row, _ in practice]
    return _fit(names, table, np.array(is_same, dtype=np.float64), _evened(is_same))


def _write(path: Path, weights: Weights, without_place: float) -> None:
    written = {
        "intercept": round(weights.intercept, 4),
        "without a common place": round(without_place, 4),
        "signs": {name: round(float(one), 4) for name, one in weights.of_features.items()},
    }
    path.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _lasting(row: PracticePair) -> int:
    return lasting_days(read_text(row.first), read_text(row.second), hours_apart=row.hours_apart)


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


def _odds_by_chance(weights: Weights) -> float:
    """Odds that few texts of two places reach that are about the same thing: without a place more is asked for."""
    texts = [(place, text) for place, block in enumerate(told_twice()) for line in block for text in line]
    readings = [(place, read_text(text)) for place, text in texts[:: -(-len(texts) // BY_CHANCE_OF)]]
    met = [
        weights.odds(features_of(first, second))
        for (here, first), (there, second) in combinations(readings, 2)
        if here != there and strong_subjects(first.subjects) & strong_subjects(second.subjects)
    ]
    return float(np.quantile(met, SHARE_BY_CHANCE))


def _signs(one: str, other: str) -> dict[str, float] | None:
    """The signs of two texts; None where they name no common place."""
    first, second = read_text(one), read_text(other)
    return None if compare_places(first.naming, second.naming) in _APART else features_of(first, second)


_APART: Final = (Place.OTHER, Place.OPEN)

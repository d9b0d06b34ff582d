"""Linear classifiers over sparse texts: kinds whose scores are added into one table of weights. Needs scikit-learn.

Margins: a support-vector machine, one label against the others. Odds: the same over buckets weighed by how much oftener
they stand in texts of the label than in others (Wang and Manning, «Baselines and Bigrams», 2012). Squares: ridge
regression on who belongs where. Habits: naive Bayes, how usual each word is in texts of a label.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from otklik.triage.features import WORD_BUCKETS
from otklik.triage.packing import Floats

Matrix = Any
"""A sparse matrix of scipy; it has no types of its own."""
Integers = NDArray[np.int64]

SEED: Final = 7
TOLERANCE: Final = 1e-2
STRENGTH_OF_MARGINS: Final = 0.2
STRENGTH_OF_ODDS: Final = 0.1
SMOOTHING: Final = 0.2
"""Added to how often a bucket stands in texts of a label, so that none has no odds."""
BALANCE: Final = 0.5
"""0: each text counts alike; 1: each label counts alike, however few its texts."""
STRENGTH_OF_SQUARES: Final = 1.0
SMOOTHING_OF_HABITS: Final = 0.1
SHARE_OF_ODDS: Final = 2 / 3
"""For rudeness; margins have the rest."""
SHARES_OF_GROUPS: Final = (0.5, 0.3, 0.2)
"""Odds, squares and habits."""
SPREAD_OF_MARGINS: Final = 0.32
SPREAD_OF_ODDS: Final = 0.375
SPREAD_OF_SQUARES: Final = 0.144
SPREAD_OF_HABITS: Final = 2.55
"""Usual spread of the scores of each kind: they are divided by it before they are added."""


def on_one_core() -> AbstractContextManager[Any]:
    """While it is open, numpy multiplies on one core.

    The tables are small: on a busy machine cores that wait for each other take fifty times as long as one alone.
    """
    from threadpoolctl import threadpool_limits

    limited: AbstractContextManager[Any] = threadpool_limits(limits=1)
    return limited


@dataclass(frozen=True, slots=True)
class Fitted:
    """A linear classifier: weights of the buckets that occur, a column for each label, and intercepts."""

    buckets: Integers
    """Which bucket each row of the weights belongs to, in rising order."""
    weights: Floats
    intercepts: Floats

    def scores(self, matrix: Matrix) -> Floats:
        """Scores of texts, a column for each label."""
        found: Floats = matrix[:, self.buckets] @ self.weights + self.intercepts
        return found


def fit_groups(matrix: Matrix, labels: Integers, weights: Floats, *, labels_in_all: int) -> Fitted:
    """Odds, squares and habits together; every label has to have a text or keeps a low score."""
    balanced = balance(labels, weights, power=BALANCE)
    odds = fit_odds(matrix, labels, balanced, labels_in_all=labels_in_all)
    squares = fit_squares(matrix, labels, balanced, labels_in_all=labels_in_all)
    habits = fit_habits(matrix, labels, weights, labels_in_all=labels_in_all)
    spreads = (SPREAD_OF_ODDS, SPREAD_OF_SQUARES, SPREAD_OF_HABITS)
    return _added((odds, squares, habits), [share / by for share, by in zip(SHARES_OF_GROUPS, spreads, strict=True)])


def fit_two_sides(matrix: Matrix, is_it: NDArray[np.bool_]) -> Fitted:
    """One column: margins and odds of what is so against what is not."""
    labels, weights = is_it.astype(np.int64), np.ones(len(is_it), dtype=np.float32)
    balanced = balance(labels, weights, power=BALANCE)
    margins = fit_margins(matrix, labels, balanced, labels_in_all=2)
    odds = fit_odds(matrix, labels, balanced, labels_in_all=2)
    both = _added((margins, odds), ((1 - SHARE_OF_ODDS) / SPREAD_OF_MARGINS, SHARE_OF_ODDS / SPREAD_OF_ODDS))
    return Fitted(both.buckets, both.weights[:, 1:], both.intercepts[1:])


def _added(kinds: Sequence[Fitted], shares: Sequence[float]) -> Fitted:
    """The sum of classifiers over the same buckets."""
    weights = np.zeros_like(kinds[0].weights)
    intercepts = np.zeros_like(kinds[0].intercepts)
    for kind, share in zip(kinds, shares, strict=True):
        weights += np.float32(share) * kind.weights
        intercepts += np.float32(share) * kind.intercepts
    return Fitted(kinds[0].buckets, weights, intercepts)


def side_by_side(first: Fitted, second: Fitted) -> Fitted:
    """One classifier with the columns of both."""
    buckets = np.union1d(first.buckets, second.buckets)
    weights = np.zeros((len(buckets), first.weights.shape[1] + second.weights.shape[1]), dtype=np.float32)
    weights[np.searchsorted(buckets, first.buckets), : first.weights.shape[1]] = first.weights
    weights[np.searchsorted(buckets, second.buckets), first.weights.shape[1] :] = second.weights
    return Fitted(buckets, weights, np.concatenate([first.intercepts, second.intercepts]))


def balance(labels: Integers, weights: Floats, *, power: float) -> Floats:
    """Raise the weights of texts whose label is rare."""
    often = np.bincount(labels)
    raised = weights * (1 / often[labels]) ** power
    balanced: Floats = (raised / raised.mean()).astype(np.float32)
    return balanced


def fit_margins(
    matrix: Matrix, labels: Integers, weights: Floats, *, labels_in_all: int, strength: float = STRENGTH_OF_MARGINS
) -> Fitted:
    """Fit on the buckets that occur, one label against the others; a label that no text has keeps a low score."""
    used = np.unique(matrix.indices)
    columns = np.zeros((len(used), labels_in_all), dtype=np.float32)
    intercepts = np.full(labels_in_all, -3, dtype=np.float32)
    narrow = matrix[:, used]
    for label in np.unique(labels):
        columns[:, label], intercepts[label] = _one_against_others(narrow, labels == label, weights, strength=strength)
    return Fitted(used, columns, intercepts)


def fit_odds(matrix: Matrix, labels: Integers, weights: Floats, *, labels_in_all: int) -> Fitted:
    """The same over buckets weighed by their odds."""
    from scipy.sparse import diags  # type: ignore[import-untyped]

    used = np.unique(matrix.indices)
    columns = np.zeros((len(used), labels_in_all), dtype=np.float32)
    intercepts = np.full(labels_in_all, -3, dtype=np.float32)
    narrow = matrix[:, used]
    everywhere = np.asarray(narrow.sum(axis=0)).ravel()
    for label in np.unique(labels):
        odds = odds_of(np.asarray(narrow[labels == label].sum(axis=0)).ravel(), everywhere)
        weighed = narrow @ diags(odds)
        column, intercepts[label] = _one_against_others(weighed, labels == label, weights, strength=STRENGTH_OF_ODDS)
        columns[:, label] = column * odds
    return Fitted(used, columns, intercepts)


def fit_squares(matrix: Matrix, labels: Integers, weights: Floats, *, labels_in_all: int) -> Fitted:
    """Ridge regression on 1 for the label of a text and 0 for the others."""
    from sklearn.linear_model import Ridge

    used = np.unique(matrix.indices)
    belongs = np.eye(labels_in_all, dtype=np.float32)[labels]
    machine = Ridge(alpha=STRENGTH_OF_SQUARES, solver="sparse_cg", tol=1e-3)
    machine.fit(matrix[:, used], belongs, sample_weight=weights)
    return Fitted(used, machine.coef_.T.astype(np.float32), machine.intercept_.astype(np.float32))


def fit_habits(matrix: Matrix, labels: Integers, weights: Floats, *, labels_in_all: int) -> Fitted:
    """Naive Bayes over words and pairs, without the share of each label; the mean over labels is nought."""
    used = np.unique(matrix.indices)
    belongs = np.eye(labels_in_all, dtype=np.float32)[labels] * weights[:, None]
    words = used < WORD_BUCKETS
    often = np.asarray(matrix[:, used[words]].T @ belongs) + SMOOTHING_OF_HABITS
    # every word bucket counts as smoothed, met or not, so that the sums are those of the whole dictionary
    never = SMOOTHING_OF_HABITS * (WORD_BUCKETS - int(words.sum()))
    usual = np.log(often / (often.sum(axis=0) + never))
    columns = np.zeros((len(used), labels_in_all), dtype=np.float32)
    columns[words] = usual - usual.mean(axis=1, keepdims=True)
    return Fitted(used, columns, np.zeros(labels_in_all, dtype=np.float32))


def odds_of(inside: Floats, everywhere: Floats) -> Floats:
    """Logarithm of how much oftener each bucket stands in texts of a label than in others; the mean size is one."""
    with_label, without = inside + SMOOTHING, everywhere - inside + SMOOTHING
    odds = np.log(with_label / with_label.sum() / (without / without.sum()))
    even: Floats = (odds / (np.abs(odds).mean() + 1e-9)).astype(np.float32)
    return even


def _one_against_others(
    matrix: Matrix, is_it: NDArray[np.bool_], weights: Sequence[float] | Floats, *, strength: float
) -> tuple[Floats, float]:
    from sklearn.svm import LinearSVC

    machine = LinearSVC(C=strength, tol=TOLERANCE, random_state=SEED).fit(matrix, is_it, sample_weight=weights)
    return machine.coef_[0].astype(np.float32), float(machine.intercept_[0])

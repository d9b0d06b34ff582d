"""What turns scores into certainties that can be believed, fitted on texts that the classifiers never saw."""

import numpy as np
from numpy.typing import NDArray

from otklik.triage.packing import Floats
from otklik.triage.shares import lead_of_best, softmax
from otklik_lab.linear import Integers


def coolest(scores: Floats, right: Integers) -> float:
    """Of many divisors the one under which what is right surprises least; 1 when there is nothing to fit on."""
    candidates = np.geomspace(0.05, 3, 70, dtype=np.float32)
    if not len(right):
        return 1.0
    return float(min(candidates, key=lambda temperature: _surprise(scores / temperature, right)))


def _surprise(scores: Floats, right: Integers) -> float:
    shares = softmax(scores)[np.arange(len(right)), right]
    return float(-np.log(np.maximum(shares, 1e-9)).mean())


def fit_surety(shares: Floats, right: Integers) -> tuple[float, float]:
    """The curve from the lead of the best to how often it is right; straight when there is nothing to fit on."""
    hits = shares.argmax(axis=1) == right
    if len(set(hits.tolist())) < 2:
        return 1.0, 0.0
    return fit_line(np.array([lead_of_best(row) for row in shares]), hits)


def fit_line(values: Floats, hits: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and offset of a logistic curve."""
    from sklearn.linear_model import LogisticRegression

    curve = LogisticRegression(C=100.0).fit(values.reshape(-1, 1), hits)
    return float(curve.coef_[0, 0]), float(curve.intercept_[0])

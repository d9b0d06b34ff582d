"""Scores as shares of one, how far the best share leads, and shares bent to how often the best is right."""

import math
from typing import Final

import numpy as np

from otklik.triage.packing import Floats

LEAST: Final = 1e-6
"""Keeps shares of nothing finite."""


def softmax(scores: Floats) -> Floats:
    """Scores (last axis) as shares of one."""
    raised: Floats = np.exp(scores - np.maximum.reduce(scores, axis=-1, keepdims=True))
    total: Floats = np.add.reduce(raised, axis=-1, keepdims=True)
    return raised / total


def lead_of_best(shares: Floats) -> float:
    """Logarithm of how many times the best share is the next one, kept finite."""
    next_one, best = (float(share) for share in np.partition(shares, -2)[-2:])
    return math.log(max(best, LEAST) / max(next_one, LEAST))


def bent(shares: Floats, *, slope: float, offset: float) -> Floats:
    """Shares with the best one's bent to how often it is right, by a curve over its lead; the others keep their
    proportions.

    None passes the best one, so that the order stays.
    """
    place = int(shares.argmax())
    sure = 1 / (1 + math.exp(-(slope * lead_of_best(shares) + offset)))
    rest = (shares * ((1 - sure) / max(1 - float(shares[place]), LEAST))).astype(np.float32)
    rest = np.minimum(rest, np.float32(sure))
    rest[place] = np.nextafter(np.float32(sure), np.float32(2))
    return rest

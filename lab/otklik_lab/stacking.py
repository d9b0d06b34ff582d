"""What the scores of all groups together tell of each: «ЖКХ» a little behind «Благоустройство» is not chance.

Learnt on scores of texts that the classifier never saw. It is linear, so that it is folded into the table of weights
when the model is made and costs nothing when it runs. Needs scikit-learn.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from otklik.triage.packing import Floats
from otklik_lab.linear import SEED, Fitted, Integers, balance

SHARE: Final = 0.3
"""How much the relations count beside the scores themselves: more names the first three better in regions that were
learnt from, and a region never seen worse."""
STRETCH: Final = 2.0
"""Scores are about half as wide as logarithms of odds."""
STRENGTH: Final = 0.3
BALANCE: Final = 0.4


@dataclass(frozen=True, slots=True)
class Relations:
    """New scores are the old ones times a square table, and what is added."""

    table: Floats
    """A row for each old score, a column for each new one."""
    added: Floats

    def applied(self, scores: Floats) -> Floats:
        """New scores of texts."""
        found: Floats = scores @ self.table + self.added
        return found

    def folded_into(self, fitted: Fitted) -> Fitted:
        """A classifier that gives the new scores at once."""
        return Fitted(fitted.buckets, fitted.weights @ self.table, self.applied(fitted.intercepts))


def learn_relations(scores: Floats, labels: Integers) -> Relations:
    """Multinomial regression of labels on scores, mixed with the scores; a label that no text has keeps its score."""
    from sklearn.linear_model import LogisticRegression

    table = np.eye(scores.shape[1], dtype=np.float32) * np.float32(STRETCH)
    added = np.zeros(scores.shape[1], dtype=np.float32)
    met = np.unique(labels)
    if len(met) > 2:
        weights = balance(labels, np.ones(len(labels), dtype=np.float32), power=BALANCE)
        machine = LogisticRegression(C=STRENGTH, tol=1e-3, max_iter=2000, random_state=SEED)
        machine.fit(scores, labels, sample_weight=weights)
        table[:, met] += np.float32(SHARE) * (machine.coef_.T.astype(np.float32) - table[:, met])
        added[met] = np.float32(SHARE) * machine.intercept_.astype(np.float32)
    return Relations(table, added)

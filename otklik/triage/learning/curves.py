"""A curve over certainties, fitted to what people decided: how often the machine was right when it was so sure. Plain.

Two numbers, near the identity unless people say otherwise. It changes no order; it moves the point from which something
is proposed, and says honestly how sure it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from otklik.shared.words import marked as _
from otklik.triage.findings import GROUND_WORDS
from otklik.triage.learning.comparing import Outcome, draw_gain
from otklik.triage.learning.fitting import is_held_out, same_words

FEWEST_DECISIONS: Final = 100
FEWEST_HELD_OUT: Final = 20
"""Fewer decisions tell too little; they come slower than topics do."""
_LEAST: Final = 0.005
_STAY: Final = np.array([20.0, 1.0])
"""How strongly slope and offset are drawn to the identity: where all were equally sure only the offset can be told."""
_START: Final = np.array([1.0, 0.0])
"""The identity."""
_STEPS: Final = 60
_SHARES: Final = tuple(0.5**halvings for halvings in range(30))

ABOUT_WORDS: Final = {"same": _("seen before"), **GROUND_WORDS}
"""What curves are about: pairs, and the grounds of findings."""
CURVE_WORDS: Final = {
    Outcome.BETTER: _("it foretells people's decisions better"),
    Outcome.BY_CHANCE: _("a little better, but that may be chance"),
    Outcome.NOT_BETTER: _("no better than before"),
    Outcome.TOO_FEW: _("too few decisions to learn from and to measure on"),
}


@dataclass(frozen=True, slots=True)
class Decided:
    """A text of which the machine said something so surely, and whether people agreed."""

    text: str
    certainty: float
    is_right: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """What people's decisions make of a certainty: the logarithm of its odds, stretched and shifted."""

    slope: float = 1.0
    offset: float = 0.0

    def __call__(self, certainty: float) -> float:
        """A certainty between 0 and 1 as it should have been; what is impossible stays so."""
        if certainty <= 0:
            return 0.0
        odds = self.slope * _logit(certainty) + self.offset
        return round(1 / (1 + exp(-max(-50.0, min(50.0, odds)))), 3)


IDENTITY: Final = Curve()


@dataclass(frozen=True, slots=True)
class Trial:
    """A curve made of decisions, beside the one in use, on decisions that neither learnt from."""

    curve: Curve
    examples: int
    held_out: int
    loss: float
    """Of the new one: the mean surprise at what people decided, in bits; less is better."""
    loss_before: float
    outcome: Outcome


def try_curve(decided: Sequence[Decided], *, before: Curve) -> Trial:
    """Fit a curve to four fifths and compare it on the rest; texts of the same words are together, on one side."""
    learnt = [one for one in decided if not is_held_out(one.text)]
    held = list({same_words(one.text): one for one in decided if is_held_out(one.text)}.values())
    if len(decided) < FEWEST_DECISIONS or len(held) < FEWEST_HELD_OUT:
        return Trial(IDENTITY, len(decided), len(held), 0.0, 0.0, Outcome.TOO_FEW)
    curve = fit_curve(learnt)
    own, old = (_surprises(held, of) for of in (curve, before))
    low, _ = draw_gain(old - own)
    outcome = Outcome.BETTER if low > 0 else Outcome.BY_CHANCE if own.mean() < old.mean() else Outcome.NOT_BETTER
    return Trial(curve, len(decided), len(held), round(float(own.mean()), 4), round(float(old.mean()), 4), outcome)


def fit_curve(decided: Sequence[Decided]) -> Curve:
    """The curve that surprises least, with a pull towards changing nothing.

    Newton's steps, each halved while it would surprise more: where all were equally sure a whole step overshoots.
    """
    odds = np.array([_logit(one.certainty) for one in decided])
    right = np.array([one.is_right for one in decided], dtype=float)
    table = np.column_stack([odds, np.ones_like(odds)])
    found = _START
    for _step in range(_STEPS):
        said = 1 / (1 + np.exp(-np.clip(table @ found, -50, 50)))
        slope = table.T @ (said - right) + _STAY * (found - _START)
        bend = (table * (said * (1 - said))[:, None]).T @ table + np.diag(_STAY)
        step = np.linalg.solve(bend, slope)
        now = _objective(found, table, right)
        share = next((one for one in _SHARES if _objective(found - one * step, table, right) < now), 0.0)
        if not share:
            break
        found = found - share * step
    # a curve that turns the order round has learnt from chance
    return Curve(slope=round(max(0.05, float(found[0])), 4), offset=round(float(found[1]), 4))


def _objective(numbers: NDArray[np.float64], table: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """What `fit_curve` makes small: the surprise at all decisions, in nats, and how far it went from the identity."""
    odds = table @ numbers
    return float((np.logaddexp(0, odds) - right * odds).sum() + (_STAY * (numbers - _START) ** 2).sum() / 2)


def _surprises(decided: Sequence[Decided], curve: Curve) -> NDArray[np.float64]:
    told = np.clip(np.array([curve(one.certainty) for one in decided]), _LEAST, 1 - _LEAST)
    right = np.array([one.is_right for one in decided])
    found: NDArray[np.float64] = -np.log2(np.where(right, told, 1 - told))
    return found


def _logit(certainty: float) -> float:
    held = min(1 - _LEAST, max(_LEAST, certainty))
    return log(held / (1 - held))

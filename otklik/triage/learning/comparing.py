"""Which of two models is better on an installation's own examples, so that chance does not win. Plain."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from otklik.shared.words import marked as _
from otklik.triage.learning.fitting import Told
from otklik.triage.measures import calibration_error, share
from otklik.triage.model import Model, read_all

FEWEST_EXAMPLES: Final = 200
FEWEST_HELD_OUT: Final = 40
"""Fewer texts tell too little of which model is better."""
DRAWS: Final = 2000
CHANCE: Final = 0.025
"""In so few of all draws the gain may be nothing or a loss."""
MORE_DISHONEST: Final = 0.05
"""So much may certainties be further from the truth than before, not more."""
_SEED: Final = 7


class Outcome(StrEnum):
    """How a try to make a better model came out."""

    BETTER = "better"
    BY_CHANCE = "by_chance"
    NOT_BETTER = "not_better"
    LESS_HONEST = "less_honest"
    TOO_FEW = "too_few"
    BROKE = "broke"


OUTCOME_WORDS: Final = {
    Outcome.BETTER: _("It is right more often than the one before, and more than chance explains: put in use."),
    Outcome.BY_CHANCE: _("It is right a little more often, but that may be chance: the one before stays in use."),
    Outcome.NOT_BETTER: _("It is not right more often than the one before, which stays in use."),
    Outcome.LESS_HONEST: _("It is right more often, but says so with false certainty: the one before stays in use."),
    Outcome.TOO_FEW: _("Too few examples to learn from and to measure on: nothing was made. Go on correcting."),
    Outcome.BROKE: _("Something broke on our side; nothing was changed."),
}


@dataclass(frozen=True, slots=True)
class OwnFigures:
    """How well one model names groups on the texts held out: shares between 0 and 1."""

    accuracy: float
    top_3: float
    calibration_error: float
    abstained: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both models on the same texts, and how much more often the new one is right: from, to (95 % of draws)."""

    own: OwnFigures
    before: OwnFigures
    gain: tuple[float, float]
    outcome: Outcome


def compare(examples: Sequence[Told], *, own: Model, before: Model) -> Comparison:
    """Measure both on texts that neither learnt from; the new one must win beyond chance and stay honest."""
    own_figures, own_hits = _measure(examples, model=own)
    before_figures, before_hits = _measure(examples, model=before)
    low, high = draw_gain(np.array(own_hits, dtype=float) - np.array(before_hits, dtype=float))
    return Comparison(
        own=own_figures,
        before=before_figures,
        gain=(round(low, 4), round(high, 4)),
        outcome=_judge(own_figures, before_figures, low=low),
    )


def _measure(examples: Sequence[Told], *, model: Model) -> tuple[OwnFigures, list[bool]]:
    rankings = [reading.ranking for reading in read_all([one.text for one in examples], model=model)]
    tops = [ranking[0] if ranking else ("", 0.0) for ranking in rankings]
    hits = [top[0] == one.group for top, one in zip(tops, examples, strict=True)]
    certainties = [top[1] for top in tops]
    figures = OwnFigures(
        accuracy=share(hits),
        top_3=share(one.group in dict(ranking) for ranking, one in zip(rankings, examples, strict=True)),
        calibration_error=calibration_error(certainties, hits),
        abstained=share(certainty < model.card.abstain_below for certainty in certainties),
    )
    return figures, hits


def draw_gain(gains: np.ndarray) -> tuple[float, float]:
    """From, to (95 % of draws): the mean gain as it could have been with other texts, drawn from those that we have."""
    draws = np.random.default_rng(_SEED).integers(0, len(gains), size=(DRAWS, len(gains)))
    low, high = np.quantile(gains[draws].mean(axis=1), (CHANCE, 1 - CHANCE))
    return float(low), float(high)


def _judge(own: OwnFigures, before: OwnFigures, *, low: float) -> Outcome:
    if own.accuracy <= before.accuracy:
        return Outcome.NOT_BETTER
    if low <= 0:
        return Outcome.BY_CHANCE
    if own.calibration_error > before.calibration_error + MORE_DISHONEST:
        return Outcome.LESS_HONEST
    return Outcome.BETTER

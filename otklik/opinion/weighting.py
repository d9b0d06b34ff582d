"""Survey weights: raking to margins of the population, trimming, weighted shares with standard errors.

Raking (iterative proportional fitting) after Deming and Stephan, 1940; the error of a share is that of a weighted mean
by linearization, as `svymean` of R's package survey computes it for `svydesign(ids = ~1, weights = ~w)`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

TOLERANCE: Final = 1e-8
"""How far the share of a level may be from the population's when raking ends."""
MOST_ROUNDS: Final = 10_000
MOST_TRIMMINGS: Final = 20
Z_95: Final = 1.959964

type Weights = npt.NDArray[np.float64]


class CannotWeight(ValueError):
    """The sample and the population do not speak of the same levels; the message names which."""


class NotConverged(ArithmeticError):
    """No weights meet all margins within `MOST_ROUNDS` rounds."""


@dataclass(frozen=True, slots=True)
class Margin:
    """How one characteristic is spread in the population, and which level each respondent has."""

    name: str
    population: Mapping[str, float]
    """Level → people, any scale."""
    levels: Sequence[str]
    """Of each respondent."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """Weights of the respondents, of mean 1."""

    weights: Weights
    iterations: int
    """Rounds of raking, those after each trimming included."""
    trimmed: int
    """Respondents whose weight was cut at least once."""

    @property
    def n_effective(self) -> float:
        """Size of the simple random sample that tells as much (Kish): (Σw)² / Σw²."""
        return float(self.weights.sum() ** 2 / (self.weights**2).sum())

    @property
    def design_effect(self) -> float:
        """How many times the weights enlarge the variance: n / effective n."""
        return len(self.weights) / self.n_effective


@dataclass(frozen=True, slots=True)
class Share:
    """Share of one answer, from 0 to 1, with a 95 % interval cut to these."""

    share_unweighted: float
    share: float
    se: float | None
    """None where a single respondent tells nothing of the spread."""
    low: float | None
    high: float | None


def weigh(margins: Sequence[Margin], *, n: int, trim: float | None = None) -> Weighted:
    """Weights for n respondents that meet the margins, raked in their order.

    trim: a weight above trim × mean is cut to it and all are raked again, at most `MOST_TRIMMINGS` times.
    Raises `CannotWeight` where a level stands on one side only, `NotConverged` where no weights meet all margins.
    """
    cells = [_cells_of(margin) for margin in margins]
    weights, iterations = _rake(np.ones(n), cells)
    cut = np.zeros(n, dtype=bool)
    for _ in range(MOST_TRIMMINGS if trim is not None else 0):
        most = (trim or 0) * weights.mean()
        above = weights > most * (1 + TOLERANCE)
        if not above.any():
            break
        cut |= above
        weights, more = _rake(np.minimum(weights, most), cells)
        iterations += more
    return Weighted(weights=weights / weights.mean(), iterations=iterations, trimmed=int(cut.sum()))


def share_of(chosen: npt.NDArray[np.bool_], weighted: Weighted) -> Share:
    """Weighted share of those who chose an answer."""
    weights, n = weighted.weights, len(chosen)
    total = weights.sum()
    share = float((weights * chosen).sum() / total)
    unweighted = float(chosen.mean())
    if n < 2:
        return Share(share_unweighted=unweighted, share=share, se=None, low=None, high=None)
    se = float(np.sqrt(n / (n - 1) * (weights**2 * (chosen - share) ** 2).sum()) / total)
    low, high = max(0.0, share - Z_95 * se), min(1.0, share + Z_95 * se)
    return Share(share_unweighted=unweighted, share=share, se=se, low=low, high=high)


@dataclass(frozen=True, slots=True)
class _Cells:
    index: npt.NDArray[np.intp]
    """Of each respondent: the number of its level."""
    targets: Weights
    """Of each level: its share of the population."""


def _cells_of(margin: Margin) -> _Cells:
    numbers = {level: number for number, level in enumerate(margin.population)}
    missing = [level for level in numbers if level not in set(margin.levels)]
    unknown = sorted(set(margin.levels) - set(numbers))
    if missing:
        names = ", ".join(f"«{level}»" for level in missing)
        raise CannotWeight(f"{margin.name}: nobody of the sample is {names}; merge it with a neighbour in both files.")
    if unknown:
        names = ", ".join(f"«{level}»" for level in unknown)
        raise CannotWeight(f"{margin.name}: the population has no {names}, but the sample does.")
    people = np.array(list(margin.population.values()), dtype=np.float64)
    return _Cells(index=np.array([numbers[level] for level in margin.levels]), targets=people / people.sum())


def _rake(weights: Weights, cells: Sequence[_Cells]) -> tuple[Weights, int]:
    """Weights that meet all margins, and after how many rounds."""
    for done in range(MOST_ROUNDS + 1):
        if all(np.abs(_shares(weights, one) - one.targets).max() <= TOLERANCE for one in cells):
            return weights, done
        for one in cells:
            shares = _shares(weights, one)
            if np.any((shares == 0) & (one.targets > 0)):
                raise NotConverged("A level is left without weight: the margins contradict each other in this sample.")
            factors = np.divide(one.targets, shares, out=np.zeros_like(shares), where=shares > 0)
            weights = weights * factors[one.index]
    raise NotConverged(
        f"The margins are not met after {MOST_ROUNDS} rounds: merge small levels, or leave a margin out."
    )


def _shares(weights: Weights, cells: _Cells) -> Weights:
    sums = np.bincount(cells.index, weights=weights, minlength=len(cells.targets))
    return np.asarray(sums / sums.sum(), dtype=np.float64)

"""What a benchmark prints."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import quantiles


@dataclass(frozen=True, slots=True)
class Spread:
    """How times are spread, in milliseconds."""

    count: int
    p50_ms: float
    p95_ms: float
    p99_ms: float
    worst_ms: float


def spread_of(seconds: Sequence[float]) -> Spread:
    """The spread of at least two times."""
    cuts = quantiles(seconds, n=100, method="inclusive")
    p50, p95, p99 = (round(cuts[place] * 1000, 2) for place in (49, 94, 98))
    return Spread(len(seconds), p50, p95, p99, round(max(seconds) * 1000, 2))


@dataclass(frozen=True, slots=True)
class Goal:
    """One figure with what it should be."""

    figure: str
    value: float
    at_least: float | None = None
    at_most: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether the figure is as good as it should be."""
        is_high_enough = self.at_least is None or self.value >= self.at_least
        is_low_enough = self.at_most is None or self.value <= self.at_most
        return is_high_enough and is_low_enough


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one benchmark: its figures, and the goals that they are held against."""

    bench: str
    figures: object
    """A frozen dataclass."""
    goals: tuple[Goal, ...]

    @property
    def is_met(self) -> bool:
        """Whether all goals are met."""
        return all(goal.is_met for goal in self.goals)

    def as_json(self) -> str:
        """One JSON object on one line."""
        figures = asdict(self.figures)  # type: ignore[call-overload]
        goals = [asdict(goal) | {"is_met": goal.is_met} for goal in self.goals]
        told = {"bench": self.bench} | figures | {"goals": goals, "is_met": self.is_met}
        return json.dumps(told, ensure_ascii=False)

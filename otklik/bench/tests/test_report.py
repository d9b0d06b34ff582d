import json
from dataclasses import dataclass

import pytest

from otklik.bench.report import Goal, Report, spread_of


@dataclass(frozen=True)
class Figures:
    ratio: float


@pytest.mark.parametrize(
    ("goal", "is_met"),
    [
        (Goal("ratio", 0.5, at_least=0.5), True),
        (Goal("ratio", 0.49, at_least=0.5), False),
        (Goal("ms", 50.0, at_most=50.0), True),
        (Goal("ms", 50.1, at_most=50.0), False),
    ],
)
def test_it_holds_figures_against_goals(goal: Goal, is_met: bool) -> None:
    assert goal.is_met is is_met


def test_it_prints_one_json_object_with_figures_and_goals() -> None:
    report = Report("ingest", Figures(0.7), (Goal("ratio", 0.7, at_least=0.5), Goal("lost", 1, at_most=0)))

    told = json.loads(report.as_json())

    assert (told["bench"], told["ratio"], told["is_met"]) == ("ingest", 0.7, False)
    assert [goal["is_met"] for goal in told["goals"]] == [True, False]
    assert "\n" not in report.as_json()


def test_it_tells_how_times_are_spread() -> None:
    spread = spread_of([number / 1000 for number in range(1, 101)])

    assert spread.count == 100
    assert (spread.p50_ms, spread.p95_ms, spread.p99_ms, spread.worst_ms) == (50.5, 95.05, 99.01, 100.0)

"""`otklik bench triage`: texts judged a second on one core, the time of one alone, and the memory."""

from dataclasses import asdict, dataclass

from otklik.bench.report import Goal, Report
from otklik.bench.texts import text_of
from otklik.triage.speed import measure


@dataclass(frozen=True, slots=True)
class TriageFigures:
    """What was measured."""

    texts: int
    texts_per_second: float
    alone_ms_p50: float
    alone_ms_p99: float
    resident_mb: float


def measure_triage(*, texts: int) -> Report:
    """Judge so many texts in this process."""
    figures = TriageFigures(**asdict(measure([text_of(number, tag="bench") for number in range(texts)])))
    goals = (
        Goal("texts_per_second", figures.texts_per_second, at_least=500.0),
        Goal("alone_ms_p99", figures.alone_ms_p99, at_most=10.0),
        Goal("resident_mb", figures.resident_mb, at_most=300.0),
    )
    return Report("triage", figures, goals)

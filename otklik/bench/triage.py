"""`otklik bench triage`: texts judged a second on one core, the time of one alone, and the memory."""

from dataclasses import asdict, dataclass
from itertools import cycle, islice
from random import Random
from typing import Final

from otklik.bench.report import Goal, Report
from otklik.triage.marked import MARKED, read_set
from otklik.triage.speed import measure

SHORT_IN_A_LONG_ONE: Final = 6


@dataclass(frozen=True, slots=True)
class TriageFigures:
    """What was measured."""

    texts: int
    texts_per_second: float
    alone_ms_p50: float
    alone_ms_p99: float
    resident_mb: float


def texts_judged(texts: int) -> list[str]:
    """So many texts, short and long ones mixed as residents' are: words of few templates would all be known."""
    draw = Random(1)  # noqa: S311
    short = sorted({row.get("text") or row["first"] for file in MARKED.glob("*.jsonl") for row in read_set(file)})
    written = [*short, *(" ".join(draw.sample(short, SHORT_IN_A_LONG_ONE)) for _ in range(len(short) * 3 // 4))]
    draw.shuffle(written)
    return [*islice(cycle(written), texts)]


def measure_triage(*, texts: int) -> Report:
    """Judge so many texts in this process."""
    figures = TriageFigures(**asdict(measure(texts_judged(texts))))
    goals = (
        Goal("texts_per_second", figures.texts_per_second, at_least=500.0),
        Goal("alone_ms_p99", figures.alone_ms_p99, at_most=10.0),
        Goal("resident_mb", figures.resident_mb, at_most=300.0),
    )
    return Report("triage", figures, goals)

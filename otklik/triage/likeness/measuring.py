"""How well texts that tell of the same are told from those that do not, on pairs marked by people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from otklik.triage.likeness.compare import SAME_FROM, compare
from otklik.triage.likeness.texts import read_text


@dataclass(frozen=True, slots=True)
class PairFigures:
    """Precision and recall over all pairs, and the whole curve: (certainty from which, precision, recall)."""

    pairs: int
    same: int
    precision: float
    recall: float
    curve: tuple[tuple[float, float, float], ...]


def measure_pairs(rows: Iterable[Mapping[str, Any]]) -> PairFigures:
    """Compare marked pairs: `first`, `second`, `hours_apart`, `same`."""
    told = [
        (
            compare(read_text(row["first"]), read_text(row["second"]), hours_apart=float(row["hours_apart"])).certainty,
            bool(row["same"]),
        )
        for row in rows
    ]
    precision, recall = _at(told, SAME_FROM)
    return PairFigures(
        pairs=len(told),
        same=sum(same for _, same in told),
        precision=precision,
        recall=recall,
        curve=tuple((limit, *_at(told, limit)) for limit in (0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98)),
    )


def _at(told: Iterable[tuple[float, bool]], limit: float) -> tuple[float, float]:
    rows = list(told)
    proposed = [same for certainty, same in rows if certainty >= limit]
    same = sum(same for _, same in rows)
    hits = sum(proposed)
    return round(hits / len(proposed), 3) if proposed else 1.0, round(hits / same, 3) if same else 1.0

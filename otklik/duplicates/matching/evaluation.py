"""How well texts that tell of the same are told from those that do not, on pairs marked by people."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from otklik.duplicates.matching.compare import SAME_FROM, compare
from otklik.duplicates.matching.texts import read_text
from otklik.duplicates.places.comparing import Place, compare_places

RECALLS = (0.5, 0.6, 0.7, 0.8, 0.85)
"""Where the curve is read."""


@dataclass(frozen=True, slots=True)
class PairFigures:
    """Precision and recall over all pairs, and the whole curve."""

    pairs: int
    same: int
    precision: float
    recall: float
    curve: tuple[tuple[float, float], ...]
    """Recall, and the best precision at this recall or more."""
    open_same: int
    """Pairs that are the same and name no common place that is read."""
    parted_same: int
    """Pairs that are the same and seem to name different places."""


def measure_pairs(rows: Iterable[Mapping[str, Any]]) -> PairFigures:
    """Compare marked pairs: `first`, `second`, `hours_apart`, `same`."""
    told: list[tuple[float, bool]] = []
    places: Counter[Place] = Counter()
    for row in rows:
        first, second = read_text(row["first"]), read_text(row["second"])
        is_same = bool(row["same"])
        told.append((compare(first, second, hours_apart=float(row["hours_apart"])).certainty, is_same))
        places[compare_places(first.naming, second.naming)] += is_same
    precision, recall = _at(told, SAME_FROM)
    return PairFigures(
        pairs=len(told),
        same=sum(same for _, same in told),
        precision=precision,
        recall=recall,
        curve=tuple((recall, _precision_at(told, recall)) for recall in RECALLS),
        open_same=places[Place.OPEN],
        parted_same=places[Place.OTHER],
    )


def measure_duplicates(rows: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Precision and recall of pairs that tell of the same; the curve; the same ones whose place is not read as one."""
    figures = measure_pairs(rows)
    return {
        "precision": figures.precision,
        "recall": figures.recall,
        **{f"precision at recall {recall}": precision for recall, precision in figures.curve},
        "same without a common place": figures.open_same,
        "same parted by place": figures.parted_same,
    }


def _precision_at(told: Iterable[tuple[float, bool]], recall: float) -> float:
    """The best precision of all certainties from which at least so many of the same are proposed."""
    rows = list(told)
    reached = [_at(rows, limit) for limit in {certainty for certainty, _ in rows}]
    return max((precision for precision, found in reached if found >= recall), default=0.0)


def _at(told: Iterable[tuple[float, bool]], limit: float) -> tuple[float, float]:
    rows = list(told)
    proposed = [same for certainty, same in rows if certainty >= limit]
    same = sum(same for _, same in rows)
    hits = sum(proposed)
    return round(hits / len(proposed), 3) if proposed else 1.0, round(hits / same, 3) if same else 1.0

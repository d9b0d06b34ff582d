"""Measures of a classifier, each from its formula: shares between 0 and 1, rounded to four places."""

from collections.abc import Iterable, Sequence
from typing import Final

BINS: Final = 15
COVERED: Final = 0.7
"""Share of the texts it is surest of, on which it is measured apart."""


def share(hits: Iterable[bool]) -> float:
    """How many of all are right; 0 when there is none."""
    counted = list(hits)
    return round(sum(counted) / len(counted), 4) if counted else 0.0


def share_of_surest(certainties: Sequence[float], hits: Sequence[bool]) -> float:
    """How many are right among the 70 % that it is surest of."""
    surest = sorted(range(len(hits)), key=lambda place: -certainties[place])[: round(len(hits) * COVERED)]
    return share(hits[place] for place in surest)


def macro_f1(named: Sequence[str], allowed: Sequence[Sequence[str]]) -> float:
    """Mean F1 over the labels that occur; where several are right, the named one counts if it is among them."""
    true = [name if name in labels else labels[0] for name, labels in zip(named, allowed, strict=True)]
    scores = []
    for label in sorted(set(true)):
        both = sum(name == label == right for name, right in zip(named, true, strict=True))
        scores.append(2 * both / max(1, list(named).count(label) + true.count(label)))
    return round(sum(scores) / len(scores), 4) if scores else 0.0


def calibration_error(certainties: Sequence[float], hits: Sequence[bool]) -> float:
    """Mean distance between certainty and share of right ones, over 15 bins of equal width, weighed by their size."""
    error = 0.0
    for number in range(BINS):
        inside = [place for place, certainty in enumerate(certainties) if _bin_of(certainty) == number]
        if inside:
            mean = sum(certainties[place] for place in inside) / len(inside)
            right = sum(hits[place] for place in inside) / len(inside)
            error += abs(mean - right) * len(inside) / len(certainties)
    return round(error, 4)


def _bin_of(certainty: float) -> int:
    return min(BINS - 1, int(certainty * BINS))


def precision_recall_f1(said: Sequence[bool], true: Sequence[bool]) -> tuple[float, float, float]:
    """Of what was said how much is so, of what is so how much was said, and their harmonic mean."""
    both = sum(one and other for one, other in zip(said, true, strict=True))
    precision = both / max(1, sum(said))
    recall = both / max(1, sum(true))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return round(precision, 4), round(recall, 4), round(f1, 4)


def average_precision(scores: Sequence[float], true: Sequence[bool]) -> float:
    """Precision at each threshold, weighed by the recall gained there; equal scores share one threshold."""
    total = sum(true)
    if not total:
        return 0.0
    ranked = sorted(zip(scores, true, strict=True), key=lambda pair: -pair[0])
    found, gained, area = 0, 0, 0.0
    for place, (score, is_true) in enumerate(ranked):
        gained += is_true
        if place + 1 == len(ranked) or ranked[place + 1][0] != score:
            area += gained / total * (found + gained) / (place + 1)
            found, gained = found + gained, 0
    return round(area, 4)

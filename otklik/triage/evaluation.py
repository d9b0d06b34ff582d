"""How good the model is on texts that it never learnt from: the tenth that training keeps back."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from otklik.triage.examples import Example, RudeExample, is_held_back, read_appeals, read_comments
from otklik.triage.model import Model, Reading, load_model, read_all

BINS: Final = 15


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """How well groups are named on the texts of one source."""

    n: int
    accuracy: float
    macro_f1: float
    top_3: float
    accuracy_at_70_percent: float
    """Of the 70 % it is surest of."""
    calibration_error: float
    """Expected calibration error over 15 bins."""
    abstained: float
    """Share of texts for which it names no group and a person sorts."""
    accuracy_when_named: float


@dataclass(frozen=True, slots=True)
class RudeFigures:
    """How well rude comments are told from others at 0.5."""

    n: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is measured at once."""

    model: str
    first_region: GroupFigures
    second_region: GroupFigures
    comments: RudeFigures


def evaluate(data: Path, *, model: Model | None = None) -> Figures:
    """Measure on the texts kept back of a folder of labelled texts."""
    used = model or load_model()
    kept = [[one for one in read_appeals(data, source) if is_held_back(one.text)] for source in ("perm", "kursk")]
    return Figures(
        model=used.card.version,
        first_region=measure_groups(kept[0], model=used),
        second_region=measure_groups(kept[1], model=used),
        comments=measure_rudeness([one for one in read_comments(data) if is_held_back(one.text)], model=used),
    )


def measure_groups(examples: Sequence[Example], *, model: Model) -> GroupFigures:
    """Compare the groups that the model names with those that people gave; any of several is right."""
    readings = read_all([one.text for one in examples], model=model)
    tops = [reading.ranking[0] if reading.ranking else ("", 0.0) for reading in readings]
    hits = [top[0] in one.groups for top, one in zip(tops, examples, strict=True)]
    surest = sorted(range(len(tops)), key=lambda place: -tops[place][1])[: round(len(tops) * 0.7)]
    named = [place for place, top in enumerate(tops) if top[1] >= model.card.abstain_below]
    return GroupFigures(
        n=len(examples),
        accuracy=_share(hits),
        macro_f1=_macro_f1([top[0] for top in tops], examples),
        top_3=_share([_is_among(reading, one) for reading, one in zip(readings, examples, strict=True)]),
        accuracy_at_70_percent=_share([hits[place] for place in surest]),
        calibration_error=_calibration_error([top[1] for top in tops], hits),
        abstained=round(1 - len(named) / len(tops), 4) if tops else 0.0,
        accuracy_when_named=_share([hits[place] for place in named]),
    )


def measure_rudeness(examples: Sequence[RudeExample], *, model: Model) -> RudeFigures:
    """Compare what the model calls rude with what people called rude."""
    readings = read_all([one.text for one in examples], model=model)
    pairs = [(reading.rudeness >= 0.5, one.is_rude) for reading, one in zip(readings, examples, strict=True)]
    both = sum(said and true for said, true in pairs)
    precision = both / max(1, sum(said for said, _ in pairs))
    recall = both / max(1, sum(true for _, true in pairs))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return RudeFigures(len(pairs), round(precision, 4), round(recall, 4), round(f1, 4))


def _share(hits: Sequence[bool]) -> float:
    return round(sum(hits) / len(hits), 4) if hits else 0.0


def _is_among(reading: Reading, example: Example) -> bool:
    return any(code in example.groups for code, _ in reading.ranking)


def _macro_f1(named: Sequence[str], examples: Sequence[Example]) -> float:
    """Mean F1 over the groups that occur; where several are right, the named one counts if it is among them."""
    true = [name if name in one.groups else one.groups[0] for name, one in zip(named, examples, strict=True)]
    codes = sorted(set(true))
    scores = []
    for code in codes:
        both = sum(name == code == right for name, right in zip(named, true, strict=True))
        scores.append(2 * both / max(1, named.count(code) + true.count(code)))
    return round(sum(scores) / len(scores), 4) if scores else 0.0


def _calibration_error(certainties: Sequence[float], hits: Sequence[bool]) -> float:
    """Mean distance between certainty and share of right ones, over bins of equal width, weighed by their size."""
    error = 0.0
    for number in range(BINS):
        low, high = number / BINS, (number + 1) / BINS
        inside = [place for place, certainty in enumerate(certainties) if low < certainty <= high]
        if inside:
            mean = sum(certainties[place] for place in inside) / len(inside)
            share = sum(hits[place] for place in inside) / len(inside)
            error += abs(mean - share) * len(inside) / len(certainties)
    return round(error, 4)

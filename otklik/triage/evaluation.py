"""How good triage is on a file of labelled texts."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from otklik.triage.labelled import LabelledFile, Labels
from otklik.triage.measures import (
    average_precision,
    calibration_error,
    macro_f1,
    precision_recall_f1,
    share,
    share_of_surest,
)
from otklik.triage.model import Model, read_all
from otklik.triage.propose import propose_all
from otklik.triage.speed import measure

RUDE_FROM: Final = 0.4
"""Where as many are missed as wronged, in five folds of the texts that were learnt from."""
MOST_UNKNOWN: Final = 10
"""So many labels without a meaning are named. Executors never have one: who answers follows from the register."""
TEXTS_TIMED_ALONE: Final = 200
TEXTS_TIMED_TOGETHER: Final = 1000


@dataclass(frozen=True, slots=True)
class Example:
    """A text with the codes of the groups that are right for it, and of its topic."""

    text: str
    groups: tuple[str, ...]
    topic: str = ""
    """Code of the topic; empty when nobody named one that we know."""


@dataclass(frozen=True, slots=True)
class RudeExample:
    """A comment, and whether people called it rude."""

    text: str
    is_rude: bool


@dataclass(frozen=True, slots=True)
class RankingFigures:
    """How well one label of several (group, topic) is named."""

    n: int
    accuracy: float
    macro_f1: float
    top_3: float
    accuracy_at_70_percent: float
    """Of the 70 % it is surest of."""
    calibration_error: float
    """Expected calibration error over 15 bins."""
    abstained: float
    """Share of texts for which it names none and a person sorts."""
    accuracy_when_named: float
    left_out: int
    """Texts without a label that we know."""


@dataclass(frozen=True, slots=True)
class KindFigures:
    """How well kinds are named; the second and third guess are not kept, so nothing is ranked."""

    n: int
    accuracy: float
    macro_f1: float
    calibration_error: float
    left_out: int


@dataclass(frozen=True, slots=True)
class RudeFigures:
    """How well rude comments are told from others from a certainty on, and over all thresholds."""

    n: int
    precision: float
    recall: float
    f1: float
    average_precision: float
    left_out: int


def evaluate_file(file: LabelledFile, *, model: Model) -> dict[str, Any]:
    """Measure every column that a file has, and how quick triage is on its texts; ready to be printed."""
    figures: dict[str, Any] = {"model": model.card.version, "texts": len(file.texts)}
    for column, labels in file.columns.items():
        figures[column] = _measure_column(column, labels, file.texts, model=model)
    return figures | _measure_speed(file.texts)


def measure_groups(examples: Sequence[Example], *, model: Model) -> RankingFigures:
    """Compare the groups that the model names with those that people gave; any of several is right."""
    readings = read_all([one.text for one in examples], model=model)
    rankings = [reading.ranking for reading in readings]
    return _measure_rankings(rankings, [one.groups for one in examples], abstain_below=model.card.abstain_below)


def measure_rudeness(examples: Sequence[RudeExample], *, model: Model) -> RudeFigures:
    """Compare what the model calls rude with what people called rude."""
    readings = read_all([one.text for one in examples], model=model)
    certainties = [reading.rudeness for reading in readings]
    true = [one.is_rude for one in examples]
    precision, recall, f1 = precision_recall_f1([one >= RUDE_FROM for one in certainties], true)
    return RudeFigures(len(examples), precision, recall, f1, average_precision(certainties, true), 0)


def _measure_column(column: str, labels: Labels, texts: Sequence[str], *, model: Model) -> dict[str, Any]:
    known = [(text, allowed) for text, allowed in zip(texts, labels.allowed, strict=True) if allowed]
    left_out = len(texts) - len(known)
    if not known:
        return {"n": 0, "left_out": left_out, "unknown_labels": list(labels.unknown[:MOST_UNKNOWN])}
    match column:
        case "group":
            figures = measure_groups([Example(*one) for one in known], model=model)
        case "topic":
            figures = _measure_topics(known, model=model)
        case "kind":
            return asdict(_measure_kinds(known, left_out=left_out, model=model))
        case "toxic":
            rude = measure_rudeness([RudeExample(text, is_rude="1" in one) for text, one in known], model=model)
            return asdict(rude) | {"left_out": left_out}
        case _:
            return {"n": 0, "left_out": len(texts)}
    return asdict(figures) | {"left_out": left_out, "unknown_labels": list(labels.unknown[:MOST_UNKNOWN])}


def _measure_topics(known: Sequence[tuple[str, tuple[str, ...]]], *, model: Model) -> RankingFigures:
    readings = read_all([text for text, _ in known], model=model)
    return _measure_rankings(
        [reading.topics for reading in readings],
        [allowed for _, allowed in known],
        abstain_below=model.card.abstain_from_topic_below,
    )


def _measure_rankings(
    rankings: Sequence[Sequence[tuple[str, float]]], allowed: Sequence[tuple[str, ...]], *, abstain_below: float
) -> RankingFigures:
    tops = [ranking[0] if ranking else ("", 0.0) for ranking in rankings]
    certainties = [certainty for _, certainty in tops]
    hits = [name in labels for (name, _), labels in zip(tops, allowed, strict=True)]
    named = [hit for hit, certainty in zip(hits, certainties, strict=True) if certainty >= abstain_below]
    return RankingFigures(
        n=len(tops),
        accuracy=share(hits),
        macro_f1=macro_f1([name for name, _ in tops], allowed),
        top_3=share(
            any(name in labels for name, _ in ranking[:3]) for ranking, labels in zip(rankings, allowed, strict=True)
        ),
        accuracy_at_70_percent=share_of_surest(certainties, hits),
        calibration_error=calibration_error(certainties, hits),
        abstained=round(1 - len(named) / len(tops), 4) if tops else 0.0,
        accuracy_when_named=share(named),
        left_out=0,
    )


def _measure_kinds(known: Sequence[tuple[str, tuple[str, ...]]], *, left_out: int, model: Model) -> KindFigures:
    proposals = propose_all([text for text, _ in known], model=model)
    allowed = [labels for _, labels in known]
    hits = [proposal.kind in labels for proposal, labels in zip(proposals, allowed, strict=True)]
    return KindFigures(
        n=len(known),
        accuracy=share(hits),
        macro_f1=macro_f1([proposal.kind for proposal in proposals], allowed),
        calibration_error=calibration_error([proposal.kind_certainty for proposal in proposals], hits),
        left_out=left_out,
    )


def _measure_speed(texts: Sequence[str]) -> dict[str, float]:
    """Milliseconds a text of the whole of triage, alone (median) and in batches of 200, and memory in use."""
    if not texts:
        return {}
    speed = measure(texts[:TEXTS_TIMED_TOGETHER], alone=TEXTS_TIMED_ALONE)
    return {
        "ms_alone": speed.alone_ms_p50,
        "ms_alone_p99": speed.alone_ms_p99,
        "ms_in_batches": round(1000 / speed.texts_per_second, 3),
        "resident_mb": speed.resident_mb,
    }

"""How good a model of groups is on the tenth of the texts that its training kept back."""

from dataclasses import dataclass
from pathlib import Path

from otklik.triage.evaluation import RankingFigures, RudeFigures, measure_groups, measure_rudeness
from otklik.triage.model import Model
from otklik_lab.training_data import is_held_back, read_appeals, read_comments


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is measured on the texts kept back."""

    first_region: RankingFigures
    second_region: RankingFigures
    comments: RudeFigures


def evaluate(data: Path, *, model: Model) -> Figures:
    """Measure a model that was trained with `keeps_back`. Raises ValueError for another one."""
    if not model.card.keeps_back:
        raise ValueError("this model has learnt from all texts")
    kept = [[one for one in read_appeals(data, source) if is_held_back(one.text)] for source in ("perm", "kursk")]
    return Figures(
        first_region=measure_groups(kept[0], model=model),
        second_region=measure_groups(kept[1], model=model),
        comments=measure_rudeness([one for one in read_comments(data) if is_held_back(one.text)], model=model),
    )

"""Makes the table that hears the kind of a message, from short texts made up for it and residents' messages. Needs
scipy.

    otklik triage train-kinds --data DIR

`lessons/kinds.csv` has the made-up ones. Of residents' messages those are learnt from, a quarter of a lesson each, that
the signs are sure are problems: what officials get is mostly that, and longer than lessons. No text is kept. The line
is ridge regression, solved by its texts, so each text is also judged as if it had been left out.
"""

import csv
import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from otklik.triage.features import BUCKETS
from otklik.triage.importance import guess_importances
from otklik.triage.kind_table import KindCard, KindTable
from otklik.triage.kinds import ASKING, KINDS, PROBLEM, choose, sums_of_signs, told_of
from otklik.triage.measures import macro_f1
from otklik.triage.model import Model, read_all, weighed
from otklik.triage.packing import Floats
from otklik.triage.propose import find_in_all, propose_all
from otklik.triage.shares import softmax
from otklik_lab.artifacts import quantize, write_kinds
from otklik_lab.calibration import coolest
from otklik_lab.linear import Integers, Matrix, on_one_core
from otklik_lab.training_data import TRAINING_DATA

STRENGTH: Final = 1.0
"""How much weights are drawn to nothing."""
WEIGHT_OF_OTHERS: Final = 0.25
MOST_OTHERS: Final = 4000
UNSEEN: Final = 500
LONGEST_OTHER: Final = 400
SURE_PROBLEM: Final = 0.85
LOST: Final = 0.03
"""Of lessons that are problems, many of them thanks in bitterness, so many may be called what asks for nothing; it
sets `asks_from`."""
_TRIED: Final = np.arange(0.5, 0.04, -0.01)
_SMALL: Final = 0.015
"""A bucket whose weights are all under so much of the largest says nothing."""


@dataclass(frozen=True, slots=True)
class _Told:
    """Texts as the table sees them, a row each."""

    words: Matrix
    meanings: Floats
    marks: Floats

    def alike(self) -> Floats:
        """How much each two of them have in common; they all have the intercept."""
        found: Floats = np.asarray((self.words @ self.words.T).todense(), dtype=np.float32)
        found += self.meanings @ self.meanings.T + self.marks @ self.marks.T + 1
        return found


def train(appeals: Sequence[str], model: Model, out: Path) -> dict[str, object]:
    """Leave the arrays and the card in a folder; returns the card."""
    by_signs = replace(model, kinds=None)
    with (TRAINING_DATA / "kinds.csv").open(encoding="utf-8", newline="") as source:
        lessons = [(row["kind"], row["text"]) for row in csv.DictReader(source)]
    drawn = sorted(set(appeals), key=lambda text: zlib.crc32(text.encode()))
    short = [text for text in drawn if len(text) <= LONGEST_OTHER]
    others = _sure_problems(short[:MOST_OTHERS], by_signs)
    told = _tell_all([*(text for _, text in lessons), *others], by_signs)
    kinds = np.array([KINDS.index(kind) for kind, _ in lessons] + [KINDS.index(PROBLEM)] * len(others))
    weights = np.array([1.0] * len(lessons) + [WEIGHT_OF_OTHERS] * len(others), dtype=np.float32)
    counted, left_out = _solve(told, kinds, weights)
    judged, right = left_out[: len(lessons)], kinds[: len(lessons)]
    temperature = coolest(judged, right)
    shares = softmax(judged / np.float32(temperature))
    asks_from = _price(shares, right)
    card = KindCard(model.card.version, KINDS, round(temperature, 4), round(asks_from, 2))
    table = _table(card, told, counted)
    write_kinds(table, out)
    figures = {
        "lessons": len(lessons),
        "residents": len(others),
        **_judge(shares, right, asks_from=asks_from),
        "residents_who_ask_nothing": _silent(short[MOST_OTHERS : MOST_OTHERS + UNSEEN], replace(model, kinds=table)),
    }
    described: dict[str, object] = {"table": asdict(card), "left_out": figures}
    (out / "card.json").write_text(json.dumps(described, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return described


def _sure_problems(texts: Sequence[str], model: Model) -> list[str]:
    """Messages that the signs are sure are problems."""
    proposals = propose_all(texts, model=model)
    return [
        text
        for text, one in zip(texts, proposals, strict=True)
        if one.kind == PROBLEM and one.kind_certainty >= SURE_PROBLEM
    ]


def _silent(texts: Sequence[str], model: Model) -> float:
    """Of residents' messages that were not learnt from, how many are said to ask for nothing."""
    kinds = [one.kind for one in propose_all(texts, model=model)]
    return round(sum(kind not in ASKING for kind in kinds) / max(1, len(kinds)), 4)


def _tell_all(texts: Sequence[str], model: Model) -> _Told:
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    marks = []
    read = zip(texts, read_all(texts, model=model), find_in_all(texts), guess_importances(texts), strict=True)
    for text, reading, (findings, _), urgent in read:
        sure, importance = reading.sure_at_first, urgent.importance
        sums = sums_of_signs(text, findings, group_certainty=sure, importance=importance)
        marks.append(told_of(text, sums, group_certainty=sure, importance=importance))
    rows = [weighed(text, rarity=model.rarity)[:2] for text in texts]
    starts = np.cumsum([0, *(len(buckets) for buckets, _ in rows)])
    buckets, values = (np.concatenate(parts) for parts in zip(*rows, strict=True))
    return _Told(
        csr_matrix((values, buckets, starts), shape=(len(texts), BUCKETS)),
        np.array([model.meanings.sum_of(text) for text in texts], dtype=np.float32),
        np.array(marks, dtype=np.float32),
    )


def _solve(told: _Told, kinds: Integers, weights: Floats) -> tuple[Floats, Floats]:
    """How much each text counts for each kind, and what the line would say of each had it not seen it."""
    belongs = np.eye(len(KINDS))[kinds]
    with on_one_core():
        undone = np.linalg.inv(told.alike().astype(np.float64) + np.diag(STRENGTH / weights))
        counted = undone @ belongs
    left_out = belongs - counted / undone.diagonal()[:, None]
    return counted.astype(np.float32), left_out.astype(np.float32)


def _price(shares: Floats, right: Integers) -> float:
    """The highest doubt under which few enough problems are called what asks for nothing."""
    return next((float(one) for one in _TRIED if _lost(shares, right, asks_from=float(one)) <= LOST), float(_TRIED[-1]))


def _lost(shares: Floats, right: Integers, *, asks_from: float) -> float:
    problems = shares[right == KINDS.index(PROBLEM)]
    return float(np.mean([KINDS[choose(one, asks_from=asks_from)] not in ASKING for one in problems]))


def _judge(shares: Floats, right: Integers, *, asks_from: float) -> dict[str, float]:
    named = [KINDS[choose(one, asks_from=asks_from)] for one in shares]
    true = [KINDS[place] for place in right]
    return {
        "accuracy": round(float(np.mean([one == other for one, other in zip(named, true, strict=True)])), 4),
        "macro_f1": round(macro_f1(named, [(one,) for one in true]), 4),
        "problems_lost": round(_lost(shares, right, asks_from=asks_from), 4),
    }


def _table(card: KindCard, told: _Told, counted: Floats) -> KindTable:
    """Weights of all that occurs, as the texts count."""
    used: NDArray[np.int32] = np.unique(told.words.indices).astype(np.int32)
    weights: Floats = np.asarray(told.words[:, used].T @ counted, dtype=np.float32)
    large = np.abs(weights).max(axis=1)
    kept = large >= _SMALL * large.max()
    packed, scale = quantize(weights[kept])
    return KindTable(
        card=card,
        buckets=used[kept],
        weights=packed,
        scale=scale,
        meaning=told.meanings.T @ counted,
        marks=told.marks.T @ counted,
        intercepts=counted.sum(axis=0),
    )

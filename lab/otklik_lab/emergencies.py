"""Makes the model of emergencies from short texts made up for it and from residents' messages. Needs scikit-learn.

    otklik triage train-emergencies --data DIR

`lessons/emergencies.csv` has the made-up ones: emergencies in many voices, and what only sounds so. Residents' messages
in which no rule hears a danger count as weak examples of none. Their words are hashed; no text is kept.
"""

import csv
import json
import zlib
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from otklik.shared.patterns import compile_late
from otklik.triage.emergencies.finding import NEVER_SILENCED, heard_by_rules
from otklik.triage.emergencies.hearing import hear
from otklik.triage.emergencies.signs import SIGNS
from otklik.triage.emergencies.traits import BUCKETS, Floats, traits_of, words_of
from otklik_lab.artifacts import quantize
from otklik_lab.training_data import TRAINING_DATA, made_up_phrases

DANGERS: Final = tuple(about for about, _ in SIGNS)
STRENGTH: Final = 30.0
WEIGHT_OF_OTHERS: Final = 0.25
"""Of messages that nobody marked: some are emergencies after all, and there are many more of them than lessons."""
MOST_OTHERS: Final = 11_000
LONGEST_OTHER: Final = 1500
FOLDS: Final = 5
ALARMS_BESIDE: Final = 0.018
"""Of residents' messages that it never saw and in which no rule hears a danger, the model calls so many one: it is the
price that a clerk pays for the emergencies that no rule knows, and sets the threshold."""
LOST_OF_HEARD: Final = 0.005
"""Of lessons in which a rule rightly hears a danger the model may silence so many: most alarms of long texts end."""
UNSEEN: Final = 2000

_SENTENCE = compile_late(r"[.!?\n]+")

Matrix = Any
"""A sparse matrix of scipy; it has no types of its own."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A made-up text and its danger; empty: it only sounds so."""

    about: str
    text: str


def read_lessons() -> list[Lesson]:
    """The made-up texts."""
    with (TRAINING_DATA / "emergencies.csv").open(encoding="utf-8", newline="") as source:
        return [Lesson(row["about"], row["text"]) for row in csv.DictReader(source)]


def train(appeals: Sequence[str], out: Path) -> dict[str, object]:
    """Leave the arrays and the card in a folder; returns the card. Takes some minutes."""
    lessons = read_lessons()
    drawn = sorted(set(appeals), key=lambda text: zlib.crc32(text.encode()))
    others = [*(one.text for one in made_up_phrases()), *_calm_ones(drawn[:MOST_OTHERS])]
    unseen = _calm_ones(drawn[MOST_OTHERS : MOST_OTHERS + UNSEEN])
    texts = [words_of(hear(text).text) for text in (*(one.text for one in lessons), *others)]
    rarity = rarity_of(texts)
    matrix = matrix_of(texts, rarity=rarity)
    weights = np.array([1.0] * len(lessons) + [WEIGHT_OF_OTHERS] * len(others), dtype=np.float32)
    about = np.array([one.about for one in lessons] + [""] * len(others))
    columns = [fit(matrix, about != "", weights)]
    alarm_from = _threshold(unseen, *columns[0], rarity=rarity)
    scores = _score_left_out(lessons, matrix, about, weights)
    heard = [{one.about for one in heard_by_rules(hear(lesson.text))} for lesson in lessons]
    quiet_below = _quiet_threshold(lessons, heard, scores)
    figures = _judge_left_out(lessons, heard, scores, alarm_from=alarm_from, quiet_below=quiet_below)
    card = {"dangers": DANGERS, "alarm_from": round(alarm_from, 2), "quiet_below": round(quiet_below, 2), **figures}
    columns += [fit(matrix[about != ""], (about == danger)[about != ""], weights[about != ""]) for danger in DANGERS]
    packed, scale = quantize(np.column_stack([column for column, _ in columns]).astype(np.float32))
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / "rarity.npy", rarity.astype(np.float16))
    np.save(out / "weights.npy", packed)
    np.save(out / "scale.npy", scale)
    np.save(out / "intercepts.npy", np.array([intercept for _, intercept in columns], dtype=np.float32))
    (out / "card.json").write_text(json.dumps(card, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return card


def _calm_ones(appeals: Sequence[str]) -> list[str]:
    """Those messages in which no rule hears a danger, and their first sentences: a short text is no alarm either."""
    calm = [text[:LONGEST_OTHER] for text in appeals if not _has_rule(text[:LONGEST_OTHER])]
    return [*calm, *(first for text in calm if len((first := _SENTENCE.split(text.strip(), 1)[0]).split()) > 1)]


def _has_rule(text: str) -> bool:
    return any(True for _ in heard_by_rules(hear(text)))


def rarity_of(texts: Sequence[Sequence[str]]) -> Floats:
    """How rare each bucket is, the rare ones greater."""
    seen = np.zeros(BUCKETS, dtype=np.int64)
    ones = np.ones(BUCKETS, dtype=np.float16)
    for words in texts:
        seen[traits_of(words, rarity=ones)[0]] += 1
    rarity: Floats = (np.log((1 + len(texts)) / (1 + seen)) + 1).astype(np.float16).astype(np.float32)
    return rarity


def matrix_of(texts: Sequence[Sequence[str]], *, rarity: Floats) -> Matrix:
    """Texts, given as their words, as rows of buckets."""
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    rows = [traits_of(words, rarity=rarity) for words in texts]
    starts = np.cumsum([0, *(len(buckets) for buckets, _ in rows)])
    places, values = (np.concatenate(parts) for parts in zip(*rows, strict=True))
    return csr_matrix((values, places, starts), shape=(len(texts), BUCKETS))


def fit(matrix: Matrix, is_it: NDArray[np.bool_], weights: Floats) -> tuple[Floats, float]:
    """Weights of the buckets, and the intercept."""
    from sklearn.linear_model import LogisticRegression

    line = LogisticRegression(C=STRENGTH, max_iter=2000, tol=1e-5).fit(matrix, is_it, sample_weight=weights)
    return line.coef_[0].astype(np.float32), float(line.intercept_[0])


def _threshold(unseen: Sequence[str], column: Floats, intercept: float, *, rarity: Floats) -> float:
    if not unseen:
        return 0.0
    matrix = matrix_of([words_of(hear(text).text) for text in unseen], rarity=rarity)
    return float(np.quantile(matrix @ column + intercept, 1 - ALARMS_BESIDE))


def _score_left_out(
    lessons: Sequence[Lesson], matrix: Matrix, about: NDArray[np.str_], weights: Floats
) -> NDArray[np.float64]:
    """Each lesson scored by a model that never saw it."""
    fold = np.array([zlib.crc32(one.text.encode()) % FOLDS for one in lessons])
    scores = np.zeros(len(lessons))
    for left_out in range(FOLDS):
        used = np.concatenate([fold != left_out, np.ones(len(about) - len(lessons), dtype=np.bool_)])
        column, intercept = fit(matrix[used], (about != "")[used], weights[used])
        judged = np.flatnonzero(fold == left_out)
        scores[judged] = matrix[judged] @ column + intercept
    return scores


def _quiet_threshold(
    lessons: Sequence[Lesson], heard: Sequence[AbstractSet[str]], scores: NDArray[np.float64]
) -> float:
    """Below this score what rules hear is none."""
    rightly = [
        score for one, found, score in zip(lessons, heard, scores, strict=True) if one.about and found - NEVER_SILENCED
    ]
    return float(np.quantile(rightly, LOST_OF_HEARD)) if rightly else -100.0


def _judge_left_out(
    lessons: Sequence[Lesson],
    heard: Sequence[AbstractSet[str]],
    scores: NDArray[np.float64],
    *,
    alarm_from: float,
    quiet_below: float,
) -> dict[str, float]:
    """How good the model is on lessons that it never saw, with the rules beside."""
    true = np.array([bool(one.about) for one in lessons])
    ruled = np.array([bool(found) for found in heard])
    kept = ruled & ((scores >= quiet_below) | np.array([bool(found & NEVER_SILENCED) for found in heard]))
    alarm = kept | (scores >= alarm_from)
    return {
        "recall_left_out": round(float(alarm[true].mean()), 4),
        "false_alarms_left_out": round(float(alarm[~true].mean()), 4),
        "recall_of_rules_alone": round(float(ruled[true].mean()), 4),
        "false_alarms_of_rules_alone": round(float(ruled[~true].mean()), 4),
    }

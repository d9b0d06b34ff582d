"""Makes the model: words and pieces of words, weighed by rarity, and linear classifiers. Needs scikit-learn.

    otklik triage train --data DIR --out otklik/triage/artifacts

Groups are learnt from the region whose groups are certain, from the rubricator and from made-up phrases; that chooses
among the groups allowed for the other region; then from all. Topics are learnt from words alone. What turns scores into
certainties is fitted on a quarter of the texts, by a model that never saw them.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from otklik.topics.catalogue import GROUPS
from otklik.triage.examples import (
    Example,
    is_held_back,
    is_probe,
    made_up_phrases,
    names_of_topics,
    read_appeals,
    read_comments,
)
from otklik.triage.features import BUCKETS, WORD_BUCKETS, buckets_of
from otklik.triage.fitting import Fitted, Integers, Matrix, balance, fit, fit_margins, side_by_side
from otklik.triage.model import Card, logit, softmax, weighed
from otklik.triage.packing import Floats, write_arrays

MODEL_NAME: Final = "groups-2"
WEIGHT_OF_NAMES: Final = 1.0
WEIGHT_OF_PHRASES: Final = 2.0
STRENGTH_OF_TOPICS: Final = 0.5
BALANCE_OF_TOPICS: Final = 0.3
SHORTEST_ROW_OF_TOPICS: Final = 4
"""A word counts for topics when so many texts with a topic have it."""
ABSTAIN_BELOW: Final = 0.45
ABSTAIN_FROM_TOPIC_BELOW: Final = 0.4


@dataclass(frozen=True, slots=True)
class Lessons:
    """All that is learnt from, with one row of the matrix for each example."""

    examples: tuple[Example, ...]
    weights: Floats
    matrix: Matrix
    rude: Matrix
    is_rude: NDArray[np.bool_]
    is_rude_probe: NDArray[np.bool_]
    rarity: Floats


GROUP_CODES: Final = tuple(sorted(group.code for group in GROUPS))
TOPIC_CODES: Final = tuple(sorted(topic.code for group in GROUPS for topic in group.topics))


def train(data: Path, out: Path, *, keeps_back: bool = False) -> Card:
    """Learn from the texts of a folder and leave the arrays and the card in another. Takes some minutes.

    `keeps_back`: leave the tenth out on which `otklik triage evaluate --data` measures.
    """
    lessons = _read_lessons(data, keeps_back=keeps_back)
    probes = np.array([is_probe(one.text) and not _is_lesson(one) for one in lessons.examples])
    groups, topics = _fit_all(lessons, np.flatnonzero(~probes))
    card = _draw_card(lessons, probes, groups=groups, topics=topics, keeps_back=keeps_back)
    groups, topics = _fit_all(lessons, np.arange(len(lessons.examples)))
    rude = _fit_rude(lessons.rude, lessons.is_rude)
    write_arrays(out, rarity=lessons.rarity, main=side_by_side(groups, rude), topics=topics)
    text = json.dumps({"model": asdict(card)}, ensure_ascii=False, indent=2)
    (out / "card.json").write_text(text + "\n", encoding="utf-8")
    return card


def _read_lessons(data: Path, *, keeps_back: bool) -> Lessons:
    said = [*read_appeals(data, "perm"), *read_appeals(data, "kursk")]
    appeals = [one for one in said if not (keeps_back and is_held_back(one.text))]
    comments = [one for one in read_comments(data) if not (keeps_back and is_held_back(one.text))]
    names, phrases = names_of_topics(), made_up_phrases()
    examples = (*appeals, *names, *phrases)
    weights = [1.0] * len(appeals) + [WEIGHT_OF_NAMES] * len(names) + [WEIGHT_OF_PHRASES] * len(phrases)
    rarity = _rarity([*(one.text for one in examples), *(one.text for one in comments)])
    return Lessons(
        examples=examples,
        weights=np.array(weights, dtype=np.float32),
        matrix=_matrix([one.text for one in examples], rarity=rarity),
        rude=_matrix([one.text for one in comments], rarity=rarity),
        is_rude=np.array([one.is_rude for one in comments]),
        is_rude_probe=np.array([is_probe(one.text) for one in comments]),
        rarity=rarity,
    )


def _is_lesson(example: Example) -> bool:
    """Names and phrases are always learnt from: they are no residents' messages."""
    return example.text in _LESSON_TEXTS


_LESSON_TEXTS: Final = frozenset(one.text for one in (*names_of_topics(), *made_up_phrases()))


def _rarity(texts: Sequence[str]) -> Floats:
    """How much a bucket counts: the logarithm of the share of texts without it; zero when only one text has it."""
    seen = np.zeros(BUCKETS, dtype=np.int64)
    for text in texts:
        seen[buckets_of(text)[0]] += 1
    rarity = np.log((1 + len(texts)) / (1 + seen)) + 1
    kept: Floats = np.where(seen >= 2, rarity, 0).astype(np.float16).astype(np.float32)
    return kept


def _matrix(texts: Sequence[str], *, rarity: Floats) -> Matrix:
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    rows = [weighed(text, rarity=rarity)[:2] for text in texts]
    starts = np.cumsum([0, *(len(buckets) for buckets, _ in rows)])
    columns = np.concatenate([buckets for buckets, _ in rows])
    return csr_matrix((np.concatenate([values for _, values in rows]), columns, starts), shape=(len(texts), BUCKETS))


def _fit_all(lessons: Lessons, used: Integers) -> tuple[Fitted, Fitted]:
    """Groups and topics, learnt from some of the examples."""
    examples = [lessons.examples[place] for place in used]
    matrix, weights = lessons.matrix[used], lessons.weights[used]
    certain = np.array([len(one.groups) == 1 for one in examples])
    labels = np.array([GROUP_CODES.index(one.groups[0]) for one in examples])
    chooser = fit_margins(
        matrix[certain],
        labels[certain],
        balance(labels[certain], weights[certain], power=0.5),
        labels_in_all=len(GROUP_CODES),
    )
    open_ones = np.flatnonzero(~certain)
    if len(open_ones):
        scores = chooser.scores(matrix[open_ones])
        labels[open_ones] = [_likeliest(examples[place], row) for place, row in zip(open_ones, scores, strict=True)]
    return fit(matrix, labels, weights, labels_in_all=len(GROUP_CODES)), _fit_topics(examples, matrix, weights)


def _likeliest(example: Example, scores: Floats) -> int:
    """The likeliest of the groups that are allowed for a text."""
    return max((GROUP_CODES.index(code) for code in example.groups), key=lambda place: float(scores[place]))


def _fit_topics(examples: Sequence[Example], matrix: Matrix, weights: Floats) -> Fitted:
    """Topics by words and pairs of words that a few texts share; pieces of words would make the table too large."""
    known = np.array([bool(one.topic) for one in examples])
    labels = np.array([TOPIC_CODES.index(one.topic) for one in examples if one.topic])
    words = matrix[known].tocsc()
    counted = (np.diff(words.indptr) >= SHORTEST_ROW_OF_TOPICS) & (np.arange(BUCKETS) < WORD_BUCKETS)
    words = words.multiply(counted).tocsr()
    words.eliminate_zeros()
    return fit_margins(
        words,
        labels,
        balance(labels, weights[known], power=BALANCE_OF_TOPICS),
        labels_in_all=len(TOPIC_CODES),
        strength=STRENGTH_OF_TOPICS,
    )


def _draw_card(
    lessons: Lessons, probes: NDArray[np.bool_], *, groups: Fitted, topics: Fitted, keeps_back: bool
) -> Card:
    """What makes certainties honest, fitted on texts that these classifiers never saw."""
    places = [place for place in np.flatnonzero(probes) if len(lessons.examples[place].groups) == 1]
    right = [GROUP_CODES.index(lessons.examples[place].groups[0]) for place in places]
    scores = groups.scores(lessons.matrix[places])
    temperature = _coolest(scores, right)
    sure_slope, sure_offset = _fit_surety(softmax(scores / np.float32(temperature)), right)
    with_topic = [place for place in np.flatnonzero(probes) if lessons.examples[place].topic]
    right_topics = [TOPIC_CODES.index(lessons.examples[place].topic) for place in with_topic]
    rude_slope, rude_offset = _fit_rude_curve(lessons)
    return Card(
        version=MODEL_NAME,
        groups=GROUP_CODES,
        temperature=temperature,
        sure_slope=sure_slope,
        sure_offset=sure_offset,
        abstain_below=ABSTAIN_BELOW,
        rude_slope=rude_slope,
        rude_offset=rude_offset,
        topics=TOPIC_CODES,
        topic_temperature=_coolest(topics.scores(lessons.matrix[with_topic]), right_topics),
        abstain_from_topic_below=ABSTAIN_FROM_TOPIC_BELOW,
        keeps_back=keeps_back,
    )


def _coolest(scores: Floats, right: Sequence[int]) -> float:
    """Of many divisors the one under which what is right surprises least; 1 when there is nothing to fit on."""
    candidates = np.geomspace(0.05, 3, 70, dtype=np.float32)
    if not right:
        return 1.0
    return float(min(candidates, key=lambda temperature: _surprise(scores / temperature, right)))


def _surprise(scores: Floats, right: Sequence[int]) -> float:
    shares = softmax(scores)[np.arange(len(right)), right]
    return float(-np.log(np.maximum(shares, 1e-9)).mean())


def _fit_surety(shares: Floats, right: Sequence[int]) -> tuple[float, float]:
    """The curve from the best share to how often the best is right; straight when there is nothing to fit on."""
    hits = shares.argmax(axis=1) == np.array(right, dtype=np.int64)
    if len(set(hits.tolist())) < 2:
        return 1.0, 0.0
    return _fit_line(np.array([logit(float(row.max())) for row in shares]), hits)


def _fit_rude_curve(lessons: Lessons) -> tuple[float, float]:
    """The curve from the score of rudeness to a certainty, fitted on a quarter kept apart."""
    probed = lessons.is_rude_probe
    partly = _fit_rude(lessons.rude[~probed], lessons.is_rude[~probed])
    return _fit_line(partly.scores(lessons.rude[probed])[:, 0], lessons.is_rude[probed])


def _fit_line(values: Floats, hits: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and offset of a logistic curve."""
    from sklearn.linear_model import LogisticRegression

    curve = LogisticRegression(C=100.0).fit(values.reshape(-1, 1), hits)
    return float(curve.coef_[0, 0]), float(curve.intercept_[0])


def _fit_rude(matrix: Matrix, is_rude: NDArray[np.bool_]) -> Fitted:
    """One column: how rude."""
    both = fit(matrix, is_rude.astype(np.int64), np.ones(len(is_rude), dtype=np.float32), labels_in_all=2)
    return Fitted(both.buckets, both.weights[:, 1:], both.intercepts[1:])

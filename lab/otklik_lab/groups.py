"""Makes the model: words and pieces of words, weighed by rarity, and linear classifiers. Needs scikit-learn.

    otklik triage train --data DIR --out otklik/triage/artifacts

Groups are learnt from the region whose groups are certain, from the rubricator, from made-up phrases and messages; that
chooses among the groups allowed for the other region; then from all. Topics are learnt from words alone. What the
scores of all groups tell of each, and what turns scores into certainties, is fitted on scores of texts that the
classifier never saw: each of three parts is scored by what was learnt from the others.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from otklik.topics.catalogue import GROUPS
from otklik.triage.features import BUCKETS, WORD_BUCKETS
from otklik.triage.meanings import Meanings, Words
from otklik.triage.model import Card, load_model
from otklik.triage.packing import Floats
from otklik.triage.shares import softmax
from otklik_lab.artifacts import write_arrays, write_meanings, write_tone
from otklik_lab.calibration import coolest, fit_surety
from otklik_lab.embedding_network import Taught, learn_meanings, sums_of, words_at_hand
from otklik_lab.linear import (
    Fitted,
    Integers,
    Matrix,
    balance,
    fit_groups,
    fit_margins,
    on_one_core,
    side_by_side,
)
from otklik_lab.stacking import Relations, learn_relations
from otklik_lab.tf_idf import matrix_of, rarity_of
from otklik_lab.tone_network import Comments, Rudeness, heard, learn_rudeness
from otklik_lab.training_data import (
    PARTS,
    Example,
    RudeExample,
    is_held_back,
    made_up_messages,
    made_up_phrases,
    names_of_topics,
    part_of,
    read_appeals,
    read_comments,
)

MODEL_NAME: Final = "groups-10"
WEIGHT_OF_NAMES: Final = 1.0
WEIGHT_OF_PHRASES: Final = 2.0
WEIGHT_OF_MESSAGES: Final = 0.5
"""How much a made-up message counts beside a resident's: regions that were learnt from have habits of their own."""
WEIGHT_IN_MEANINGS: Final = 0.3
"""The same while the network learns."""
SHARE_OF_MEANINGS: Final = 1.0
"""How much the network counts beside the scores of the linear classifiers."""
STRENGTH_OF_TOPICS: Final = 0.5
BALANCE_OF_TOPICS: Final = 0.3
SHORTEST_ROW_OF_TOPICS: Final = 5
"""A word counts for topics when so many texts with a topic have it."""
ABSTAIN_BELOW: Final = 0.45
ABSTAIN_FROM_TOPIC_BELOW: Final = 0.4


@dataclass(frozen=True, slots=True)
class Lessons:
    """All that is learnt from, with one row of the matrix for each example."""

    examples: tuple[Example, ...]
    weights: Floats
    matrix: Matrix
    comments: Comments
    rarity: Floats
    parts: Integers
    """Which part each example is of; -1: of none, it is always learnt from."""
    taught: Taught
    """What the network over the meanings of words learns from."""
    words: Words
    """The words that it knows."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """Scores of the residents' messages by classifiers that never saw them."""

    places: Integers
    """Which examples they are."""
    parts: Integers
    scores: Floats
    """Of groups."""
    labels: Integers
    """The group that people named; of several the one with the best score."""
    meanings: Floats
    """What the network says of groups, as it is added to their scores."""
    topics: Floats
    """Scores of topics, of the first part alone; it comes first."""


GROUP_CODES: Final = tuple(sorted(group.code for group in GROUPS))
TOPIC_CODES: Final = tuple(sorted(topic.code for group in GROUPS for topic in group.topics))


def train(data: Path, out: Path, *, keeps_back: bool = False) -> Card:
    """Learn from the texts of a folder and leave the arrays and the card in another. Takes some minutes.

    `keeps_back`: leave the tenth out on which `otklik triage evaluate --data` measures.
    """
    with on_one_core():
        return _train(data, out, keeps_back=keeps_back)


def _train(data: Path, out: Path, *, keeps_back: bool) -> Card:
    lessons = _read_lessons(data, keeps_back=keeps_back)
    unseen = _score_unseen(lessons)
    rude = learn_rudeness(lessons.comments)
    card = _draw_card(lessons, unseen, rude, keeps_back=keeps_back)
    everything = np.arange(len(lessons.examples))
    groups = learn_relations(unseen.scores, unseen.labels).folded_into(_fit_groups(lessons, everything))
    topics = _fit_topics(lessons, everything)
    write_arrays(out, rarity=lessons.rarity, main=side_by_side(groups, rude.line), topics=topics)
    write_tone(rude.tone, out)
    write_meanings(_learn_meanings(lessons, everything), out)
    text = json.dumps({"model": asdict(card)}, ensure_ascii=False, indent=2)
    (out / "card.json").write_text(text + "\n", encoding="utf-8")
    return card


def _read_lessons(data: Path, *, keeps_back: bool) -> Lessons:
    said = [*read_appeals(data, "perm"), *read_appeals(data, "kursk")]
    appeals = [one for one in said if not (keeps_back and is_held_back(one.text))]
    comments = [one for one in read_comments(data) if not (keeps_back and is_held_back(one.text))]
    made_up = [
        *((one, (WEIGHT_OF_NAMES, WEIGHT_OF_NAMES)) for one in names_of_topics()),
        *((one, (WEIGHT_OF_PHRASES, WEIGHT_OF_PHRASES)) for one in made_up_phrases()),
        *((one, (WEIGHT_OF_MESSAGES, WEIGHT_IN_MEANINGS)) for one in made_up_messages()),
    ]
    examples = (*appeals, *(one for one, _ in made_up))
    weights = np.array([(1.0, 1.0)] * len(appeals) + [both for _, both in made_up], dtype=np.float32)
    texts = [one.text for one in examples]
    rarity = rarity_of([*texts, *(one.text for one in comments)])
    words = words_at_hand(texts)
    return Lessons(
        examples=examples,
        weights=weights[:, 0],
        matrix=matrix_of(texts, rarity=rarity),
        comments=_comments(comments, rarity=rarity, words=words),
        rarity=rarity,
        parts=np.array([*(part_of(one.text) for one in appeals), *[-1] * len(made_up)]),
        taught=_taught(examples, sums=sums_of(texts, words=words), weights=weights[:, 1]),
        words=words,
    )


def _comments(comments: Sequence[RudeExample], *, rarity: Floats, words: Words) -> Comments:
    texts = [one.text for one in comments]
    return Comments(
        matrix_of(texts, rarity=rarity),
        *heard(texts, words=words),
        is_rude=np.array([one.is_rude for one in comments]),
        is_probe=np.array([part_of(text) == 0 for text in texts]),
    )


def _taught(examples: Sequence[Example], *, sums: Floats, weights: Floats) -> Taught:
    return Taught(sums, allowed_groups(examples), columns_of_topics(examples), weights)


def allowed_groups(examples: Sequence[Example]) -> Floats:
    """1 for each group that is right for a text, 0 for the others."""
    allowed = np.zeros((len(examples), len(GROUP_CODES)), dtype=np.float32)
    for place, one in enumerate(examples):
        allowed[place, [GROUP_CODES.index(code) for code in one.groups]] = 1
    return allowed


def columns_of_topics(examples: Sequence[Example]) -> Integers:
    """The column of the topic of each text; -1: it has none."""
    return np.array([TOPIC_CODES.index(one.topic) if one.topic else -1 for one in examples])


def shares_unseen(data: Path) -> dict[str, Floats]:
    """Shares of groups that the first reading gives to messages, each by what was learnt without it. Takes minutes."""
    with on_one_core():
        lessons = _read_lessons(data, keeps_back=False)
        unseen = _score_unseen(lessons)
        shares = softmax((_related(unseen) + unseen.meanings) / np.float32(load_model().card.temperature))
    return {lessons.examples[place].text: row for place, row in zip(unseen.places, shares, strict=True)}


def _score_unseen(lessons: Lessons) -> Unseen:
    """Each part is scored by what was learnt from the others. This is most of the work."""
    places = [np.flatnonzero(lessons.parts == part) for part in range(PARTS)]
    scores = [
        _fit_groups(lessons, np.flatnonzero(lessons.parts != part)).scores(lessons.matrix[places[part]])
        for part in range(PARTS)
    ]
    meanings = [
        _learn_meanings(lessons, np.flatnonzero(lessons.parts != part)).scores(lessons.taught.sums[places[part]])
        for part in range(PARTS)
    ]
    topics = _fit_topics(lessons, np.flatnonzero(lessons.parts != 0)).scores(lessons.matrix[places[0]])
    together = np.concatenate(places)
    allowed = [lessons.examples[place] for place in together]
    labels = [_likeliest(example, row) for example, row in zip(allowed, np.vstack(scores), strict=True)]
    return Unseen(together, lessons.parts[together], np.vstack(scores), np.array(labels), np.vstack(meanings), topics)


def _fit_groups(lessons: Lessons, used: Integers) -> Fitted:
    """Groups, learnt from some of the examples."""
    examples = [lessons.examples[place] for place in used]
    matrix, weights = lessons.matrix[used], lessons.weights[used]
    certain = np.array([len(one.groups) == 1 for one in examples])
    labels = np.array([GROUP_CODES.index(one.groups[0]) for one in examples])
    open_ones = np.flatnonzero(~certain)
    if len(open_ones):
        chooser = fit_margins(
            matrix[certain],
            labels[certain],
            balance(labels[certain], weights[certain], power=0.5),
            labels_in_all=len(GROUP_CODES),
        )
        scores = chooser.scores(matrix[open_ones])
        labels[open_ones] = [_likeliest(examples[place], row) for place, row in zip(open_ones, scores, strict=True)]
    return fit_groups(matrix, labels, weights, labels_in_all=len(GROUP_CODES))


def _learn_meanings(lessons: Lessons, used: Integers) -> Meanings:
    """The network, learnt from some of the examples; what it says counts for its share."""
    learnt = learn_meanings(lessons.taught.of(used), words=lessons.words, topics_in_all=len(TOPIC_CODES))
    share = np.float32(SHARE_OF_MEANINGS)
    return replace(learnt, outer=learnt.outer * share, outer_added=learnt.outer_added * share)


def _likeliest(example: Example, scores: Floats) -> int:
    """The likeliest of the groups that are allowed for a text."""
    return max((GROUP_CODES.index(code) for code in example.groups), key=lambda place: float(scores[place]))


def _fit_topics(lessons: Lessons, used: Integers) -> Fitted:
    """Topics by words and pairs of words that a few texts share; pieces of words would make the table too large."""
    known = np.array([place for place in used if lessons.examples[place].topic])
    labels = np.array([TOPIC_CODES.index(lessons.examples[place].topic) for place in known])
    words = lessons.matrix[known].tocsc()
    counted = (np.diff(words.indptr) >= SHORTEST_ROW_OF_TOPICS) & (np.arange(BUCKETS) < WORD_BUCKETS)
    words = words.multiply(counted).tocsr()
    words.eliminate_zeros()
    return fit_margins(
        words,
        labels,
        balance(labels, lessons.weights[known], power=BALANCE_OF_TOPICS),
        labels_in_all=len(TOPIC_CODES),
        strength=STRENGTH_OF_TOPICS,
    )


def _draw_card(lessons: Lessons, unseen: Unseen, rude: Rudeness, *, keeps_back: bool) -> Card:
    """What makes certainties honest, fitted on texts that the classifiers never saw."""
    certain = np.array([len(lessons.examples[place].groups) == 1 for place in unseen.places])
    right = unseen.labels[certain]
    scores = (_related(unseen) + unseen.meanings)[certain]
    temperature = coolest(scores, right)
    sure_slope, sure_offset = fit_surety(softmax(scores / np.float32(temperature)), right)
    topics = [lessons.examples[place].topic for place in unseen.places[: len(unseen.topics)]]
    with_topic = np.flatnonzero([bool(topic) for topic in topics])
    right_topics = np.array([TOPIC_CODES.index(topics[place]) for place in with_topic], dtype=np.int64)
    return Card(
        version=MODEL_NAME,
        groups=GROUP_CODES,
        temperature=temperature,
        sure_slope=sure_slope,
        sure_offset=sure_offset,
        abstain_below=ABSTAIN_BELOW,
        rude_slope=rude.slope,
        rude_offset=rude.offset,
        topics=TOPIC_CODES,
        topic_temperature=coolest(unseen.topics[with_topic], right_topics),
        abstain_from_topic_below=ABSTAIN_FROM_TOPIC_BELOW,
        keeps_back=keeps_back,
    )


def _related(unseen: Unseen) -> Floats:
    """Scores with the relations between groups, for each part by relations learnt on the others."""
    related = np.empty_like(unseen.scores)
    for part in range(PARTS):
        inside = unseen.parts == part
        relations: Relations = learn_relations(unseen.scores[~inside], unseen.labels[~inside])
        related[inside] = relations.applied(unseen.scores[inside])
    return related

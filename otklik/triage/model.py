"""The trained part of triage: which group and topic a text belongs to, and how rude it is.

A linear model over hashed words and pieces of words, and for groups a small network over the meanings of words, whose
scores are added; a message whose group is in doubt is read a second time, by an encoder. Certainties are calibrated: of
texts with certainty 0.8, about 80 % are right. The arrays are memory-mapped, so that all processes share them; the
second reader each process has for itself.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from otklik.topics.catalogue import GROUPS
from otklik.triage.features import BUCKETS, WORD_BUCKETS, Buckets, buckets_of
from otklik.triage.kind_table import HeardWords, KindTable, read_kinds
from otklik.triage.meanings import Meanings, read_meanings
from otklik.triage.own_layer import OwnLayer
from otklik.triage.packing import Floats, opened, plain
from otklik.triage.pieces import pieces_of
from otklik.triage.second_reading import ReaderCard, is_in_doubt, open_reader, read_card
from otklik.triage.shares import LEAST, bent, softmax
from otklik.triage.tone import Tone, read_tone

ARTIFACTS: Final = Path(__file__).parent / "artifacts"


@dataclass(frozen=True, slots=True)
class Card:
    """What a model says of itself."""

    version: str
    groups: tuple[str, ...]
    """Codes of the groups it knows, in the order of its columns."""
    temperature: float
    """Divides the scores of groups before they become certainties."""
    sure_slope: float
    sure_offset: float
    """The curve from the lead of the best group over the next to how often it is right: people's labels err, too."""
    abstain_below: float
    """A certainty under this is too little to name a group alone."""
    rude_slope: float
    rude_offset: float
    topics: tuple[str, ...]
    """Codes of the topics it knows; a code begins with that of its group."""
    topic_temperature: float
    abstain_from_topic_below: float
    keeps_back: bool
    """Whether a tenth of the texts was left out of learning, so that it may be measured on it."""


@dataclass(frozen=True, slots=True)
class Table:
    """A linear classifier as it lies on the disk."""

    rows: NDArray[np.int32]
    """Row of the weights for each bucket; row 0 is empty and stands for all that training never met."""
    weights: NDArray[np.int8]
    """Packed, see `packing`; one column a label."""
    scale: Floats
    """What each column is multiplied by."""
    intercepts: Floats

    def scores(self, buckets: Buckets, values: Floats) -> Floats:
        """Scores of one text, one for each label."""
        packed = plain(self.weights).take(plain(self.rows).take(buckets), axis=0)
        found: Floats = (values @ opened(packed)) * self.scale + self.intercepts
        return found


@dataclass(frozen=True, slots=True)
class Model:
    """A card with its arrays: how rare each bucket is, and the classifiers."""

    card: Card
    rarity: NDArray[np.float16]
    main: Table
    """One column a group, and a last one for rudeness."""
    topics: Table
    """One column a topic; it reads words only."""
    groups_of_topics: NDArray[np.intp]
    """Column of the group of each topic."""
    meanings: Meanings
    """What is added to the scores of groups."""
    tone: Tone
    """What is added to the score of rudeness."""
    own: OwnLayer | None = None
    """What this installation has learnt by itself."""
    second: ReaderCard | None = None
    """Who reads messages in doubt a second time; nobody does over a model that is measured on a tenth kept back."""
    kinds: KindTable | None = None
    """What hears the kind of a message; over a model that it was not learnt over the signs are alone."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model makes of one text."""

    ranking: tuple[tuple[str, float], ...]
    """Group codes with certainties, best first, three of them; empty when there is nothing to read."""
    topics: tuple[tuple[str, float], ...]
    """Topic codes with certainties, best first, three of them: how sure the group is, shared among its topics."""
    rudeness: float
    sure_at_first: float
    """How sure the first reading was of its best group: what a message is at all is judged by it."""
    kind: HeardWords | None = None
    """What its words say of its kind."""


type Weighed = tuple[Buckets, Floats, int]
"""Buckets of a text, what each weighs, and where the pieces of words begin."""

NOTHING: Final = Reading(ranking=(), topics=(), rudeness=0.0, sure_at_first=0.0)


@cache
def load_model(folder: Path = ARTIFACTS) -> Model:
    """Open the model of a folder; its arrays stay on the disk until they are read."""
    told = json.loads((folder / "card.json").read_text(encoding="utf-8"))["model"]
    card = Card(**{**told, "groups": tuple(told["groups"]), "topics": tuple(told["topics"])})
    second, kinds = read_card(), read_kinds()
    return Model(
        card=card,
        rarity=np.load(folder / "rarity.npy", mmap_mode="r"),
        main=_load_table(folder, ""),
        topics=_load_table(folder, "topic_"),
        groups_of_topics=columns_of_groups(card.topics, card.groups),
        meanings=read_meanings(folder),
        tone=read_tone(folder),
        second=second if second.goes_with(card.version, card.groups) and not card.keeps_back else None,
        kinds=kinds if kinds and kinds.card.over == card.version else None,
    )


def columns_of_groups(topics: Sequence[str], groups: Sequence[str]) -> NDArray[np.intp]:
    """Column of the group of each topic."""
    codes = {topic.code: group.code for group in GROUPS for topic in group.topics}
    return np.array([groups.index(codes[topic]) for topic in topics], dtype=np.intp)


def _load_table(folder: Path, prefix: str) -> Table:
    return Table(
        rows=np.load(folder / f"{prefix}rows.npy", mmap_mode="r"),
        weights=np.load(folder / f"{prefix}weights.npy", mmap_mode="r"),
        scale=np.load(folder / f"{prefix}scale.npy"),
        intercepts=np.load(folder / f"{prefix}intercepts.npy"),
    )


def read_all(texts: Sequence[str], *, model: Model) -> list[Reading]:
    """What the model makes of each text.

    One table goes through all texts, then the next: they are large, and would push each other out of what the processor
    has at hand.
    """
    seen = [weighed(text, rarity=model.rarity) for text in texts]
    meanings = [model.meanings.sum_of(text) for text in texts]
    pieces = [pieces_of(text) for text in texts]
    added = [_added(*one, model=model) for one in zip(texts, meanings, pieces, strict=True)]
    scored = [model.main.scores(buckets, values) for buckets, values, _ in seen]
    topics = [model.topics.scores(buckets[:words], values[:words]) for buckets, values, words in seen]
    kinds = [_heard_kind(*one, model=model) for one in zip(seen, meanings, strict=True)]
    read = zip(texts, seen, added, scored, topics, kinds, strict=True)
    return [
        replace(_read(text, of_words, one + more, of_topics, model=model), kind=kind)
        for text, of_words, more, one, of_topics, kind in read
    ]


def weighed(text: str, *, rarity: NDArray[np.floating]) -> Weighed:
    """Buckets of a text, their weights (rare counts more; words and pieces have the length one), where pieces begin."""
    buckets, counts, where_pieces_begin = buckets_of(text)
    values = counts * plain(rarity).take(buckets)
    for part in (values[:where_pieces_begin], values[where_pieces_begin:]):
        length = float(np.sqrt(part @ part))
        if length > 0:
            np.divide(part, length, out=part)
    return buckets, values, where_pieces_begin


def _read(text: str, seen: Weighed, scores: Floats, topic_scores: Floats, *, model: Model) -> Reading:
    buckets, values, _ = seen
    if not values.any():
        return NOTHING
    card = model.card
    once, groups = _certain_of_groups(text, scores[:-1], model=model)
    topics = _shared_among_topics(topic_scores, groups, card=card, under=model.groups_of_topics)
    if model.own:
        once = softmax(model.own.scores(once, buckets, values))
        shipped, groups = groups, softmax(model.own.scores(groups, buckets, values))
        moved = groups / np.maximum(shipped, np.float32(LEAST))
        topics = (topics * moved[model.groups_of_topics]).astype(np.float32)
    rude = 1 / (1 + math.exp(-(card.rude_slope * float(scores[-1]) + card.rude_offset)))
    return Reading(
        ranking=_best(card.groups, groups),
        topics=_best(card.topics, topics),
        rudeness=round(rude, 4),
        sure_at_first=float(once.max()),
    )


def _heard_kind(seen: Weighed, meaning: Floats, *, model: Model) -> HeardWords | None:
    if model.kinds is None:
        return None
    scores: list[float] = model.kinds.scores_of_words(seen[0], seen[1], meaning).tolist()
    return HeardWords(model.kinds, tuple(scores))


def _added(text: str, meaning: Floats, pieces: NDArray[np.int64], *, model: Model) -> Floats:
    """What the networks add to the scores of groups, and last to that of rudeness."""
    rude = np.float32(model.tone.score_of(text, pieces, meaning=meaning))
    return np.append(model.meanings.scores(meaning), rude)


def group_certainties(text: str, *, model: Model) -> Floats:
    """How sure the model is of each group of its card; its own layer is left out."""
    buckets, values, _ = weighed(text, rarity=model.rarity)
    scores = model.main.scores(buckets, values)[:-1] + model.meanings.scores_of(text)
    return _certain_of_groups(text, scores, model=model)[1]


def _certain_of_groups(text: str, scores: Floats, *, model: Model) -> tuple[Floats, Floats]:
    """Certainties by the scores of the first reading, and those that count: in doubt the second is heard, too."""
    shares = softmax(scores / np.float32(model.card.temperature))
    once = bent(shares, slope=model.card.sure_slope, offset=model.card.sure_offset)
    if model.second and is_in_doubt(shares, text) and (reader := open_reader()):
        both = reader.heard_with(shares, text)
        return once, bent(both, slope=model.second.sure_slope, offset=model.second.sure_offset)
    return once, once


def with_layer(model: Model, layer: OwnLayer) -> Model:
    """A model with what the installation has learnt over it. Raises ValueError where the layer is another model's."""
    if layer.card.base != model.card.version or layer.card.groups != model.card.groups:
        raise ValueError(f"{layer.card.version} was made for {layer.card.base}, not for {model.card.version}")
    return replace(model, own=layer, card=replace(model.card, version=layer.card.version))


def _shared_among_topics(scores: Floats, groups: Floats, *, card: Card, under: NDArray[np.intp]) -> Floats:
    """Certainties of topics: a group's is shared among its topics."""
    topics = softmax(scores / np.float32(card.topic_temperature))
    in_groups = np.bincount(under, weights=topics, minlength=len(groups)).astype(np.float32)
    shared = topics / np.maximum(in_groups[under], np.float32(LEAST)) * groups[under]
    return shared.astype(np.float32)


def _best(codes: Sequence[str], certainties: Floats) -> tuple[tuple[str, float], ...]:
    known: list[float] = certainties.tolist()
    places: list[int] = np.argsort(-certainties)[:3].tolist()
    return tuple((codes[place], round(known[place], 4)) for place in places)


def has_right_shape(model: Model) -> bool:
    """Whether the arrays belong together: a model made for other buckets must not be used."""
    card, main, topics = model.card, model.main, model.topics
    return (
        model.rarity.shape == main.rows.shape == (BUCKETS,)
        and topics.rows.shape == (WORD_BUCKETS,)
        and main.weights.shape[1] == len(main.intercepts) == len(card.groups) + 1
        and topics.weights.shape[1] == len(topics.intercepts) == len(card.topics)
        and model.meanings.has_right_shape(groups=len(card.groups))
        and model.tone.has_right_shape(size=len(model.meanings.inner))
        and (model.kinds is None or model.kinds.has_right_shape(size=len(model.meanings.inner)))
    )

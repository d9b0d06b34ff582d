"""The trained part of triage: which group a text belongs to, and how rude it is.

A linear model over hashed words and pieces of words. Certainties are calibrated: of texts with certainty 0.8, about
80 % are right. It is a few plain arrays, memory-mapped, so that all processes share them.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from otklik.triage.features import BUCKETS, buckets_of
from otklik.triage.own_layer import OwnLayer

ARTIFACTS: Final = Path(__file__).parent / "artifacts"

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Card:
    """What a model says of itself."""

    version: str
    groups: tuple[str, ...]
    """Codes of the groups it knows, in the order of its columns."""
    temperature: float
    """Divides the scores of groups before they become certainties."""
    abstain_below: float
    """A certainty under this is too little to name a group alone."""
    rude_slope: float
    rude_offset: float


@dataclass(frozen=True, slots=True)
class Model:
    """A card with its arrays: how rare each bucket is, and a row of weights for those that occur."""

    card: Card
    rarity: Floats
    rows: NDArray[np.int32]
    """Row of the weights for each bucket; row 0 is empty and stands for all that training never met."""
    weights: NDArray[np.float16]
    """One column a group, and a last one for rudeness."""
    scale: Floats
    """What each column of the weights was divided by to fit into half precision."""
    intercepts: Floats
    own: OwnLayer | None = None
    """What this installation has learnt by itself."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model makes of one text."""

    ranking: tuple[tuple[str, float], ...]
    """Group codes with certainties, best first, three of them; empty when there is nothing to read."""
    rudeness: float


@cache
def load_model(folder: Path = ARTIFACTS) -> Model:
    """Open the model of a folder; its arrays stay on the disk until they are read."""
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    return Model(
        card=Card(**{**card["model"], "groups": tuple(card["model"]["groups"])}),
        rarity=np.load(folder / "rarity.npy", mmap_mode="r"),
        rows=np.load(folder / "rows.npy", mmap_mode="r"),
        weights=np.load(folder / "weights.npy", mmap_mode="r"),
        scale=np.load(folder / "scale.npy"),
        intercepts=np.load(folder / "intercepts.npy"),
    )


def read_all(texts: Sequence[str], *, model: Model) -> list[Reading]:
    """What the model makes of each text."""
    return [_read(text, model=model) for text in texts]


def weighed(text: str, *, rarity: Floats) -> tuple[NDArray[np.uint32], Floats]:
    """Buckets of a text and their weights: rare counts more; words and pieces each have the length of one."""
    buckets, counts, where_pieces_begin = buckets_of(text)
    values = counts * rarity[buckets]
    for part in (values[:where_pieces_begin], values[where_pieces_begin:]):
        length = float(np.sqrt(part @ part))
        if length > 0:
            np.divide(part, length, out=part)
    return buckets, values


def group_certainties(text: str, *, model: Model) -> Floats:
    """How sure the model is of each group of its card; nothing to read: the same for all."""
    buckets, values = weighed(text, rarity=model.rarity)
    return _certainties(_scores(buckets, values, model=model), buckets, values, model=model)


def _read(text: str, *, model: Model) -> Reading:
    buckets, values = weighed(text, rarity=model.rarity)
    if not values.any():
        return Reading(ranking=(), rudeness=0.0)
    scores = _scores(buckets, values, model=model)
    certainties = _certainties(scores, buckets, values, model=model)
    card = model.card
    best = np.argsort(-certainties)[:3]
    ranking = tuple((card.groups[place], round(float(certainties[place]), 4)) for place in best)
    rude = 1 / (1 + float(np.exp(-(card.rude_slope * float(scores[-1]) + card.rude_offset))))
    return Reading(ranking=ranking, rudeness=round(rude, 4))


def _scores(buckets: NDArray[np.uint32], values: Floats, *, model: Model) -> Floats:
    """Of each group, and of rudeness last."""
    scores: Floats = (values @ model.weights[model.rows[buckets]].astype(np.float32)) * model.scale + model.intercepts
    return scores


def _certainties(scores: Floats, buckets: NDArray[np.uint32], values: Floats, *, model: Model) -> Floats:
    certainties = softmax(scores[:-1] / model.card.temperature)
    return softmax(model.own.scores(certainties, buckets, values)) if model.own else certainties


def with_layer(model: Model, layer: OwnLayer) -> Model:
    """A model with what the installation has learnt over it. Raises ValueError where the layer is another model's."""
    if layer.card.base != model.card.version or layer.card.groups != model.card.groups:
        raise ValueError(f"{layer.card.version} was made for {layer.card.base}, not for {model.card.version}")
    return replace(model, own=layer, card=replace(model.card, version=layer.card.version))


def softmax(scores: Floats) -> Floats:
    """Scores as shares of one."""
    raised: Floats = np.exp(scores - scores.max())
    return raised / raised.sum()


def has_right_shape(model: Model) -> bool:
    """Whether the arrays belong together: a model made for other buckets must not be used."""
    columns = len(model.card.groups) + 1
    return model.rarity.shape == model.rows.shape == (BUCKETS,) and model.weights.shape[1] == columns

"""What an installation has learnt by itself, laid over the shipped model: shifts of groups by the words of a text.

The shipped model stays as it is. A layer is three arrays beside a card, read without pickle, and knows for which model
it was made: over another one it says nothing sensible and is refused.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

SURELY_NOT: Final = 1e-6
"""The least certainty that counts: a group that the shipped model all but excludes can still be learnt."""
FILES: Final = ("card.json", "buckets.npy", "weights.npy", "biases.npy")


@dataclass(frozen=True, slots=True)
class OwnCard:
    """What a layer says of itself."""

    version: str
    base: str
    """Version of the shipped model that it was made for."""
    groups: tuple[str, ...]
    """Codes of the groups, in the order of its columns: those of the shipped model."""
    temperature: float
    """Divides the scores of groups before they become certainties; fitted on texts that the weights never saw."""


@dataclass(frozen=True, slots=True)
class OwnLayer:
    """A card with its arrays."""

    card: OwnCard
    buckets: NDArray[np.int64]
    """Buckets of words that own examples told something about, in ascending order."""
    weights: NDArray[np.float16]
    """A row for each bucket, a column for each group."""
    biases: Floats
    """What each group gains or loses in every text."""

    def scores(self, certainties: Floats, buckets: NDArray[np.uint32], values: Floats) -> Floats:
        """Scores of groups for one text, from the shipped model's certainties and the text's weighed buckets."""
        scores = np.log(np.maximum(certainties, SURELY_NOT)) + self.biases
        if len(self.buckets):
            places = np.minimum(np.searchsorted(self.buckets, buckets), len(self.buckets) - 1)
            known = self.buckets[places] == buckets
            scores = scores + values[known] @ self.weights[places[known]].astype(np.float32)
        shifted: Floats = (scores / self.card.temperature).astype(np.float32)
        return shifted


def write_layer(layer: OwnLayer, folder: Path) -> None:
    """Leave a layer in a new folder."""
    folder.mkdir(parents=True)
    np.save(folder / "buckets.npy", layer.buckets)
    np.save(folder / "weights.npy", layer.weights)
    np.save(folder / "biases.npy", layer.biases)
    (folder / "card.json").write_text(json.dumps(asdict(layer.card), ensure_ascii=False) + "\n", encoding="utf-8")


def read_layer(folder: Path) -> OwnLayer:
    """Open a layer; its weights stay on the disk until they are read. Raises OSError or ValueError for a broken one."""
    try:
        told = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        card = OwnCard(**{**told, "groups": tuple(told["groups"]), "temperature": float(told["temperature"])})
        layer = OwnLayer(
            card=card,
            buckets=np.load(folder / "buckets.npy"),
            weights=np.load(folder / "weights.npy", mmap_mode="r"),
            biases=np.load(folder / "biases.npy"),
        )
    except (KeyError, TypeError, EOFError) as wrong:
        raise ValueError(f"{folder}: {wrong}") from wrong
    if layer.weights.shape != (len(layer.buckets), len(card.groups)) or layer.biases.shape != (len(card.groups),):
        raise ValueError(f"{folder}: the arrays do not belong together")
    return layer

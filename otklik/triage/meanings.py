"""What the words of a text mean together: scores of groups by a small network over the vectors of its words.

Words that residents write side by side have vectors that lie near each other (`likeness` learnt them), so the network
also says something of texts in words that no lesson had. It is a few plain arrays, read with numpy, and keeps the
vectors that it was learnt over beside it: likeness may learn others. The lab makes it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from otklik.shared.lemmas import lemmas
from otklik.triage.counting import often
from otklik.triage.features import LONGEST_TEXT
from otklik.triage.hashing import hash_of
from otklik.triage.packing import Floats, plain

ENOUGH: Final = 30.0
"""Rarity of all its words together from which on a text is believed in full: some seven telling words. Of texts under
20 the network, believed in full, makes more wrong than right."""
NUMBERS: Final = ("weights", "inner", "inner_added", "outer", "outer_added")
LEAST: Final = 1e-9
"""Keeps what is divided by nothing finite."""
_key_of = lru_cache(maxsize=60_000)(hash_of)


@dataclass(frozen=True, slots=True)
class Words:
    """The words that the network knows: numbers in place of words, so that none can be read from it."""

    places: Mapping[int, int]
    """Which row of the vectors the hash of a lemma has."""
    keys: NDArray[np.int64]
    """The hashes, row by row."""
    vectors: NDArray[np.int8]
    """A row for each word."""
    weights: Floats
    """How much each counts: its rarity over the length of its vector."""
    rarity: Floats
    """The logarithm of how few texts hold it."""

    def known(self, text: str) -> list[int]:
        """Rows of the known words of a text, in order."""
        found = map(self.places.get, map(_key_of, lemmas(text[:LONGEST_TEXT])))
        return [place for place in found if place is not None]

    def sum_of(self, words: Sequence[int]) -> Floats:
        """One vector: words weighed, and by the logarithm of how often; of length one, less where they tell little."""
        if not words:
            return np.zeros(self.vectors.shape[1], dtype=np.float32)
        counted = Counter(words)
        places, counts = (np.array([*numbers], dtype=np.int64) for numbers in (counted, counted.values()))
        weights = often(counts).astype(np.float32) * self.weights.take(places)
        summed: Floats = weights @ plain(self.vectors).take(places, axis=0).astype(np.float32)
        told = min(1.0, float(counts @ self.rarity.take(places)) / ENOUGH)
        return summed * np.float32(told / max(float(np.sqrt(summed @ summed)), LEAST))


@dataclass(frozen=True, slots=True)
class Meanings:
    """A network with one layer between."""

    words: Words
    inner: Floats
    """A row for each number of a vector, a column for each unit between."""
    inner_added: Floats
    outer: Floats
    """A row for each unit between, a column for each group."""
    outer_added: Floats

    def scores(self, sums: Floats) -> Floats:
        """Scores of groups for sums of texts, a row each; their mean over the groups is nought.

        They are as large as the sum is long: nothing is said of nothing.
        """
        straight, lengths = directions(sums)
        between = np.maximum(straight @ self.inner + self.inner_added, 0)
        found: Floats = between @ self.outer + self.outer_added
        total: Floats = np.add.reduce(found, axis=-1, keepdims=True)
        centred: Floats = (found - total / np.float32(found.shape[-1])) * lengths
        return centred

    def sum_of(self, text: str) -> Floats:
        """The vector of one text."""
        return self.words.sum_of(self.words.known(text))

    def scores_of(self, text: str) -> Floats:
        """Scores of groups for one text."""
        return self.scores(self.sum_of(text))

    def has_right_shape(self, *, groups: int) -> bool:
        """Whether the arrays belong together."""
        known, units = len(self.words.keys), len(self.inner_added)
        return (
            self.words.weights.shape == (known,)
            and self.words.vectors.shape == (known, len(self.inner))
            and self.inner.shape[1] == len(self.outer) == units
            and self.outer.shape[1] == len(self.outer_added) == groups
        )


def directions(sums: Floats) -> tuple[Floats, Floats]:
    """Vectors (last axis) brought to length one, and how long they were; nothing stays nothing."""
    lengths: Floats = np.sqrt(np.add.reduce(sums * sums, axis=-1, keepdims=True))
    return (sums / np.maximum(lengths, LEAST)).astype(np.float32), lengths


def words_of(keys: NDArray[np.int64], vectors: NDArray[np.int8], weights: Floats) -> Words:
    """Words by their arrays."""
    rarity: Floats = (weights * np.linalg.norm(vectors.astype(np.float32), axis=1)).astype(np.float32)
    return Words({int(key): place for place, key in enumerate(keys)}, keys, vectors, weights, rarity)


def read_meanings(folder: Path) -> Meanings:
    """Open the arrays of a model's folder."""
    weights, *layers = (np.load(folder / f"meaning_{name}.npy").astype(np.float32) for name in NUMBERS)
    keys, vectors = np.load(folder / "meaning_keys.npy"), np.load(folder / "meaning_vectors.npy", mmap_mode="r")
    return Meanings(words_of(keys, vectors, weights), *layers)

"""What the words of a text mean together: scores of groups by a small network over the vectors of its words.

Words that residents write side by side have vectors that lie near each other (`likeness` learnt them), so the network
also says something of texts in words that no lesson had. It is a few plain arrays, read with numpy, and keeps the
vectors that it was learnt over beside it: likeness may learn others. `learning_meanings` makes it.
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
from otklik.triage.features import LONGEST_TEXT
from otklik.triage.likeness.hashing import hash_of
from otklik.triage.packing import Floats

NUMBERS: Final = ("weights", "inner", "inner_added", "outer", "outer_added")
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

    def known(self, text: str) -> list[int]:
        """Rows of the known words of a text, in order."""
        found = (self.places.get(_key_of(word), -1) for word in lemmas(text[:LONGEST_TEXT]))
        return [place for place in found if place >= 0]

    def sum_of(self, words: Sequence[int]) -> Floats:
        """One vector of length one: words weighed, and by the logarithm of how often; nothing of nothing."""
        if not words:
            return np.zeros(self.vectors.shape[1], dtype=np.float32)
        counted = Counter(words)
        places = np.fromiter(counted, dtype=np.int64)
        often = 1 + np.log(np.fromiter(counted.values(), dtype=np.float32))
        summed: Floats = (often * self.weights[places]) @ self.vectors[places].astype(np.float32)
        length = np.float32(np.sqrt(summed @ summed))
        return summed / length if length else summed


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
        """Scores of groups for sums of texts, a row each; their mean over the groups is nought."""
        between = np.maximum(sums @ self.inner + self.inner_added, 0)
        found: Floats = between @ self.outer + self.outer_added
        return found - found.mean(axis=-1, keepdims=True)

    def scores_of(self, text: str) -> Floats:
        """Scores of groups for one text; nothing for a text without a known word."""
        known = self.words.known(text)
        if not known:
            return np.zeros(len(self.outer_added), dtype=np.float32)
        return self.scores(self.words.sum_of(known))

    def has_right_shape(self, *, groups: int) -> bool:
        """Whether the arrays belong together."""
        known, units = len(self.words.keys), len(self.inner_added)
        return (
            self.words.weights.shape == (known,)
            and self.words.vectors.shape == (known, len(self.inner))
            and self.inner.shape[1] == len(self.outer) == units
            and self.outer.shape[1] == len(self.outer_added) == groups
        )


def words_of(keys: NDArray[np.int64], vectors: NDArray[np.int8], weights: Floats) -> Words:
    """Words by their arrays."""
    return Words({int(key): place for place, key in enumerate(keys)}, keys, vectors, weights)


def write_meanings(meanings: Meanings, folder: Path) -> None:
    """Leave the arrays in the folder of a model."""
    np.save(folder / "meaning_keys.npy", meanings.words.keys)
    np.save(folder / "meaning_vectors.npy", meanings.words.vectors)
    numbers = (meanings.words.weights, meanings.inner, meanings.inner_added, meanings.outer, meanings.outer_added)
    for name, array in zip(NUMBERS, numbers, strict=True):
        np.save(folder / f"meaning_{name}.npy", array.astype(np.float16))


def read_meanings(folder: Path) -> Meanings:
    """Open the arrays of a model's folder."""
    weights, *layers = (np.load(folder / f"meaning_{name}.npy").astype(np.float32) for name in NUMBERS)
    keys, vectors = np.load(folder / "meaning_keys.npy"), np.load(folder / "meaning_vectors.npy", mmap_mode="r")
    return Meanings(words_of(keys, vectors, weights), *layers)

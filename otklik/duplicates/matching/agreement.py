"""Whether what two texts tell agrees: a second space of words, learnt (in the lab) from pairs of one place.

`incidents` knows directions that tell troubles apart on the whole. Here every word of the training data has besides a
move of its own, and a loudness: «щиток» and «автоматы» come together, «кран» stands aside between water and heating. A
word that the training data do not hold points where its vector and its marks say, at the usual loudness.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from otklik.duplicates.matching.incidents import Space, open_space
from otklik.duplicates.matching.word_embeddings import artifact
from otklik.triage.hashing import hash_of
from otklik.triage.packing import Floats

FILE: Final = "agreement.npz"


@dataclass(frozen=True, slots=True)
class Agreement:
    """The space, and what the words of the lessons (by numbers, ascending) add to it: a row each."""

    space: Space
    keys: NDArray[np.int64]
    moves: NDArray[np.int8]
    scale: float
    """What the moves are counted in."""
    loudness: Floats

    def of(self, word: str) -> Floats:
        """Where a word points; the louder, the longer."""
        key, at = hash_of(word), self.space.of(word)
        place = int(np.searchsorted(self.keys, key))
        if place == len(self.keys) or self.keys[place] != key:
            return at
        moved: Floats = (at + self.scale * self.moves[place].astype(np.float32)) * self.loudness[place]
        return moved


def agreement_vectors_of(words: Iterable[str]) -> Floats:
    """A row for each word, in order: where it points, the louder the longer."""
    rows = [_agreement_vector(word) for word in words]
    return np.array(rows, dtype=np.float32).reshape(len(rows), _agreement().space.turn.shape[1])


def clear_agreement_cache() -> None:
    """Open the space anew: it was just made."""
    _agreement.cache_clear()
    _agreement_vector.cache_clear()


@lru_cache(maxsize=10_000)
def _agreement_vector(word: str) -> Floats:
    return _agreement().of(word)


@cache
def _agreement() -> Agreement:
    path = artifact(FILE)
    with np.load(path) as told:
        return Agreement(
            open_space(path), told["keys"], told["moves"], float(told["scale"]), told["loudness"].astype(np.float32)
        )

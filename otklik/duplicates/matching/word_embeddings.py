"""How near words stand in meaning: a vector for each lemma, learnt from what stands side by side in messages and news.

The arrays hold numbers of words, not words (the lab makes them). A word that was
not learnt is near to itself alone.
"""

from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from otklik.triage.hashing import hash_of

ARTIFACTS: Final = Path(__file__).parent / "artifacts"
FOLDERS: Final = [ARTIFACTS]
"""Where arrays are looked for, the first first: `texts.artifacts_from` lays what is being learnt before the shipped."""
SIZE: Final = 192
"""Numbers of a vector; its length is one."""


def artifact(name: str) -> Path:
    """Where the file of this name lies that counts."""
    return next((folder / name for folder in FOLDERS if (folder / name).is_file()), ARTIFACTS / name)


def clear_vectors_cache() -> None:
    """Open the arrays anew: they were just made."""
    _arrays.cache_clear()
    vector_of.cache_clear()


@lru_cache(maxsize=20_000)
def vector_of(word: str) -> NDArray[np.float32]:
    """The vector of one lemma."""
    keys, vectors = _arrays()
    key = hash_of(word)
    place = int(np.searchsorted(keys, key))
    if place < len(keys) and keys[place] == key:
        vector = vectors[place].astype(np.float32)
    else:
        vector = np.random.default_rng(abs(key)).standard_normal(SIZE).astype(np.float32)
    unit: NDArray[np.float32] = vector / np.linalg.norm(vector)
    return unit


@cache
def _arrays() -> tuple[NDArray[np.int64], NDArray[np.int8]]:
    """Keys in ascending order, and the vectors that belong to them."""
    return np.load(artifact("word_keys.npy")), np.load(artifact("word_vectors.npy"), mmap_mode="r")

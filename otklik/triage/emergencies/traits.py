"""What the model of emergencies sees of a text as it sounds: how its words begin, which stand near each other, pieces.

Hashed, as in `triage/features.py`: no dictionary is kept, and no word of anybody's message.
"""

import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from otklik.shared.patterns import compile_late

BUCKETS: Final = 1 << 17
BEGINNING: Final = 5
"""Letters of a word that count: its ending changes with the case."""
REACH: Final = 3
"""How far the words of a pair may stand from each other: «горит в подвале»."""
PIECE_LENGTHS: Final = (3, 4, 5)
LONGEST_TEXT: Final = 4000

_TOKEN = compile_late(r"[а-яa-z0-9]+")

Buckets = NDArray[np.int64]
Floats = NDArray[np.float32]


def words_of(heard: str) -> list[str]:
    """Words of a text as it sounds."""
    return _TOKEN.findall(heard[:LONGEST_TEXT])


def traits_of(words: Sequence[str], *, rarity: NDArray[np.floating]) -> tuple[Buckets, Floats]:
    """Buckets and what each counts: rare ones more; words, pairs and pieces have the length one each."""
    starts = [word[:BEGINNING] for word in words]
    families = (map(bucket_of_word, starts), _pairs(starts), (bucket for word in words for bucket in _pieces_of(word)))
    weighed = [_weighed(np.fromiter(family, dtype=np.int64), rarity=rarity) for family in families]
    return np.concatenate([buckets for buckets, _ in weighed]), np.concatenate([values for _, values in weighed])


def _weighed(buckets: Buckets, *, rarity: NDArray[np.floating]) -> tuple[Buckets, Floats]:
    unique, counts = np.unique(buckets, return_counts=True)
    values = ((1 + np.log(counts)) * rarity[unique]).astype(np.float32)
    length = float(np.sqrt(values @ values))
    return unique, values / np.float32(length or 1)


def _pairs(starts: Sequence[str]) -> Iterable[int]:
    for place, start in enumerate(starts):
        for other in starts[place + 1 : place + 1 + REACH]:
            yield bucket_of_pair(start, other)


@lru_cache(maxsize=50_000)
def bucket_of_word(start: str) -> int:
    """Bucket of how a word begins."""
    return zlib.crc32(start.encode()) % BUCKETS


@lru_cache(maxsize=100_000)
def bucket_of_pair(one: str, other: str) -> int:
    """Bucket of two words that stand near each other, in this order."""
    return zlib.crc32(f"{one} {other}".encode()) % BUCKETS


@lru_cache(maxsize=50_000)
def _pieces_of(word: str) -> tuple[int, ...]:
    line = f" {word} "
    return tuple(
        zlib.crc32(f"·{line[start : start + length]}".encode()) % BUCKETS
        for length in PIECE_LENGTHS
        for start in range(len(line) - length + 1)
    )

"""What the model of emergencies sees of a text as it sounds: how its words begin, which stand near each other, pieces.

Hashed, as in `triage/features.py`: no dictionary is kept, and no word of anybody's message.
"""

from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from otklik.shared.patterns import compile_late
from otklik.triage.counting import count_sorted, often
from otklik.triage.hashing import checksums

BUCKETS: Final = 1 << 17
SECOND: Final = BUCKETS
THIRD: Final = BUCKETS * 2
"""Where the numbers of pairs and of pieces begin, while all are counted together."""
BEGINNING: Final = 5
"""Letters of a word that count: its ending changes with the case."""
REACH: Final = 3
"""How far the words of a pair may stand from each other: «горит в подвале»."""
PIECE_LENGTHS: Final = (3, 4, 5)
_BEFORE_A_PIECE: Final = crc32("·".encode())
"""It makes a piece another thing than a word of the same letters."""
LONGEST_TEXT: Final = 4000

_TOKEN = compile_late(r"[а-яa-z0-9]+")

Buckets = NDArray[np.int64]
Floats = NDArray[np.float32]


def words_of(heard: str) -> list[str]:
    """Words of a text as it sounds."""
    return _TOKEN.findall(heard[:LONGEST_TEXT])


def traits_of(words: Sequence[str], *, rarity: NDArray[np.floating]) -> tuple[Buckets, Floats]:
    """Buckets and what each counts: rare ones more; words, pairs and pieces have the length one each."""
    alone, *together = _checksums_of(words)
    begun = np.array([*alone, *chain(*together)], dtype=np.int64) % BUCKETS
    begun[len(alone) :] += SECOND
    pieces = np.frombuffer(b"".join(map(_pieces_of, words)), dtype=np.uint32) % BUCKETS
    found = np.concatenate((begun, THIRD + pieces))
    # three families in one look: each has numbers of its own, so they stay apart in order
    numbers, counts = count_sorted(np.sort(found))
    buckets = numbers & (BUCKETS - 1)
    values = (often(counts) * rarity.take(buckets)).astype(np.float32)
    pairs, pieces = numbers.searchsorted((SECOND, THIRD))
    for part in (values[:pairs], values[pairs:pieces], values[pieces:]):
        length = float(np.sqrt(part @ part))
        np.divide(part, np.float32(length or 1), out=part)
    return buckets, values


def beginnings_of(words: Sequence[str]) -> list[Buckets]:
    """Buckets of how words begin; then of the pairs of them, by how far they stand from each other."""
    return [np.array(numbers, dtype=np.int64) % BUCKETS for numbers in _checksums_of(words)]


def _checksums_of(words: Sequence[str]) -> Iterator[list[int]]:
    return checksums([word[:BEGINNING] for word in words], reach=REACH)


@lru_cache(maxsize=50_000)
def _pieces_of(word: str) -> bytes:
    """Checksums of the pieces of a word, four bytes each: less is kept so than as arrays, and sooner put together."""
    letters = [*map(str.encode, f" {word} ")]
    found, begun = list[int](), [_BEFORE_A_PIECE] * len(letters)
    for length in range(1, PIECE_LENGTHS[-1] + 1):
        begun = [*map(crc32, letters[length - 1 :], begun)]  # a letter more, by going on with the checksum
        found += begun if length in PIECE_LENGTHS else ()
    return array("I", found).tobytes()

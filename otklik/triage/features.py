"""What the model sees of a text: which words and pieces of words, as numbers of buckets. No dictionary is kept.

Two families side by side: lemmas with pairs of lemmas, and pieces of two to five characters. Hashing needs no
vocabulary, so a model is a few plain arrays, and holds no word of anybody's message.
"""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from otklik.shared.lemmas import lemma
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold
from otklik.triage.counting import count_sorted, often
from otklik.triage.hashing import checksums

WORD_BUCKETS = 1 << 17
PIECE_BUCKETS = 1 << 18
BUCKETS = WORD_BUCKETS + PIECE_BUCKETS
PIECE_LENGTHS = (2, 3, 4, 5)
LONGEST_TEXT = 4000
"""Characters that are read; the rest of a very long text changes little and costs time."""

_TOKEN = compile_late(r"[а-яa-z0-9]+")
_FIRST_PIECE = np.uint32(WORD_BUCKETS)
_PRIMES = np.array([1, 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], dtype=np.uint64)

Buckets = NDArray[np.uint32]
Counts = NDArray[np.float32]


def buckets_of(text: str) -> tuple[Buckets, Counts, int]:
    """Buckets of a text with the logarithm of how often; the third value says where the pieces begin."""
    tokens = _TOKEN.findall(fold(text[:LONGEST_TEXT]))
    # both families in one look: the numbers of pieces are the larger ones, so they stay behind those of words
    unique, counts = count_sorted(np.sort(np.concatenate((_word_buckets(tokens), _piece_buckets(tokens)))))
    return unique, often(counts).astype(np.float32), int(unique.searchsorted(_FIRST_PIECE))


def _word_buckets(tokens: Iterable[str]) -> Buckets:
    words, pairs = checksums([*map(lemma, tokens)], reach=1)
    return np.array(words + pairs, dtype=np.uint32) % WORD_BUCKETS


def _piece_buckets(tokens: list[str]) -> Buckets:
    if not tokens:
        return np.empty(0, dtype=np.uint32)
    line = f" {' '.join(tokens)} "
    codes = np.frombuffer(line.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    hashed, inside = map(np.concatenate, zip(*_hashes_by_length(codes, codes != ord(" ")), strict=True))
    kept = hashed[inside] * _PRIMES[1]
    buckets: Buckets = (WORD_BUCKETS + (kept >> np.uint64(46))).astype(np.uint32)
    return buckets


def _hashes_by_length(
    codes: NDArray[np.uint64], is_letter: NDArray[np.bool_]
) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.bool_]]]:
    """Hashes of all pieces of two characters, of three …, and whether each lies within a word and its two edges."""
    hashed, inside = codes + 1, np.ones(len(codes), dtype=np.bool_)
    for length in PIECE_LENGTHS[: len(codes) - 1]:
        last = length - 1  # a piece is one of a character less, and the character behind it
        hashed = hashed[:-1] + codes[last:] * _PRIMES[last] + 1
        inside = inside[:-1] & is_letter[last - 1 : -1] if last > 1 else inside[:-1]
        yield hashed, inside

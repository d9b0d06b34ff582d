"""Vectors of words that others learnt from news: an archive of navec, opened with numpy alone.

`navec_news_v1_1B_250K_300d_100q.tar` lies in the Python package `natasha` (MIT): 250,000 forms of words, each as
numbers of pieces that are looked up in a book. Only needed to make vectors, never to run.
"""

import gzip
import tarfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from otklik.shared.lemmas import LONGEST_WORD, lemma
from otklik.shared.text import fold

_HEAD: Final = 4
"""Numbers before the pieces: words, numbers of a vector, pieces of a vector, entries of the book for each piece."""
_BYTES: Final = 4
COMMON: Final = 25_000
"""So many of the commonest words tell what all vectors share."""


@dataclass(frozen=True, slots=True)
class News:
    """Lemmas with their vectors, the commonest first."""

    words: tuple[str, ...]
    vectors: NDArray[np.float32]
    """A row for each word: the mean of its forms, by the root of how often; of length one, without what all share."""


def read_news(archive: Path) -> News:
    """Open an archive. Raises OSError, KeyError or ValueError where it is none."""
    with tarfile.open(archive) as opened:
        told, pieces = (_member(opened, name) for name in ("vocab.bin", "pq.bin"))
    counts, forms = _forms(gzip.decompress(told))
    vectors = _vectors(pieces)
    of_lemma: dict[str, list[int]] = defaultdict(list)
    for place, form in enumerate(map(fold, forms)):
        if form.replace("-", "").isalpha() and len(form) <= LONGEST_WORD:
            of_lemma[lemma(form)].append(place)
    often = {word: int(counts[places].sum()) for word, places in of_lemma.items()}
    words = sorted(often, key=lambda word: (-often[word], word))
    return News(tuple(words), _even(np.array([_mean(vectors, counts, of_lemma[word]) for word in words])))


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    member = archive.extractfile(name)
    if member is None:
        raise ValueError(f"{name} is no file")
    return member.read()


def _forms(told: bytes) -> tuple[NDArray[np.int64], list[str]]:
    """How often each form stands in the news, and the forms."""
    size = int(np.frombuffer(told[:_BYTES], np.uint32)[0])
    ends = _BYTES * (1 + size)
    return np.frombuffer(told[_BYTES:ends], np.uint32).astype(np.int64), told[ends:].decode().splitlines()


def _vectors(told: bytes) -> NDArray[np.float32]:
    words, numbers, pieces, entries = (int(one) for one in np.frombuffer(told[: _HEAD * _BYTES], np.uint32))
    begins = _HEAD * _BYTES
    chosen = np.frombuffer(told[begins : begins + words * pieces], np.uint8).reshape(words, pieces)
    book = np.frombuffer(told[begins + words * pieces :], np.float32).reshape(pieces, entries, numbers // pieces)
    found: NDArray[np.float32] = book[np.arange(pieces), chosen].reshape(words, numbers)
    return found


def _mean(vectors: NDArray[np.float32], counts: NDArray[np.int64], places: list[int]) -> NDArray[np.float32]:
    weights = np.sqrt(counts[places] + 1).astype(np.float32)
    mean: NDArray[np.float32] = (weights @ vectors[places] / weights.sum()).astype(np.float32)
    return mean


def _even(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Of length one, after what the common words share is taken away."""
    straight = unit(vectors)
    return unit(straight - straight[:COMMON].mean(axis=0))


def unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows brought to length one; nothing stays nothing."""
    lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return (rows / lengths).astype(np.float32)

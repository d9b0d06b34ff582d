"""What residents tell again and again («лифт застрял с людьми», «в лифте воняет»): which of it a text is like.

Every word points somewhere in a space of troubles: where, its vector says, and what things and troubles it
stands for. The space was turned so that what varies between people who tell of one incident counts little, and what
varies between incidents much (learnt in the lab). Each line of `paraphrases_at_places.txt` is a point of
it. Two texts that are like the same lines tell of the same, also where no word of one is near a word of the other.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from otklik.duplicates.matching.word_embeddings import SIZE, artifact, vector_of
from otklik.triage.packing import Floats
from otklik.triage.subjects import STRONG, subjects_of_word, troubles_of_word

STEEPNESS: Final = 16.0
"""How much more a line counts that is nearer."""
MARK: Final = 0.7
"""How much a thing or a trouble weighs beside the vector of the word, whose length is one."""


@dataclass(frozen=True, slots=True)
class Space:
    """A row for each number of a word's vector, then one for each mark; the columns are the space."""

    turn: Floats
    marks: dict[str, int]
    """Names of marks and their rows: what the tables hold since then is passed over."""

    def of(self, word: str) -> Floats:
        """Where a word points, by its vector and its marks."""
        rows = [self.marks[mark] for mark in marks_of(word) if mark in self.marks]
        at: Floats = vector_of(word) @ self.turn[:SIZE] + MARK * self.turn[rows].sum(axis=0)
        return at


def open_space(path: Path) -> Space:
    """The space that lies in a file: `turn`, and `marks` in the order of their rows."""
    with np.load(path) as told:
        marks = {str(name): SIZE + row for row, name in enumerate(told["marks"])}
        return Space(told["turn"].astype(np.float32), marks)


def marks_of(word: str) -> Iterator[str]:
    """What the tables know of a word: its things and troubles, by names."""
    yield from (f"thing {code}" for code, weight in subjects_of_word(word) if weight >= STRONG)
    yield from (f"trouble {code}" for code in troubles_of_word(word))


def word_vectors_of(words: Iterable[str]) -> Floats:
    """A row for each word, in order: where it points."""
    rows = [_word_vector(word) for word in words]
    return np.array(rows, dtype=np.float32).reshape(len(rows), _space().turn.shape[1])


def text_vector(weights: Floats, pointers: Floats) -> Floats:
    """Where all words together point, the rare ones heavier: of length one, or nothing."""
    return unit(weights @ pointers)


def unit(rows: Floats) -> Floats:
    """Rows of length one; nothing stays nothing."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    made: Floats = (rows / np.where(lengths == 0, 1, lengths)).astype(np.float32)
    return made


def similarity_to_lines(point: Floats) -> Floats:
    """Shares of the lines that a text at this point is like, as roots: two texts share their product."""
    raised = np.exp(STEEPNESS * (_known_lines() @ point))
    roots: Floats = np.sqrt(raised / raised.sum())
    return roots


@lru_cache(maxsize=10_000)
def _word_vector(word: str) -> Floats:
    return _space().of(word)


@cache
def _space() -> Space:
    return open_space(artifact("space.npz"))


@cache
def _known_lines() -> Floats:
    return unit(np.load(artifact("lines.npy")).astype(np.float32))


def clear_space_cache() -> None:
    """Open the space and the lines anew: they were just made."""
    for known in (_space, _known_lines, _word_vector):
        known.cache_clear()

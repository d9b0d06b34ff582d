"""Learning where words point: the space in which people who tell of one incident stand near each other.

Texts of one line of `lessons/told_twice.txt` differ in what does not matter, lines in what does. Directions in which
texts of a line vary are shortened, and of the rest those are kept that tell lines apart (discriminant analysis).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from otklik.duplicates.matching.incidents import MARK, marks_of, unit
from otklik.duplicates.matching.texts import weighted_terms
from otklik.duplicates.matching.word_embeddings import SIZE, vector_of
from otklik.triage.packing import Floats
from otklik.triage.subject_words import THINGS, TROUBLES
from otklik_lab.paraphrases import Line

COLUMNS: Final = 96
CAUTION: Final = 5.0
"""Added to how far texts of a line vary in each direction, in parts of the mean: few texts know little of it."""
MOST_LINES: Final = 3_600
"""So many lines are kept to hold texts against, at the most, evenly chosen: more tell nothing more and take longer."""
MARKS: Final = (
    *(f"thing {code}" for code in THINGS),
    *(f"trouble {code}" for code in TROUBLES),
)
_ROWS: Final = {mark: SIZE + row for row, mark in enumerate(MARKS)}


@dataclass(frozen=True, slots=True)
class LearntSpace:
    """The turn of all numbers into the space, and lines as points of it."""

    turn: Floats
    lines: Floats

    def save(self, out: Path) -> None:
        """Write both as running needs them."""
        np.savez_compressed(out / "space.npz", turn=self.turn.astype(np.float16), marks=np.array(MARKS))
        np.save(out / "lines.npy", np.rint(self.lines * 127).astype(np.int8))


def learn_space(lines: Sequence[Line]) -> LearntSpace:
    """The space that tells these lines apart."""
    texts = [np.array([_numbers_of(text) for text in line]) for line in lines]
    within = np.concatenate([_apart(line) for line in texts if len(line) > 1])
    sizes, directions = np.linalg.eigh(within.T @ within / len(within))
    evened = (directions / np.sqrt(np.maximum(sizes, 0) + CAUTION * sizes.mean())) @ directions.T
    middles = unit((np.array([line.mean(axis=0) for line in texts]) @ evened).astype(np.float32))
    turn = (evened @ np.linalg.svd(middles, full_matrices=False)[2][:COLUMNS].T).astype(np.float32)
    kept = texts[:: -(-len(texts) // MOST_LINES)]
    return LearntSpace(turn, unit(np.array([unit(line @ turn).sum(axis=0) for line in kept])))


def _apart(line: Floats) -> Floats:
    """How far each text of a line stands from its middle."""
    apart: Floats = (line - line.mean(axis=0)) * np.sqrt(len(line) / (len(line) - 1))
    return apart


@cache
def _numbers_of(text: str) -> Floats:
    told = weighted_terms(text)
    rows = np.array([numbers_of_word(word) for word in told], dtype=np.float32).reshape(len(told), SIZE + len(MARKS))
    return unit(np.array([*told.values()], dtype=np.float32) @ rows)


@cache
def numbers_of_word(word: str) -> Floats:
    """What is known of a word before anything is learnt: its vector, and its marks."""
    numbers = np.zeros(SIZE + len(MARKS), dtype=np.float32)
    numbers[:SIZE] = vector_of(word)
    numbers[[_ROWS[mark] for mark in marks_of(word)]] = MARK
    return numbers

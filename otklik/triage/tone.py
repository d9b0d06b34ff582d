"""How a text is written tells something of its rudeness, beside its words: capitals, marks, length; and what it means.

A small network over the meanings of the words and a dozen such signs; what it says is added to the line's score of
rudeness. A few plain arrays, read with numpy; `learning_tone` makes it.
"""

from dataclasses import dataclass
from math import log, sqrt
from pathlib import Path
from typing import Final

import numpy as np

from otklik.shared.patterns import compile_late
from otklik.triage.features import LONGEST_TEXT
from otklik.triage.meanings import LEAST
from otklik.triage.packing import Floats

NUMBERS: Final = ("usual", "spread", "inner", "inner_added", "outer", "outer_added")
STRETCH: Final = 10.0
"""Vectors of length one are stretched by it: their numbers are then about as large as the signs."""
_FARTHEST: Final = 3.0
"""So many spreads from the usual at most."""
_TO_A_READER: Final = frozenset(("ты", "тебе", "тебя", "твой", "тобой", "твоя", "твои"))
_MARKS: Final = "!?,.)"
_WORD = compile_late(r"\w+")
_CAPITAL = compile_late(r"[A-ZА-ЯЁ]")
_DIGIT = compile_late(r"[0-9]")


@dataclass(frozen=True, slots=True)
class Tone:
    """A network with one layer between, and one number at its end."""

    usual: Floats
    """Of each sign what is usual."""
    spread: Floats
    inner: Floats
    """A row for each number of a vector and each sign, a column for each unit between."""
    inner_added: Floats
    outer: Floats
    """One number for each unit between."""
    outer_added: Floats
    """One number."""

    def scores(self, sums: Floats, signs: Floats) -> Floats:
        """What is added to the scores of rudeness, by vectors of meaning and signs: of one text, or a row for each."""
        between = np.maximum(self.seen(sums, signs) @ self.inner + self.inner_added, 0)
        found: Floats = between @ self.outer + self.outer_added
        return found

    def score_of(self, text: str, *, meaning: Floats) -> float:
        """The same for one text with its vector of meaning."""
        return float(self.scores(meaning, signs_of(text))[0])

    def seen(self, sums: Floats, signs: Floats) -> Floats:
        """What the network sees."""
        lengths = np.sqrt(np.maximum((sums * sums).sum(axis=-1, keepdims=True), LEAST))
        straight = sums * (STRETCH / lengths)
        apart = np.minimum(np.maximum((signs - self.usual) / self.spread, -_FARTHEST), _FARTHEST)
        return np.concatenate((straight, apart), axis=-1, dtype=np.float32)

    def has_right_shape(self, *, size: int) -> bool:
        """Whether the arrays belong together; `size`: numbers of a vector of meaning."""
        units = self.inner.shape[1]
        return (
            self.usual.shape == self.spread.shape == (len(signs_of("")),)
            and len(self.inner) == size + len(self.usual)
            and self.inner_added.shape == self.outer.shape == (units,)
            and self.outer_added.shape == (1,)
        )


def signs_of(text: str) -> Floats:
    """A dozen numbers: how long, capitals, marks, digits, links, long words, «ты», begun small."""
    read = text[:LONGEST_TEXT]
    length = len(read) + 1
    root = sqrt(length)
    words = _WORD.findall(read)
    found = [
        log(length),
        len(_CAPITAL.findall(read)) / length,
        *(read.count(mark) / root for mark in _MARKS),
        len(_DIGIT.findall(read)) / root,
        read.count("http"),
        sum(map(len, words)) / max(1, len(words)),
        sum(word in _TO_A_READER for word in read.lower().split()),
        read[:1].islower(),
    ]
    return np.array(found, dtype=np.float32)


def write_tone(tone: Tone, folder: Path) -> None:
    """Leave the arrays in the folder of a model."""
    for name in NUMBERS:
        np.save(folder / f"tone_{name}.npy", getattr(tone, name).astype(np.float16))


def read_tone(folder: Path) -> Tone:
    """Open the arrays of a model's folder."""
    return Tone(*(np.load(folder / f"tone_{name}.npy").astype(np.float32) for name in NUMBERS))

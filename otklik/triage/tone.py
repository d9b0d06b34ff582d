"""How a text is written tells of its rudeness, beside its words one by one: what stands beside what, and in what tone.

A small network reads the pieces of a text's words in order, three at a time, and hears besides what its words mean
together and a dozen signs (capitals, marks, length); what it says is added to the line's score of rudeness. A few plain
arrays, read with numpy; the lab makes them.
"""

from dataclasses import dataclass, fields, replace
from math import log, sqrt
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from otklik.shared.patterns import compile_late
from otklik.triage.features import LONGEST_TEXT
from otklik.triage.meanings import LEAST
from otklik.triage.packing import Floats, plain

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
    """A network of two steps, and one number at its end."""

    vectors: NDArray[np.int8]
    """A row for each piece of a word."""
    scale: Floats
    """What each column of them is multiplied by."""
    windows: Floats
    """Three vectors beside each other as rows, a column for each thing that is heard in them."""
    windows_added: Floats
    listened: Floats
    """A row for each thing heard, a column for each way to weigh the places of a text."""
    usual: Floats
    """Of each sign what is usual."""
    spread: Floats
    inner: Floats
    """A row for each number of what was heard, of a vector of meaning and of the signs; a column for each unit."""
    inner_added: Floats
    outer: Floats
    """A row for each unit, one column."""
    outer_added: Floats
    """One number."""

    def score_of(self, text: str, pieces: NDArray[np.int64], *, meaning: Floats) -> float:
        """What is added to the score of rudeness of a text with these pieces and this vector of meaning."""
        return self.score(pieces, told_beside(meaning, signs_of(text), usual=self.usual, spread=self.spread))

    def score(self, pieces: NDArray[np.int64], beside: Floats) -> float:
        """The same by its pieces and what else the network sees."""
        between = np.maximum(np.concatenate((self._heard(pieces), beside)) @ self.inner + self.inner_added, 0)
        return float((between @ self.outer + self.outer_added)[0])

    def counted(self, share: float) -> "Tone":
        """The same network, whose scores count for so much."""
        much = np.float32(share)
        return replace(self, outer=self.outer * much, outer_added=self.outer_added * much)

    def _heard(self, pieces: NDArray[np.int64]) -> Floats:
        """What the windows of three hear in a text: on the whole, at most, and weighed in each way."""
        rows = self.vectors.take(pieces, axis=0) * self.scale
        before, heard, after = rows @ self.windows.reshape(3, len(self.scale), -1)
        heard[1:] += before[:-1]
        heard[:-1] += after[1:]
        heard = np.maximum(heard + self.windows_added, 0)
        shares = np.exp(heard @ self.listened)
        weighed = (shares / np.add.reduce(shares, axis=0)).T @ heard
        mean = np.add.reduce(heard, axis=0) / len(heard)
        return np.concatenate((mean, np.maximum.reduce(heard, axis=0), weighed.ravel()), dtype=np.float32)

    def has_right_shape(self, *, size: int) -> bool:
        """Whether the arrays belong together; `size`: numbers of a vector of meaning."""
        units, heard = self.inner.shape[1], self.windows.shape[1]
        return (
            self.usual.shape == self.spread.shape == (len(signs_of("")),)
            and self.scale.shape == (self.vectors.shape[1],)
            and len(self.windows) == 3 * len(self.scale)
            and self.windows_added.shape == (heard,) == (len(self.listened),)
            and len(self.inner) == heard * (2 + self.listened.shape[1]) + size + len(self.usual)
            and self.inner_added.shape == (units,)
            and self.outer.shape == (units, 1)
            and self.outer_added.shape == (1,)
        )


def told_beside(sums: Floats, signs: Floats, *, usual: Floats, spread: Floats) -> Floats:
    """What the network sees beside pieces, vectors of meaning and signs: of one text, or a row for each."""
    lengths = np.sqrt(np.maximum(np.add.reduce(sums * sums, axis=-1, keepdims=True), LEAST))
    apart = np.minimum(np.maximum((signs - usual) / spread, -_FARTHEST), _FARTHEST)
    return np.concatenate((sums * (STRETCH / lengths), apart), axis=-1, dtype=np.float32)


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
        sum(map(_TO_A_READER.__contains__, read.lower().split())),
        read[:1].islower(),
    ]
    return np.array(found, dtype=np.float32)


def read_tone(folder: Path) -> Tone:
    """Open the arrays of a model's folder."""
    arrays = {one.name: np.load(folder / f"tone_{one.name}.npy", mmap_mode="r") for one in fields(Tone)}
    return Tone(
        **{name: plain(one if one.dtype == np.int8 else one.astype(np.float32)) for name, one in arrays.items()}
    )

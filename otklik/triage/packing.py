"""How the arrays of a model lie on the disk: one byte a weight, its root rather than itself, so that small ones count.

A byte b stands for sign(b) · (b / 127)² · the column's scale. Rows that hold nothing are left out; `rows` finds the
rest.
"""

from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from otklik.triage.features import BUCKETS, WORD_BUCKETS

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]

_STEPS: Final = 127


class Weighed(Protocol):
    """A table of weights: rows are those of some buckets, columns labels."""

    @property
    def buckets(self) -> NDArray[np.int64]: ...

    @property
    def weights(self) -> Floats: ...

    @property
    def intercepts(self) -> Floats: ...


def write_arrays(out: Path, *, rarity: Floats, main: Weighed, topics: Weighed) -> None:
    """Leave the arrays of a model in a folder."""
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / "rarity.npy", rarity.astype(np.float16))
    for prefix, table, buckets in (("", main, BUCKETS), ("topic_", topics, WORD_BUCKETS)):
        packed, scale = pack(table.weights)
        kept = packed.any(axis=1)
        rows = np.zeros(buckets, dtype=np.int32)
        rows[table.buckets[kept]] = np.arange(1, kept.sum() + 1)
        np.save(out / f"{prefix}rows.npy", rows)
        np.save(out / f"{prefix}weights.npy", np.vstack([np.zeros((1, packed.shape[1]), dtype=np.int8), packed[kept]]))
        np.save(out / f"{prefix}scale.npy", scale)
        np.save(out / f"{prefix}intercepts.npy", table.intercepts.astype(np.float32))


def pack(weights: Floats) -> tuple[Bytes, Floats]:
    """Weights as bytes, and what each column is multiplied by."""
    scale = np.maximum(np.abs(weights).max(axis=0, initial=0), 1e-9).astype(np.float32)
    shares = weights / scale
    return np.rint(np.sign(shares) * np.sqrt(np.abs(shares)) * _STEPS).astype(np.int8), scale


def plain(mapped: NDArray[Any]) -> NDArray[Any]:
    """The same array without what numpy does at each look into one that stays on the disk, which costs more than it."""
    return np.asarray(mapped)


def opened(packed: Bytes) -> Floats:
    """Packed rows as numbers, without the columns' scales."""
    # reckoned, not looked up in a table: three steps over many numbers at once are quicker than a step for each number
    shares = packed.astype(np.float32)
    shares /= np.float32(_STEPS)
    shares *= np.abs(shares)
    return shares

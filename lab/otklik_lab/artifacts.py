"""Writes what triage reads: quantised tables of weights and the arrays of small networks."""

from dataclasses import fields
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from otklik.triage.features import BUCKETS, WORD_BUCKETS
from otklik.triage.kind_table import KindTable
from otklik.triage.meanings import NUMBERS, Meanings
from otklik.triage.packing import STEPS, Bytes, Floats
from otklik.triage.tone import Tone


class LinearTable(Protocol):
    """Weights of a linear classifier: a row for each bucket, a column for each label."""

    @property
    def buckets(self) -> NDArray[np.int64]: ...

    @property
    def weights(self) -> Floats: ...

    @property
    def intercepts(self) -> Floats: ...


def write_arrays(out: Path, *, rarity: Floats, main: LinearTable, topics: LinearTable) -> None:
    """Leave the arrays of a model in a folder."""
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / "rarity.npy", rarity.astype(np.float16))
    for prefix, table, buckets in (("", main, BUCKETS), ("topic_", topics, WORD_BUCKETS)):
        packed, scale = quantize(table.weights)
        kept = packed.any(axis=1)
        rows = np.zeros(buckets, dtype=np.int32)
        rows[table.buckets[kept]] = np.arange(1, kept.sum() + 1)
        np.save(out / f"{prefix}rows.npy", rows)
        np.save(out / f"{prefix}weights.npy", np.vstack([np.zeros((1, packed.shape[1]), dtype=np.int8), packed[kept]]))
        np.save(out / f"{prefix}scale.npy", scale)
        np.save(out / f"{prefix}intercepts.npy", table.intercepts.astype(np.float32))


def quantize(weights: Floats) -> tuple[Bytes, Floats]:
    """Weights as bytes (the root of each, see `otklik.triage.packing`) and the scale of each column."""
    scale = np.maximum(np.abs(weights).max(axis=0, initial=0), 1e-9).astype(np.float32)
    shares = weights / scale
    return np.rint(np.sign(shares) * np.sqrt(np.abs(shares)) * STEPS).astype(np.int8), scale


def write_kinds(table: KindTable, folder: Path) -> None:
    """Leave the arrays in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / "buckets.npy", table.buckets)
    np.save(folder / "weights.npy", table.weights)
    for name in ("scale", "meaning", "marks", "intercepts"):
        np.save(folder / f"{name}.npy", getattr(table, name).astype(np.float32))


def write_tone(tone: Tone, folder: Path) -> None:
    """Leave the arrays in the folder of a model."""
    for one in fields(tone):
        array = getattr(tone, one.name)
        np.save(folder / f"tone_{one.name}.npy", array if array.dtype == np.int8 else array.astype(np.float16))


def write_meanings(meanings: Meanings, folder: Path) -> None:
    """Leave the arrays in the folder of a model."""
    np.save(folder / "meaning_keys.npy", meanings.words.keys)
    np.save(folder / "meaning_vectors.npy", meanings.words.vectors)
    numbers = (meanings.words.weights, meanings.inner, meanings.inner_added, meanings.outer, meanings.outer_added)
    for name, array in zip(NUMBERS, numbers, strict=True):
        np.save(folder / f"meaning_{name}.npy", array.astype(np.float16))

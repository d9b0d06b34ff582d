"""Pieces of words, and what each meant to an encoder that had read much: where learning rudeness begins.

A few thousand pieces that several comments hold, cut as the encoder did, each with its vector made short. They lie
beside the model and are the same for every one; `otklik triage train-pieces` makes them.
"""

from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from otklik.triage.packing import Floats

PIECES: Final = Path(__file__).parent / "artifacts" / "pieces"
CUTTER: Final = "pieces.model"
BEGUN: Final = "vectors.npy"
LONGEST: Final = 94
"""Pieces that are read; of a longer text its beginning and so many of its last ones:"""
LAST: Final = 24
UNKNOWN: Final = 0
"""Stands for what no piece is, and for a text that has none."""
STEPS: Final = 32
"""To one: vectors are some three and a half long, no number of them reaches four."""


def pieces_of(text: str) -> NDArray[np.int64]:
    """Numbers of the pieces of a text that are read, one at the least."""
    found: list[int] = _cutter().encode(text.encode(errors="replace").decode())
    if len(found) > LONGEST:
        found = found[: LONGEST - LAST] + found[-LAST:]
    return np.array(found or [UNKNOWN], dtype=np.int64)


def begun_with() -> Floats:
    """The vector with which each piece begins."""
    begun: Floats = np.load(PIECES / BEGUN).astype(np.float32) / STEPS
    return begun


@cache
def _cutter() -> Any:
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_file=str(PIECES / CUTTER))

"""Pieces of words, and what each meant to an encoder that had read much: where learning rudeness begins.

A few thousand pieces that several comments hold, cut as the encoder did, each with its vector made short. They lie
beside the model and are the same for every one; `otklik triage train-pieces` makes them.
"""

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from otklik.triage import encoders
from otklik.triage.encoders import beginning_and_end, open_cutter
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
    found = beginning_and_end(encoders.pieces_of(text, open_cutter(PIECES / CUTTER)), longest=LONGEST, last=LAST)
    return np.array(found or [UNKNOWN], dtype=np.int64)


def begun_with() -> Floats:
    """The vector with which each piece begins."""
    begun: Floats = np.load(PIECES / BEGUN).astype(np.float32) / STEPS
    return begun

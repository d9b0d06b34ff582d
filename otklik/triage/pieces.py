"""The tokens of a text, as the network of rudeness reads it: those of the tokenizer that lies beside the model."""

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from otklik.triage import encoders
from otklik.triage.encoders import beginning_and_end, open_cutter

PIECES: Final = Path(__file__).parent / "artifacts" / "pieces"
CUTTER: Final = "pieces.model"
LONGEST: Final = 94
"""Pieces that are read; of a longer text its beginning and so many of its last ones:"""
LAST: Final = 24
UNKNOWN: Final = 0
"""Stands for what no piece is, and for a text that has none."""


def pieces_of(text: str) -> NDArray[np.int64]:
    """Numbers of the pieces of a text that are read, one at the least."""
    found = beginning_and_end(encoders.pieces_of(text, open_cutter(PIECES / CUTTER)), longest=LONGEST, last=LAST)
    return np.array(found or [UNKNOWN], dtype=np.int64)

"""What residents tell again and again («лифт застрял с людьми», «в лифте воняет»): which of it a text is like.

A line of `lessons/told_twice.txt` each, as the vector of its words. Two texts that are like the same lines tell of the
same, also where no word of one is near a word of the other.
"""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from otklik.triage.likeness.meaning import ARTIFACTS

_STEEPNESS: Final = 15.0
"""How much more a line counts that is nearer."""


def likeness_to_lines(meaning: NDArray[np.float32], lines: NDArray[np.float32] | None = None) -> NDArray[np.float32]:
    """Shares of the lines that a text with this vector is like, as roots: two texts share their product."""
    raised = np.exp(_STEEPNESS * ((_known_lines() if lines is None else lines) @ meaning))
    roots: NDArray[np.float32] = np.sqrt(raised / raised.sum())
    return roots


@cache
def _known_lines() -> NDArray[np.float32]:
    packed = np.load(ARTIFACTS / "lines.npy").astype(np.float32)
    lines: NDArray[np.float32] = packed / np.linalg.norm(packed, axis=1, keepdims=True)
    return lines


def forget_lines() -> None:
    """Open the lines anew: they were just made."""
    _known_lines.cache_clear()

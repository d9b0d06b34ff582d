"""How the arrays of a model lie on the disk: one byte a weight, its root rather than itself, so that small ones count.

A byte b stands for sign(b) · (b / 127)² · the column's scale. Rows that hold nothing are left out; `rows` finds the
rest.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]

STEPS: Final = 127
"""Between nothing and the largest weight of a column."""


def plain(mapped: NDArray[Any]) -> NDArray[Any]:
    """The same array without what numpy does at each look into one that stays on the disk, which costs more than it."""
    return np.asarray(mapped)


def opened(packed: Bytes) -> Floats:
    """Packed rows as numbers, without the columns' scales."""
    # reckoned, not looked up in a table: three steps over many numbers at once are quicker than a step for each number
    shares = packed.astype(np.float32)
    shares /= np.float32(STEPS)
    shares *= np.abs(shares)
    return shares

"""Counting buckets of one text: numpy's own way asks itself so much first that it takes longer than the counting."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

_MOST_KEPT: Final = 1000
_OFTEN: Final[NDArray[np.float64]] = 1 + np.log(np.maximum(np.arange(_MOST_KEPT), 1))
_FIRST: Final = np.zeros(1, dtype=np.intp)


def count_sorted[Number: np.integer[Any]](numbers: NDArray[Number]) -> tuple[NDArray[Number], NDArray[np.intp]]:
    """Each of some numbers that lie in order once, and how often it is there."""
    if not len(numbers):
        return numbers, _FIRST[:0]
    begins = np.concatenate((_FIRST, (numbers[1:] != numbers[:-1]).nonzero()[0] + 1))
    counts = np.empty_like(begins)
    np.subtract(begins[1:], begins[:-1], out=counts[:-1])
    counts[-1] = len(numbers) - begins[-1]
    return numbers.take(begins), counts


def often(counts: NDArray[np.intp]) -> NDArray[np.float64]:
    """What it counts to be there so many times: one more than the logarithm."""
    if len(counts) and counts.max() >= _MOST_KEPT:
        return np.asarray(1 + np.log(counts))
    return _OFTEN.take(counts)

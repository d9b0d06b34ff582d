"""Counting buckets of one text: numpy's own way asks itself so much first that it takes longer than the counting."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

_MOST_KEPT: Final = 1000
_OFTEN: Final[NDArray[np.float64]] = 1 + np.log(np.maximum(np.arange(_MOST_KEPT), 1))
_NONE: Final = np.zeros(0, dtype=np.intp)


def count_sorted[Number: np.integer[Any]](numbers: NDArray[Number]) -> tuple[NDArray[Number], NDArray[np.intp]]:
    """Each of some numbers that lie in order once, and how often it is there."""
    if not len(numbers):
        return numbers, _NONE
    is_first = np.ones(len(numbers), dtype=np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=is_first[1:])
    begins = is_first.nonzero()[0]
    counts = np.empty_like(begins)
    np.subtract(begins[1:], begins[:-1], out=counts[:-1])
    counts[-1] = len(numbers) - begins[-1]
    return numbers.take(begins), counts


def often(counts: NDArray[np.intp]) -> NDArray[np.float64]:
    """What it counts to be there so many times: one more than the logarithm."""
    try:
        return _OFTEN.take(counts)
    except IndexError:
        return np.asarray(1 + np.log(counts))

"""Pairs to teach: of one place and one trouble, of one place and two, told without a place, and of two places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, NamedTuple

import numpy as np

from otklik.triage.learning_together.retelling import of_another_number, retold
from otklik.triage.likeness.lessons import Block, Line, places_told, told_twice, ways_to_tell

SHARE_OF_WAYS: Final = 0.22
SHARE_OF_PLACES: Final = 0.12
SHARE_OF_RETOLD: Final = 0.08
"""Of the pairs; the rest are of one place."""
SHARE_OF_OTHERS: Final = 0.57
"""Of those of one place so many tell of two things."""


class Pair(NamedTuple):
    """Two texts, and whether they tell of the same."""

    first: str
    second: str
    is_same: bool


@dataclass(frozen=True)
class Taught:
    """All that there is to teach."""

    same: Sequence[Pair]
    others: Sequence[Pair]
    """Pairs of two things at one place."""
    ways: Sequence[Block]
    places: Sequence[Pair]
    """The same trouble, at one place or at two."""

    def drawn(self, draw: np.random.Generator) -> Iterator[Pair]:
        """Pairs without end, whichever text first."""
        same, others, places = (_again_and_again(pairs, draw) for pairs in (self.same, self.others, self.places))
        while True:
            lot = draw.random()
            if lot < SHARE_OF_WAYS:
                pair = _of_ways(self.ways, draw)
            elif lot < SHARE_OF_WAYS + SHARE_OF_PLACES:
                pair = next(places)
            elif lot < SHARE_OF_WAYS + SHARE_OF_PLACES + SHARE_OF_RETOLD:
                pair = _retold(next(same).first, draw)
            else:
                pair = next(others if draw.random() < SHARE_OF_OTHERS else same)
            yield Pair(pair.second, pair.first, pair.is_same) if draw.random() < 1 / 2 else pair


def read_taught() -> Taught:
    """From the lessons of this repository alone."""
    blocks = told_twice()
    return Taught(
        same=[Pair(*texts, is_same=True) for block in blocks for line in block for texts in combinations(line, 2)],
        others=[Pair(*texts, is_same=False) for block in blocks for texts in _of_two_lines(block)],
        ways=[block for block in ways_to_tell() if len(block) > 1],
        places=[Pair(one.first, one.second, one.is_same) for one in places_told()],
    )


def _of_two_lines(block: Block) -> Iterator[tuple[str, str]]:
    for one, other in combinations(block, 2):
        yield from ((first, second) for first in one for second in other)


def _of_ways(ways: Sequence[Block], draw: np.random.Generator) -> Pair:
    """Two of the ways to tell one trouble, or to tell two of one part of life."""
    block = ways[int(draw.integers(len(ways)))]
    one, other = (block[place] for place in draw.choice(len(block), 2, replace=False))
    if draw.random() < SHARE_OF_OTHERS:
        return Pair(_any(one, draw), _any(other, draw), is_same=False)
    first, second = (one[place] for place in draw.choice(len(one), 2, replace=False))
    return Pair(first, second, is_same=True)


def _retold(text: str, draw: np.random.Generator) -> Pair:
    """A copy with slips, or a copy of another number."""
    other = of_another_number(text, draw) if draw.random() < 1 / 2 else None
    return Pair(text, retold(other or text, draw), is_same=other is None)


def _any(line: Line, draw: np.random.Generator) -> str:
    return line[int(draw.integers(len(line)))]


def _again_and_again(pairs: Sequence[Pair], draw: np.random.Generator) -> Iterator[Pair]:
    while True:
        yield from (pairs[place] for place in draw.permutation(len(pairs)))

"""Pairs to teach: by many hands; of one place and one trouble, of one place and two, without a place, of two places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations
from typing import Final

import numpy as np

from otklik_lab.augmentation import of_another_number, renumbered, retold
from otklik_lab.hard_negatives import neighbours_of
from otklik_lab.paraphrases import (
    Block,
    Line,
    ToldPair,
    places_told,
    told_twice,
    towns_told,
    ways_to_tell,
)

SHARE_BY_MANY_HANDS: Final = 0.44
SHARE_OF_NEIGHBOURS: Final = 0.13
SHARE_OF_WAYS: Final = 0.1
SHARE_OF_PLACES: Final = 0.05
SHARE_OF_RETOLD: Final = 0.03
"""Of all pairs; the rest are of one place."""
SHARE_OF_OTHERS: Final = 0.57
"""Of those of one place so many tell of two things."""
SHARE_RENUMBERED: Final = 0.3
"""So many of the pairs by many hands are taught at another number, where both texts have one in common; the answer
stays what it was."""
SHARE_CARELESS: Final = 0.12
"""In so many of the pairs by many hands one of the two texts, never both, is told more carelessly.

Both shares are there so that pairs are not learnt by heart.
"""


_UP_TO_MANY_HANDS, _UP_TO_NEIGHBOURS, _UP_TO_WAYS, _UP_TO_PLACES, _UP_TO_RETOLD = accumulate(
    (SHARE_BY_MANY_HANDS, SHARE_OF_NEIGHBOURS, SHARE_OF_WAYS, SHARE_OF_PLACES, SHARE_OF_RETOLD)
)
"""Below which lot each kind is drawn: the shares added up."""


@dataclass(frozen=True)
class Taught:
    """All that there is to teach."""

    told: Sequence[ToldPair]
    """By many hands, the other trouble, state or place in like words."""
    neighbours: Sequence[ToldPair]
    """Of their towns, what the desk would compare and is not the same."""
    same: Sequence[ToldPair]
    others: Sequence[ToldPair]
    """Pairs of two things at one place."""
    ways: Sequence[Block]
    places: Sequence[ToldPair]
    """The same trouble, at one place or at two."""

    def drawn(self, draw: np.random.Generator) -> Iterator[ToldPair]:
        """Pairs without end, whichever text first."""
        kinds = (self.told, self.neighbours, self.same, self.others, self.places)
        told, neighbours, same, others, places = (_again_and_again(pairs, draw) for pairs in kinds)
        while True:
            lot = draw.random()
            if lot < _UP_TO_MANY_HANDS:
                pair = _told_otherwise(next(told), draw)
            elif lot < _UP_TO_NEIGHBOURS:
                pair = next(neighbours)
            elif lot < _UP_TO_WAYS:
                pair = _of_ways(self.ways, draw)
            elif lot < _UP_TO_PLACES:
                pair = next(places)
            elif lot < _UP_TO_RETOLD:
                pair = _retold(next(same).first, draw)
            else:
                pair = next(others if draw.random() < SHARE_OF_OTHERS else same)
            yield ToldPair(pair.second, pair.first, pair.is_same) if draw.random() < 1 / 2 else pair


def read_taught() -> Taught:
    """From the lessons of this repository alone."""
    blocks = told_twice()
    towns = towns_told()
    return Taught(
        told=[pair for town in towns for pair in town],
        neighbours=[pair for town in towns for pair in neighbours_of(town)],
        same=[ToldPair(*texts, is_same=True) for block in blocks for line in block for texts in combinations(line, 2)],
        others=[ToldPair(*texts, is_same=False) for block in blocks for texts in _of_two_lines(block)],
        ways=[block for block in ways_to_tell() if len(block) > 1],
        places=places_told(),
    )


def _of_two_lines(block: Block) -> Iterator[tuple[str, str]]:
    for one, other in combinations(block, 2):
        yield from ((first, second) for first in one for second in other)


def _of_ways(ways: Sequence[Block], draw: np.random.Generator) -> ToldPair:
    """Two of the ways to tell one trouble, or to tell two of one part of life."""
    block = ways[int(draw.integers(len(ways)))]
    one, other = (block[place] for place in draw.choice(len(block), 2, replace=False))
    if draw.random() < SHARE_OF_OTHERS:
        return ToldPair(_any(one, draw), _any(other, draw), is_same=False)
    first, second = (one[place] for place in draw.choice(len(one), 2, replace=False))
    return ToldPair(first, second, is_same=True)


def _told_otherwise(pair: ToldPair, draw: np.random.Generator) -> ToldPair:
    """The same pair, now and then at places of other numbers, or one of its texts more carelessly."""
    first, second = pair.first, pair.second
    if draw.random() < SHARE_RENUMBERED:
        first, second = renumbered(first, second, draw)
    if draw.random() < SHARE_CARELESS:
        first = retold(first, draw)
    return ToldPair(first, second, pair.is_same)


def _retold(text: str, draw: np.random.Generator) -> ToldPair:
    """A copy with slips, or a copy of another number."""
    other = of_another_number(text, draw) if draw.random() < 1 / 2 else None
    return ToldPair(text, retold(other or text, draw), is_same=other is None)


def _any(line: Line, draw: np.random.Generator) -> str:
    return line[int(draw.integers(len(line)))]


def _again_and_again(pairs: Sequence[ToldPair], draw: np.random.Generator) -> Iterator[ToldPair]:
    while True:
        yield from (pairs[place] for place in draw.permutation(len(pairs)))

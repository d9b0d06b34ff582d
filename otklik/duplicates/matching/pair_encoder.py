"""The pair encoder: two texts of one place read in one row, for what words alone do not tell.

Features count words; «лифт стоит» and «застряла между этажами» share none, «протекает крыша» and «крышу починили» share
some. What they would propose, or nearly, eight layers read side by side, and how far these take both for one is a sign
more. Some three milliseconds a pair; half a second and 65 MB for a process that meets its first.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from otklik.duplicates.matching.word_embeddings import ARTIFACTS
from otklik.triage.encoders import BEGIN, END, beginning_and_end, open_cutter, open_network, open_once, pieces_of
from otklik.triage.second_reading import ARTIFACTS as READER

NETWORK: Final = "together.onnx"
PIECES: Final = READER / "pieces.model"
"""What texts are cut by: that of the second reading."""
LONGEST: Final = 44
"""Pieces of each text that are read: some three sentences."""
LAST: Final = 12
"""Of a longer text so many of its last pieces."""
FEATURE: Final = "read together"
"""The name of what it says among the features."""


class TokenPair(NamedTuple):
    """Two texts as the network takes them, in one row; a number for each piece."""

    pieces: list[int]
    sides: list[int]
    """0: of the first text, 1: of the second."""
    echoes: list[int]
    """1 where the other text has the same piece."""


@dataclass(frozen=True, slots=True)
class PairEncoder:
    """An open encoder of pairs."""

    pieces: Any
    session: Any

    def odds(self, first: str, second: str) -> float:
        """The logarithm of the odds that two texts of one place tell of the same, as far as it can tell."""
        row = tokenize_pair(first, second, self.pieces)
        (odds,) = self.session.run(None, {name: np.array([one], dtype=np.int64) for name, one in row._asdict().items()})
        return float(odds[0])


def open_pair_encoder() -> PairEncoder | None:
    """What comes with Otklik; none where it cannot be opened."""
    return open_once(load_pair_encoder, otherwise="triage: pairs of messages cannot be read together, signs alone tell")


def load_pair_encoder(folder: Path = ARTIFACTS) -> PairEncoder:
    """Open the encoder of a folder."""
    return PairEncoder(open_cutter(PIECES), open_network(folder / NETWORK))


def tokenize_pair(first: str, second: str, pieces: Any) -> TokenPair:
    """Two texts in one row, between marks; the shorter goes first, so that a pair is one whichever was said first."""
    ours, theirs = sorted((_cut(first, pieces), _cut(second, pieces)), key=lambda one: (len(one), one))
    row = [BEGIN, *ours, END, END, *theirs, END]
    ends = len(ours) + 2
    shared = {*ours} & {*theirs}
    return TokenPair(row, [int(place >= ends) for place in range(len(row))], [int(piece in shared) for piece in row])


def _cut(text: str, pieces: Any) -> list[int]:
    return beginning_and_end(pieces_of(text, pieces), longest=LONGEST, last=LAST)

"""A second reading, by an encoder, of messages whose group is in doubt: pieces of words in, scores of groups out.

The first reading counts words, in less than a millisecond. Where its best two groups lie close together, an encoder of
eight layers reads the message as a whole, word order and all, in some four milliseconds, and both are heard. It is
opened for the first message in doubt, and stays open: half a second, and some 65 MB of each process that reads.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from otklik.triage.encoders import BEGIN, END, beginning_and_end, open_cutter, open_network, open_once, pieces_of
from otklik.triage.packing import Floats
from otklik.triage.shares import LEAST, lead_of_best, softmax

ARTIFACTS: Final = Path(__file__).parent / "artifacts" / "reader"
LONGEST: Final = 66
"""Pieces that are read: about as many words as a message of four sentences has."""
LAST: Final = 24
"""Of a longer message its beginning is read and so many of its last pieces."""
PREFIX: Final = "query: "
"""What the encoder was given before every text while it was first made."""
DOUBT_BELOW: Final = 0.8
"""In doubt is a message whose best share is less than e to the power of this times the next: about one of seven."""
FEWEST_WORDS: Final = 4
"""Two or three words have no order to read."""
WEIGHT: Final = 0.2
"""How much the second reading counts; the first has the rest."""


@dataclass(frozen=True, slots=True)
class ReaderCard:
    """What a reader says of itself."""

    version: str
    over: str
    """Version of the model whose doubts it knows."""
    groups: tuple[str, ...]
    """Codes of the groups it knows, in the order of its columns."""
    temperature: float
    """Divides its scores before they become shares."""
    sure_slope: float
    sure_offset: float
    """The curve from the lead of the best group over the next, once both are heard, to how often it is right."""

    def goes_with(self, version: str, groups: tuple[str, ...]) -> bool:
        """Whether the reader was made for this model."""
        return (self.over, self.groups) == (version, groups)


@dataclass(frozen=True, slots=True)
class Reader:
    """An open encoder."""

    card: ReaderCard
    pieces: Any
    """Cuts text into pieces: sentencepiece."""
    session: Any
    """Runs the network: ONNX Runtime."""

    def heard_with(self, shares: Floats, text: str) -> Floats:
        """Shares of a message in doubt with what the encoder says of it."""
        return heard_together(shares, self.shares_of(text))

    def shares_of(self, text: str) -> Floats:
        """The share of each group that the encoder gives to a text."""
        (scores,) = self.session.run(None, {"pieces": np.array([cut(text, self.pieces)], dtype=np.int64)})
        return softmax(scores[0] / np.float32(self.card.temperature))


def open_reader() -> Reader | None:
    """The reader that comes with Otklik; none where it cannot be opened."""
    return open_once(
        load_reader, otherwise="triage: the second reader cannot be opened, messages in doubt are read once"
    )


def load_reader(folder: Path = ARTIFACTS) -> Reader:
    """Open the encoder of a folder."""
    return Reader(read_card(folder), open_cutter(folder / "pieces.model"), open_network(folder / "reader.onnx"))


@cache
def read_card(folder: Path = ARTIFACTS) -> ReaderCard:
    """The card alone: whether a message is in doubt is asked of every one."""
    told = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    return ReaderCard(**{**told, "groups": tuple(told["groups"])})


def cut(text: str, pieces: Any) -> list[int]:
    """Numbers of the pieces of a text that are read, between two marks."""
    found = beginning_and_end(pieces_of(PREFIX + text, pieces), longest=LONGEST - 2, last=LAST)
    return [BEGIN, *found, END]


def is_in_doubt(shares: Floats, text: str) -> bool:
    """Whether a message is read a second time, by the shares that the first reading gives its groups."""
    return lead_of_best(shares) < DOUBT_BELOW and len(text.split(maxsplit=FEWEST_WORDS)) >= FEWEST_WORDS


def heard_together(first: Floats, second: Floats) -> Floats:
    """Shares (last axis) of both readings: each has its part of the logarithms."""
    mixed = (1 - WEIGHT) * np.log(np.maximum(first, LEAST)) + WEIGHT * np.log(np.maximum(second, LEAST))
    return softmax(mixed.astype(np.float32))

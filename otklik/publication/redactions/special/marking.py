"""Shows what a text tells of a single person: the words marked, and how it would read without them. Plain."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from otklik.publication.redactions.special.finding import find

MARK: Final = "[сведения скрыты]"


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A piece of a text. `kind`: what it tells, of `KIND_WORDS`; empty: nothing."""

    text: str
    kind: str


def mark(text: str) -> tuple[MarkedPiece, ...]:
    """The whole text in pieces; empty where it tells nothing."""
    pieces: list[MarkedPiece] = []
    done = 0
    for one in find(text):
        if one.start >= done:
            pieces += [MarkedPiece(text[done : one.start], ""), MarkedPiece(text[one.start : one.end], one.kind)]
            done = one.end
    return (*pieces, MarkedPiece(text[done:], "")) if pieces else ()


def hide(pieces: Sequence[MarkedPiece]) -> str:
    """The text of these pieces with a mark in place of such words: a proposal, for a person to change."""
    return "".join(MARK if piece.kind else piece.text for piece in pieces)

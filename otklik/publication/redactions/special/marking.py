"""Shows what a text tells of a single person: the words marked, and how it would read without them. Plain."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from otklik.publication.redactions.special.finding import find

MARK: Final = "[сведения скрыты]"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text. `kind`: what it tells, of `KIND_WORDS`; empty: nothing."""

    text: str
    kind: str


def mark(text: str) -> tuple[Piece, ...]:
    """The whole text in pieces; empty where it tells nothing."""
    pieces: list[Piece] = []
    done = 0
    for one in find(text):
        if one.start >= done:
            pieces += [Piece(text[done : one.start], ""), Piece(text[one.start : one.end], one.kind)]
            done = one.end
    return (*pieces, Piece(text[done:], "")) if pieces else ()


def hide(pieces: Sequence[Piece]) -> str:
    """The text of these pieces with a mark in place of such words: a proposal, for a person to change."""
    return "".join(MARK if piece.kind else piece.text for piece in pieces)

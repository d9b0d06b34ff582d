"""Splits a text into words, numbers and signs with their offsets, in which names of places are looked for."""

from dataclasses import dataclass
from typing import Self

from otklik.shared.patterns import compile_late
from otklik.shared.text import fold_with_places

_PIECE = compile_late(r"[^\W\d_]+|\d+|[^\w\s]|_")
_NEAR_LETTERS = str.maketrans("қҡғұүөәіңһҳҙҗ", "ккгууоаинххзж")
"""Letters of other languages of the country that people also write with their Russian neighbours."""
_ODD = compile_late("[қҡғұүөәіңһҳҙҗ]")


def plain(word: str) -> str:
    """A folded word in Russian letters only: «қарасай» → «карасай»."""
    return word if word.isascii() else word.translate(_NEAR_LETTERS)


@dataclass(frozen=True, slots=True)
class Words:
    """A text taken apart. The lists are of one length; starts and ends are characters of the text as it came."""

    text: str
    pieces: list[str]
    """Folded."""
    starts: list[int]
    ends: list[int]
    capitals: list[bool]

    @classmethod
    def of(cls, text: str) -> Self:
        """Take a text apart."""
        folded = fold_with_places(text)
        matches = [*_PIECE.finditer(folded.text)]
        pieces = [match[0] for match in matches]
        if _ODD.search(folded.text):
            pieces = [*map(plain, pieces)]
        starts, ends = [match.start() for match in matches], [match.end() for match in matches]
        if folded.places is not None:
            starts, ends = [folded.places[start] for start in starts], [folded.places[end] for end in ends]
        return cls(text, pieces, starts, ends, [text[start : start + 1].isupper() for start in starts])

    def __len__(self) -> int:
        return len(self.pieces)

    def at(self, place: int) -> str:
        """The piece at a place; empty outside the text."""
        return self.pieces[place] if 0 <= place < len(self.pieces) else ""

    def is_capital(self, place: int) -> bool:
        """Whether the piece at a place begins with a capital; False outside the text."""
        return 0 <= place < len(self.capitals) and self.capitals[place]

    def written(self, first: int, after: int) -> str:
        """The text from one piece to before another, as it was written."""
        return self.text[self.starts[first] : self.ends[after - 1]]

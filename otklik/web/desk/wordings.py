"""What an edit changed, word by word. Plain."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\S+\s*|\s+")
LONGEST_COMPARED = 4000
"""Longer texts are shown as they are: comparing them word by word takes too long."""


class Piece(StrEnum):
    """What happened to a piece of a text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of text and what the edit did to it."""

    piece: Piece
    text: str


def changes(before: str, after: str) -> tuple[Change, ...]:
    """The later text as pieces kept, added and removed; empty where they are too long to compare."""
    if len(before) > LONGEST_COMPARED or len(after) > LONGEST_COMPARED:
        return ()
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found: list[Change] = []
    for tag, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Change(Piece.SAME, "".join(old[a:b])))
            continue
        if b > a:
            found.append(Change(Piece.REMOVED, "".join(old[a:b])))
        if d > c:
            found.append(Change(Piece.ADDED, "".join(new[c:d])))
    return tuple(found)

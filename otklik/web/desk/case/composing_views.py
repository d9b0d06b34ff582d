"""What stands beside the answer box: the edits of a text, ready texts, answers given before."""

import re
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from django.utils import timezone

from otklik.answers.document import Document
from otklik.answers.texts.ready_texts import Ready, list_fitting
from otklik.appeals.selectors import CaseView
from otklik.delivery.selectors import text_length

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


_WIDE = "😀"
"""A letter beyond the first 65,536: some networks count such a one as two."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What one editor made of the text; the first has changed nothing."""

    by: str
    at: datetime
    changes: tuple[Change, ...]


def edits_of(document: Document | None) -> tuple[Edit, ...]:
    """The versions of an answer, each against the one before; nothing where there is only one."""
    versions = document.versions if document else ()
    if len(versions) < 2:
        return ()
    first = Edit(versions[0].by, versions[0].at, ())
    pairs = pairwise(versions)
    return (first, *(Edit(new.by, new.at, changes(old.text, new.text)) for old, new in pairs))


def readies_for(case: CaseView, *, now: datetime) -> list[Ready]:
    """The ready texts that fit the case today."""
    return list_fitting(case.row, on=timezone.localdate(now))


@dataclass(frozen=True, slots=True)
class TextRoom:
    """What an answer may have, and what it has."""

    limit: int
    used: int
    wide: int
    """How much an emoji counts."""

    @property
    def is_over(self) -> bool:
        """The network would not take it."""
        return self.used > self.limit


def measure(text: str, *, network: str, limit: int) -> TextRoom:
    """The room for an answer in this network. Spaces around it are not sent and not counted."""
    clean = text.strip().replace("\r\n", "\n")
    return TextRoom(limit=limit, used=text_length(network, clean), wide=text_length(network, _WIDE))

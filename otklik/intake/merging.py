"""Merges events about one message, in whatever order they came (order-independent). Pure: no database, no clock."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from otklik.networks.events import NetworkEvent

READING = "r"
"""Begins the names of what was read; names of events are hexadecimal."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a message: the first one, or an edit."""

    event_key: str
    is_edit: bool
    sequence: int | None
    text: str
    attachments: tuple[dict[str, Any], ...]
    received_at: datetime
    is_reading: bool = False
    """Read in the network at `received_at`: true of that moment, whatever events say."""


class DeletedBy(StrEnum):
    """Who took a message out of the network, as the network tells."""

    AUTHOR = "author"
    ANOTHER = "another"
    UNKNOWN = ""
    """It does not tell, or not of every deletion."""


@dataclass(frozen=True, slots=True)
class Told:
    """One event of one page, with its name and how we came to know it."""

    page_id: int
    event: NetworkEvent
    key: str
    received_at: datetime
    is_reading: bool = False


def event_key(body: bytes, *, position: int) -> str:
    """A name for one event of a body: a network repeats the same bytes, and so gets the same name."""
    return hashlib.sha256(body + b"#%d" % position).hexdigest()[:32]


def reading_key(said: str, *, at: datetime) -> str:
    """A name for what was read at a moment; no event has such a name."""
    return READING + hashlib.sha256(f"{said}#{at.isoformat()}".encode()).hexdigest()[:31]


def is_reading_key(key: str) -> bool:
    """Whether this was read in the network, not told by an event."""
    return key.startswith(READING)


def newest(wordings: Sequence[Wording]) -> Wording:
    """The wording that holds now: edits and readings overtake the first text, in their order or as they came."""
    return max(wordings, key=_age)


def stood_at(wordings: Sequence[Wording], moment: datetime) -> Wording | None:
    """The wording that we had heard of by then; where that was none, the first that was written, if we know it."""
    heard = [one for one in wordings if one.received_at <= moment]
    if heard:
        return newest(heard)
    return min((one for one in wordings if not one.is_edit), key=_age, default=None)


def _age(wording: Wording) -> tuple[bool, int, datetime, str]:
    is_later = wording.is_edit or wording.is_reading
    return (is_later, wording.sequence or 0, wording.received_at, wording.event_key)


def contradicts(wordings: Sequence[Wording]) -> bool:
    """True when edits that the network's order does not tell apart say different things: only it knows the last one.

    They have no time, or the same second. What was read counts as such an edit: one that comes to us after the look
    may have been made before it.
    """
    current = newest(wordings)
    if current.is_reading:
        return False
    rivals = [w for w in wordings if _age(w)[:2] == _age(current)[:2] and (w.is_edit or w.is_reading)]
    return len({(w.text, repr(w.attachments)) for w in rivals}) > 1


def is_gone(*, deleted: Collection[str], restored: Collection[str]) -> bool:
    """Deleted when more deletions than restorings are known: they alternate, so their order does not matter."""
    return len(set(deleted)) > len(set(restored))


def who_deleted(deleted: Collection[str], deleters: Mapping[str, str]) -> DeletedBy:
    """Nobody knows which deletion was the last: the author did it where all of them are the author's."""
    told = {deleters.get(key, "") for key in deleted}
    if not told or not told <= {DeletedBy.AUTHOR, DeletedBy.ANOTHER}:
        return DeletedBy.UNKNOWN
    return DeletedBy.AUTHOR if told == {DeletedBy.AUTHOR} else DeletedBy.ANOTHER

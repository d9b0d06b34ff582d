"""Moderation in the network itself: acts that were done there, and its own filters."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable


class ModeratedKind(StrEnum):
    """What somebody did in the network."""

    DELETED = "deleted"
    BANNED = "banned"
    UNBANNED = "unbanned"


@dataclass(frozen=True, slots=True)
class Moderated:
    """An act that the network tells of, by whomever: ours comes back too, and so does an author's own deletion."""

    kind: ModeratedKind
    by: str
    """The account that did it."""
    external_id: str = ""
    """The message, in the form of events."""
    author_id: str = ""
    """Whom a ban concerns."""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class OwnFilters:
    """Filters that the network applies to comments by itself; None: it does not tell."""

    hides_profanity: bool | None = None
    hides_hostility: bool | None = None
    """What the network's own model takes for hostile."""
    stop_words: tuple[str, ...] | None = None


@runtime_checkable
class TellsModeration(Protocol):
    """A network whose events say who deleted a message or banned an author."""

    words_of_moderation: tuple[bytes, ...]
    """One of these stands in every body that tells of it: for finding them among many."""

    def read_moderation(self, body: bytes, *, page_id: str) -> tuple[Moderated, ...]:
        """What a kept body tells; empty where it tells of something else or is not understood. Pure."""
        ...

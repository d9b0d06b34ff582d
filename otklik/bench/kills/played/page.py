"""What the trial needs of a page in any network."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Protocol

from otklik.pages.services import ConnectionSecrets

SECRET = "trial-secret"  # noqa: S105 - opens nothing

type Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """One message as the network shows it, named as our connector names it."""

    external_id: str
    text: str
    is_by_page: bool
    is_deleted: bool = False
    answers: str = ""
    """What it answers; empty where the network does not tell, and at the top."""


@dataclass(frozen=True, slots=True)
class Resident:
    """Who writes."""

    id: int
    name: str


class PlayedPage(Protocol):
    """A page in the sandbox. What residents write is named by whatever `comment` returned."""

    network: str
    external_id: str
    secrets: ConnectionSecrets
    tells_what_messages_answer: bool
    """Without it private answers are told apart by their talk and their words."""

    def connect(self, hook_url: str) -> None:
        """Let the network push the page's events there."""
        ...

    def comment(self, text: str, *, by: Resident, reply_to: str = "") -> str:
        """A resident comments the page's post, or replies to a comment."""
        ...

    def message(self, text: str, *, by: Resident) -> None:
        """A resident writes privately."""
        ...

    def change_mind(self, wordings: Sequence[str], *, by: Resident, chance: Random) -> None:
        """A resident comments, and edits and deletes the comment as far as the network lets us know of it."""
        ...

    def said(self) -> Iterator[Said]:
        """All comments and private messages, deleted ones too."""
        ...

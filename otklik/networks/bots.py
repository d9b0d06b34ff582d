"""A bot that speaks with staff, one to one: notices go out, codes and «stop» come in. No page, no resident.

And what a link to a page's bot may hand over for a resident.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol, runtime_checkable

from otklik.networks.connector import PageAccess
from otklik.networks.errors import Refused

MOST_WORDS = 200
"""Longer than any code: the rest of what somebody writes to the bot is not even read."""


_HANDED_OVER: Final = re.compile(r"[0-9]{8}-[A-Z2-7]{8}", re.ASCII)


def code_handed_over(told: str) -> str:
    """The code that a link of ours handed to a page's bot (`intake.talk_codes`); empty for whatever else stands there.

    Anybody can write links to a bot with words of their own: those say nothing.
    """
    return told if _HANDED_OVER.fullmatch(told) else ""


class TalkClosed(Refused):
    """The person does not hear the bot: it was stopped there, or the talk is gone. Only they can open it again."""


class HeardKind(StrEnum):
    """What happened in a talk with the bot."""

    WROTE = "wrote"
    """Words came; also the code of a link that opened the talk."""
    STOPPED = "stopped"
    RESUMED = "resumed"


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that happened in one talk."""

    talk: str
    """The talk's id in the network."""
    kind: HeardKind
    words: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """What a bot was told since the marker, and where to go on next time."""

    heard: tuple[Heard, ...]
    marker: str


@runtime_checkable
class TalksAsBot(Protocol):
    """A network in which a bot can write to a person who has opened a talk with it. Tokens come in `access`."""

    def name_bot(self, access: PageAccess) -> str:
        """The public name of the bot that the token belongs to; empty where it has none."""
        ...

    def link_to_bot(self, name: str, code: str) -> str:
        """An address that opens the talk and hands the code over."""
        ...

    def hear(self, access: PageAccess, *, marker: str) -> News:
        """What happened in private talks since the marker, at once; the marker of the last time, empty at first.

        Asking with a marker makes the network forget what came before it: handle what was heard first.
        """
        ...

    def say(self, access: PageAccess, *, talk: str, text: str) -> None:
        """Write into a talk. Raises TalkClosed where the person does not hear the bot; TryLater with `is_uncertain`
        where nobody can tell whether they got it: neither network has keys."""
        ...

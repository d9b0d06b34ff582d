"""What every network of the demo can do, and the values that go in and out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from otklik.demo.content.cards import PageCard
from otklik.demo.content.talk import Account

Json = dict[str, Any]


class Names(Protocol):
    """What the control API answered to an act of writing: by which names the network knows what was written."""

    def __getitem__(self, name: str, /) -> Any: ...


@dataclass(frozen=True, slots=True)
class Tokens:
    """What an administrator is given to connect a page, in the words of the register."""

    community: str
    admin: str = ""
    confirmation: str = ""
    bot_name: str = ""
    """What the page's bot is called, where private talks are with one."""


@dataclass(slots=True)
class Words:
    """Something that is written on a page: under a post, or in a private talk where there is none."""

    text: str
    account: Account
    """Who writes; where the page speaks, to whom."""
    post: Names | None = None
    first: Names | None = None
    """The one at the top of the thread, where this one answers in it."""
    is_by_page: bool = False
    at: datetime | None = None
    """Now, where it is left out."""
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """Something that was written, with its names, as it is told by an event."""

    words: Words
    at: datetime
    names: Json
    place: int = 1
    """Its place in the talk, from 1."""


Act = tuple[str, Json]
"""A call of the control API: its path after the network's name, and its body."""


class DemoNetwork(Protocol):
    """One network. Plain: what is asked of the sandbox goes out as acts, what it shows comes in as JSON."""

    name: str
    number_field: str
    """How the control API calls the number of a page."""
    shows_badge: bool
    """It tells that a page is official."""
    tells_reach: bool
    """It tells how many people saw a page."""
    pushes_comments: bool
    """Else they are read, so often as the page is lively."""
    tells_own: bool
    """What we send comes back to us: pushed, or read with the thread."""

    def make_page(self, card: PageCard) -> Json:
        """The body of `pages/create`."""
        ...

    def tokens_of(self, made: Json) -> Tokens:
        """Its answer: what the page is connected with."""
        ...

    def address_of(self, made: Json) -> str:
        """Where people find the page."""
        ...

    def subscribe(self, card: PageCard, *, url: str, secret: str, is_first: bool) -> Json:
        """The body of `pages/connect`. The first time, what happened before is not pushed."""
        ...

    def post(self, card: PageCard, text: str, *, at: datetime) -> Act:
        """The page publishes something."""
        ...

    def write(self, card: PageCard, words: Words) -> Act:
        """Somebody writes."""
        ...

    def edit(self, card: PageCard, names: Names, text: str) -> Act:
        """A resident corrects a comment."""
        ...

    def delete(self, card: PageCard, names: Names) -> Act:
        """A resident takes a comment away."""
        ...

    def list_posts(self, page: Json) -> Iterable[tuple[str, Json]]:
        """Text and names of the posts that the state of a page shows, the oldest first."""
        ...

    def is_answered(self, page: Json, words: "Asked") -> bool:
        """Whether the page has written after the resident."""
        ...

    def event_of_post(self, card: PageCard, text: str, *, at: datetime, names: Json, secret: str) -> bytes:
        """The bytes in which the network tells of a post of the page; empty where it tells of none."""
        ...

    def event_of(self, card: PageCard, told: Told, *, secret: str) -> bytes:
        """The bytes in which the network tells of it, or shows it when it is read."""
        ...

    def external_id(self, card: PageCard, told: Told) -> str:
        """Its name as our connector names it."""
        ...

    def link_to(self, card: PageCard, told: Told) -> str:
        """Where it can be read in the network; empty where the network has no address for it."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """What a resident wrote: by whom and under which names."""

    account_id: int
    names: Names
    post: Names | None = None


def seconds_of(at: datetime | None) -> Json:
    """The field `date` of a control call; nothing for now."""
    return {} if at is None else {"date": int(at.timestamp())}


def milliseconds(at: datetime) -> int:
    """Unix time as MAX and OK count it."""
    return int(at.timestamp() * 1000)

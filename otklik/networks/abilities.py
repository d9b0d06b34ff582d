"""What only some networks can do or need: look with `isinstance(connector, KeepsSubscription)` before asking for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, runtime_checkable

from otklik.networks.addresses import Address, Link
from otklik.networks.connector import PageAccess, PageFacts
from otklik.networks.errors import AccessLost, TryLater
from otklik.networks.events import MessageKind, NetworkEvent
from otklik.networks.limits import Token
from otklik.networks.rights import RightInWords


@dataclass(frozen=True, slots=True)
class Subscription:
    """How the network's subscription to our webhook does.

    `was_renewed`: it was gone or incomplete and stands again, so events may have been lost: read the page back now.
    `other_urls`: foreign addresses that get the page's events too; a person should know why.
    `waiting`, `failed_at` and `failure`: how many events wait to be delivered, and when and why the last delivery
    failed, where the network tells.
    """

    was_renewed: bool
    subscribed_at: datetime | None = None
    other_urls: tuple[str, ...] = ()
    waiting: int = 0
    failed_at: datetime | None = None
    failure: str = ""


@runtime_checkable
class KeepsSubscription(Protocol):
    """A network that drops a webhook after failures: it has to be watched and renewed."""

    def keep_subscription(self, access: PageAccess, *, hook_url: str) -> Subscription:
        """Look whether the webhook is still subscribed, and subscribe it where it is not."""
        ...


@dataclass(frozen=True, slots=True)
class Polled:
    """What a poll brought: bodies to be kept as webhooks are, and where to go on next time."""

    bodies: tuple[bytes, ...]
    marker: str


@runtime_checkable
class Polls(Protocol):
    """A network that hands out its events on request where it cannot push them."""

    def poll(self, access: PageAccess, *, marker: str) -> Polled:
        """The events since the marker, at once; the marker of the last poll, empty for the first.

        Asking with a marker may make the network forget what came before it: keep what was brought first.
        """
        ...

    def end_subscription(self, access: PageAccess, *, hook_url: str) -> None:
        """Take our webhook away: a network hands events out in one way only.

        Only ours, at whatever host it leads to: Refused, with the next step, while another one stands.
        """
        ...


@runtime_checkable
class TalksByBot(Protocol):
    """A network where private talks are with the page's bot: whoever writes to the page's own address is not heard."""

    talks_by_bot: bool

    def link_to_bot(self, name: str, code: str) -> str:
        """An address that opens the talk with the bot of this name and hands the code over. Pure."""
        ...


@runtime_checkable
class ReadsTalks(Protocol):
    """A network that does not list private talks, but shows one whose name is known."""

    def fetch_talks(self, access: PageAccess, *, thread_ids: Sequence[str], since: datetime) -> Iterator[NetworkEvent]:
        """What stands in these talks since then, oldest first, as NEW events."""
        ...


@runtime_checkable
class NeedsApplication(Protocol):
    """A network that serves registered applications only: the settings name ours."""

    needs_application: bool


@dataclass(frozen=True, slots=True)
class Launch:
    """A network's program has opened our forms."""

    page_id: str
    """The network's id of the page that they were opened from; empty: from none."""
    language: str
    """Of the program, as two letters; may be empty."""


@runtime_checkable
class OpensForms(Protocol):
    """A network whose own programs can open our forms, by an address that it signs for our application."""

    sites_of_forms: Sequence[str]
    """The sites that show them, as sources of a content security policy."""

    def read_launch(self, query: Sequence[tuple[str, str]], *, secret: str, now: datetime) -> Launch:
        """What the address tells. Raises NotProven where the network has not signed it for us, or long ago. Pure."""
        ...


@runtime_checkable
class ExplainsRights(Protocol):
    """A network whose rights mean something that a person can give or take."""

    def explain_rights(self, told: Sequence[str]) -> tuple[RightInWords, ...]:
        """What the rights that `read_page` told are good for, and what is missing without the others. Pure."""
        ...


@runtime_checkable
class TellsWhereKeysAre(Protocol):
    """A network whose keys a person gets somewhere: each is told with the way to it, marked for translation."""

    where_keys: Mapping[Token, str]


@runtime_checkable
class TellsAdministrator(Protocol):
    """A network from whose rights one learns that whoever gave us the token administers the page."""

    def is_administrator(self, told: Sequence[str]) -> bool:
        """Whether the rights that `read_page` told are given to nobody but an administrator of this page. Pure."""
        ...


@runtime_checkable
class ShowsPosts(Protocol):
    """A network that shows again what a page has posted."""

    def fetch_posts(self, access: PageAccess, *, at_most: int) -> tuple[str, ...]:
        """The texts of the page's own newest posts, never those of residents."""
        ...


@runtime_checkable
class TellsKeys(Protocol):
    """A network whose tokens can be told from other words, so that no log shows them."""

    form_of_keys: str
    """A regular expression; its one group is the beginning that may be shown."""


@dataclass(frozen=True, slots=True)
class PageActivity:
    """How lively a page is, for deciding when to read it again."""

    read_at: datetime
    last_message_at: datetime | None = None
    last_post_at: datetime | None = None
    """When the page last published something, where that is known."""


@runtime_checkable
class ReadOften(Protocol):
    """A network that pushes less than it shows: its pages are read as often as they are lively."""

    def decide_next_reading(self, activity: PageActivity, *, others: Sequence[PageActivity], now: datetime) -> datetime:
        """When to read the page again, with regard to the other pages that share the network's quota. Pure."""
        ...


@dataclass(frozen=True, slots=True)
class Look:
    """How a page looks to somebody who visits it once a day. None: could not be seen, and `missing` may say why."""

    facts: PageFacts | None = None
    is_there: bool | None = None
    """False only where the network says that the page was deleted."""
    is_blocked: bool | None = None
    """True only where the network says that it blocked the page."""
    posts_in_7_days: int | None = None
    last_post_at: datetime | None = None
    """Among the newest posts; None with a known count: there is none."""
    weekly_reach: int | None = None
    """Different people who saw the page in a week."""
    post_reach: int | None = None
    """Different people who saw one post of the last seven days, on average."""
    administrators_count: int | None = None
    access_lost: AccessLost | None = None
    is_access_proved: bool = False
    """All tokens that are entered were tried, and taken."""
    missing: Mapping[str, str] = field(default_factory=dict)
    """Name of what was not seen (`looking.EVERYTHING`) → what it takes to see it; marked for translation."""


@runtime_checkable
class LooksAtPages(Protocol):
    """A network that shows more than the facts of a page, and perhaps many pages by one request."""

    most_looks: int
    """So many pages are best looked at together."""

    def look_at(
        self, accesses: Sequence[PageAccess], *, readers: Sequence[PageAccess], now: datetime
    ) -> Sequence[Look | TryLater]:
        """What each page looks like, in the same order; TryLater for those that cannot be looked at now.

        `readers` are other pages whose tokens may be used for what everybody may see; a page may have none itself.
        """
        ...


@runtime_checkable
class CountsText(Protocol):
    """A network that measures a text otherwise than by its characters."""

    def length_of(self, text: str) -> int:
        """The length that must not exceed `text_limit`."""
        ...


@runtime_checkable
class TellsTheBanned(Protocol):
    """A network that shows a banned author some words beside the ban: `Act.text`."""

    longest_note_of_ban: int
    """So many characters are shown."""


@runtime_checkable
class CarriesPhotos(Protocol):
    """A network into which photos go beside the text of an answer."""

    def most_photos(self, kind: MessageKind, tokens: frozenset[Token]) -> int:
        """How many beside an answer to such a message, with these tokens; 0 where none."""
        ...


@runtime_checkable
class ReadsAddresses(Protocol):
    """A network whose pages have addresses that people pass on."""

    hosts: Sequence[str]
    """Where they lead; what stands before one of them, with a point between, is the network's too."""

    def read_address(self, link: Link) -> tuple[Address, ...]:
        """What an address names, all of it where it shows one page over another. Pure.

        Empty: no address of this network. Every address of its hosts names something, and be it `Names.NOTHING`.
        """
        ...

    def url_of(self, key: str) -> str:
        """Where people find what an address with this key names. Pure."""
        ...


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What a network shows everybody of a page."""

    name: str
    picture: bytes = b""
    """The file of its avatar; empty: it has none of its own, or it could not be had."""


@runtime_checkable
class LooksUpPages(Protocol):
    """A network that shows pages of others too, to whoever has a token of one."""

    def look_up(self, access: PageAccess, *, key: str) -> LookedUp | None:
        """The page with this id or name (`Address.key`), asked with the token of one of ours; None: there is none."""
        ...

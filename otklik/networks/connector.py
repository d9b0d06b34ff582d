"""What every connector can do, and the values that go in and out. The vendor's words stay inside the connector."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from otklik.networks.acts import Act, ActKind, Receipt
from otklik.networks.events import MessageKind, NetworkEvent
from otklik.networks.limits import Limits, Token
from otklik.networks.moderated import OwnFilters
from otklik.shared.words import marked as _

__all__ = [
    "Act", "ActKind", "Badge", "Connector", "Fetched", "PageAccess", "PageFacts", "Receipt", "Reception",
    "ReceptionKind", "SendSafety",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageAccess:
    """What is needed to speak for one page: ids and secrets, already decrypted. Never logged: repr hides them."""

    network: str
    external_id: str
    api_url: str = field(repr=True, default="")
    community_token: str = field(repr=False, default="")
    admin_token: str = field(repr=False, default="")
    webhook_secret: str = field(repr=False, default="")
    confirmation: str = field(repr=False, default="")
    proxy: str = field(repr=False, default="")
    ca_bundle: str = ""
    timeout_seconds: float = 10.0
    application_key: str = ""
    """Our application in the network and its secret, where calls are signed by one (`abilities.NeedsApplication`)."""
    application_secret: str = field(repr=False, default="")

    @property
    def tokens(self) -> frozenset[Token]:
        """Which tokens are entered."""
        entered = {Token.COMMUNITY: self.community_token, Token.ADMIN: self.admin_token}
        return frozenset(token for token, value in entered.items() if value)


class ReceptionKind(StrEnum):
    KEEP = "keep"
    """Authentic: store the bytes, then answer `reply`."""
    REPLY = "reply"
    """A handshake: answer `reply`, store nothing."""


@dataclass(frozen=True, slots=True)
class Reception:
    """What the edge does with a webhook once it proved authentic."""

    kind: ReceptionKind
    reply: str = "ok"


class Badge(StrEnum):
    CONFIRMED = "confirmed"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class NetworkMark:
    """The sign beside everything that comes from a network: one colour, one drawing, one short name."""

    short_name: str
    """As the network writes itself where there is little room; the same in every language."""
    colour: str
    """The ground, as `#rrggbb`; the drawing stands on it in white."""
    drawing: str
    """Lines in a square of 24 by 24, as the data of an SVG path; drawn with a pen of 2, not filled."""
    post: str = _("Post of the page")
    """What a comment stands under, marked for translation, as are the next two."""
    comments_shown: str = ""
    """How the network shows the comments of a post; empty where nothing needs to be said."""
    talk_shown: str = ""
    """Between whom a private talk is."""
    also_called: tuple[str, ...] = ()
    """What people write instead of its names, in small letters."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the network tells of a page; None means: could not be seen."""

    name: str
    url: str = ""
    description: str | None = None
    members_count: int | None = None
    has_avatar: bool | None = None
    has_cover: bool | None = None
    are_messages_open: bool | None = None
    are_comments_open: bool | None = None
    badge: Badge = Badge.UNKNOWN
    rights: tuple[str, ...] = ()
    """What our tokens allow, in the vendor's words."""
    filters: OwnFilters | None = None
    """What the network filters by itself; None: it tells only administrators."""
    bot_name: str | None = None
    """The public name of the bot that private talks are with (`abilities.TalksByBot`); None: not seen, or no bot."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A message as the network shows it now; `is_deleted` when it says that it is gone."""

    event: NetworkEvent | None
    is_deleted: bool = False


class SendSafety(StrEnum):
    """How a doubtful sending is settled: the key of the network, reading the thread back, or only a person."""

    KEYED = "keyed"
    READ_BACK = "read_back"
    PERSON = "person"


class Connector(Protocol):
    """One social network. Stateless: everything of a page comes in `access`; sync, for worker threads.

    Every call may raise the errors of `otklik.networks.errors`; nothing else leaves it.
    """

    network: str
    """Its name in addresses, settings and tables: at most twelve small latin letters and digits."""
    title: str
    """Its name as residents know it, marked for translation."""
    mark: NetworkMark
    default_api_url: str
    """Where the network's API is, unless the settings say otherwise."""
    is_on_by_default: bool
    """Whether an installation speaks with the network before somebody switches it on or off in the settings."""
    text_limit: int
    """The longest answer, in the network's own characters."""
    limits: Limits
    """What the network cannot do: `act` refuses by this table, and people are told by it before they ask."""
    send_safety: SendSafety
    can_be_read_back: bool

    def receive(self, body: bytes, headers: Mapping[str, str], *, access: PageAccess) -> Reception:
        """Prove that a webhook is authentic, or raise NotOurs or NotProven; pure and quick: on the loop of the edge."""
        ...

    def parse(self, body: bytes, *, page_id: str) -> tuple[NetworkEvent, ...]:
        """A kept body as events. Ignored: known but not handled. NotOurs: cannot come from this network."""
        ...

    def fetch_missed(self, access: PageAccess, *, since: datetime) -> Iterator[NetworkEvent]:
        """What stands in the page's threads since then, oldest first, as NEW events (and DELETED where told)."""
        ...

    def fetch_message(self, access: PageAccess, *, kind: MessageKind, external_id: str) -> Fetched:
        """One message as it stands now."""
        ...

    def act(self, access: PageAccess, act: Act) -> Receipt:
        """Perform one act. A repetition with the same key does not double it where the network has keys."""
        ...

    def find_own_reply(self, access: PageAccess, act: Act) -> Receipt | None:
        """Look in the thread whether this act already stands there; None when it does not.

        Never one of `act.others`. Refused where it cannot be told, for instance since the thread is too long.
        """
        ...

    def fetch_names(self, access: PageAccess, *, external_ids: Sequence[str]) -> Mapping[str, str]:
        """Names of accounts as the network shows them, for events that carry ids only; unknown ids are left out."""
        ...

    def read_page(self, access: PageAccess) -> PageFacts:
        """The page's facts, and a test of its tokens."""
        ...

"""What a network cannot do, known before it is asked: one table for each connector, and what follows from it.

A table says for every act and every kind of message what stands in its way. The connector refuses by it, and the
desk tells people by it: there is no second list. What no table can know (a revoked token, a resident who blocked the
page) only the network's own answer says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from otklik.networks.acts import Act, ActKind
from otklik.networks.errors import Refused
from otklik.networks.events import MessageKind
from otklik.shared.words import marked as _


class Token(StrEnum):
    """Which of a page's two tokens."""

    COMMUNITY = "community"
    """The community's, the group's or the bot's own."""
    ADMIN = "admin"
    """A person's who runs the page."""


@dataclass(frozen=True, slots=True)
class No:
    """Why an act is impossible, and what a person can do instead; both marked for translation."""

    reason: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Age:
    """So long after a message was written the act is possible; afterwards it is not."""

    within: timedelta
    after: No


@dataclass(frozen=True, slots=True)
class Need:
    """The one token that the act needs."""

    token: Token
    without: No


@dataclass(frozen=True, slots=True)
class Limit:
    """What stands in the way of one act on one kind of message. Nothing by default: the network does it."""

    never: No | None = None
    age: Age | None = None
    need: Need | None = None
    no_author: No | None = None
    """Where the network does not say who wrote; it matters to bans."""
    no_term: No | None = None
    """For a ban that ends by itself."""
    no_term_for_communities: No | None = None
    """The same, where only communities and channels cannot be banned for a time."""
    no_photos: No | None = None
    """Why no photo stands beside an answer there: the words go out all the same."""
    warning: str = ""
    """What a person has to know before doing it: that it cannot be undone, for instance."""


type Limits = Mapping[tuple[ActKind, MessageKind], Limit]
"""Complete: a limit for every act and every kind of message."""


@dataclass(frozen=True, slots=True)
class Aim:
    """An act that somebody thinks of, and what is known of the message that it would concern."""

    kind: ActKind
    message_kind: MessageKind
    said_at: datetime | None = None
    """None where nobody knows: then no age is too great."""
    author_id: str = ""
    """The network's own id of who wrote; empty where it does not say."""
    ban_until: datetime | None = None
    tokens: frozenset[Token] | None = None
    """Which tokens the page has; None where that does not matter: a person would do it by hand."""

    @property
    def is_at_community(self) -> bool:
        """A community or a channel wrote: networks give them ids below zero."""
        return self.author_id.startswith("-")


@dataclass(frozen=True, slots=True)
class Possibility:
    """Whether an act is possible: no, and why; or yes, perhaps with a warning, perhaps until a moment only."""

    no: No | None = None
    warning: str = ""
    until: datetime | None = None


NO_SUCH_KIND = No(_("This network has no messages of this kind."), _("Tell the developers of Otklik."))
ONLY_IN_TALKS = No(
    _("A page writes privately only to those who wrote to it privately."),
    _("Answer where the message stands, and invite the resident to write to the page."),
)
_NO_KIND, _ONLY_TALKS = Limit(never=NO_SUCH_KIND), Limit(never=ONLY_IN_TALKS)


def make_limits(told: Mapping[ActKind, Mapping[MessageKind, Limit]]) -> Limits:
    """A complete table from what a network says of the kinds of messages that it has.

    Kinds that the table names nowhere do not exist there. Raises ValueError where it is silent about an act on a kind
    that it names elsewhere: silence is no limit and no permission.
    """
    kinds = {kind for limits in told.values() for kind in limits}
    table = {(act, kind): _limit_of(told, act, kind, kinds=kinds) for act in ActKind for kind in MessageKind}
    if silent := [f"{act} × {kind}" for (act, kind), limit in table.items() if limit is None]:
        raise ValueError(f"the limits say nothing of {', '.join(silent)}")
    return {pair: limit for pair, limit in table.items() if limit is not None}


def _limit_of(
    told: Mapping[ActKind, Mapping[MessageKind, Limit]], act: ActKind, kind: MessageKind, *, kinds: set[MessageKind]
) -> Limit | None:
    if kind not in kinds:
        return _NO_KIND
    if act is ActKind.MESSAGE and kind is not MessageKind.PRIVATE:
        return _ONLY_TALKS
    return told.get(act, {}).get(kind)


def decide_possible(limits: Limits, aim: Aim, *, now: datetime) -> Possibility:
    """Whether the network does this, as far as can be known before asking it."""
    limit = limits[aim.kind, aim.message_kind]
    if no := _find_no(limit, aim, now=now):
        return Possibility(no=no)
    until = aim.said_at + limit.age.within if limit.age and aim.said_at else None
    return Possibility(warning=limit.warning, until=until)


def _find_no(limit: Limit, aim: Aim, *, now: datetime) -> No | None:
    if limit.never:
        return limit.never
    if limit.age and aim.said_at and now >= aim.said_at + limit.age.within:
        return limit.age.after
    if limit.no_author and not aim.author_id:
        return limit.no_author
    if aim.ban_until and (no := limit.no_term or (limit.no_term_for_communities if aim.is_at_community else None)):
        return no
    if limit.need and aim.tokens is not None and limit.need.token not in aim.tokens:
        return limit.need.without
    return None


def refuse_impossible(limits: Limits, act: Act, *, tokens: frozenset[Token], now: datetime) -> None:
    """Raises Refused, with the next step, for an act that the table excludes. Every connector's `act` begins so."""
    is_at_author = act.kind in (ActKind.BAN, ActKind.UNBAN)
    aim = Aim(
        act.kind,
        act.message_kind,
        said_at=act.said_at,
        author_id=act.external_id if is_at_author else "",
        ban_until=act.until,
        tokens=tokens,
    )
    if no := decide_possible(limits, aim, now=now).no:
        raise refusal(no)


def refusal(no: No) -> Refused:
    """A no of a table as an error of a connector."""
    return Refused(no.reason, next_step=no.next_step)

"""Acts of moderation: what the network allows a page to do, and queueing it in the outbox."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from otklik.delivery.models import OutboxAct, OutboxState
from otklik.delivery.selectors import MODERATING, PossibleAct, possible
from otklik.delivery.services import ActOrder, Target, queue_act
from otklik.networks.abilities import TellsTheBanned
from otklik.networks.connector import ActKind
from otklik.networks.events import MessageKind
from otklik.networks.limits import Aim, Possibility, Token, decide_possible
from otklik.networks.registry import connector_for
from otklik.pages.selectors import tokens_of_pages

_AT_AUTHORS = (ActKind.BAN, ActKind.UNBAN)


@dataclass(frozen=True, slots=True)
class Moderated:
    """A message that somebody thinks of moderating, and who wrote it."""

    target: Target
    network: str
    author_id: str = ""
    """The network's own id; empty where it does not say who wrote."""


@dataclass(frozen=True, slots=True)
class Possible:
    """What can be done with a message from here: act → whether, and what one has to know before."""

    acts: Mapping[str, PossibleAct]
    takes_terms: bool
    """The network ends a ban by itself at a time that we name."""
    longest_note: int
    """Characters of the words that the network shows a banned author beside the ban; 0: it shows none."""

    def may(self, act: str) -> bool:
        """Whether the network does this from here now."""
        return not self.acts[act].reason


def list_possible(moderated: Collection[Moderated], *, now: datetime) -> list[Possible]:
    """What can be done with each of these messages with the tokens that its page has, in the same order."""
    tokens = tokens_of_pages({one.target.page_id for one in moderated})
    return [_possible_of(one, tokens=tokens.get(one.target.page_id, frozenset()), now=now) for one in moderated]


def _possible_of(one: Moderated, *, tokens: frozenset[Token], now: datetime) -> Possible:
    acts = {act.value: possible(act, _ask(one, act, tokens=tokens, now=now)) for act in MODERATING}
    connector = connector_for(one.network)
    return Possible(
        acts,
        takes_terms=_ask(one, ActKind.BAN, tokens=tokens, now=now, until=now).no is None,
        longest_note=connector.longest_note_of_ban if isinstance(connector, TellsTheBanned) else 0,
    )


def _ask(
    one: Moderated, act: ActKind, *, tokens: frozenset[Token], now: datetime, until: datetime | None = None
) -> Possibility:
    aim = Aim(
        act,
        MessageKind(one.target.message_kind),
        said_at=one.target.said_at,
        author_id=one.author_id,
        ban_until=until,
        tokens=tokens,
    )
    return decide_possible(connector_for(one.network).limits, aim, now=now)


def queue_moderation(
    one: Moderated,
    act: str,
    *,
    because: str,
    now: datetime,
    not_before: datetime | None = None,
    ban_until: datetime | None = None,
    note: str = "",
) -> OutboxAct:
    """Put hide, delete, restore, ban or unban into the outbox, in the caller's transaction. Raises CannotBeDone.

    `not_before`: until then it can still be taken back (`cancel_unsent`). Why somebody was banned may be shown to them
    by the network, so `because` names no staff. `note`: words for the banned author (`Possible.longest_note`).
    """
    kind = ActKind(act)
    order = ActOrder(
        page_id=one.target.page_id,
        kind=kind,
        message_kind=MessageKind(one.target.message_kind),
        target_id=one.author_id if kind in _AT_AUTHORS else one.target.external_id,
        thread_id=one.target.thread_id,
        container_id=one.target.container_id,
        said_at=one.target.said_at,
        text=note,
        because=because,
        ban_until=ban_until,
    )
    row = queue_act(order, now=now)
    if not_before is not None:
        row.next_try_at = not_before
        row.save(update_fields=["next_try_at"])
    return row


def cancel_unsent(act_id: int, *, now: datetime) -> bool:
    """Take an act back that no network was asked for yet. Returns False when it is too late."""
    unsent = OutboxAct.objects.filter(id=act_id, state=OutboxState.WAITING, attempts=0)
    return bool(unsent.update(state=OutboxState.CANCELLED, settled_at=now))

"""Reading the outbox."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from otklik.delivery.models import SETTLED, OutboxAct, OutboxState
from otklik.networks.abilities import CarriesPhotos, CountsText
from otklik.networks.connector import ActKind
from otklik.networks.events import MessageKind
from otklik.networks.limits import Aim, No, Possibility, Token, decide_possible
from otklik.networks.registry import connector_for, names
from otklik.pages.models import Page
from otklik.pages.selectors import tokens_of

type Tokens = frozenset[Token] | None
"""Those of a page, where they are known already."""
SPOKEN = (ActKind.REPLY.value, ActKind.MESSAGE.value)
UNDER_WAY = (OutboxState.WAITING, OutboxState.CLAIMED, OutboxState.UNKNOWN)
_ECHOES_OF = (
    OutboxState.CLAIMED, OutboxState.WAITING, OutboxState.SENT, OutboxState.UNKNOWN, OutboxState.FAILED,
    OutboxState.CANCELLED, OutboxState.HELD,
)  # fmt: skip
"""Of acts with the same words an echo is rather that of the one with which the network is busy now."""
_AT_AUTHORS = (ActKind.BAN, ActKind.UNBAN)
MODERATING = (ActKind.HIDE, ActKind.DELETE, ActKind.RESTORE, ActKind.BAN, ActKind.UNBAN)


@dataclass(frozen=True, slots=True)
class PossibleAct:
    """Whether an act is possible in a network: `reason` and `next_step` say why not; both are empty where it is.

    `warning` is what a person has to know before doing it, `until` the moment after which it is too late.
    """

    act: str
    reason: str = ""
    next_step: str = ""
    warning: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ActCounts:
    """How many acts of a page wait, failed or are unknown."""

    held: int = 0
    """Notices that go out once the network has done what they tell of."""
    waiting: int = 0
    failed: int = 0
    unknown: int = 0


def count_acts(page_id: int, *, since: datetime) -> ActCounts:
    """Acts of a page that are held or wait now, and those that failed or are unknown since then."""
    acts = OutboxAct.objects.filter(page_id=page_id)
    held = Q(state=OutboxState.HELD)
    waiting = Q(state__in=[OutboxState.WAITING, OutboxState.CLAIMED])
    late = Q(settled_at__gte=since)
    return ActCounts(
        **acts.filter(held | waiting | late).aggregate(
            held=Count("id", filter=held),
            waiting=Count("id", filter=waiting),
            failed=Count("id", filter=late & Q(state=OutboxState.FAILED)),
            unknown=Count("id", filter=late & Q(state=OutboxState.UNKNOWN)),
        )
    )


def list_networks() -> list[str]:
    """Every network that acts may be queued for, switched on or not."""
    return list(names())


def list_news(*, at_most: int) -> list[int]:
    """Ids of settled acts whose outcome nobody has handled yet, in the order of their queueing."""
    return list(_news().order_by("id").values_list("id", flat=True)[:at_most])


def find_news(act_id: int) -> OutboxAct | None:
    """The settled act, locked; None when its outcome was handled meanwhile."""
    return _news().filter(id=act_id).select_for_update().first()


def _news() -> QuerySet[OutboxAct]:
    return OutboxAct.objects.filter(state__in=SETTLED, is_taken_note_of=False)


def is_receipt_of_another(act: OutboxAct, external_id: str) -> bool:
    """Whether what stands in the thread is an earlier act with the same words."""
    same = OutboxAct.objects.filter(page_id=act.page_id, receipt_id=external_id)
    return bool(external_id) and same.exclude(id=act.id).exists()


def list_receipts_of_others(act: OutboxAct) -> frozenset[str]:
    """What stands in the act's thread by our other acts: none of it is this one, be the words the same."""
    named = _others_in_thread(act).exclude(receipt_id="")
    return frozenset(named.values_list("receipt_id", flat=True))


def has_nameless_twin(act: OutboxAct) -> bool:
    """Whether an act like this one stands in the thread and nobody knows its name there: then the two look alike."""
    twins = _others_in_thread(act).filter(state=OutboxState.SENT, receipt_id="", text_hash=act.text_hash)
    return twins.filter(target_id=act.target_id).exists()


def _others_in_thread(act: OutboxAct) -> QuerySet[OutboxAct]:
    others = OutboxAct.objects.filter(page_id=act.page_id, thread_id=act.thread_id, kind__in=SPOKEN)
    return others.exclude(id=act.id)


def text_limit(network: str) -> int:
    """The longest answer that the network takes, in its own characters."""
    return connector_for(network).text_limit


def text_length(network: str, text: str) -> int:
    """The length of an answer as the network counts it."""
    connector = connector_for(network)
    return connector.length_of(text) if isinstance(connector, CountsText) else len(text)


def most_photos(page: Page, message_kind: str) -> int:
    """How many photos stand beside an answer of this page to such a message; 0: the text has to lead to them."""
    connector = connector_for(page.network)
    if not isinstance(connector, CarriesPhotos):
        return 0
    return connector.most_photos(MessageKind(message_kind), tokens_of(page))


@dataclass(frozen=True, slots=True)
class PhotosBeside:
    """How many photos the network shows beside an answer to a case; with 0 perhaps why, in words that want a
    translation: a network without photos there, or (None) a token that is missing."""

    most: int = 0
    no: No | None = None


def photos_beside(page: Page | None, channel: str) -> PhotosBeside:
    """For the desk, by the way in of a case; nothing for one that did not come from a network."""
    if page is None or channel not in set(MessageKind):
        return PhotosBeside()
    limit = connector_for(page.network).limits[ActKind.REPLY, MessageKind(channel)]
    return PhotosBeside(most_photos(page, channel), limit.no_photos)


def find_own_act(*, page_id: int, external_id: str, thread_id: str, text: str, reply_to: str = "") -> OutboxAct | None:
    """The act of ours that a message of the page is the echo of; None when a person typed it in the network.

    By the receipt where there is one. While the network's answer is still on its way (or was lost), by thread and text;
    so is an act of which is known only that it stands there, and one that failed after an attempt without an answer.
    One statement, as a sender may write the receipt down at any moment: between two of them the act would be neither
    under way nor known by its name.
    """
    under_way = Q(state__in=UNDER_WAY, attempts__gte=1) | Q(state=OutboxState.FAILED, is_doubtful=True)
    nameless = Q(state=OutboxState.SENT, receipt_id="")
    spoken = Q(under_way | nameless, thread_id=thread_id, kind__in=SPOKEN)
    found = OutboxAct.objects.filter(Q(receipt_id=external_id) | spoken, page_id=page_id)
    alike = [act for act in found if act.receipt_id == external_id or act.text.split() == text.split()]

    def likeness(act: OutboxAct) -> tuple[bool, bool, int, int]:
        is_elsewhere = bool(reply_to) and act.target_id != reply_to
        return act.receipt_id != external_id, is_elsewhere, _ECHOES_OF.index(OutboxState(act.state)), act.id

    return min(alike, key=likeness, default=None)


def list_receipts(names: Collection[tuple[int, str]]) -> dict[tuple[int, str], str]:
    """Those of these messages (page id, external id) that are our own, with the threads that they were sent into."""
    found = OutboxAct.objects.filter(page_id__in={page for page, _ in names}, kind__in=SPOKEN).exclude(receipt_id="")
    sent = found.filter(receipt_id__in={name for _, name in names}).values_list("page_id", "receipt_id", "thread_id")
    return {(page, name): thread for page, name, thread in sent if (page, name) in names}


def possibility_of(act: OutboxAct, *, now: datetime, tokens: Tokens = None) -> Possibility:
    """What the network's table says of an act of the outbox, or of one that is about to go there."""
    kind = ActKind(act.kind)
    aim = Aim(
        kind,
        MessageKind(act.message_kind),
        said_at=act.said_at,
        author_id=act.target_id if kind in _AT_AUTHORS else "",
        ban_until=act.ban_until,
        tokens=tokens_of(act.page) if tokens is None else tokens,
    )
    return decide_possible(connector_for(act.page.network).limits, aim, now=now)


def list_moderating_acts(
    network: str, *, message_kind: str, said_at: datetime, author_id: str, now: datetime
) -> tuple[PossibleAct, ...]:
    """What the network lets moderators do with a message, whichever tokens the page has; the author by network id."""
    limits, kind = connector_for(network).limits, MessageKind(message_kind)
    aims = (Aim(act, kind, said_at=said_at, author_id=author_id) for act in MODERATING)
    return tuple(possible(aim.kind, decide_possible(limits, aim, now=now)) for aim in aims)


def possible(act: ActKind, found: Possibility) -> PossibleAct:
    """What the table says of an act, for people."""
    if found.no:
        return PossibleAct(act.value, reason=found.no.reason, next_step=found.no.next_step)
    return PossibleAct(act.value, warning=found.warning, until=found.until)

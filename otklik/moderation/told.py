"""What became of the notice to the author, for people: told, not told and why, or what it still waits for."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db.models import Q

from otklik.delivery.models import OutboxState
from otklik.moderation.models import Decision, DecisionAct, DecisionState
from otklik.shared.words import marked as _

IN_PUBLIC: Final = _(
    "If there is something to answer, answer in public under the post, without the author's words and name, and mark "
    "the case «answered by hand». To an author who asks give a number and a code to object (page of the evidence)."
)
NOTHING_LEFT: Final = _(
    "From here nothing more is possible. To an author who asks give a number and a code to object (page of the "
    "evidence)."
)
ERASED_BEFORE: Final = _("The author was erased before it went out.")
_UNREACHED: Final = (OutboxState.FAILED, OutboxState.UNKNOWN)
"""Notices that the network refused for good, or of which nobody knows whether they arrived."""
IS_TOLD: Final = Q(notice_act__state=OutboxState.SENT) | Q(notice_act=None) & ~Q(notice_text="")
IS_UNREACHED: Final = Q(notice_act__state__in=_UNREACHED)
_TAKEN_FROM_AUTHOR = (DecisionAct.HIDE, DecisionAct.DELETE, DecisionAct.BAN)


class HowTold(StrEnum):
    """Whether the author knows of a decision."""

    NOBODY = "nobody"
    """Nobody was to be told."""
    HELD = "held"
    """The notice waits until the network has done what it tells of."""
    UNDER_WAY = "under_way"
    TOLD = "told"
    BESIDE_BAN = "beside_ban"
    """The network shows it beside the ban."""
    UNKNOWN = "unknown"
    """The notice may have arrived or not, and the network cannot tell."""
    NOT_TOLD = "not_told"


@dataclass(frozen=True, slots=True)
class NoticeShown:
    """How it stands with the notice about an act; `because`: why the author was not told, with the values of words."""

    told: HowTold
    act: str
    because: str = ""
    next_step: str = ""
    """What a moderator can still do for an author who was not told."""


_BY_STATE: Final = {
    OutboxState.HELD: HowTold.HELD,
    OutboxState.WAITING: HowTold.UNDER_WAY,
    OutboxState.CLAIMED: HowTold.UNDER_WAY,
    OutboxState.SENT: HowTold.TOLD,
    OutboxState.UNKNOWN: HowTold.UNKNOWN,
    OutboxState.FAILED: HowTold.NOT_TOLD,
    OutboxState.CANCELLED: HowTold.NOT_TOLD,
}


def notice_of(decision: Decision) -> NoticeShown:
    """How it stands with the notice of a decision that was read together with `notice_act` and `message`."""
    told, because = _how_it_stands(decision)
    is_left = told in (HowTold.NOT_TOLD, HowTold.UNKNOWN) and decision.state == DecisionState.DONE
    return NoticeShown(told, decision.act, because, _next_step(decision) if is_left else "")


def _how_it_stands(decision: Decision) -> tuple[HowTold, str]:
    act = decision.notice_act
    if decision.no_notice_because:
        return HowTold.NOT_TOLD, decision.no_notice_because
    if act is None:
        return (HowTold.TOLD if decision.notice_text else HowTold.NOBODY), ""
    told = _BY_STATE[OutboxState(act.state)]
    if told is HowTold.TOLD and decision.is_told_in_network:
        return HowTold.BESIDE_BAN, ""
    if act.state == OutboxState.CANCELLED:
        return told, ERASED_BEFORE
    return told, act.reason if told in (HowTold.NOT_TOLD, HowTold.UNKNOWN) else ""


def _next_step(decision: Decision) -> str:
    """A case about a public message can be answered where it stood; who wrote privately can be reached no other way."""
    message = decision.message
    if message is None or message.is_erased:
        return ""
    return NOTHING_LEFT if message.kind == "private" else IN_PUBLIC


def find_notices(message_ids: Collection[int]) -> dict[int, NoticeShown]:
    """Of each of these messages how it stands with the notice about the newest decision that its author feels."""
    if not message_ids:
        return {}
    felt = Decision.objects.filter(message_id__in=message_ids, act__in=_TAKEN_FROM_AUTHOR)
    felt = felt.exclude(state__in=(DecisionState.PROPOSED, DecisionState.REFUSED, DecisionState.UNDONE))
    rows = felt.select_related("notice_act", "message").order_by("id")
    return {one.message_id: notice_of(one) for one in rows if one.message_id is not None}


def list_unreached(message_ids: Collection[int]) -> frozenset[int]:
    """Those of these messages about which a notice went out and did not reach the author, as far as anybody knows."""
    decided = Decision.objects.filter(IS_UNREACHED, message_id__in=message_ids, state=DecisionState.DONE)
    return frozenset(decided.values_list("message_id", flat=True))

"""What became of the notice to the author, for people: told, not told and why, or what it still waits for."""

from dataclasses import dataclass
from enum import StrEnum

from otklik.delivery.models import OutboxState
from otklik.moderation.models import Decision


class Told(StrEnum):
    """Whether the author knows of a decision."""

    NOBODY = "nobody"
    """Nobody was to be told."""
    HELD = "held"
    """The notice waits until the network has done what it tells of."""
    UNDER_WAY = "under_way"
    TOLD = "told"
    BESIDE_BAN = "beside_ban"
    """The network shows it beside the ban."""
    NOT_TOLD = "not_told"


@dataclass(frozen=True, slots=True)
class NoticeShown:
    """How it stands with the notice; `because`: why the author was not told, in words."""

    told: Told
    because: str = ""


_BEFORE_ITS_END = {
    OutboxState.HELD: Told.HELD,
    OutboxState.WAITING: Told.UNDER_WAY,
    OutboxState.CLAIMED: Told.UNDER_WAY,
}


def notice_of(decision: Decision) -> NoticeShown:
    """How it stands with the notice of a decision that was read together with `notice_act`."""
    if decision.no_notice_because:
        return NoticeShown(Told.NOT_TOLD, decision.no_notice_because)
    if decision.notice_act is None:
        return NoticeShown(Told.TOLD if decision.notice_text else Told.NOBODY)
    if before := _BEFORE_ITS_END.get(OutboxState(decision.notice_act.state)):
        return NoticeShown(before)
    return NoticeShown(Told.BESIDE_BAN if decision.is_told_in_network else Told.TOLD)

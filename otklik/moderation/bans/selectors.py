"""Bans for the desk: those on which somebody has to decide first."""

from dataclasses import dataclass
from datetime import datetime

from otklik.moderation.models import Ban, BanState
from otklik.moderation.told import NoticeShown, notice_of
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within


@dataclass(frozen=True, slots=True)
class BanRow:
    """One ban."""

    id: int
    message_id: int | None
    network: str
    page: str
    author: str
    term: str
    state: str
    ground: str
    clause: str
    because: str
    proposed_by: str
    confirmed_by: str
    proposed_at: datetime
    ends_at: datetime | None
    notice: str
    no_notice_because: str
    told: NoticeShown
    decision_id: int
    is_told_in_network: bool
    """The notice stands beside the ban."""
    can_confirm: bool
    """This person did not propose it."""


@dataclass(frozen=True, slots=True)
class BanList:
    """A page of the list; `next` is None at the end."""

    rows: tuple[BanRow, ...]
    next: int | None = None


def list_bans(viewer: Viewer, *, is_over: bool = False, after: int | None = None, at_most: int = 40) -> BanList:
    """Bans within the person's scope: that wait or run, or that are over; the newest first."""
    over = [BanState.ENDED, BanState.REFUSED, BanState.FAILED]
    bans = Ban.objects.filter(within(viewer.scope(Right.MODERATE)))
    bans = bans.filter(state__in=over) if is_over else bans.exclude(state__in=over)
    if after is not None:
        bans = bans.filter(id__lt=after)
    related = bans.select_related(
        "decision__decided_by", "decision__second_by", "decision__notice_act", "decision__message", "account", "page"
    )
    found = list(related.order_by("-id")[: at_most + 1])
    rows = tuple(_row(ban, viewer) for ban in found[:at_most])
    return BanList(rows, next=rows[-1].id if len(found) > at_most else None)


def _row(ban: Ban, viewer: Viewer) -> BanRow:
    decision = ban.decision
    return BanRow(
        id=ban.id,
        message_id=decision.message_id,
        network=ban.page.network,
        page=ban.page.name,
        author=ban.account.name if ban.account else "",
        term=ban.term,
        state=ban.state,
        ground=decision.ground,
        clause=decision.clause,
        because=decision.because,
        proposed_by=decision.decided_by.name if decision.decided_by else "",
        confirmed_by=decision.second_by.name if decision.second_by else "",
        proposed_at=decision.decided_at,
        ends_at=ban.ends_at,
        notice=decision.notice_text,
        no_notice_because=decision.no_notice_because,
        told=notice_of(decision),
        decision_id=decision.id,
        is_told_in_network=decision.is_told_in_network,
        can_confirm=ban.state == BanState.PROPOSED and decision.decided_by_id != viewer.staff_id,
    )

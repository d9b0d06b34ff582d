"""Alarms as lists for the desk: of all pages that a person sees, the worst first, and of one page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from django.db.models import Count, Q, QuerySet

from otklik.organizations.rights import Place, Right
from otklik.organizations.selectors import Viewer
from otklik.pages.alarms import AlarmKind
from otklik.pages.models import PageAlarm
from otklik.pages.watching import within_pages

OVER_SHOWN = 5
"""Alarms of one page that are over: so many of the last."""


class Stage(StrEnum):
    """How far an alarm is."""

    WAITING = "waiting"
    """Nobody has seen to it."""
    SEEN = "seen"
    """A person knows, and it lasts."""
    OVER = "over"


@dataclass(frozen=True, slots=True)
class AlarmCursor:
    """After which alarm a page of the list goes on."""

    rank: int
    raised_at: datetime
    id: int

    def __str__(self) -> str:
        return f"{self.rank}_{self.raised_at.timestamp():.6f}_{self.id}"

    @classmethod
    def find_in(cls, text: str) -> "AlarmCursor | None":
        """The place that a page's address carries; None where there is none or it is nonsense."""
        rank, _, rest = text.partition("_")
        moment, _, number = rest.partition("_")
        if not (rank.isdecimal() and number.isdecimal() and len(rank) < 3 and len(number) < 19):
            return None
        try:
            return cls(int(rank), datetime.fromtimestamp(float(moment), UTC), int(number))
        except (ValueError, OverflowError, OSError):
            return None


@dataclass(frozen=True, slots=True)
class AlarmQuery:
    """What is asked of the list; it stands in the page's address."""

    stage: Stage = Stage.WAITING
    kind: AlarmKind | None = None
    network: str = ""
    after: AlarmCursor | None = None


@dataclass(frozen=True, slots=True)
class AlarmRow:
    """One alarm with its page."""

    id: int
    kind: AlarmKind
    told: Mapping[str, str]
    raised_at: datetime
    ended_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: str
    note: str
    page_id: int
    network: str
    name: str
    url: str
    owner: str
    can_acknowledge: bool = False


@dataclass(frozen=True, slots=True)
class AlarmList:
    """A page of the list; `next` is None at the end."""

    rows: tuple[AlarmRow, ...]
    next: AlarmCursor | None = None


_STAGES = {
    Stage.WAITING: Q(ended_at=None, acknowledged_at=None),
    Stage.SEEN: Q(ended_at=None, acknowledged_at__isnull=False),
    Stage.OVER: Q(ended_at__isnull=False),
}


def list_alarms(viewer: Viewer, query: AlarmQuery, *, at_most: int = 50) -> AlarmList:
    """Alarms of the pages that this person sees, the worst first, then the newest."""
    alarms = _seen_by(viewer, query).filter(_STAGES[query.stage])
    if query.kind is not None:
        alarms = alarms.filter(kind=query.kind)
    if query.after is not None:
        place = query.after
        later = Q(raised_at__lt=place.raised_at) | Q(raised_at=place.raised_at, id__lt=place.id)
        alarms = alarms.filter(Q(rank__gt=place.rank) | Q(rank=place.rank) & later)
    found = list(alarms.select_related("page__owner").order_by("rank", "-raised_at", "-id")[: at_most + 1])
    rows = tuple(_row_of(alarm, viewer) for alarm in found[:at_most])
    if len(found) <= at_most:
        return AlarmList(rows)
    last = found[at_most - 1]
    return AlarmList(rows, next=AlarmCursor(last.rank, last.raised_at, last.id))


def count_alarms(viewer: Viewer, query: AlarmQuery) -> dict[AlarmKind, int]:
    """How many alarms of each kind the query's stage and network leave."""
    alarms = _seen_by(viewer, query).filter(_STAGES[query.stage])
    counted = dict(alarms.order_by().values_list("kind").annotate(Count("id")))
    return {kind: counted.get(kind.value, 0) for kind in AlarmKind}


def waiting_alarms_of(viewer: Viewer) -> QuerySet[PageAlarm]:
    """The alarms that nobody has seen to: the frame of the desk counts them."""
    return _seen_by(viewer, AlarmQuery()).filter(_STAGES[Stage.WAITING])


def list_alarms_of(viewer: Viewer, page_id: int) -> tuple[AlarmRow, ...]:
    """The alarms of one page that last, the worst first, and the last few that are over."""
    alarms = _seen_by(viewer, AlarmQuery()).filter(page_id=page_id).select_related("page__owner")
    lasting = alarms.filter(ended_at=None).order_by("rank", "-id")
    over = alarms.filter(ended_at__isnull=False).order_by("-id")[:OVER_SHOWN]
    return tuple(_row_of(alarm, viewer) for alarm in (*lasting, *over))


def _seen_by(viewer: Viewer, query: AlarmQuery) -> QuerySet[PageAlarm]:
    alarms = PageAlarm.objects.filter(within_pages(viewer, Right.SEE_PAGES), page__is_active=True)
    return alarms.filter(page__network=query.network) if query.network else alarms


def _row_of(alarm: PageAlarm, viewer: Viewer) -> AlarmRow:
    page = alarm.page
    place = Place(page.owner_id, page.municipality_id, page.founder_id)
    return AlarmRow(
        id=alarm.id,
        kind=AlarmKind(alarm.kind),
        told=alarm.told,
        raised_at=alarm.raised_at,
        ended_at=alarm.ended_at,
        acknowledged_at=alarm.acknowledged_at,
        acknowledged_by=alarm.acknowledged_by,
        note=alarm.note,
        page_id=page.id,
        network=page.network,
        name=page.name,
        url=page.url,
        owner=page.owner.short_name,
        can_acknowledge=alarm.ended_at is None and viewer.may_at(place, Right.EDIT_PAGES),
    )

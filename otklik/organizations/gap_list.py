"""«Who will answer?»: the gaps within a person's scope, the nearest first, and who of the founder stands in."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from otklik.organizations.gaps import ANSWERING_ROLES, GapKind
from otklik.organizations.models import Absence, Appointment, StaffGap
from otklik.organizations.posts import on_day
from otklik.organizations.rights import Scope
from otklik.organizations.selectors import within


@dataclass(frozen=True, slots=True)
class GapLine:
    """One body and its days without anybody, or with one person only."""

    gap_id: int
    body_id: int
    body: str
    kind: GapKind
    since_on: date
    until_on: date
    has_begun: bool
    people: tuple[str, ...]
    """Those of the body who may answer when they are there; with the days on which they are away."""
    founder: str
    stand_ins: tuple[str, ...]
    """The founder's people who hold the body's posts on these days."""


@dataclass(frozen=True, slots=True)
class GapPage:
    """A page of the list; `next` is empty at the end."""

    rows: tuple[GapLine, ...]
    next: str = ""


def list_gaps(scope: Scope, kind: GapKind, *, on: date, after: str = "", at_most: int = 50) -> GapPage:
    """Gaps of one kind within the scope by day and body, a page at a time. Four queries."""
    gaps = _within(scope, kind=kind, on=on)
    place = _place(after)
    if place is not None:
        gaps = gaps.filter(since_on__gte=place[0]).exclude(since_on=place[0], body_id__lte=place[1])
    found = list(gaps.select_related("body__founder").order_by("since_on", "body_id")[: at_most + 1])
    shown = found[:at_most]
    people = _people({gap.body_id for gap in shown} | {gap.body.founder_id or 0 for gap in shown}, on=on)
    rows = tuple(_line(gap, people=people, on=on) for gap in shown)
    more = len(found) > at_most
    return GapPage(rows, next=f"{shown[-1].since_on}_{shown[-1].body_id}" if more else "")


def count_gaps(scope: Scope, kind: GapKind, *, on: date) -> int:
    """How many bodies have a gap of this kind ahead."""
    return _within(scope, kind=kind, on=on).count()


def _within(scope: Scope, *, kind: GapKind, on: date) -> QuerySet[StaffGap]:
    seen = within(scope, body="body", municipality="body__municipality", founder="body__founder")
    return StaffGap.objects.filter(seen, kind=kind, until_on__gte=on, body__is_active=True)


def _place(after: str) -> tuple[date, int] | None:
    day, _, body_id = after.partition("_")
    try:
        return date.fromisoformat(day), int(body_id)
    except ValueError:
        return None


def _people(body_ids: set[int], *, on: date) -> dict[int, tuple[str, ...]]:
    """Who may answer in these bodies by their roles, with absences that run or are to come."""
    held = Appointment.objects.filter(
        on_day(on), body_id__in=body_ids, role__in=ANSWERING_ROLES, staff__is_active=True
    ).select_related("staff")
    names = {(one.body_id, one.staff_id): one.staff.name for one in held.order_by("id")}
    staff_ids = {staff_id for _, staff_id in names}
    away: dict[int, str] = {}
    for one in Absence.objects.filter(staff_id__in=staff_ids, until_on__gte=on).order_by("-since_on"):
        away[one.staff_id] = f"{one.since_on:%d.%m}–{one.until_on:%d.%m}"
    people: dict[int, tuple[str, ...]] = {}
    for (body_id, staff_id), name in names.items():
        told = f"{name} ({away[staff_id]})" if staff_id in away else name
        people[body_id] = (*people.get(body_id, ()), told)
    return people


def _line(gap: StaffGap, *, people: dict[int, tuple[str, ...]], on: date) -> GapLine:
    founder = gap.body.founder
    return GapLine(
        gap_id=gap.id,
        body_id=gap.body_id,
        body=gap.body.short_name,
        kind=GapKind(gap.kind),
        since_on=gap.since_on,
        until_on=gap.until_on,
        has_begun=gap.since_on <= on,
        people=people.get(gap.body_id, ()),
        founder=founder.short_name if founder else "",
        stand_ins=people.get(founder.id, ()) if founder else (),
    )

"""The rota of duty: who is on duty for a body, who is next, and the hours ahead for which nobody is named."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.db.models import Min, QuerySet
from django.utils import timezone

from otklik.audit.services import record
from otklik.notices.models import DutyShift
from otklik.organizations.errors import NotSeen, UnfitEntry
from otklik.organizations.models import Body
from otklik.organizations.receivers import people_of
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, bodies_within
from otklik.shared.words import marked as _

LOOK_AHEAD = timedelta(days=14)
"""So far ahead gaps are shown."""
LONGEST_SHIFT = timedelta(days=31)
_SHOWN = 200
_KEPT_LATELY = timedelta(days=30)
"""A rota that ran out so lately is still missed."""


@dataclass(frozen=True, slots=True)
class Shift:
    """One person's duty for a body."""

    id: int
    body_id: int
    body: str
    staff_id: int
    name: str
    from_at: datetime
    until_at: datetime


@dataclass(frozen=True, slots=True)
class DutyGap:
    """From when until when nobody is on duty, for a body that keeps a rota."""

    body: str
    from_at: datetime
    until_at: datetime


@dataclass(frozen=True, slots=True)
class ShiftEntry:
    """What is entered: moments with a zone."""

    body_id: int
    staff_id: int
    from_at: datetime
    until_at: datetime


def on_duty(body_id: int, *, among: Collection[int], now: datetime) -> int | None:
    """Who of these people is on duty for the body at this moment."""
    shift = DutyShift.objects.filter(body_id=body_id, from_at__lte=now, until_at__gt=now, staff_id__in=among).first()
    return shift.staff_id if shift else None


def next_on_duty(body_id: int, *, among: Collection[int], now: datetime) -> int | None:
    """The next of these people in the rota."""
    coming = DutyShift.objects.filter(body_id=body_id, from_at__gt=now, staff_id__in=among)
    shift = coming.order_by("from_at", "id").first()
    return shift.staff_id if shift else None


def list_shifts(
    viewer: Viewer, *, now: datetime, body_id: int | None = None, right: Right = Right.SEE_STAFF
) -> list[Shift]:
    """Shifts of the bodies that the person sees, or of one of them, those that run or come, by body and time."""
    rows = DutyShift.objects.filter(body__in=_bodies(viewer, right), until_at__gt=now).select_related("body", "staff")
    rows = rows if body_id is None else rows.filter(body_id=body_id)
    return [
        Shift(
            id=row.id, body_id=row.body_id, body=row.body.short_name, staff_id=row.staff_id, name=row.staff.name,
            from_at=row.from_at, until_at=row.until_at,
        )
        for row in rows.order_by("body__short_name", "body_id", "from_at", "id")[:_SHOWN]
    ]  # fmt: skip


def find_duty_gaps(viewer: Viewer, *, now: datetime, right: Right = Right.SEE_STAFF) -> list[DutyGap]:
    """The hours of the next 14 days without anybody, of each body that keeps a rota or kept one until lately."""
    rota = DutyShift.objects.filter(body__in=_bodies(viewer, right), until_at__gt=now - _KEPT_LATELY)
    near = rota.filter(from_at__lt=now + LOOK_AHEAD)
    shifts = list(near.values_list("body__short_name", "body_id", "from_at", "until_at"))
    far = (
        rota.filter(from_at__gte=now + LOOK_AHEAD).values("body__short_name", "body_id").annotate(first=Min("from_at"))
    )
    shifts += far.values_list("body__short_name", "body_id", "first", "first")
    gaps = []
    for (body, _body_id), of_body in groupby(sorted(shifts), key=lambda row: row[:2]):
        covered_until = now
        for *_body, from_at, until_at in of_body:
            if from_at > covered_until:
                gaps.append(DutyGap(body, covered_until, from_at))
            covered_until = max(covered_until, until_at)
        if covered_until < now + LOOK_AHEAD:
            gaps.append(DutyGap(body, covered_until, now + LOOK_AHEAD))
    return gaps


def _bodies(viewer: Viewer, right: Right) -> QuerySet[Body]:
    return Body.objects.filter(bodies_within(viewer.scope(right)), is_active=True)


def enter_shift(entry: ShiftEntry, *, by: Viewer, now: datetime) -> int:
    """Put a person on duty. Raises NotSeen for a body that is not theirs, UnfitEntry for what cannot be."""
    with transaction.atomic():
        scope = bodies_within(by.scope(Right.EDIT_STAFF))
        # the body is locked: two people who enter shifts at once do not enter two for the same hour
        body = Body.objects.filter(scope, id=entry.body_id, is_active=True).select_for_update(of=("self",)).first()
        if body is None:
            raise NotSeen(_("There is no such body."))
        _check_times(entry, now=now)
        if entry.staff_id not in dict(people_of(body.id, on=timezone.localdate(now))):
            raise UnfitEntry(
                _("This person works neither at the body nor above it."),
                field="staff_id",
                mend=_("Choose somebody from the list."),
            )
        overlaps = body.shifts.filter(from_at__lt=entry.until_at, until_at__gt=entry.from_at)
        if overlaps.exists():
            raise UnfitEntry(
                _("Somebody is on duty in these hours already."),
                field="from_at",
                mend=_("Take that shift out first, or choose other hours."),
            )
        shift = DutyShift.objects.create(
            body=body, staff_id=entry.staff_id, from_at=entry.from_at, until_at=entry.until_at,
            entered_by_id=by.staff_id, entered_at=now,
        )  # fmt: skip
        record("enter_shift", subject=f"body:{body.id}", by=by, now=now, details=_told(shift))
    return shift.id


def drop_shift(shift_id: int, *, by: Viewer, now: datetime) -> None:
    """Take a shift out of the rota. Raises NotSeen."""
    with transaction.atomic():
        bodies = Body.objects.filter(bodies_within(by.scope(Right.EDIT_STAFF)))
        shift = DutyShift.objects.filter(id=shift_id, body__in=bodies).select_for_update(of=("self",)).first()
        if shift is None:
            raise NotSeen(_("There is no such shift."))
        record("drop_shift", subject=f"body:{shift.body_id}", by=by, now=now, details=_told(shift))
        shift.delete()


def _check_times(entry: ShiftEntry, *, now: datetime) -> None:
    if entry.until_at <= entry.from_at:
        raise UnfitEntry(
            _("The shift ends before it begins."), field="until_at", mend=_("Choose a later end.")
        )  # fmt: skip
    if entry.until_at <= now:
        raise UnfitEntry(_("The shift is over already."), field="until_at", mend=_("Choose a later end."))
    if entry.until_at - entry.from_at > LONGEST_SHIFT:
        raise UnfitEntry(
            _("A shift of more than 31 days."), field="until_at", mend=_("Enter it as several.")
        )  # fmt: skip


def _told(shift: DutyShift) -> dict[str, str | int]:
    return {"staff": shift.staff_id, "from": shift.from_at.isoformat(), "until": shift.until_at.isoformat()}

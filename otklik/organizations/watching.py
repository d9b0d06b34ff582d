"""Finds days on which nobody of a body may answer, before they begin, and stores them as rows.

Looked at by the worker each hour, and at once for the bodies of a person whose posts or absences change.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from otklik.audit.services import record
from otklik.organizations.gaps import ANSWERING_ROLES, HORIZON_DAYS, Away, Gap, GapKind, Holding, find_gaps
from otklik.organizations.models import Absence, Appointment, StaffGap

_DAY = timedelta(days=1)


def watch_gaps(*, now: datetime, staff_id: int | None = None) -> int:
    """Bring the gaps up to date: of all bodies, or of those where this person answers or is a deputy.

    Returns how many there are.
    """
    today = timezone.localdate(now)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(hashtextextended('otklik staff gaps', 7))")
        body_ids = _bodies_that_answer(staff_id)
        found = find_gaps(body_ids, holdings=_holdings(body_ids), away=_absences(today), today=today)
        kept = StaffGap.objects.filter(body_id__in=body_ids) if staff_id is not None else StaffGap.objects.all()
        _keep(found, list(kept.order_by("since_on")), today=today, now=now)
    return len(found)


def _bodies_that_answer(staff_id: int | None) -> set[int]:
    """Bodies at work that have or had answering people of their own."""
    appointments = Appointment.objects.filter(role__in=ANSWERING_ROLES, body__is_active=True)
    if staff_id is not None:
        appointments = appointments.filter(Q(staff_id=staff_id) | Q(staff__absences__deputy_id=staff_id))
    return set(appointments.values_list("body_id", flat=True))


def _holdings(body_ids: Iterable[int]) -> list[Holding]:
    rows = Appointment.objects.filter(role__in=ANSWERING_ROLES, body_id__in=body_ids, staff__is_active=True)
    return [Holding(*row) for row in rows.values_list("staff_id", "body_id", "since_on", "until_on")]


def _absences(today: date) -> list[Away]:
    rows = Absence.objects.filter(until_on__gte=today, since_on__lt=today + HORIZON_DAYS * _DAY)
    told = rows.values_list("staff_id", "since_on", "until_on", "deputy_id", "deputy__is_active")
    return [
        Away(staff_id, since, until, deputy_id if is_active else None)
        for staff_id, since, until, deputy_id, is_active in told
    ]


def _keep(found: list[Gap], kept: list[StaffGap], *, today: date, now: datetime) -> None:
    """Write what is new, move what goes on, take away what is over. A running gap keeps its first day."""
    left = {(row.body_id, row.kind): row for row in kept if row.since_on <= today}
    ahead = {(row.body_id, row.kind, row.since_on): row for row in kept if row.since_on > today}
    new: list[StaffGap] = []
    moved: list[StaffGap] = []
    for gap in found:
        row = left.pop((gap.body_id, gap.kind.value), None) if gap.since_on == today else None
        row = row or ahead.pop((gap.body_id, gap.kind.value, gap.since_on), None)
        if row is None:
            new.append(
                StaffGap(
                    body_id=gap.body_id,
                    kind=gap.kind,
                    since_on=gap.since_on,
                    until_on=gap.until_on,
                    noticed_at=now,
                )
            )
        elif row.until_on != gap.until_on:
            row.until_on = gap.until_on
            moved.append(row)
    StaffGap.objects.filter(id__in=[row.id for row in (*left.values(), *ahead.values())]).delete()
    StaffGap.objects.bulk_update(moved, ["until_on"], batch_size=1000)
    StaffGap.objects.bulk_create(new, batch_size=1000)
    for row in new:
        if row.kind == GapKind.NOBODY:
            days = {"since": row.since_on.isoformat(), "until": row.until_on.isoformat()}
            record("staff_gap", subject=f"body:{row.body_id}", by=None, now=now, details=days)

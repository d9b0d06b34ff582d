"""Reminders: the date of a deferral or of a promise comes near; and each morning one letter of what is due."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from otklik.appeals.clocks import calendar_of
from otklik.appeals.models import IS_OPEN, Appeal
from otklik.appeals.moves import tell_changed
from otklik.appeals.states import State
from otklik.appeals.warn_steps import Round
from otklik.appeals.warning_people import Level
from otklik.notices.models import NoticeKind
from otklik.notices.services import Told, load_wishes, tell
from otklik.organizations.models import Appointment, Body, Staff
from otklik.organizations.posts import on_day
from otklik.shared.calendar import stretches_on
from otklik.shared.working_time import end_of_day

DIGEST_WITHIN = timedelta(hours=2)
"""The letter of the morning goes out in the first two hours of the working day, or not at all."""
MOST_LINES = 100
_BATCH = 500


def remind_of_dates(*, now: datetime) -> int:
    """Tell executor and coordinator of dates that come within the days of the rules. Returns how many are new."""
    this_round = Round.begin(now)
    until = now + timedelta(days=this_round.rules.reminder_days)
    told = 0
    for clock, cases in _near_dates(now, until):
        for appeal in cases:
            told += _remind(appeal, clock, this_round)
    return told


def _near_dates(now: datetime, until: datetime) -> Iterator[tuple[str, Sequence[Appeal]]]:
    deferred = Q(state=State.DEFERRED, deferred_until__gt=now, deferred_until__lte=until)
    promised = Q(IS_OPEN, state=State.INTERIM_ANSWERED, due_at__gt=now, due_at__lte=until)
    for clock, near in (("deferred", deferred), ("promised", promised)):
        yield clock, list(Appeal.objects.filter(near).select_related("body", "topic").order_by("id")[:_BATCH])


@transaction.atomic
def _remind(appeal: Appeal, clock: str, this_round: Round) -> int:
    at = appeal.deferred_until if clock == "deferred" else appeal.due_at
    if at is None:
        return 0
    told = Told(
        kind=NoticeKind.REMINDER,
        subject=f"appeal:{appeal.number}",
        step=f"{clock}:{at.isoformat(timespec='seconds')}",
        number=appeal.number,
        topic=appeal.topic.name if appeal.topic else "",
        clock=clock,
        due_at=at,
    )
    receivers = [*this_round.people.at(Level.EXECUTOR, appeal), *this_round.people.at(Level.COORDINATOR, appeal)]
    now = this_round.now
    people = [one.staff_id for one in receivers if this_round.may_be_told_at(one) <= now]
    count = tell(people, told, now=now)
    if count:
        tell_changed(appeal)
    return count


def send_digests(*, now: datetime) -> int:
    """In the first hours of a person's working day: what of theirs is overdue or due today. Returns how many."""
    owing = Appeal.objects.filter(IS_OPEN, due_at__lt=now + timedelta(days=1), executor__isnull=False)
    people = Staff.objects.filter(id__in=owing.values("executor_id"), is_active=True).order_by("id")
    return sum(_digest_for(staff, now=now) for staff in people)


@transaction.atomic
def _digest_for(staff: Staff, *, now: datetime) -> int:
    body = _body_of(staff, now=now)
    if body is None or not load_wishes([staff.id])[staff.id].digest:
        return 0
    calendar = calendar_of(body)
    today = now.astimezone(calendar.zone).date()
    hours = stretches_on(today, calendar=calendar)
    if not hours or not hours[0][0] <= now < hours[0][0] + DIGEST_WITHIN:
        return 0
    until = end_of_day(today, calendar=calendar)
    cases = Appeal.objects.filter(IS_OPEN, executor=staff, due_at__lte=until).select_related("topic")
    lines = tuple(
        (one.number, one.topic.name if one.topic else "", one.due_at.isoformat())
        for one in cases.order_by("due_at", "id")[:MOST_LINES]
        if one.due_at is not None
    )
    told = Told(kind=NoticeKind.DIGEST, subject="digest", step=today.isoformat(), lines=lines)
    return tell([staff.id] if lines else [], told, now=now)


def _body_of(staff: Staff, *, now: datetime) -> Body | None:
    """In whose hours the person works: the body of their oldest post."""
    posts = Appointment.objects.filter(on_day(timezone.localdate(now)), staff=staff, body__is_active=True)
    post = posts.select_related("body").order_by("id").first()
    return post.body if post else None

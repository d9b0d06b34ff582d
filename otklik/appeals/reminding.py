"""Reminders: the date of a deferral or of a promise comes near; and each morning one letter of what is due."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from otklik.appeals.clocks import calendar_of
from otklik.appeals.models import IS_OPEN, Appeal
from otklik.appeals.moves import tell_changed
from otklik.appeals.states import State
from otklik.appeals.warn_steps import Round, guarded
from otklik.appeals.warning_people import Level
from otklik.notices.models import Notice, NoticeKind
from otklik.notices.services import Told, load_wishes, tell
from otklik.organizations.models import Appointment
from otklik.organizations.posts import on_day
from otklik.shared.calendar import WorkingCalendar, stretches_on
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
        known = _who_was_told([_told(appeal, clock) for appeal in cases])
        for appeal in cases:
            told += guarded(partial(_remind, appeal, clock, known, this_round), of=f"case {appeal.id}")
    return told


def _near_dates(now: datetime, until: datetime) -> Iterator[tuple[str, Sequence[Appeal]]]:
    deferred = Q(state=State.DEFERRED, deferred_until__gt=now, deferred_until__lte=until)
    promised = Q(IS_OPEN, state=State.INTERIM_ANSWERED, due_at__gt=now, due_at__lte=until)
    for clock, near in (("deferred", deferred), ("promised", promised)):
        rows, last = Appeal.objects.filter(near).select_related("body", "topic").order_by("id"), 0
        while cases := list(rows.filter(id__gt=last)[:_BATCH]):
            yield clock, cases
            last = cases[-1].id


def _who_was_told(all_told: Sequence[Told]) -> Mapping[tuple[str, str], Collection[int]]:
    """By subject and step the people who were reminded already: each round comes by all cases again."""
    rows = Notice.objects.filter(
        kind=NoticeKind.REMINDER,
        subject__in={one.subject for one in all_told},
        step__in={one.step for one in all_told},
    )
    found: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for subject, step, staff_id in rows.values_list("subject", "step", "staff_id"):
        found[subject, step].add(staff_id)
    return found


def _remind(appeal: Appeal, clock: str, known: Mapping[tuple[str, str], Collection[int]], this_round: Round) -> int:
    told, now = _told(appeal, clock), this_round.now
    receivers = [*this_round.people.at(Level.EXECUTOR, appeal), *this_round.people.at(Level.COORDINATOR, appeal)]
    unaware = [one for one in receivers if one.staff_id not in known.get((told.subject, told.step), ())]
    people = [one.staff_id for one in unaware if this_round.may_be_told_at(one) <= now]
    if not people:
        return 0
    with transaction.atomic():
        count = tell(people, told, now=now)
        if count:
            tell_changed(appeal)
    return count


def _told(appeal: Appeal, clock: str) -> Told:
    at = appeal.deferred_until if clock == "deferred" else appeal.due_at
    return Told(
        kind=NoticeKind.REMINDER,
        subject=f"appeal:{appeal.number}",
        step=f"{clock}:{at.isoformat(timespec='seconds') if at else ''}",
        number=appeal.number,
        topic=appeal.topic.name if appeal.topic else "",
        clock=clock,
        due_at=at,
    )


def send_digests(*, now: datetime) -> int:
    """In the first hours of a person's working day: what of theirs is overdue or due today. Returns how many."""
    owing = Appeal.objects.filter(IS_OPEN, due_at__lt=now + timedelta(days=1), executor__isnull=False)
    posts = Appointment.objects.filter(
        on_day(timezone.localdate(now)), staff__in=owing.values("executor_id"), staff__is_active=True,
        body__is_active=True,
    )  # fmt: skip
    # a person works in the hours of the body of their oldest post
    oldest = list(posts.select_related("body").order_by("staff_id", "id").distinct("staff_id"))
    wishes = load_wishes([post.staff_id for post in oldest])
    return sum(
        guarded(partial(_digest_for, post.staff_id, calendar_of(post.body), now=now), of=f"staff {post.staff_id}")
        for post in oldest
        if wishes[post.staff_id].digest and _day_begins(calendar_of(post.body), now=now)
    )


def _day_begins(calendar: WorkingCalendar, *, now: datetime) -> bool:
    hours = stretches_on(now.astimezone(calendar.zone).date(), calendar=calendar)
    return bool(hours) and hours[0][0] <= now < hours[0][0] + DIGEST_WITHIN


@transaction.atomic
def _digest_for(staff_id: int, calendar: WorkingCalendar, *, now: datetime) -> int:
    today = now.astimezone(calendar.zone).date()
    until = end_of_day(today, zone=calendar.zone)
    cases = Appeal.objects.filter(IS_OPEN, executor=staff_id, due_at__lte=until).select_related("topic")
    lines = tuple(
        (one.number, one.topic.name if one.topic else "", one.due_at.isoformat())
        for one in cases.order_by("due_at", "id")[:MOST_LINES]
        if one.due_at is not None
    )
    told = Told(kind=NoticeKind.DIGEST, subject="digest", step=today.isoformat(), lines=lines)
    return tell([staff_id] if lines else [], told, now=now)

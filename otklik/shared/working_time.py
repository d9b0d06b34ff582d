"""Arithmetic in the working time of a body: adds hours or days to a moment, measures the time between two.

Plain decisions: moments, pauses and the calendar are arguments. A pause does not count in any unit: hours within it are
left out, and a day is paused when its whole working time is (a calendar day: when all of it is). A stretch that is used
up exactly ends at its own end, not at the next morning.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from otklik.shared.calendar import WorkingCalendar, stretches_on

Stretch = tuple[datetime, datetime]
"""From when until when."""

_LOOK_AHEAD_DAYS = 200 * 366
_A_MINUTE = timedelta(minutes=1)
_LAST_SECOND = time(23, 59, 59, fold=1)
"""Where clocks go back before midnight it strikes twice: the day ends with the second time."""


class DayOffRule(StrEnum):
    """Where a term in calendar days ends that would end on a day off."""

    KEEP = "keep"
    PREVIOUS = "previous"
    """On the working day before, even if that lies before the start."""
    NEXT = "next"


def join_stretches(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The same time in order and without overlaps, in UTC. Raises ValueError where one ends before it begins."""
    joined: list[Stretch] = []
    for begins, ends in sorted((in_utc(begins), in_utc(ends)) for begins, ends in stretches):
        if ends < begins:
            raise ValueError(f"a pause from {begins.isoformat()} cannot end before it, at {ends.isoformat()}")
        if joined and begins <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(ends, joined[-1][1]))
        else:
            joined.append((begins, ends))
    return tuple(joined)


def add_time(start: datetime, length: timedelta, *, pauses: Iterable[Stretch] = ()) -> datetime:
    """The moment when so much time round the clock after `start` is over, in UTC."""
    moment, left = in_utc(start), length
    for begins, ends in join_stretches(pauses):
        if left <= timedelta() or moment + left <= begins:
            break
        if ends > moment:
            left -= max(begins - moment, timedelta())
            moment = ends
    return moment + left


def add_working_time(
    start: datetime, minutes: int | timedelta, *, calendar: WorkingCalendar, pauses: Iterable[Stretch] = ()
) -> datetime:
    """The moment when so much working time after `start` is over, in UTC; `start` itself where nothing is to pass."""
    left = minutes if isinstance(minutes, timedelta) else timedelta(minutes=minutes)
    if left <= timedelta():
        return in_utc(start)
    if left < timedelta(days=_LOOK_AHEAD_DAYS):
        for opens, closes in _stretches_from(start, calendar=calendar, pauses=join_stretches(pauses)):
            if opens + left <= closes:
                return opens + left
            left -= closes - opens
    raise ValueError("so much working time does not pass within 200 years")


def working_time_between(
    start: datetime, end: datetime, *, calendar: WorkingCalendar, pauses: Iterable[Stretch] = ()
) -> timedelta:
    """The working time from `start` to `end`; none where `end` is not later."""
    spent, until = timedelta(), in_utc(end)
    if until <= in_utc(start):
        return spent
    for opens, closes in _stretches_from(start, calendar=calendar, pauses=join_stretches(pauses)):
        if opens >= until:
            break
        spent += min(closes, until) - opens
    return spent


def working_minutes_between(
    start: datetime, end: datetime, *, calendar: WorkingCalendar, pauses: Iterable[Stretch] = ()
) -> int:
    """The same in whole minutes."""
    return working_time_between(start, end, calendar=calendar, pauses=pauses) // _A_MINUTE


def add_working_days(
    start: datetime, days: int, *, calendar: WorkingCalendar, pauses: Iterable[Stretch] = ()
) -> datetime:
    """The end of the working day that is so many working days after the day of `start`, in UTC.

    No days at all: the end of the day of `start`, or `start` itself where that is over or no working day.
    """
    paused = join_stretches(pauses)
    first = in_utc(start).astimezone(calendar.zone).date()
    if days <= 0:
        return max([in_utc(start), *(ends for _, ends in stretches_on(first, calendar=calendar))])
    left = days
    for day in _days_from(first + timedelta(days=1)) if days < _LOOK_AHEAD_DAYS else ():
        hours = stretches_on(day, calendar=calendar)
        left -= bool(hours) and not all(_is_within(stretch, paused) for stretch in hours)
        if left == 0:
            return hours[-1][1]
    raise ValueError("so many working days do not pass within 200 years")


def add_calendar_days(
    start: datetime,
    days: int,
    *,
    calendar: WorkingCalendar,
    pauses: Iterable[Stretch] = (),
    rule: DayOffRule = DayOffRule.KEEP,
) -> datetime:
    """The last second of the day that is so many days after that of `start`, in UTC; a day off moves it by the rule."""
    paused = join_stretches(pauses)
    day, left = in_utc(start).astimezone(calendar.zone).date(), days
    if not paused:
        day, left = day + timedelta(days=left), 0
    while left > 0:
        day += timedelta(days=1)
        midnight = datetime.combine(day, time(), tzinfo=calendar.zone).astimezone(UTC)
        left -= not _is_within((midnight, end_of_day(day, zone=calendar.zone)), paused)
    step = {DayOffRule.KEEP: 0, DayOffRule.PREVIOUS: -1, DayOffRule.NEXT: 1}[rule]
    while step and not stretches_on(day, calendar=calendar):
        day += timedelta(days=step)
    return end_of_day(day, zone=calendar.zone)


def end_of_day(day: date, *, zone: ZoneInfo) -> datetime:
    """The last second of a day where the body is, in UTC."""
    return datetime.combine(day, _LAST_SECOND, tzinfo=zone).astimezone(UTC)


def in_utc(moment: datetime) -> datetime:
    """The same moment in UTC. Raises ValueError where it has no zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone cannot be placed in a working day")
    return moment.astimezone(UTC)


def _days_from(day: date) -> Iterator[date]:
    for _ in range(_LOOK_AHEAD_DAYS):
        yield day
        day += timedelta(days=1)


def _is_within(stretch: Stretch, paused: Sequence[Stretch]) -> bool:
    return any(begins <= stretch[0] and stretch[1] <= ends for begins, ends in paused)


def _stretches_from(start: datetime, *, calendar: WorkingCalendar, pauses: Sequence[Stretch]) -> Iterator[Stretch]:
    """Working stretches in UTC from `start` on, the first one cut at `start`, without what was paused."""
    since = in_utc(start)
    for day in _days_from(since.astimezone(calendar.zone).date()):
        for opens, closes in stretches_on(day, calendar=calendar):
            if closes > since:
                yield from _without(pauses, (max(since, opens), closes))


def _without(pauses: Sequence[Stretch], stretch: Stretch) -> Iterator[Stretch]:
    opens, closes = stretch
    for begins, ends in pauses:
        if ends <= opens or begins >= closes:
            continue
        if begins > opens:
            yield opens, begins
        opens = max(opens, ends)
    if opens < closes:
        yield opens, closes

"""Working time of a body: its hours by weekday, its zone, the Russian production calendar and its own special days.

Plain decisions: the moment and the calendar are arguments. Days off are those of the package `holidays`, which follows
the transfers that the government orders each year; shortened days and worked Saturdays are the tables below.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

import holidays

SHORTENED_BY_MINUTES = 60
"""Labour Code, article 95: the working day before a holiday is an hour shorter."""

SHORTENED_DAYS = frozenset(
    date.fromisoformat(day)
    for day in (
        *("2024-02-22", "2024-03-07", "2024-05-08", "2024-06-11", "2024-11-02"),
        *("2025-03-07", "2025-04-30", "2025-06-11", "2025-11-01"),
        *("2026-04-30", "2026-05-08", "2026-06-11", "2026-11-03"),
        *("2027-02-20", "2027-04-30", "2027-06-11", "2027-11-03"),
    )
)
"""A worked Saturday that stands in for the day before a holiday is shortened in its place."""

WORKED_DAYS_OFF = frozenset(
    date.fromisoformat(day) for day in ("2024-04-27", "2024-11-02", "2024-12-28", "2025-11-01", "2027-02-20")
)
"""Saturdays to which a working day was transferred: a body that works five days works on them too."""

_TABLES_REACH_FROM, _TABLES_REACH_TO = 2024, 2027
_HOLIDAYS_BY_LAW = frozenset({(1, day) for day in range(1, 9)} | {(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)})
"""Labour Code, article 112: months and days that are holidays each year."""

_MINUTES_A_DAY = 24 * 60
_MONDAY, _SATURDAY = 0, 5
_LOOK_AHEAD_DAYS = 3 * 366


@dataclass(frozen=True, slots=True)
class Hours:
    """A stretch of a day, in minutes after midnight of the body's zone; midnight at the end of the day is 1440."""

    from_minute: int
    to_minute: int

    def __post_init__(self) -> None:
        if not 0 <= self.from_minute < self.to_minute <= _MINUTES_A_DAY:
            raise ValueError(f"hours run from {self.from_minute} to {self.to_minute}, which is not a stretch of a day")


Day = tuple[Hours, ...]
"""The hours of one day, in order; lunch is the gap between two of them; empty: closed."""


def _no_special_days() -> Mapping[date, Day]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """When a body works. A special day (a move, a quarantine, a Saturday open day) overrides everything else."""

    zone: ZoneInfo
    week: tuple[Day, Day, Day, Day, Day, Day, Day]
    """From Monday to Sunday."""
    special_days: Mapping[date, Day] = field(default_factory=_no_special_days)
    keeps_days_off: bool = True
    """False for those on duty round the clock: they know no holidays."""

    def __post_init__(self) -> None:
        if not any(self.week):
            raise ValueError("a calendar without a single working hour gives no deadline")


def office_calendar(
    zone: str,
    *,
    opens: time,
    closes: time,
    break_from: time | None = None,
    break_to: time | None = None,
    special_days: Mapping[date, Day] | None = None,
) -> WorkingCalendar:
    """The usual body: Monday to Friday from `opens` to `closes`, with a lunch break where both its ends are given."""
    if break_from and break_to:
        day: Day = (Hours(_minute(opens), _minute(break_from)), Hours(_minute(break_to), _minute(closes)))
    else:
        day = (Hours(_minute(opens), _minute(closes)),)
    week = (day, day, day, day, day, (), ())
    return WorkingCalendar(ZoneInfo(zone), week, special_days=MappingProxyType(dict(special_days or {})))


def calendar_round_the_clock(zone: str) -> WorkingCalendar:
    """For emergencies: every minute counts, on holidays too."""
    day = (Hours(0, _MINUTES_A_DAY),)
    return WorkingCalendar(ZoneInfo(zone), (day, day, day, day, day, day, day), keeps_days_off=False)


def add_working_time(start: datetime, minutes: int, *, calendar: WorkingCalendar) -> datetime:
    """The moment when so many working minutes after `start` are over, in UTC.

    A stretch that is used up exactly ends at its own end, not at the next morning.
    """
    left = timedelta(minutes=minutes)
    if left <= timedelta():
        return _in_utc(start)
    for opens, closes in _stretches_from(start, calendar=calendar):
        if opens + left <= closes:
            return opens + left
        left -= closes - opens
    raise ValueError(f"the calendar has no {minutes} working minutes within {_LOOK_AHEAD_DAYS} days of {start}")


def working_minutes_between(start: datetime, end: datetime, *, calendar: WorkingCalendar) -> int:
    """Whole working minutes from `start` to `end`; 0 where `end` is not later."""
    spent, until = timedelta(), _in_utc(end)
    for opens, closes in _stretches_from(start, calendar=calendar):
        if opens >= until:
            break
        spent += min(closes, until) - opens
    return spent // timedelta(minutes=1)


def add_working_days(start: datetime, days: int, *, calendar: WorkingCalendar) -> datetime:
    """The end of the working day that is so many working days after the day of `start`, in UTC."""
    first = _in_utc(start).astimezone(calendar.zone).date()
    left = days
    for offset in range(1, _LOOK_AHEAD_DAYS):
        day = first + timedelta(days=offset)
        left -= bool(hours_on(day, calendar=calendar))
        if left <= 0 and hours_on(day, calendar=calendar):
            return _moment(day, hours_on(day, calendar=calendar)[-1].to_minute, zone=calendar.zone)
    raise ValueError(f"the calendar has no {days} working days within {_LOOK_AHEAD_DAYS} days of {start}")


def hours_on(day: date, *, calendar: WorkingCalendar) -> Day:
    """The hours that the body works on this day; empty when it is closed."""
    if day in calendar.special_days:
        return calendar.special_days[day]
    usual = calendar.week[day.weekday()]
    if not calendar.keeps_days_off:
        return usual
    if day in WORKED_DAYS_OFF and not usual:
        usual = calendar.week[_MONDAY]
    elif day in _days_off(day.year):
        return ()
    return _shortened(usual) if is_shortened(day) else usual


def is_shortened(day: date) -> bool:
    """Whether the production calendar shortens this working day; beyond its tables, by the rule of article 95."""
    if _TABLES_REACH_FROM <= day.year <= _TABLES_REACH_TO:
        return day in SHORTENED_DAYS
    tomorrow = day + timedelta(days=1)
    eve = (tomorrow.month, tomorrow.day) in _HOLIDAYS_BY_LAW and day not in _days_off(day.year)
    return eve and day.weekday() < _SATURDAY


@cache
def _days_off(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("RU", years=year))


def _shortened(day: Day) -> Day:
    left, kept = SHORTENED_BY_MINUTES, list(day)
    while kept and left > 0:
        last = kept.pop()
        length = last.to_minute - last.from_minute
        if length > left:
            kept.append(Hours(last.from_minute, last.to_minute - left))
        left -= min(length, left)
    return tuple(kept)


def _stretches_from(start: datetime, *, calendar: WorkingCalendar) -> Iterator[tuple[datetime, datetime]]:
    """Working stretches in UTC from `start` on, the first one cut at `start`."""
    since = _in_utc(start)
    first = since.astimezone(calendar.zone).date()
    for offset in range(_LOOK_AHEAD_DAYS):
        day = first + timedelta(days=offset)
        for hours in hours_on(day, calendar=calendar):
            opens = max(since, _moment(day, hours.from_minute, zone=calendar.zone))
            closes = _moment(day, hours.to_minute, zone=calendar.zone)
            if opens < closes:
                yield opens, closes


def _moment(day: date, minute: int, *, zone: ZoneInfo) -> datetime:
    return (datetime.combine(day, time(), tzinfo=zone) + timedelta(minutes=minute)).astimezone(UTC)


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone cannot be placed in a working day")
    return moment.astimezone(UTC)


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute

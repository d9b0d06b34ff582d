"""On which days and hours a body works: its week, its zone, the Russian production calendar, its own special days.

Plain decisions: the day and the calendar are arguments; `working_time` counts in them. Days off are those of the
package `holidays`, which follows the transfers that the government orders each year; shortened days and worked
Saturdays are the tables below (resolutions 1314 of 10.08.2023, 1335 of 04.10.2024, 1466 of 24.09.2025; five-day week).
"""

from collections.abc import Mapping
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

TRANSFERRED_DAYS: Mapping[date, date] = MappingProxyType({
    date(2024, 4, 27): date(2024, 4, 29),
    date(2024, 11, 2): date(2024, 4, 30),
    date(2024, 12, 28): date(2024, 12, 30),
    date(2025, 11, 1): date(2025, 11, 3),
    date(2027, 2, 20): date(2027, 2, 22),
})  # fmt: skip
"""Worked Saturdays, and the weekday that is off instead: a body works on them as on that weekday."""

_TABLES_REACH_FROM, _TABLES_REACH_TO = 2024, 2027
_HOLIDAYS_BY_LAW = frozenset({(1, day) for day in range(1, 9)} | {(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)})
"""Labour Code, article 112: months and days that are holidays each year."""

_MINUTES_A_DAY = 24 * 60
_SATURDAY = 5


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
Week = tuple[Day, Day, Day, Day, Day, Day, Day]
"""From Monday to Sunday."""


def _no_special_days() -> Mapping[date, Day]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """When a body works. A special day (a move, a quarantine, a Saturday open day) overrides everything else."""

    zone: ZoneInfo
    week: Week
    special_days: Mapping[date, Day] = field(default_factory=_no_special_days)
    keeps_days_off: bool = True
    """False for those on duty round the clock: they know no holidays."""
    _known: dict[date, tuple[tuple[datetime, datetime], ...]] = field(default_factory=dict, compare=False, repr=False)
    """Stretches that were worked out once: a calendar is asked of the same days again and again."""

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


@cache
def calendar_round_the_clock(zone: str) -> WorkingCalendar:
    """For emergencies: every minute counts, on holidays too."""
    day = (Hours(0, _MINUTES_A_DAY),)
    return WorkingCalendar(ZoneInfo(zone), (day, day, day, day, day, day, day), keeps_days_off=False)


def hours_on(day: date, *, calendar: WorkingCalendar) -> Day:
    """The hours that the body works on this day; empty when it is closed."""
    if day in calendar.special_days:
        return calendar.special_days[day]
    usual = calendar.week[day.weekday()]
    if not calendar.keeps_days_off:
        return usual
    if day in TRANSFERRED_DAYS:
        usual = _transferred(day, calendar=calendar)
    elif day in _days_off(day.year):
        return ()
    return _shortened(usual) if is_shortened(day) else usual


def stretches_on(day: date, *, calendar: WorkingCalendar) -> tuple[tuple[datetime, datetime], ...]:
    """The hours of this day as moments in UTC, in order."""
    known = calendar._known.get(day)
    if known is None:
        known = tuple(
            (_moment(day, hours.from_minute, zone=calendar.zone), _moment(day, hours.to_minute, zone=calendar.zone))
            for hours in hours_on(day, calendar=calendar)
        )
        calendar._known[day] = known
    return known


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


def _transferred(day: date, *, calendar: WorkingCalendar) -> Day:
    weekdays = (calendar.week[TRANSFERRED_DAYS[day].weekday()], *calendar.week[:_SATURDAY], calendar.week[_SATURDAY])
    return next((hours for hours in weekdays if hours), ())


def _shortened(day: Day) -> Day:
    """The same day, over an hour earlier."""
    if not day:
        return day
    ends = day[-1].to_minute - SHORTENED_BY_MINUTES
    return tuple(Hours(hours.from_minute, min(hours.to_minute, ends)) for hours in day if hours.from_minute < ends)


def _moment(day: date, minute: int, *, zone: ZoneInfo) -> datetime:
    return (datetime.combine(day, time(), tzinfo=zone) + timedelta(minutes=minute)).astimezone(UTC)


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute

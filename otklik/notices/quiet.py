"""When a person may be notified: within the working time of their body, outside their quiet hours.

Plain decisions: the moment, the calendar and the hours are arguments.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from otklik.shared.calendar import WorkingCalendar, stretches_on
from otklik.shared.working_time import in_utc

LOOK_AHEAD_DAYS = 31
"""Longer than any row of days off."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From when until when a person is not told, each day; None: no such hours."""

    from_time: time | None = None
    to_time: time | None = None

    def hold(self, clock: time) -> bool:
        """Whether they hold at this time of the day; from the first minute up to, not including, the last."""
        if self.from_time is None or self.to_time is None:
            return False
        if self.from_time < self.to_time:
            return self.from_time <= clock < self.to_time
        return clock >= self.from_time or clock < self.to_time

    def end_after(self, moment: datetime, *, zone: ZoneInfo) -> datetime:
        """When the hours that hold at this moment end."""
        local = moment.astimezone(zone)
        ends = datetime.combine(local.date(), self.to_time or local.time(), tzinfo=zone)
        return in_utc(ends if ends > local else ends + timedelta(days=1))


NOT_QUIET = QuietHours()


def next_moment(now: datetime, *, calendar: WorkingCalendar, quiet: QuietHours = NOT_QUIET) -> datetime:
    """The first moment from `now` on at which the person may be told, in UTC; `now` itself when it is one.

    Quiet hours that cover the whole working time are not kept: nobody can switch warnings of their work off.
    """
    return _first(now, calendar, quiet) or _first(now, calendar, NOT_QUIET) or in_utc(now) + timedelta(days=1)


def _first(now: datetime, calendar: WorkingCalendar, quiet: QuietHours) -> datetime | None:
    since = in_utc(now)
    today = since.astimezone(calendar.zone).date()
    for days in range(LOOK_AHEAD_DAYS):
        for opens, closes in stretches_on(today + timedelta(days=days), calendar=calendar):
            at = max(opens, since)
            if at < closes and quiet.hold(at.astimezone(calendar.zone).time()):
                at = quiet.end_after(at, zone=calendar.zone)
            if at < closes:
                return at
    return None

"""Computes the moment when a given percentage of a term is spent. Pure: no Django, no database, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.appeals.deadlines import ClockOfCase
from otklik.appeals.profiles import ClockKind, Unit
from otklik.shared.working_time import Stretch, add_time, add_working_time, in_utc, join_stretches, working_time_between

_WHOLE = 100
_PLAIN = frozenset({Unit.MINUTES, Unit.CALENDAR_DAYS})
"""Units in which nights count."""


@dataclass(frozen=True, slots=True)
class WarningStep:
    """So many percents of one clock of a case."""

    clock: ClockKind
    percent: int
    at: datetime
    due_at: datetime
    since: datetime
    """When the clock began, or its date was set: a clock that begins anew warns anew."""

    @property
    def key(self) -> str:
        """What makes the notice of this step one of a kind."""
        return f"{self.clock.value}:{self.since.isoformat(timespec='seconds')}:{self.percent}"


def steps_of(clock: ClockOfCase, due_at: datetime, percents: Sequence[int]) -> list[WarningStep]:
    """The steps of a running clock that is due then, in the order of their percents."""
    set_date = clock.moments.set_date
    since = in_utc(set_date.at if set_date else clock.moments.started_at)
    return [
        WarningStep(clock.kind, percent, _moment(clock, since, due_at, percent), in_utc(due_at), since)
        for percent in sorted(set(percents))
    ]


def _moment(clock: ClockOfCase, since: datetime, due_at: datetime, percent: int) -> datetime:
    if percent == _WHOLE:
        return in_utc(due_at)
    pauses = _pauses(clock)
    term = clock.profile.term_of(clock.counted_as)
    if term is not None and term.unit in _PLAIN:
        paused = sum((min(end, due_at) - max(begin, since) for begin, end in pauses if begin < due_at), timedelta())
        return add_time(since, (due_at - since - paused) * percent / _WHOLE, pauses=pauses)
    whole = working_time_between(since, due_at, calendar=clock.calendar, pauses=pauses)
    return add_working_time(since, whole * percent / _WHOLE, calendar=clock.calendar, pauses=pauses)


def _pauses(clock: ClockOfCase) -> tuple[Stretch, ...]:
    """Those that count and are over; a clock that stands now warns of nothing."""
    if not clock.profile.pauses:
        return ()
    since = in_utc(clock.moments.set_date.at if clock.moments.set_date else clock.moments.started_at)
    over = [(one.from_at, one.until_at) for one in clock.moments.pauses if one.until_at and one.until_at > since]
    return join_stretches((max(in_utc(begin), since), end) for begin, end in over)

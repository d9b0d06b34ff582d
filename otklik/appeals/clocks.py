"""Writing what an act does to the clocks of a case; how long each may run is decided by `deadlines`.

A case keeps what happened to its clocks (`clock_log`), and its deadlines are worked out from that after every act: the
same function that works them out anew when terms or calendars change.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from otklik.appeals.clock_log import Beginning, ClockLog
from otklik.appeals.deadlines import Deadline, SetDate, decide_deadline, due_of
from otklik.appeals.models import Appeal
from otklik.appeals.profiles import PROFILES_VERSION, ClockKind, Profile, profile_for
from otklik.appeals.states import Clock
from otklik.organizations.models import Body
from otklik.shared.calendar import WorkingCalendar, office_calendar

WATCH = timedelta(days=30)
"""How long a case may stay in another system before somebody asks there."""

_DUE_FIELDS = {
    ClockKind.ASSIGNMENT: ("assign_due_at", "assigned_at"),
    ClockKind.PRIMARY: ("primary_due_at", "primary_answered_at"),
    ClockKind.FINAL: ("final_due_at", "final_answered_at"),
}
"""Where a case keeps when each clock runs out and when it stopped."""


def calendar_of(body: Body) -> WorkingCalendar:
    """When the body works."""
    return office_calendar(
        body.zone,
        opens=body.workday_from,
        closes=body.workday_to,
        break_from=body.break_from,
        break_to=body.break_to,
    )


def profile_of(appeal: Appeal) -> Profile:
    """The terms of this case."""
    return profile_for(
        regime=appeal.legal_regime, channel=appeal.channel, kind=appeal.kind, importance=appeal.importance
    )


def start_clocks(appeal: Appeal, *, now: datetime) -> None:
    """Start the clocks of a new case at its detection, or set them anew when its terms changed."""
    log, profile = ClockLog.read(appeal.clock_log), profile_of(appeal)
    for clock in (ClockKind.ASSIGNMENT, ClockKind.PRIMARY):
        if getattr(appeal, _DUE_FIELDS[clock][1]) is None:
            log.begun[clock] = Beginning(now)
    appeal.clock_log = log.told()
    appeal.decided_by = appeal.decided_by | {"profile": f"{profile.name} {PROFILES_VERSION}"}
    set_deadlines(appeal)
    appeal.first_due_at = appeal.first_due_at or appeal.primary_due_at


def run_clocks(appeal: Appeal, commands: Sequence[Clock], *, now: datetime, date: datetime | None) -> None:
    """Do to the clocks what an act of the table says; `date` is the one that the act promises or sets."""
    for command in commands:
        log = ClockLog.read(appeal.clock_log)
        _begin(appeal, log, command, now=now, date=date)
        _stop(appeal, command, now=now)
        if command in (Clock.RESUME, Clock.RESUME_WITH_GRACE) and appeal.paused_at is not None:
            log.pauses.append((appeal.paused_at, now))
            appeal.paused_at = None
        appeal.clock_log = log.told()
    set_deadlines(appeal)
    appeal.first_due_at = appeal.first_due_at or appeal.primary_due_at


def set_deadlines(appeal: Appeal, *, calendar: WorkingCalendar | None = None) -> None:
    """Work out the deadlines of the clocks that have not stopped, from what happened to them."""
    log, profile = ClockLog.read(appeal.clock_log), profile_of(appeal)
    calendar = calendar or calendar_of(appeal.body)
    for clock, (due_field, stopped_field) in _DUE_FIELDS.items():
        stopped_at = getattr(appeal, stopped_field)
        moments = log.moments(clock, stopped_at=stopped_at, paused_at=appeal.paused_at)
        if moments is not None and stopped_at is None:
            due_at = due_of(profile, log.counted_as(clock), moments=moments, calendar=calendar)
            setattr(appeal, due_field, due_at)
    appeal.due_at = nearest_due(appeal)


def deadlines_of(appeal: Appeal, *, now: datetime) -> dict[ClockKind, Deadline]:
    """How each clock of a case stands, and why; a clock that never began is left out."""
    log, profile, calendar = ClockLog.read(appeal.clock_log), profile_of(appeal), calendar_of(appeal.body)
    standing = {}
    for clock, (_due_field, stopped_field) in _DUE_FIELDS.items():
        moments = log.moments(clock, stopped_at=getattr(appeal, stopped_field), paused_at=appeal.paused_at)
        if moments is None:
            continue
        counted_as = log.counted_as(clock)
        decided = decide_deadline(profile, counted_as, moments=moments, calendar=calendar, now=now)
        if decided is not None:
            standing[clock] = decided
    return standing


def nearest_due(appeal: Appeal) -> datetime | None:
    """The nearest running deadline; None when all clocks stand."""
    if appeal.paused_at is not None:
        return None
    running = ((getattr(appeal, due), getattr(appeal, stopped)) for due, stopped in _DUE_FIELDS.values())
    return min((due for due, stopped in running if due and not stopped), default=None)


def _begin(appeal: Appeal, log: ClockLog, command: Clock, *, now: datetime, date: datetime | None) -> None:
    """Clocks that begin. The approval step has no term of its own yet: its times stand in the history."""
    match command:
        case Clock.START_ASSIGNMENT:
            appeal.assigned_at = None
            log.begun[ClockKind.ASSIGNMENT] = Beginning(now)
        case Clock.START_PRIMARY:
            log.begun[ClockKind.PRIMARY] = Beginning(now)
        case Clock.START_FINAL | Clock.FINAL_IS_DATE:
            appeal.final_answered_at = None
            log.begun[ClockKind.FINAL] = Beginning(now, set_date=SetDate(now, date) if date else None)
        case Clock.START_WATCH:
            appeal.deferred_until = now + WATCH
        case Clock.START_ANEW_WITH_GRACE | Clock.START_REOPENED:
            _begin_anew(appeal, log, now=now)


def _begin_anew(appeal: Appeal, log: ClockLog, *, now: datetime) -> None:
    """The clocks of a case that comes back begin again; the first deadline stays on record."""
    appeal.paused_at = None
    for clock in (ClockKind.ASSIGNMENT, ClockKind.PRIMARY):
        if clock in log.begun and getattr(appeal, _DUE_FIELDS[clock][1]) is None:
            log.begun[clock] = replace(log.begun[clock], since=now, with_grace=True)
    appeal.final_answered_at = None
    log.begun[ClockKind.FINAL] = Beginning(now, with_grace=True, counted_as=ClockKind.PRIMARY)


def _stop(appeal: Appeal, command: Clock, *, now: datetime) -> None:
    match command:
        case Clock.STOP_ASSIGNMENT:
            appeal.assigned_at = appeal.assigned_at or now
        case Clock.STOP_PRIMARY | Clock.STOP_PRIMARY_AS_INTERIM:
            if appeal.primary_answered_at is None:
                appeal.primary_answered_at = now
                appeal.primary_is_interim = command is Clock.STOP_PRIMARY_AS_INTERIM
        case Clock.STOP_FINAL:
            appeal.final_answered_at = now
        case Clock.PAUSE_ALL | Clock.STOP_ALL:
            appeal.paused_at = appeal.paused_at or now

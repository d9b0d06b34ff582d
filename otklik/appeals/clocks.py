"""Writing what an act does to the clocks of a case; how long each may run is decided by `deadlines`."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from otklik.appeals.deadlines import Pause, add_term, due_after_pause, due_of
from otklik.appeals.models import Appeal
from otklik.appeals.profiles import PROFILES_VERSION, ClockKind, Profile, profile_for
from otklik.appeals.states import Clock
from otklik.organizations.models import Body
from otklik.shared.calendar import WorkingCalendar, office_calendar

WATCH = timedelta(days=30)
"""How long a case may stay in another system before somebody asks there."""


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
    profile, calendar = profile_of(appeal), calendar_of(appeal.body)
    if appeal.assigned_at is None:
        appeal.assign_due_at = due_of(profile, ClockKind.ASSIGNMENT, since=now, calendar=calendar)
    if appeal.primary_answered_at is None:
        appeal.primary_due_at = due_of(profile, ClockKind.PRIMARY, since=now, calendar=calendar)
    appeal.first_due_at = appeal.first_due_at or appeal.primary_due_at
    appeal.decided_by = appeal.decided_by | {"profile": f"{profile.name} {PROFILES_VERSION}"}
    appeal.due_at = nearest_due(appeal)


def run_clocks(appeal: Appeal, commands: Sequence[Clock], *, now: datetime, date: datetime | None) -> None:
    """Do to the clocks what an act of the table says; `date` is the one that the act promises or sets."""
    profile, calendar = profile_of(appeal), calendar_of(appeal.body)
    for command in commands:
        _start(appeal, command, since=now, date=date)
        _stop(appeal, command, now=now)
        if command in (Clock.RESUME, Clock.RESUME_WITH_GRACE):
            _resume(appeal, profile, now=now, calendar=calendar)
        if command in (Clock.START_ANEW_WITH_GRACE, Clock.START_REOPENED):
            _start_anew(appeal, profile, now=now, calendar=calendar)
    appeal.due_at = nearest_due(appeal)


def _start(appeal: Appeal, command: Clock, *, since: datetime, date: datetime | None) -> None:
    """Clocks that begin. The approval step has no term of its own yet: its times stand in the history."""
    profile, calendar = profile_of(appeal), calendar_of(appeal.body)
    match command:
        case Clock.START_ASSIGNMENT:
            appeal.assigned_at = None
            appeal.assign_due_at = due_of(profile, ClockKind.ASSIGNMENT, since=since, calendar=calendar)
        case Clock.START_PRIMARY:
            start_clocks(appeal, now=since)
        case Clock.START_FINAL:
            appeal.final_answered_at = None
            appeal.final_due_at = date or due_of(profile, ClockKind.FINAL, since=since, calendar=calendar)
        case Clock.FINAL_IS_DATE:
            appeal.final_due_at, appeal.final_answered_at = date, None
        case Clock.START_WATCH:
            appeal.deferred_until = since + WATCH


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


def nearest_due(appeal: Appeal) -> datetime | None:
    """The nearest running deadline; None when all clocks stand."""
    if appeal.paused_at is not None:
        return None
    running = (
        (appeal.assign_due_at, appeal.assigned_at),
        (appeal.primary_due_at, appeal.primary_answered_at),
        (appeal.final_due_at, appeal.final_answered_at),
    )
    return min((due for due, stopped in running if due and not stopped), default=None)


def _resume(appeal: Appeal, profile: Profile, *, now: datetime, calendar: WorkingCalendar) -> None:
    """Clocks go on with what was left before the pause, and nobody is overdue at the moment of return."""
    if appeal.paused_at is None:
        return
    pause = Pause(from_at=appeal.paused_at, until_at=now)
    appeal.paused_at = None

    def later(clock: ClockKind, due_at: datetime | None, stopped_at: datetime | None) -> datetime | None:
        if due_at is None or stopped_at is not None:
            return due_at
        return due_after_pause(profile, clock, due_at=due_at, pause=pause, calendar=calendar)

    appeal.assign_due_at = later(ClockKind.ASSIGNMENT, appeal.assign_due_at, appeal.assigned_at)
    appeal.primary_due_at = later(ClockKind.PRIMARY, appeal.primary_due_at, appeal.primary_answered_at)
    appeal.final_due_at = later(ClockKind.FINAL, appeal.final_due_at, appeal.final_answered_at)


def _start_anew(appeal: Appeal, profile: Profile, *, now: datetime, calendar: WorkingCalendar) -> None:
    """The clock of a case that comes back; the first deadline stays on record."""
    appeal.paused_at = None
    at_least = add_term(now, profile.grace, calendar=calendar)
    due_at = due_of(profile, ClockKind.PRIMARY, since=now, calendar=calendar)
    appeal.final_answered_at = None
    appeal.final_due_at = max(due_at, at_least) if due_at else None

"""Writing what an act does to the clocks of a case; how long each may run is decided by `deadlines`.

A case keeps what happened to its clocks (`clock_log`), and its deadlines are worked out from that after every act: the
same function that works them out anew when terms or calendars change.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple, Protocol
from zoneinfo import ZoneInfo

from django.conf import settings

from otklik.appeals.clock_log import Beginning, ClockLog
from otklik.appeals.deadlines import ClockOfCase, SetDate, due_of
from otklik.appeals.models import Appeal
from otklik.appeals.policies import Policy, PolicyQuestion, choose_policy, profile_of_key
from otklik.appeals.policy_book import load_own_policies
from otklik.appeals.profiles import ClockKind, Profile
from otklik.appeals.states import Clock, State
from otklik.organizations.models import Body
from otklik.shared.calendar import WorkingCalendar, office_calendar
from otklik.shared.working_time import end_of_day, working_minutes_between

WATCH = timedelta(days=30)
"""How long a case may stay in another system before somebody asks there."""


class CaseWithClocks(Protocol):
    """What of a case its terms and deadlines are decided by: a whole case, or only these columns of it."""

    legal_regime: str
    channel: str
    kind: str
    importance: str
    topic_id: int | None
    body_id: int
    state: str
    paused_at: datetime | None
    due_at: datetime | None
    assign_due_at: datetime | None
    assigned_at: datetime | None
    primary_due_at: datetime | None
    primary_answered_at: datetime | None
    final_due_at: datetime | None
    final_answered_at: datetime | None


_DUE_FIELDS = {
    ClockKind.ASSIGNMENT: ("assign_due_at", "assigned_at"),
    ClockKind.PRIMARY: ("primary_due_at", "primary_answered_at"),
    ClockKind.FINAL: ("final_due_at", "final_answered_at"),
}
"""Where a case keeps when each clock runs out and when it stopped."""


def end_of_date(day: date, body: Body) -> datetime:
    """The end of that day where the body is."""
    return end_of_day(day, zone=ZoneInfo(body.zone))


def calendar_of(body: Body) -> WorkingCalendar:
    """When the body works: its hours in its zone, without the days off of the country and of this region.

    Bodies with the same hours share one calendar, and with it the days that were worked out already.
    """
    hours = _Hours(body.zone, body.workday_from, body.workday_to, body.break_from, body.break_to)
    return _calendar(hours, frozenset(settings.OTKLIK_DAYS_OFF))


class _Hours(NamedTuple):
    zone: str
    opens: time
    closes: time
    break_from: time | None
    break_to: time | None


@lru_cache(maxsize=256)
def _calendar(hours: _Hours, days_off: frozenset[date]) -> WorkingCalendar:
    return office_calendar(**hours._asdict(), special_days=dict.fromkeys(days_off, ()))


def profile_of(appeal: Appeal, log: ClockLog) -> Profile:
    """The terms of this case: those by which its deadlines were set, whatever has been entered since."""
    kept = log.policy
    if "terms" in kept:
        return Profile.read(kept["name"], kept["terms"])
    return profile_of_key(kept["key"]) if kept else choose_policy(question_of(appeal), ()).profile


def log_of(appeal: Appeal) -> ClockLog:
    """What happened to the clocks; a case from before the log keeps its deadlines as dates, which later pauses move."""
    log = ClockLog.read(appeal.clock_log)
    if not appeal.clock_log:
        dues = {clock: getattr(appeal, due_field) for clock, (due_field, _stopped) in _DUE_FIELDS.items()}
        since = appeal.opened_at
        log.begun = {clock: Beginning(since, set_date=SetDate(since, due)) for clock, due in dues.items() if due}
    return log


def question_of(appeal: CaseWithClocks, *, body_id: int | None = None) -> PolicyQuestion:
    """What a policy is asked about this case; `body_id` where it goes to another body."""
    return PolicyQuestion(
        regime=appeal.legal_regime,
        channel=appeal.channel,
        kind=appeal.kind,
        importance=appeal.importance,
        topic_id=appeal.topic_id,
        body_id=body_id or appeal.body_id,
    )


def pin_policy(appeal: Appeal, *, own: Sequence[Policy] | None = None, body: Body | None = None) -> None:
    """Choose the terms of a case anew: it is new, about something else, or goes to another body.

    A rule of routing that brought it may name them.
    """
    own = load_own_policies() if own is None else own
    named_id = appeal.decided_by.get("route_policy") or None
    policy = choose_policy(question_of(appeal, body_id=body.id if body else None), own, named_id=named_id)
    log = log_of(appeal)
    log.policy = policy_told(policy, is_named=policy.own_id is not None and policy.own_id == named_id)
    appeal.clock_log = log.told()
    appeal.decided_by = appeal.decided_by | {"profile": policy.key}


def policy_told(policy: Policy, *, is_named: bool) -> dict[str, Any]:
    """How the log of a case keeps its policy: of an own one the terms, too, and whether a rule of routing named it."""
    if not policy.own_id:
        return {"key": policy.key}
    told = {"key": policy.key, "name": policy.profile.name, "terms": policy.profile.told()}
    return told | {"by_rule": True} if is_named else told


def leave_rule_terms(appeal: Appeal) -> None:
    """A person says what the case is about, or who answers: what a rule of routing said of its terms holds no more."""
    appeal.decided_by = appeal.decided_by | {"route_policy": 0}


def start_clocks(
    appeal: Appeal, *, now: datetime, own: Sequence[Policy] | None = None, body: Body | None = None
) -> None:
    """Start the clocks of a new case at its detection; `body` is whom it goes to at once."""
    pin_policy(appeal, own=own, body=body)
    log = ClockLog.read(appeal.clock_log)
    for clock in (ClockKind.ASSIGNMENT, ClockKind.PRIMARY):
        if getattr(appeal, _DUE_FIELDS[clock][1]) is None:
            log.begun[clock] = Beginning(now)
    appeal.clock_log = log.told()
    set_deadlines(appeal)
    appeal.first_due_at = appeal.first_due_at or appeal.primary_due_at


def run_clocks(appeal: Appeal, commands: Sequence[Clock], *, now: datetime, date: datetime | None) -> None:
    """Do to the clocks what an act of the table says; `date` is the one that the act promises or sets."""
    for command in commands:
        log = log_of(appeal)
        _begin(appeal, log, command, now=now, date=date)
        _stop(appeal, command, now=now)
        if command in (Clock.RESUME, Clock.RESUME_WITH_GRACE) and appeal.paused_at is not None:
            log.pauses.append((appeal.paused_at, now))
            appeal.paused_at = None
        appeal.clock_log = log.told()
    set_deadlines(appeal)
    appeal.first_due_at = appeal.first_due_at or appeal.primary_due_at


def pause_clocks(appeal: Appeal, *, now: datetime) -> None:
    """The question stands before its author since `now`: all clocks wait for the answer."""
    appeal.paused_at = appeal.paused_at or now
    set_deadlines(appeal)


def set_deadlines(appeal: Appeal) -> None:
    """Work out the deadlines of the clocks that have not stopped, from what happened to them."""
    log = ClockLog.read(appeal.clock_log)
    set_deadlines_by(log, profile_of(appeal, log), appeal, calendar=calendar_of(appeal.body))
    # whoever warns looks at once, and then knows when to look again
    appeal.warn_at = appeal.opened_at if appeal.due_at else None


def set_deadlines_by(log: ClockLog, profile: Profile, case: CaseWithClocks, *, calendar: WorkingCalendar) -> None:
    """The same for whatever has the clocks of a case, by these terms."""
    for clock, (due_field, stopped_field) in _DUE_FIELDS.items():
        if clock not in log.begun or getattr(case, stopped_field) is not None:
            continue
        moments = log.moments(clock, stopped_at=None, paused_at=case.paused_at)
        if moments is not None:
            setattr(case, due_field, due_of(profile, log.counted_as(clock), moments=moments, calendar=calendar))
    case.due_at = nearest_due(case, pauses=profile.pauses)


def clocks_of(appeal: Appeal) -> tuple[ClockOfCase, ...]:
    """The clocks of a case that have begun, with all that their deadlines are decided by."""
    log, calendar = ClockLog.read(appeal.clock_log), calendar_of(appeal.body)
    profile = profile_of(appeal, log)
    clocks = []
    for clock, (_due_field, stopped_field) in _DUE_FIELDS.items():
        moments = log.moments(clock, stopped_at=getattr(appeal, stopped_field), paused_at=appeal.paused_at)
        if moments is not None:
            is_by_rule = bool(log.policy.get("by_rule"))
            clocks.append(ClockOfCase(clock, log.counted_as(clock), profile, moments, calendar, is_by_rule=is_by_rule))
    return tuple(clocks)


def nearest_due(appeal: CaseWithClocks, *, pauses: bool) -> datetime | None:
    """The nearest running deadline; None when all clocks stand.

    Where the law lets nothing pause the terms (`pauses` is False), a question to the author does not stop them.
    """
    if appeal.paused_at is not None and (pauses or appeal.state != State.CLARIFYING):
        return None
    running = ((getattr(appeal, due), getattr(appeal, stopped)) for due, stopped in _DUE_FIELDS.values())
    return min((due for due, stopped in running if due and not stopped), default=None)


def _begin(appeal: Appeal, log: ClockLog, command: Clock, *, now: datetime, date: datetime | None) -> None:
    """Clocks that begin. The term of an approval step stands with the answer that waits for the word."""
    match command:
        case Clock.START_ASSIGNMENT:
            appeal.assigned_at = None
            log.begun[ClockKind.ASSIGNMENT] = Beginning(now)
        case Clock.START_PRIMARY:
            log.begun[ClockKind.PRIMARY] = Beginning(now)
        case Clock.START_FINAL | Clock.FINAL_IS_DATE:
            appeal.final_answered_at = appeal.final_working_minutes = None
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
            # a date that a person set was for the round before
            log.begun[clock] = replace(log.begun[clock], since=now, with_grace=True, set_date=None)
    appeal.final_answered_at = appeal.final_working_minutes = None
    log.begun[ClockKind.FINAL] = Beginning(now, with_grace=True, counted_as=ClockKind.PRIMARY)


def _stop(appeal: Appeal, command: Clock, *, now: datetime) -> None:
    match command:
        case Clock.STOP_ASSIGNMENT:
            appeal.assigned_at = appeal.assigned_at or now
        case Clock.STOP_PRIMARY | Clock.STOP_PRIMARY_AS_INTERIM:
            if appeal.primary_answered_at is None:
                appeal.primary_answered_at = now
                appeal.primary_working_minutes = working_minutes(appeal, now)
                appeal.primary_is_interim = command is Clock.STOP_PRIMARY_AS_INTERIM
        case Clock.STOP_FINAL:
            appeal.final_answered_at = now
            appeal.final_working_minutes = working_minutes(appeal, now)
        case Clock.PAUSE_ALL | Clock.STOP_ALL:
            appeal.paused_at = appeal.paused_at or now


def working_minutes(appeal: Appeal, until: datetime) -> int:
    """How much of the wait since the case was noticed was working time of the body: pauses are waited through, too."""
    return working_minutes_between(appeal.opened_at, until, calendar=calendar_of(appeal.body))

"""When an answer is due, what is spent, what is left, and why.

Plain decisions: no Django, no database; what happened to a clock, its terms and the body's calendar are arguments, so
that to recompute a case is to ask again. A clock stops at the published answer, not at a draft.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from otklik.appeals.deadline_reasons import Why, explain_days, explain_pauses, explain_term, in_words
from otklik.appeals.profiles import ClockKind, Profile, Term, Unit
from otklik.shared.calendar import WorkingCalendar, calendar_round_the_clock
from otklik.shared.words import marked as _
from otklik.shared.working_time import (
    DayOffRule,
    Stretch,
    add_calendar_days,
    add_time,
    add_working_days,
    add_working_time,
    working_minutes_between,
)

_SECONDS_A_MINUTE = 60
_MICROSECONDS = 1_000_000


class Standing(StrEnum):
    """Whether a clock runs."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Pause:
    """From when until when the clocks stood; until None: they still stand."""

    from_at: datetime
    until_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SetDate:
    """A date that a person set in place of the term: a promise, a deferral, an extension."""

    at: datetime
    """When it was set: pauses before it move it no more."""
    to: datetime


@dataclass(frozen=True, slots=True)
class Moments:
    """What happened to one clock of a case."""

    started_at: datetime
    stopped_at: datetime | None = None
    """When the answer was published, or the case assigned."""
    pauses: Sequence[Pause] = ()
    """In the order of time."""
    set_date: SetDate | None = None
    with_grace: bool = False
    """It began because the case came back: at least the grace is left."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """How one clock of a case stands. Minutes are working ones, or plain where it runs round the clock."""

    due_at: datetime
    spent_minutes: int
    remaining_minutes: int
    """Negative when overdue."""
    standing: Standing
    why: tuple[Why, ...]

    @property
    def is_running(self) -> bool:
        """Time is being spent."""
        return self.standing is Standing.RUNNING

    @property
    def is_overdue(self) -> bool:
        """The term ran out before the answer, or has run out by now."""
        return self.remaining_minutes < 0


@dataclass(frozen=True, slots=True)
class ClockOfCase:
    """One clock of a case with all that its deadline is decided by."""

    kind: ClockKind
    counted_as: ClockKind
    """By whose term it runs."""
    profile: Profile
    moments: Moments
    calendar: WorkingCalendar
    is_by_rule: bool = False
    """A rule of routing named the terms."""

    def stands(self, *, now: datetime) -> Deadline | None:
        """How it stands, and why; None where the case has no such term."""
        return decide_deadline(self.profile, self.counted_as, moments=self.moments, calendar=self.calendar, now=now)


def add_term(
    since: datetime,
    term: Term,
    *,
    calendar: WorkingCalendar,
    pauses: Iterable[Stretch] = (),
    rule: DayOffRule = DayOffRule.KEEP,
) -> datetime:
    """The moment when the term is over, in UTC. Terms in days end with the last of the days; pauses do not count."""
    match term.unit:
        case Unit.WORKING_DAYS:
            return add_working_days(since, int(term.amount), calendar=calendar, pauses=pauses)
        case Unit.CALENDAR_DAYS:
            return add_calendar_days(since, int(term.amount), calendar=calendar, pauses=pauses, rule=rule)
        case Unit.MINUTES:
            return add_time(since, _length(term), pauses=pauses)
        case Unit.WORKING_MINUTES:
            return add_working_time(since, _length(term), calendar=calendar, pauses=pauses)


def due_of(profile: Profile, clock: ClockKind, *, moments: Moments, calendar: WorkingCalendar) -> datetime | None:
    """When a clock runs out, in UTC, as far as its pauses are over; None where the case has no such term."""
    term = profile.term_of(clock)
    if term is None:
        return moments.set_date.to if moments.set_date else None
    due_at = add_term(moments.started_at, term, calendar=calendar, rule=profile.day_off_rule)
    if moments.with_grace:
        due_at = max(due_at, add_term(moments.started_at, profile.grace, calendar=calendar))
    is_by_term, over = not moments.with_grace, []
    set_date = moments.set_date
    for pause in _over(moments, profile):
        if set_date and set_date.at <= pause[0]:
            due_at, is_by_term, set_date = set_date.to, False, None
        over.append(pause)
        if is_by_term:
            counted = add_term(moments.started_at, term, calendar=calendar, pauses=over, rule=profile.day_off_rule)
        else:
            counted = _moved(due_at, pause, calendar=_minutes_of(term, calendar))
        due_at = max(counted, add_term(pause[1], profile.grace, calendar=calendar))
        is_by_term = is_by_term and due_at == counted
    return set_date.to if set_date else due_at


def decide_deadline(
    profile: Profile, clock: ClockKind, *, moments: Moments, calendar: WorkingCalendar, now: datetime
) -> Deadline | None:
    """How a clock stands at `now`: due, spent, left, and why. None where the case has no such term."""
    due_at = due_of(profile, clock, moments=moments, calendar=calendar)
    if due_at is None:
        return None
    term = profile.term_of(clock)
    standing = _standing(moments, profile)
    until = _counted_until(moments, standing, now=now)
    minutes = _minutes_of(term, calendar) if term else calendar
    paused = _over(moments, profile)
    return Deadline(
        due_at=due_at,
        spent_minutes=working_minutes_between(moments.started_at, until, calendar=minutes, pauses=paused),
        remaining_minutes=_remaining(due_at, until, calendar=minutes, pauses=paused),
        standing=standing,
        why=(*_explain(profile, term, moments=moments, due_at=due_at, calendar=calendar), *_explain_now(standing)),
    )


def _length(term: Term) -> timedelta:
    return timedelta(microseconds=int(term.amount * _SECONDS_A_MINUTE * _MICROSECONDS))


def _over(moments: Moments, profile: Profile) -> list[Stretch]:
    """The pauses that count and have ended."""
    if not profile.pauses:
        return []
    return [(pause.from_at, pause.until_at) for pause in moments.pauses if pause.until_at is not None]


def _moved(due_at: datetime, pause: Stretch, *, calendar: WorkingCalendar) -> datetime:
    """After a pause what was left before it is left again."""
    left = working_minutes_between(pause[0], due_at, calendar=calendar)
    return add_working_time(pause[1], left, calendar=calendar)


def _minutes_of(term: Term, calendar: WorkingCalendar) -> WorkingCalendar:
    """The calendar in which the minutes of this term are counted."""
    if term.unit in (Unit.MINUTES, Unit.CALENDAR_DAYS):
        return calendar_round_the_clock(calendar.zone.key)
    return calendar


def _standing(moments: Moments, profile: Profile) -> Standing:
    if moments.stopped_at is not None:
        return Standing.STOPPED
    last = moments.pauses[-1] if moments.pauses else None
    return Standing.PAUSED if profile.pauses and last and last.until_at is None else Standing.RUNNING


def _counted_until(moments: Moments, standing: Standing, *, now: datetime) -> datetime:
    if moments.stopped_at is not None:
        return moments.stopped_at
    return moments.pauses[-1].from_at if standing is Standing.PAUSED else now


def _remaining(due_at: datetime, until: datetime, *, calendar: WorkingCalendar, pauses: Iterable[Stretch]) -> int:
    """Minutes to the end, negative after it: late in the night is late too, though no minute was worked."""
    if until <= due_at:
        return working_minutes_between(until, due_at, calendar=calendar, pauses=pauses)
    return -max(working_minutes_between(due_at, until, calendar=calendar, pauses=pauses), 1)


def _explain(
    profile: Profile, term: Term | None, *, moments: Moments, due_at: datetime, calendar: WorkingCalendar
) -> list[Why]:
    since = Why(_("Counted from %(moment)s."), {"moment": in_words(moments.started_at, calendar=calendar)})
    lines = [explain_term(term), since] if term else [since]
    if moments.set_date:
        to = in_words(moments.set_date.to, calendar=calendar)
        lines.append(Why(_("A person set the date: %(moment)s."), {"moment": to}))
    over = _over(moments, profile)
    lines += explain_pauses(over, calendar=calendar)
    if over and due_at == max(add_term(until, profile.grace, calendar=calendar) for _since, until in over):
        grace = f"{profile.grace.amount}"
        lines.append(Why(_("On return at least %(grace)s min are left: nobody is late at once."), {"grace": grace}))
    if not profile.pauses and moments.pauses:
        lines.append(Why(_("The law sets this term: it does not pause.")))
    if term is None or term.unit in (Unit.WORKING_MINUTES, Unit.WORKING_DAYS):
        lines += explain_days(moments.started_at, due_at, calendar=calendar)
    return lines


def _explain_now(standing: Standing) -> list[Why]:
    return [Why(_("It stands now: no time is counted until the case goes on."))] if standing is Standing.PAUSED else []

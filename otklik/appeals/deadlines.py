"""When an answer is due, what is spent, what is left, and why.

Plain decisions: no Django, no database; moments, terms and the body's calendar are arguments. A clock stops at the
published answer, not at a draft. While the author is asked, all clocks pause, but for what the law counts in calendar
days.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from otklik.appeals.profiles import UNIT_NAMES, ClockKind, Profile, Term, Unit
from otklik.shared.calendar import (
    WorkingCalendar,
    add_working_days,
    add_working_time,
    calendar_round_the_clock,
    working_minutes_between,
)
from otklik.shared.words import marked as _


@dataclass(frozen=True, slots=True)
class Pause:
    """From when until when the clocks stood; until None: they still stand."""

    from_at: datetime
    until_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Moments:
    """What happened to one clock of a case."""

    started_at: datetime
    stopped_at: datetime | None = None
    """When the answer was published, or the case assigned."""
    pauses: Sequence[Pause] = ()
    """In the order of time, none overlapping."""


@dataclass(frozen=True, slots=True)
class Why:
    """One line of the explanation: a message id, and the values for its places."""

    text: str
    values: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deadline:
    """How one clock of a case stands. Minutes are working ones, or plain where it runs round the clock."""

    due_at: datetime
    spent_minutes: int
    remaining_minutes: int
    """Negative when overdue."""
    is_running: bool
    why: tuple[Why, ...]

    @property
    def is_overdue(self) -> bool:
        """The term ran out before the answer, or has run out by now."""
        return self.remaining_minutes < 0


def due_of(profile: Profile, clock: ClockKind, *, since: datetime, calendar: WorkingCalendar) -> datetime | None:
    """When a clock that starts now and is never paused runs out, in UTC; None where the case has no such term."""
    term = profile.term_of(clock)
    return add_term(since, term, calendar=calendar) if term else None


def add_term(since: datetime, term: Term, *, calendar: WorkingCalendar) -> datetime:
    """The moment when the term is over, in UTC. Terms in days end with the last of the days."""
    match term.unit:
        case Unit.WORKING_DAYS:
            return add_working_days(since, term.amount, calendar=calendar)
        case Unit.CALENDAR_DAYS:
            last = since.astimezone(calendar.zone).date() + timedelta(days=term.amount)
            return add_working_time(
                datetime.combine(last, time(), tzinfo=calendar.zone), 24 * 60, calendar=_minutes_of(term, calendar)
            )
        case _:
            return add_working_time(since, term.amount, calendar=_minutes_of(term, calendar))


def due_after_pause(
    profile: Profile,
    clock: ClockKind,
    *,
    due_at: datetime,
    pause: Pause,
    calendar: WorkingCalendar,
) -> datetime:
    """The new end of a clock when the author has answered: what was left before the pause, but at least the grace.

    Terms in calendar days are the law's, and stay where they were.
    """
    term = profile.term_of(clock)
    if term is None or term.unit is Unit.CALENDAR_DAYS or pause.until_at is None:
        return due_at
    minutes = _minutes_of(term, calendar)
    left = working_minutes_between(pause.from_at, due_at, calendar=minutes)
    at_least = add_term(pause.until_at, profile.grace, calendar=calendar)
    return max(add_working_time(pause.until_at, left, calendar=minutes), at_least)


def decide_deadline(
    profile: Profile, clock: ClockKind, *, moments: Moments, calendar: WorkingCalendar, now: datetime
) -> Deadline | None:
    """How a clock stands at `now`: due, spent, left, and why. None where the case has no such term."""
    term = profile.term_of(clock)
    if term is None:
        return None
    counted = replace(moments, pauses=()) if term.unit is Unit.CALENDAR_DAYS else moments
    due_at = add_term(moments.started_at, term, calendar=calendar)
    for pause in counted.pauses:
        due_at = due_after_pause(profile, clock, due_at=due_at, pause=pause, calendar=calendar)
    stood_since = _stood_since(counted)
    until = moments.stopped_at or stood_since or now
    minutes = _minutes_of(term, calendar)
    return Deadline(
        due_at=due_at,
        spent_minutes=_spent(counted, until=until, calendar=minutes),
        remaining_minutes=_remaining(due_at, until, calendar=minutes),
        is_running=moments.stopped_at is None and stood_since is None,
        why=_explain(profile, term, moments=moments),
    )


def _minutes_of(term: Term, calendar: WorkingCalendar) -> WorkingCalendar:
    """The calendar in which the minutes of this term are counted."""
    if term.unit in (Unit.MINUTES, Unit.CALENDAR_DAYS):
        return calendar_round_the_clock(calendar.zone.key)
    return calendar


def _stood_since(moments: Moments) -> datetime | None:
    last = moments.pauses[-1] if moments.pauses else None
    return last.from_at if last and last.until_at is None else None


def _remaining(due_at: datetime, until: datetime, *, calendar: WorkingCalendar) -> int:
    """Minutes to the end, negative after it: late in the night is late too, though no minute was worked."""
    if until <= due_at:
        return working_minutes_between(until, due_at, calendar=calendar)
    return -max(working_minutes_between(due_at, until, calendar=calendar), 1)


def _spent(moments: Moments, *, until: datetime, calendar: WorkingCalendar) -> int:
    spent = working_minutes_between(moments.started_at, until, calendar=calendar)
    stood = sum(
        working_minutes_between(pause.from_at, min(pause.until_at or until, until), calendar=calendar)
        for pause in moments.pauses
    )
    return max(spent - stood, 0)


def _explain(profile: Profile, term: Term, *, moments: Moments) -> tuple[Why, ...]:
    in_hours = term.unit in (Unit.WORKING_MINUTES, Unit.MINUTES)
    amount = term.amount / 60 if in_hours else term.amount
    lines = [Why(_("Term: %(amount)s %(unit)s."), {"amount": f"{amount:g}", "unit": UNIT_NAMES[term.unit]})]
    if term.unit is Unit.CALENDAR_DAYS:
        lines.append(Why(_("The law sets this term: it does not pause.")))
        return tuple(lines)
    if moments.pauses:
        lines.append(
            Why(
                _("Paused while the author was asked: %(times)s time(s); on return at least %(grace)s min are left."),
                {"times": len(moments.pauses), "grace": profile.grace.amount},
            )
        )
    if _stood_since(moments):
        lines.append(Why(_("It stands now: the author has not answered yet.")))
    return tuple(lines)

"""«Why is it due then?»: for each clock of a case the terms, what was paused, which days were off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext as _

from otklik.appeals.deadlines import ClockOfCase, Deadline
from otklik.appeals.profiles import BUILT_IN, ClockKind, Unit
from otklik.appeals.selectors import CaseView
from otklik.appeals.states import CLOSED_STATES
from otklik.notices.words import span, working_span
from otklik.web.desk.clocks import Drain, deadline, draining, moment

CLOCKS = {
    ClockKind.ASSIGNMENT: gettext_noop("Assign"),
    ClockKind.PRIMARY: gettext_noop("Answer the resident"),
    ClockKind.FINAL: gettext_noop("Final answer"),
}

POLICIES = {
    "official_appeal": gettext_noop("official appeal (59-FZ)"),
    "thanks": gettext_noop("thanks"),
    "emergency": gettext_noop("emergency"),
    "high": gettext_noop("high importance"),
    "ordinary": gettext_noop("ordinary case"),
}
"""What the terms that came with the program are called."""


@dataclass(frozen=True, slots=True)
class WhyDue:
    """One clock explained."""

    name: str
    due: str
    spent: str
    left: str
    """Empty where it is overdue."""
    policy: str
    lines: Sequence[str]


def why_due(case: CaseView, *, now: datetime) -> list[WhyDue]:
    """The clocks of a case that have a deadline."""
    return [_explained(clock, stands, now=now) for clock in case.clocks if (stands := clock.stands(now=now))]


def policy_name(name: str) -> str:
    """What a policy is called: in the reader's language where it came with the program, as typed in else."""
    return gettext(POLICIES[name]) if name in BUILT_IN else name


def _by_rule(clock: ClockOfCase) -> list[str]:
    return [gettext("A rule of routing names this policy: it counts before all others.")] if clock.is_by_rule else []


def _explained(clock: ClockOfCase, stands: Deadline, *, now: datetime) -> WhyDue:
    term = clock.profile.term_of(clock.counted_as)
    told = span if term is not None and term.unit in (Unit.MINUTES, Unit.CALENDAR_DAYS) else working_span
    return WhyDue(
        name=gettext(CLOCKS[clock.kind]),
        due=moment(stands.due_at, now=now),
        spent=told(timedelta(minutes=stands.spent_minutes)),
        left="" if stands.is_overdue else told(timedelta(minutes=stands.remaining_minutes)),
        policy=policy_name(clock.profile.name),
        lines=[*_by_rule(clock), *(line.say(gettext) for line in stands.why)],
    )


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One clock of the case."""

    name: str
    due_at: datetime | None
    until: str
    drain: Drain | None
    done_at: datetime | None


def clocks_of_case(case: CaseView, *, now: datetime) -> list[ClockRow]:
    """The clocks that this case has, with what is left or when they were stopped."""
    rows = (
        (_("Assign"), case.times.assign_due_at, case.times.assigned_at),
        (_("Answer the resident"), case.times.primary_due_at, case.times.primary_answered_at),
        (_("Final answer"), case.times.final_due_at, case.times.final_answered_at),
    )
    return [
        ClockRow(
            name=name,
            due_at=due_at,
            until=deadline(due_at, now=now) if due_at else "",
            drain=None if done_at else drain_of(due_at, case, now=now),
            done_at=done_at,
        )
        for name, due_at, done_at in rows
        if due_at is not None or done_at is not None
    ]


def drain_of(due_at: datetime | None, case: CaseView, *, now: datetime) -> Drain | None:
    """The bar of one deadline; None where the case is over."""
    if case.state in CLOSED_STATES:
        return None
    return draining(due_at, since=case.times.opened_at, now=now, paused=case.times.paused_at is not None)

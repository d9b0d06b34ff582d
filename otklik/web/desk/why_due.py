"""«Why is it due then?»: for each clock of a case the terms, what was paused, which days were off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext, gettext_noop

from otklik.appeals.deadlines import ClockOfCase, Deadline
from otklik.appeals.profiles import BUILT_IN, ClockKind, Unit
from otklik.appeals.selectors import CaseView
from otklik.notices.words import span, working_span
from otklik.web.desk.clocks import moment

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

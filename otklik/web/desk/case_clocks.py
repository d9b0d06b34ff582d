"""The clocks of a case beside its page: what runs, what is left, what was stopped when."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from otklik.appeals.selectors import CaseView
from otklik.appeals.states import CLOSED_STATES
from otklik.web.desk.clocks import Drain, deadline, draining


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

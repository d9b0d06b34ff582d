"""Extending a deadline: by whom, why, to which date. The resident is told; reports count such cases apart.

For an official appeal (59-ФЗ, article 12) at most 30 days after the first deadline, and its author must be told; the
same bound holds for every other case, lest an extension becomes a way to have no deadlines.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from otklik.appeals.clocks import end_of_date, log_of, set_deadlines
from otklik.appeals.deadlines import SetDate
from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import Appeal, Extension
from otklik.appeals.moves import lock_case, place_of, save_case
from otklik.appeals.profiles import ClockKind
from otklik.appeals.refusals import NotYourAct
from otklik.appeals.states import CLOSED_STATES
from otklik.audit.services import record
from otklik.organizations.rights import Role, standing_in
from otklik.organizations.selectors import Viewer
from otklik.shared.text import is_blank
from otklik.shared.words import marked as _

LONGEST: timedelta = timedelta(days=30)
"""After the deadline that was moved first."""
MAY_EXTEND = frozenset({Role.APPROVER, Role.COORDINATOR, Role.FOUNDER, Role.CURATOR})
"""As for putting a case off: never whoever works on it alone."""
_DUE = {ClockKind.PRIMARY: "primary_due_at", ClockKind.FINAL: "final_due_at"}


@dataclass(frozen=True, slots=True)
class ExtensionRow:
    """A deadline that was moved."""

    due_before: datetime
    due_at: datetime
    because: str
    by: str
    at: datetime
    due_on: date
    """The new deadline's day where the body is."""


def may_extend(roles: Collection[Role]) -> bool:
    """Whether one of the roles moves deadlines."""
    return not MAY_EXTEND.isdisjoint(standing_in(roles))


def extend_deadline(number: int, *, to: date | None, because: str, by: Viewer, version: int, now: datetime) -> None:
    """Move the running deadline of an answer to the end of a day.

    Raises NoSuchCase, StaleCase, NotYourAct, UnfitValue.
    """
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=version)
        if not may_extend(by.roles_at(place_of(appeal))):
            raise NotYourAct(_("None of your roles allows this here."), mend=_("Ask the coordinator."))
        clock, due_before = _running(appeal)
        due_at = _checked(appeal, clock, due_before, to=to, because=because, now=now)
        log = log_of(appeal)
        log.begun[clock] = replace(log.begun[clock], set_date=SetDate(now, due_at))
        appeal.clock_log = log.told()
        set_deadlines(appeal)
        save_case(appeal, now=now)
        Extension.objects.create(
            appeal=appeal, clock=clock.value, due_before=due_before, due_at=due_at, because=because.strip(),
            by_id=by.staff_id, at=now,
        )  # fmt: skip
        record("extend_deadline", subject=f"appeal:{number}", by=by, now=now, because=because.strip())


def list_extensions(case_id: int) -> list[ExtensionRow]:
    """The moves of a case's deadlines, the first one first."""
    rows = Extension.objects.filter(appeal_id=case_id).select_related("by", "appeal__body").defer("appeal__search")
    return [
        ExtensionRow(
            row.due_before, row.due_at, row.because, row.by.name, row.at,
            due_on=row.due_at.astimezone(ZoneInfo(row.appeal.body.zone)).date(),
        )
        for row in rows.order_by("id")
    ]  # fmt: skip


def _running(appeal: Appeal) -> tuple[ClockKind, datetime]:
    """The clock of the answer that runs now."""
    clock = ClockKind.PRIMARY if appeal.primary_answered_at is None else ClockKind.FINAL
    due_at: datetime | None = getattr(appeal, _DUE[clock])
    is_over = appeal.state in CLOSED_STATES or (clock is ClockKind.FINAL and appeal.final_answered_at is not None)
    if is_over or due_at is None or appeal.due_at is None:  # a clock of the law runs on while the author is asked
        raise UnfitValue(
            _("No deadline of an answer runs now."), field="due_on", mend=_("Look at the deadlines of the case.")
        )
    return clock, due_at


def _checked(
    appeal: Appeal, clock: ClockKind, due_before: datetime, *, to: date | None, because: str, now: datetime
) -> datetime:
    """The new deadline: the end of the day where the body is."""
    if is_blank(because):
        raise UnfitValue(_("The reason is missing."), field="because", mend=_("Say why: the resident is told it."))
    if to is None:
        raise UnfitValue(_("The date is missing."), field="due_on", mend=_("Choose the day of the answer."))
    due_at = end_of_date(to, appeal.body)
    if due_at <= max(due_before, now):
        raise UnfitValue(
            _("The date is not later than the deadline of now."), field="due_on", mend=_("Choose a later one.")
        )
    begun = log_of(appeal).begun.get(clock)
    moves = appeal.extensions.filter(clock=clock.value).order_by("id")
    moved_first = (moves.filter(at__gte=begun.since) if begun else moves).first()  # a round before has its own bound
    first = moved_first.due_before if moved_first else due_before
    if to > first.astimezone(ZoneInfo(appeal.body.zone)).date() + LONGEST:
        raise UnfitValue(
            _("More than 30 days after the first deadline."),
            field="due_on",
            mend=_("Choose an earlier date; what waits for a season or money is put off instead."),
        )
    return due_at

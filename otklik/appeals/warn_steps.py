"""Escalation before deadlines (SLA): the worker warns the executor, then the coordinator, then the head.

A case keeps when its clocks are looked at next (`Appeal.warn_at`), so that a look costs what is due, not what is open.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from otklik.appeals.clocks import calendar_of, clocks_of, log_of
from otklik.appeals.models import IS_OPEN, Appeal
from otklik.appeals.moves import tell_changed
from otklik.appeals.states import State
from otklik.appeals.warning_moments import WarningStep, steps_of
from otklik.appeals.warning_people import Level, People
from otklik.appeals.warning_policy import WarningRules, rules_in_force
from otklik.notices.models import NoticeKind
from otklik.notices.quiet import QuietHours, next_moment
from otklik.notices.services import Told, load_wishes, tell
from otklik.organizations.receivers import Receiver
from otklik.shared.calendar import WorkingCalendar

log = logging.getLogger(__name__)

_SILENT_STATES = (State.DEFERRED, State.EXTERNAL)
"""Its date is reminded of instead; or others have the case."""

AT_ONCE = 500

_WHILE_SENDING = timedelta(minutes=10)
"""An answer is on its way: nobody is warned, unless it does not get there."""


@dataclass(slots=True)
class Round:
    """What is read once for all cases of one round."""

    now: datetime
    rules: WarningRules
    people: People
    calendars: dict[int, WorkingCalendar] = field(default_factory=dict)
    quiet: dict[int, QuietHours] = field(default_factory=dict)

    @classmethod
    def begin(cls, now: datetime) -> "Round":
        """A round at this moment."""
        return cls(now, rules_in_force(), People(timezone.localdate(now)))

    def may_be_told_at(self, receiver: Receiver) -> datetime:
        """When this person may be told: now, or when their working time goes on."""
        if receiver.body.id not in self.calendars:
            self.calendars[receiver.body.id] = calendar_of(receiver.body)
        if receiver.staff_id not in self.quiet:
            self.quiet[receiver.staff_id] = load_wishes([receiver.staff_id])[receiver.staff_id].quiet
        quiet = self.quiet[receiver.staff_id]
        return next_moment(self.now, calendar=self.calendars[receiver.body.id], quiet=quiet)


def warn_of_all_deadlines(*, clock: Callable[[], datetime], within: timedelta, at_once: int = AT_ONCE) -> None:
    """Look at all cases whose moment has come, some at a time, as long as that takes; what fails is not tried again."""
    until, passed_over = clock() + within, set[int]()
    while warn_of_deadlines(now=clock(), at_most=at_once, passed_over=passed_over) == at_once and clock() < until:
        pass


def warn_of_deadlines(*, now: datetime, at_most: int = AT_ONCE, passed_over: set[int] | None = None) -> int:
    """Look at the cases whose moment has come. Returns how many were taken up.

    Those in `passed_over` are left for later; it gets those that failed, or that another worker holds: they stay due.
    """
    due = Appeal.objects.filter(IS_OPEN, warn_at__lte=now)
    this_round = Round.begin(now)
    passed_over = set() if passed_over is None else passed_over
    ids = due.exclude(id__in=passed_over).order_by("warn_at", "id").values_list("id", flat=True)[:at_most]
    taken_up = list(ids)
    for case_id in taken_up:
        if not guarded(partial(_look_at_one, due, case_id, this_round), of=f"case {case_id}"):
            passed_over.add(case_id)
    return len(taken_up)


def guarded(step: Callable[[], int | None], *, of: str) -> int:
    """One that fails holds back no other; an outage is for whoever waits for the database."""
    try:
        return step() or 0
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("nobody could be told of %s", of)
        return 0


@transaction.atomic
def _look_at_one(due: QuerySet[Appeal], case_id: int, this_round: Round) -> bool:
    """One case under its lock: of two workers only one looks at it. Returns whether it was looked at here."""
    cases = due.select_related("body", "topic").select_for_update(of=("self",), skip_locked=True)
    appeal = cases.filter(id=case_id).first()
    if appeal is not None:
        _look_at(appeal, this_round)
    return appeal is not None


def _look_at(appeal: Appeal, this_round: Round) -> None:
    again: list[datetime] = []
    told = 0
    for level, steps in _steps(appeal, this_round.rules):
        reached = [step for step in steps if step.at <= this_round.now]
        again += [step.at for step in steps if step.at > this_round.now]
        if not reached:
            continue
        for receiver in this_round.people.at(level, appeal):
            may_at = this_round.may_be_told_at(receiver)
            if may_at <= this_round.now:
                # of several that came while nobody was at work the last one says it all
                told += tell([receiver.staff_id], _told(appeal, reached[-1]), now=this_round.now)
            else:
                again.append(may_at)
    if appeal.is_sending:
        again.append(this_round.now + _WHILE_SENDING)
    Appeal.objects.filter(id=appeal.id).update(warn_at=min(again, default=None))
    if told:
        tell_changed(appeal)


def _steps(appeal: Appeal, rules: WarningRules) -> Iterator[tuple[Level, Sequence[WarningStep]]]:
    """By level and clock the steps of the clocks that run."""
    if appeal.state in _SILENT_STATES or appeal.is_sending or appeal.due_at is None:
        return
    appeal.clock_log = log_of(appeal).told()  # in memory: a case from before the log has its dates
    levels = ((Level.EXECUTOR, rules.executor), (Level.COORDINATOR, rules.coordinator), (Level.HEAD, rules.head))
    for clock in clocks_of(appeal):
        due_at = getattr(appeal, f"{'assign' if clock.kind == 'assignment' else clock.kind.value}_due_at")
        if due_at is None or clock.moments.stopped_at is not None:
            continue
        for level, percents in levels:
            yield level, steps_of(clock, due_at, percents)


def _told(appeal: Appeal, step: WarningStep) -> Told:
    return Told(
        kind=NoticeKind.WARNING,
        subject=f"appeal:{appeal.number}",
        step=step.key,
        number=appeal.number,
        topic=appeal.topic.name if appeal.topic else "",
        clock=step.clock.value,
        due_at=step.due_at,
    )

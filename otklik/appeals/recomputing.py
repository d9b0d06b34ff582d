"""Deadlines anew for all open cases, when terms or calendars have changed: first what would change, then writing it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import batched
from typing import Final

from django.db import connection, transaction
from django.db.models import QuerySet
from procrastinate.contrib.django import app

from otklik.appeals.clocks import calendar_of, pin_policy, set_deadlines
from otklik.appeals.models import Appeal
from otklik.appeals.policies import Policy
from otklik.appeals.policy_book import load_own_policies
from otklik.appeals.states import OPEN_STATES
from otklik.audit.services import Actor, record
from otklik.organizations.models import Body
from otklik.shared.calendar import WorkingCalendar

JOB: Final = "recompute_deadlines"
BATCH = 2_000
MOST_EXAMPLES = 20
_READ = (
    "number", "opened_at", "legal_regime", "channel", "kind", "importance", "topic_id", "body_id", "clock_log",
    "decided_by",
    "assigned_at", "primary_answered_at", "final_answered_at", "paused_at",
    "due_at", "assign_due_at", "primary_due_at", "final_due_at",
)  # fmt: skip
_DUES = ("due_at", "assign_due_at", "primary_due_at", "final_due_at")
_WRITE = """
update appeals_appeal as c
   set due_at = n.due_at, assign_due_at = n.assign_due_at, primary_due_at = n.primary_due_at,
       final_due_at = n.final_due_at, clock_log = n.clock_log, decided_by = n.decided_by, version = version + 1,
       warn_at = case when n.due_at is not null then c.opened_at end
  from unnest(%s::bigint[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[],
              %s::jsonb[], %s::jsonb[])
       as n (id, due_at, assign_due_at, primary_due_at, final_due_at, clock_log, decided_by)
 where c.id = n.id
"""


@dataclass(frozen=True, slots=True)
class Moved:
    """A case whose nearest deadline changes."""

    number: int
    before: datetime | None
    after: datetime | None


@dataclass(slots=True)
class Effect:
    """What recomputing does, or did: counts, and the first cases."""

    looked_at: int = 0
    changed: int = 0
    earlier: int = 0
    later: int = 0
    overdue: int = 0
    """In time before, overdue after."""
    is_whole: bool = True
    """False where only some of the open cases were looked at."""
    examples: list[Moved] = field(default_factory=list)

    def note(self, moved: Moved, *, now: datetime) -> None:
        """Count one case that changes."""
        self.changed += 1
        if len(self.examples) < MOST_EXAMPLES:
            self.examples.append(moved)
        if moved.before is None or moved.after is None:
            return
        self.earlier += moved.after < moved.before
        self.later += moved.after > moved.before
        self.overdue += moved.after <= now < moved.before


def preview_recompute(*, now: datetime, at_most: int = 2_000) -> Effect:
    """What would change for the open cases that are due first, at most so many; nothing is written."""
    effect, work = Effect(), _Recomputing.begin()
    cases = list(_open_cases().order_by("due_at", "id")[: at_most + 1])
    effect.is_whole = len(cases) <= at_most
    for _appeal in work.changed(cases[:at_most], effect, now=now):
        pass
    return effect


def ask_for_recompute(*, by: Actor, because: str, now: datetime) -> None:
    """Let the worker recompute all open cases; the order stands in the audit log at once."""
    with transaction.atomic():
        record("ask_for_recompute", subject="deadlines", by=by, now=now, because=because)
        app.configure_task(JOB, lock=JOB).defer()


def recompute_deadlines(*, now: datetime) -> Effect:
    """Deadlines anew for every open case, batch by batch; one row in the audit log tells what came of it."""
    effect, work, last = Effect(), _Recomputing.begin(), 0
    while True:
        with transaction.atomic():
            cases = list(_open_cases().filter(id__gt=last).order_by("id").select_for_update(of=("self",))[:BATCH])
            _write(list(work.changed(cases, effect, now=now)))
        if not cases:
            break
        last = cases[-1].id
    details = {"looked_at": effect.looked_at, "changed": effect.changed, "overdue": effect.overdue}
    record("recompute_deadlines", subject="deadlines", by=None, now=now, details=details)
    return effect


@dataclass(slots=True)
class _Recomputing:
    """What is read once for all cases."""

    own: Sequence[Policy]
    calendars: dict[int, WorkingCalendar]

    @classmethod
    def begin(cls) -> "_Recomputing":
        return cls(load_own_policies(), {})

    def changed(self, cases: Sequence[Appeal], effect: Effect, *, now: datetime) -> Iterator[Appeal]:
        """Those of the cases whose terms or deadlines change, changed in memory."""
        self._load_calendars({appeal.body_id for appeal in cases})
        for appeal in cases:
            effect.looked_at += 1
            before = ([getattr(appeal, name) for name in _DUES], appeal.clock_log)
            if not appeal.clock_log:
                continue  # opened before clocks were logged: its deadlines stay
            pin_policy(appeal, own=self.own)
            set_deadlines(appeal, calendar=self.calendars[appeal.body_id])
            after = ([getattr(appeal, name) for name in _DUES], appeal.clock_log)
            if after == before:
                continue
            if after[0] != before[0]:
                effect.note(Moved(appeal.number, before[0][0], appeal.due_at), now=now)
            yield appeal

    def _load_calendars(self, body_ids: set[int]) -> None:
        for ids in batched(sorted(body_ids - self.calendars.keys()), 1_000):
            self.calendars |= {body.id: calendar_of(body) for body in Body.objects.filter(id__in=ids)}


def _open_cases() -> QuerySet[Appeal]:
    return Appeal.objects.filter(state__in=OPEN_STATES).only("id", *_READ)


def _write(cases: Sequence[Appeal]) -> None:
    if not cases:
        return
    columns = [[one.id for one in cases], *([getattr(one, name) for one in cases] for name in _DUES)]
    told = [[_as_json(one.clock_log) for one in cases], [_as_json(one.decided_by) for one in cases]]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [*columns, *told])


def _as_json(told: dict[str, object]) -> str:
    return json.dumps(told, ensure_ascii=False)

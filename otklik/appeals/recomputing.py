"""Recomputes the deadlines of open cases after a change of policy or calendar: first a preview, then the update."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from itertools import batched
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import QuerySet
from procrastinate.contrib.django import app

from otklik.appeals.clock_log import ClockLog
from otklik.appeals.clocks import calendar_of, policy_told, question_of, set_deadlines_by
from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import IS_OPEN, Appeal, Route
from otklik.appeals.policies import Policy, PolicyQuestion, choose_policy
from otklik.appeals.policy_book import load_own_policies
from otklik.appeals.profiles import Profile
from otklik.audit.services import record
from otklik.organizations.models import Body
from otklik.organizations.reach import demand_rules_of_all
from otklik.organizations.rights import Place, Right, Scope
from otklik.organizations.selectors import Viewer, within
from otklik.shared.calendar import WorkingCalendar
from otklik.shared.words import marked as _

JOB: Final = "recompute_deadlines"
BATCH = 2_000
MOST_EXAMPLES = 20
LONGEST_REASON = 400
_WRITE = """
update appeals_appeal as c
   set due_at = n.due_at, assign_due_at = n.assign_due_at, primary_due_at = n.primary_due_at,
       final_due_at = n.final_due_at, clock_log = jsonb_set(c.clock_log, '{policy}', t.policy),
       decided_by = c.decided_by || t.decided_by, version = c.version + 1,
       warn_at = case when n.due_at is not null then c.opened_at end
  from unnest(%s::bigint[], %s::int[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[])
       as n (id, place, due_at, assign_due_at, primary_due_at, final_due_at)
  join unnest(%s::jsonb[], %s::jsonb[]) with ordinality as t (policy, decided_by, place) using (place)
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
    names_within: Scope | None = None
    """Cases elsewhere are counted and not named; None: all are named."""

    def note(self, moved: Moved, place: Place, *, now: datetime) -> None:
        """Count one case that changes."""
        self.changed += 1
        if len(self.examples) < MOST_EXAMPLES and (self.names_within is None or self.names_within.covers(place)):
            self.examples.append(moved)
        if moved.before is None or moved.after is None:
            return
        self.earlier += moved.after < moved.before
        self.later += moved.after > moved.before
        self.overdue += moved.after <= now < moved.before


def preview_recompute(viewer: Viewer, *, now: datetime, at_most: int = 2_000) -> Effect:
    """What would change for the open cases that are due first, at most so many; nothing is written.

    Counted where this person keeps the rules; named only where they see cases, too.
    """
    kept, seen = viewer.scope(Right.EDIT_RULES), viewer.scope(Right.SEE_CASES)
    effect, work = Effect(names_within=seen), _Recomputing.begin()
    ids = Appeal.objects.filter(IS_OPEN).filter(within(kept)).order_by("due_at", "id").values_list("id", flat=True)
    first = list(ids[: at_most + 1])
    effect.is_whole = len(first) <= at_most
    for _changed in work.changed(_read(Appeal.objects.filter(id__in=first[:at_most])), effect, now=now):
        pass
    return effect


def ask_for_recompute(*, by: Viewer, because: str, now: datetime) -> None:
    """Let the worker recompute all open cases; the order stands in the audit log at once.

    Raises UnfitValue without a reason, HoldsForAll.
    """
    demand_rules_of_all(by)
    reason = because.strip()[:LONGEST_REASON]
    if not reason:
        raise UnfitValue(_("The reason is missing."), field="because", mend=_("Say why: it stays in the audit log."))
    with transaction.atomic():
        record("ask_for_recompute", subject="deadlines", by=by, now=now, because=reason)
        app.configure_task(JOB, lock=JOB).defer()


def recompute_deadlines(*, now: datetime) -> Effect:
    """Deadlines anew for every open case, batch by batch; one row in the audit log tells what came of it.

    What opens meanwhile has the new terms already.
    """
    effect, work = Effect(), _Recomputing.begin()
    ids = list(Appeal.objects.filter(IS_OPEN).order_by("id").values_list("id", flat=True))
    for some in batched(ids, BATCH):
        with transaction.atomic():
            cases = _read(Appeal.objects.filter(IS_OPEN, id__in=some).select_for_update())
            work.write(list(work.changed(cases, effect, now=now)))
    details = {"looked_at": effect.looked_at, "changed": effect.changed, "overdue": effect.overdue}
    record("recompute_deadlines", subject="deadlines", by=None, now=now, details=details)
    return effect


@dataclass(slots=True)
class _OpenCase:
    """The columns of an open case that its terms and deadlines are decided by: a hundred thousand are read at once."""

    id: int
    number: int
    legal_regime: str
    channel: str
    kind: str
    importance: str
    topic_id: int | None
    body_id: int
    municipality_id: int | None
    founder_id: int | None
    state: str
    clock_log: dict[str, Any]
    decided_by: dict[str, Any]
    paused_at: datetime | None
    assigned_at: datetime | None
    primary_answered_at: datetime | None
    final_answered_at: datetime | None
    due_at: datetime | None
    assign_due_at: datetime | None
    primary_due_at: datetime | None
    final_due_at: datetime | None

    @property
    def dues(self) -> tuple[datetime | None, ...]:
        """Its deadlines, the nearest first."""
        return (self.due_at, self.assign_due_at, self.primary_due_at, self.final_due_at)


_COLUMNS = tuple(one.name for one in fields(_OpenCase))


def _read(cases: QuerySet[Appeal]) -> list[_OpenCase]:
    return [_OpenCase(*row) for row in cases.order_by("id").values_list(*_COLUMNS)]


@dataclass(frozen=True, slots=True)
class _Terms:
    """What a case can be given: a policy, and how its row tells of it."""

    place: int
    """From 1 on, in the order in which they were first given."""
    profile: Profile
    policy: dict[str, Any]
    decided_by: dict[str, Any]


_Asked = tuple[PolicyQuestion, int | None]
"""About what a policy was asked, and which one a rule of routing names."""


@dataclass(slots=True)
class _Recomputing:
    """What is read and decided once for all cases."""

    own: Sequence[Policy]
    named_by: dict[int, int]
    """The policy in force that each rule of routing names."""
    calendars: dict[int, WorkingCalendar] = field(default_factory=dict)
    terms: dict[_Asked, _Terms] = field(default_factory=dict)
    given: dict[tuple[str, int | None], _Terms] = field(default_factory=dict)
    """By the key of the policy, and by which rule names it: few, whatever is asked."""

    @classmethod
    def begin(cls) -> "_Recomputing":
        naming = Route.objects.filter(policy__isnull=False, policy__ended_at=None)
        return cls(load_own_policies(), dict(naming.values_list("id", "policy_id")))

    def changed(
        self, cases: Sequence[_OpenCase], effect: Effect, *, now: datetime
    ) -> Iterator[tuple[_OpenCase, _Terms]]:
        """Those of the cases whose terms or deadlines change, changed in memory, with their terms."""
        self._load_calendars({case.body_id for case in cases})
        for case in cases:
            effect.looked_at += 1
            if not case.clock_log:
                continue  # opened before clocks were logged: its deadlines stay
            before, log, terms = case.dues, ClockLog.read(case.clock_log), self._terms_of(case)
            set_deadlines_by(log, terms.profile, case, calendar=self.calendars[case.body_id])
            if case.dues != before:
                place = Place(case.body_id, case.municipality_id, case.founder_id)
                effect.note(Moved(case.number, before[0], case.due_at), place, now=now)
            elif terms.policy == log.policy:
                continue
            yield case, terms

    def write(self, changed: Sequence[tuple[_OpenCase, _Terms]]) -> None:
        """Save what changed, by one statement."""
        if not changed:
            return
        cases, told = [case for case, _ in changed], list(self.given.values())
        dues = [
            _as_array(one.isoformat() if one else "null" for one in column)
            for column in zip(*(case.dues for case in cases), strict=True)
        ]
        ids, places = (
            _as_array(map(str, column))
            for column in ((case.id for case in cases), (terms.place for _, terms in changed))
        )
        policies, decided = [_as_json(one.policy) for one in told], [_as_json(one.decided_by) for one in told]
        with connection.cursor() as cursor:
            cursor.execute(_WRITE, [ids, places, *dues, policies, decided])

    def _terms_of(self, case: _OpenCase) -> _Terms:
        """A rule of routing that brought the case may name them: by what it names today."""
        is_named = bool(case.decided_by.get("route_policy"))
        named_id = self.named_by.get(case.decided_by.get("route_rule", 0)) if is_named else None
        asked = (question_of(case), named_id)
        known = self.terms.get(asked)
        if known is None:
            policy = choose_policy(asked[0], self.own, named_id=named_id)
            by_rule = named_id is not None and policy.own_id == named_id
            decided = {"profile": policy.key} | ({"route_policy": named_id} if named_id else {})
            terms = _Terms(len(self.given) + 1, policy.profile, policy_told(policy, is_named=by_rule), decided)
            known = self.terms[asked] = self.given.setdefault((policy.key, named_id), terms)
        return known

    def _load_calendars(self, body_ids: set[int]) -> None:
        for ids in batched(sorted(body_ids - self.calendars.keys()), 1_000):
            self.calendars |= {body.id: calendar_of(body) for body in Body.objects.filter(id__in=ids)}


def _as_array(values: Iterable[str]) -> str:
    """Plain values as PostgreSQL reads an array: much cheaper than one parameter for each."""
    return "{" + ",".join(values) + "}"


def _as_json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False)

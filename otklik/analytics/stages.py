"""Time in each stage: how long cases stood there, computed from their history."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from otklik.analytics.overview import Stretch
from otklik.appeals.states import State
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _

STAGES = {
    "triage": (_("Waits to be sorted and assigned"), (State.NEW, State.IN_MODERATION, State.MISROUTED)),
    "executor": (_("Waits for an executor"), (State.ASSIGNED,)),
    "work": (_("Being worked out"), (State.IN_WORK, State.REWORK, State.INTERIM_ANSWERED)),
    "approval": (_("Waits for approval and publication"), (State.AWAITING_APPROVAL,)),
    "author": (_("Waits for the author"), (State.CLARIFYING,)),
    "others": (_("Deferred, or with another system"), (State.DEFERRED, State.EXTERNAL)),
}
"""Stage → its words, and the states of a case in it."""
_SQL = """
with step as (
  select step.to_state, coalesce(lead(step.at) over of_case, %(now)s) - step.at as took
    from appeals_transition step join appeals_appeal one on one.id = step.appeal_id
   where one.opened_at >= %(since)s and one.opened_at < %(until)s and one.duplicate_of_id is null
     and one.primary_due_at is not null and one.state <> 'declined'
     and (%(everything)s or one.body_id = any(%(bodies)s) or one.municipality_id = any(%(towns)s)
          or one.founder_id = any(%(founders)s))
  window of_case as (partition by step.appeal_id order by step.id))
select to_state, count(*), sum(took) from step where took > interval '0' group by to_state
"""


@dataclass(frozen=True, slots=True)
class StageTime:
    """How long cases stood at a stage, by the clock on the wall."""

    name: str
    words: str
    """Marked for translation."""
    passed: int
    """How often a case came there."""
    total: timedelta
    percent: int
    """Of all the time of these cases."""

    @property
    def mean(self) -> timedelta | None:
        """Of one stay."""
        return self.total / self.passed if self.passed else None


def list_stages(viewer: Viewer, stretch: Stretch, *, now: datetime) -> list[StageTime]:
    """Every stage, in the order of the way; stays that last count until now."""
    scope = viewer.scope(Right.SEE_REPORTS)
    asked: dict[str, bool | datetime | list[int]] = {
        "now": now,
        "since": stretch.since,
        "until": stretch.until,
        "everything": scope.everything,
        "bodies": sorted(scope.body_ids),
        "towns": sorted(scope.municipality_ids),
        "founders": sorted(scope.founder_ids),
    }
    with connection.cursor() as cursor:
        cursor.execute(_SQL, asked)
        found = {state: (count, took) for state, count, took in cursor.fetchall()}
    totals = {}
    for name, (_words, states) in STAGES.items():
        stays = [found[state] for state in states if state in found]
        totals[name] = (sum(count for count, _ in stays), sum((took for _, took in stays), timedelta()))
    whole = sum((took for _, took in totals.values()), timedelta())
    return [
        StageTime(name, STAGES[name][0], passed, took, round(100 * took / whole) if whole else 0)
        for name, (passed, took) in totals.items()
    ]

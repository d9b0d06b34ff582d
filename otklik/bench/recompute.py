"""`otklik bench recompute`: the deadlines of open cases worked out anew after the terms changed."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import batched

from otklik.appeals.clocks import run_clocks, start_clocks
from otklik.appeals.models import Appeal
from otklik.appeals.opening_book import next_numbers
from otklik.appeals.policy_book import PolicyEntry, enter_policy
from otklik.appeals.profiles import Term, Unit
from otklik.appeals.recomputing import recompute_deadlines
from otklik.appeals.states import Clock, State
from otklik.bench.crowd import enter_crowd
from otklik.bench.place import BenchFailed
from otklik.bench.report import Goal, Report
from otklik.organizations.models import Body, Staff
from otklik.organizations.selectors import load_viewer
from otklik.shared.clock import now as read_clock

_IMPORTANCE = ("ordinary", "high", "emergency")


@dataclass(frozen=True, slots=True)
class RecomputeFigures:
    """What was measured."""

    cases: int
    changed: int
    seconds: float
    cases_per_second: float
    cpu_ms_per_case: float
    """Of this process; PostgreSQL's own work is not in it."""


def measure_recompute(*, cases: int) -> Report:
    """Open cases of many bodies with pauses behind them; one policy changes the terms of most."""
    now = read_clock()
    crowd = enter_crowd(now=now)
    bodies = list(Body.objects.order_by("id"))
    for some in batched(_cases(next_numbers(cases), bodies, now=now), 2_000):
        Appeal.objects.bulk_create(some)
    entry = PolicyEntry("bench", 10, {"primary": Term(360, Unit.WORKING_MINUTES), "final": Term(5, Unit.WORKING_DAYS)})
    curator = Staff.objects.get(email=crowd.people["curator"])
    enter_policy(entry, by=load_viewer(curator.id, on=now.date()), now=now)
    began, began_cpu = time.perf_counter(), time.process_time()
    effect = recompute_deadlines(now=now)
    seconds, cpu = time.perf_counter() - began, time.process_time() - began_cpu
    if effect.changed < cases // 2:
        raise BenchFailed(f"only {effect.changed} of {cases} cases changed")
    figures = RecomputeFigures(
        cases, effect.changed, round(seconds, 2), round(cases / seconds, 1), round(1000 * cpu / cases, 3)
    )
    return Report("recompute", figures, (Goal("seconds for 100,000", round(seconds * 100_000 / cases, 1), at_most=60),))


def _cases(numbers: list[int], bodies: list[Body], *, now: datetime) -> Iterator[Appeal]:
    """Assigned cases of the last month; every third was paused, every fifth answered for now."""
    for number, case_number in enumerate(numbers):
        moment = now - timedelta(days=30, minutes=-number % 43_000)
        body = bodies[number % len(bodies)]
        appeal = Appeal(
            number=case_number, kind="problem", state=State.IN_WORK, title="", typed_text="…", body=body,
            municipality_id=body.municipality_id, importance=_IMPORTANCE[number % 3], opened_at=moment, changed_at=now,
        )  # fmt: skip
        start_clocks(appeal, now=moment, own=())
        run_clocks(appeal, [Clock.STOP_ASSIGNMENT], now=moment + timedelta(minutes=5), date=None)
        if number % 3 == 0:
            run_clocks(appeal, [Clock.PAUSE_ALL], now=moment + timedelta(hours=1), date=None)
            run_clocks(appeal, [Clock.RESUME_WITH_GRACE], now=moment + timedelta(hours=30), date=None)
        if number % 5 == 0:
            acts = [Clock.STOP_PRIMARY_AS_INTERIM, Clock.START_FINAL]
            run_clocks(appeal, acts, now=moment + timedelta(hours=40), date=None)
        yield appeal

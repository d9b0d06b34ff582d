"""`otklik bench staff`: twenty people on two hundred cases for a minute; what was lost or done twice."""

import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.conf import settings

from otklik.answers.bulk.working import go_on_with_runs
from otklik.bench.desk import sign_in
from otklik.bench.place import BenchPlace, environment_for, running, wait_for_page
from otklik.bench.report import Goal, Report
from otklik.bench.staff.hands import Hands, Tally
from otklik.bench.staff.judging import Verdict, judge
from otklik.bench.staff.office import PASSWORD, Office, enter_office
from otklik.sandbox.testing import free_ports
from otklik.shared.clock import now
from otklik.worker.flow import bulk_loop
from otklik.worker.loops import run_loop

NO_END = 10**9


@dataclass(frozen=True, slots=True)
class StaffFigures:
    """What was done and what was not."""

    people: int
    cases: int
    seconds: float
    acts: int
    acts_by_kind: dict[str, int]
    stale_409: int
    """Refused because somebody else was there first: the person sees what changed."""
    refused_422: int
    """Refused because the case no longer allowed it."""
    failed: int
    """Answers of 500 and more."""
    failures: tuple[str, ...]
    lost_updates: int
    double_answers: int
    own_approvals: int
    broken_histories: int

    def goals(self) -> tuple[Goal, ...]:
        """Nothing of the kind may ever happen."""
        names = ("failed", "lost_updates", "double_answers", "own_approvals", "broken_histories")
        return tuple(Goal(name, float(getattr(self, name)), at_most=0.0) for name in names)


def measure_staff(*, people: int, cases: int, seconds: float) -> Report:
    """Try in the database that the settings name: it must be an empty one that nobody needs."""
    folder = settings.OTKLIK_DATA_DIR
    place = BenchPlace(folder, {**environment_for(folder), "OTKLIK_VK_ON": "yes"})
    office, port = enter_office(people=people, cases=cases, now=now()), free_ports(1)
    with running(place, "pages", "pages", "--port", str(port)) as process:
        url = f"http://127.0.0.1:{port}"
        wait_for_page(f"{url}/healthz", process=process, log=place.log("pages"))
        figures = try_staff(url, office, seconds=seconds)
    return Report("staff", figures, figures.goals())


def try_staff(url: str, office: Office, *, seconds: float, acts: int = NO_END) -> StaffFigures:
    """Let everybody of the office work at once, each so many acts or so many seconds; then look at what came of it."""
    desks = [sign_in(url, email, PASSWORD) for email in office.emails]
    hands = [
        Hands(desk, name=f"p{place}", numbers=office.numbers, body_id=office.body_id, seed=place)
        for place, desk in enumerate(desks)
    ]
    started_at, stop, bulk = time.monotonic(), threading.Event(), bulk_loop()
    clerk = threading.Thread(target=run_loop, args=(bulk,), kwargs={"stop": stop})
    clerk.start()
    threads = [threading.Thread(target=one.work, kwargs={"acts": acts, "until": started_at + seconds}) for one in hands]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.monotonic() - started_at
    stop.set()
    bulk.bell.set()
    clerk.join()
    while go_on_with_runs():
        pass  # what was pressed last
    for desk in desks:
        desk.close()
    tallies = [one.tally for one in hands]
    done = sum((tally.done for tally in tallies), Counter[str]())
    figures = _figures(office, tallies, done, verdict=judge(done, [one for tally in tallies for one in tally.seized]))
    return replace(figures, seconds=round(spent, 1))


def _figures(office: Office, tallies: Sequence[Tally], done: Counter[str], *, verdict: Verdict) -> StaffFigures:
    failures = [one for tally in tallies for one in tally.failed]
    return StaffFigures(
        people=len(office.emails),
        cases=len(office.numbers),
        seconds=0.0,
        acts=done.total(),
        acts_by_kind=dict(sorted(done.items())),
        stale_409=sum(tally.stale for tally in tallies),
        refused_422=sum(tally.refused for tally in tallies),
        failed=len(failures),
        failures=tuple(failures[:5]),
        lost_updates=verdict.lost_updates,
        double_answers=verdict.double_answers,
        own_approvals=verdict.own_approvals,
        broken_histories=verdict.broken_histories,
    )

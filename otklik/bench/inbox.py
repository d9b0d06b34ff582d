"""`otklik bench inbox`: pages of the desk with few and with many cases, beside their bare SQL."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx
from django.conf import settings
from django.db import connection

from otklik.appeals.selectors import InboxQuery, count_queues, list_inbox
from otklik.bench.crowd import PASSWORD, Crowd, enter_crowd, fill
from otklik.bench.desk import sign_in
from otklik.bench.place import BenchFailed, BenchPlace, environment_for, running, wait_for_page
from otklik.bench.processor import seconds_by_process
from otklik.bench.report import Goal, Report, Spread, spread_of
from otklik.ground.postgres import Postgres
from otklik.organizations.models import Staff
from otklik.organizations.selectors import load_viewer
from otklik.sandbox.testing import free_ports
from otklik.shared.clock import now

PAGES = {
    "inbox": "/desk/",
    "overdue": "/desk/?queue=overdue",
    "closed": "/desk/?queue=closed",
    "case": "/desk/appeals/{number}/",
    "similar": "/desk/appeals/{number}/alike/",
    "search": "/desk/?q=яма",
    "rare search": "/desk/?q=дом{number}",
}
OF_A_CASE = frozenset({"case", "similar"})
CALLS = {
    "call: street": "/desk/new/known/?q=дом{number}",
    "call: matter": "/desk/new/known/?q=яма",
    "call: phone begun": "/desk/new/known/?q=8 912",
    "call: phone": "/desk/new/known/?q=8 91200{number}",
}
"""What is asked while somebody who rings is being listened to."""
ANSWER_CALLS = frozenset({"school", "coordinator"})


@dataclass(frozen=True, slots=True)
class PageFigures:
    """How one page did for one person."""

    who: str
    page: str
    few: Spread
    many: Spread
    few_cpu_p50_ms: float
    many_cpu_p50_ms: float


@dataclass(frozen=True, slots=True)
class InboxFigures:
    """What was measured."""

    few_cases: int
    many_cases: int
    messages: int
    few: Spread
    many: Spread
    growth_of_p95: float
    few_cpu: Spread
    """Processor time of the pages and of PostgreSQL for a request: it stays what it is on a busy machine."""
    many_cpu: Spread
    growth_of_cpu_p95: float
    yardstick: str
    yardstick_p95_ms: float
    """The inbox's statements alone, with many cases."""
    inbox_p95_ms: float
    ratio: float
    calls_p95_ms: float
    """Open cases found while a caller's phone, street or matter is typed, with many cases."""
    pages: tuple[PageFigures, ...]


def measure_inbox(*, few: int, many: int, requests: int) -> Report:
    """Measure in the database that the settings name: it must be an empty one that nobody needs."""
    place = BenchPlace(settings.OTKLIK_DATA_DIR, environment_for(settings.OTKLIK_DATA_DIR))
    crowd, port = enter_crowd(now=now()), free_ports(1)
    with running(place, "pages", "pages", "--port", str(port)) as process:
        wait_for_page(f"http://127.0.0.1:{port}/healthz", process=process, log=place.log("pages"))
        desks = {who: sign_in(f"http://127.0.0.1:{port}", email, PASSWORD) for who, email in crowd.people.items()}
        fill(settings.OTKLIK_DATABASE_URL, crowd, since=0, until=few, now=now())
        measured = (process.pid, Postgres(settings.OTKLIK_DATA_DIR).pid or 0)
        with_few = _measure_pages(desks, cases=few, requests=requests, measured=measured)
        fill(settings.OTKLIK_DATABASE_URL, crowd, since=few, until=many, now=now())
        with_many = _measure_pages(desks, cases=many, requests=requests, measured=measured)
        bare = _measure_sql(crowd, requests=requests, moment=now())
        for desk in desks.values():
            desk.close()
    return _report(few, many, with_few=with_few, with_many=with_many, bare=bare)


@dataclass(frozen=True, slots=True)
class Taken:
    """What one request took, in seconds."""

    wall: float
    cpu: float


Times = dict[tuple[str, str], list[Taken]]


def _measure_pages(desks: dict[str, httpx.Client], *, cases: int, requests: int, measured: tuple[int, int]) -> Times:
    return {
        (who, page): [
            _time_one(desk, page, number=number, cases=cases, measured=measured) for number in range(-3, requests)
        ][3:]
        for who, desk in desks.items()
        for page in (PAGES | CALLS if who in ANSWER_CALLS else PAGES)
    }


def _time_one(desk: httpx.Client, page: str, *, number: int, cases: int, measured: tuple[int, int]) -> Taken:
    """The 21st body's first cases are the school's; all three people see them."""
    own = (number * 2_000 + 1) % cases
    of_case = own - own % 200 + 1_001
    address = (PAGES | CALLS)[page].format(number=of_case if page in OF_A_CASE else number * 7 % 50_000)
    cpu, started_at = sum(seconds_by_process(measured).values()), time.perf_counter()
    answer = desk.get(address)
    spent = time.perf_counter() - started_at
    cpu = max(sum(seconds_by_process(measured).values()) - cpu, 0.0)
    if answer.status_code != httpx.codes.OK:
        raise BenchFailed(f"{address} answered {answer.status_code}")
    return Taken(spent, cpu)


def _measure_sql(crowd: Crowd, *, requests: int, moment: datetime) -> list[float]:
    """The statements of the inbox page, as its selectors make them, alone."""
    times = []
    for email in crowd.people.values():
        viewer = load_viewer(Staff.objects.get(email=email).id, on=moment.date())
        statements: list[tuple[str, Any]] = []
        with connection.execute_wrapper(_noting(statements)):
            list_inbox(viewer, InboxQuery(), now=moment)
            count_queues(viewer, now=moment)
        times += [_time_statements(statements) for _ in range(requests)]
    return times


def _noting(statements: list[tuple[str, Any]]) -> Callable[..., Any]:
    def note(execute: Callable[..., Any], sql: str, params: Any, *rest: Any) -> Any:
        statements.append((sql, params))
        return execute(sql, params, *rest)

    return note


def _time_statements(statements: list[tuple[str, Any]]) -> float:
    started_at = time.perf_counter()
    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            cursor.fetchall()
    return time.perf_counter() - started_at


def _report(few: int, many: int, *, with_few: Times, with_many: Times, bare: list[float]) -> Report:
    pages = tuple(
        PageFigures(
            who,
            page,
            few=_spread(with_few, {page}, who=who),
            many=_spread(with_many, {page}, who=who),
            few_cpu_p50_ms=_cpu_spread(with_few, {page}, who=who).p50_ms,
            many_cpu_p50_ms=_cpu_spread(with_many, {page}, who=who).p50_ms,
        )
        for who, page in with_few
    )
    few_cpu, many_cpu = _cpu_spread(with_few, PAGES), _cpu_spread(with_many, PAGES)
    few_all, many_all = _spread(with_few, PAGES), _spread(with_many, PAGES)
    inbox = _spread(with_many, {"inbox"})
    yardstick = spread_of(bare)
    figures = InboxFigures(
        few_cases=few,
        many_cases=many,
        messages=many * 5,
        few=few_all,
        many=many_all,
        growth_of_p95=round(many_all.p95_ms / few_all.p95_ms, 2),
        few_cpu=few_cpu,
        many_cpu=many_cpu,
        growth_of_cpu_p95=round(many_cpu.p95_ms / few_cpu.p95_ms, 2) if few_cpu.p95_ms else 0.0,
        yardstick="the inbox's own statements, alone, with many cases",
        yardstick_p95_ms=yardstick.p95_ms,
        inbox_p95_ms=inbox.p95_ms,
        ratio=round(yardstick.p95_ms / inbox.p95_ms, 3),
        calls_p95_ms=_spread(with_many, CALLS).p95_ms,
        pages=pages,
    )
    goals = (
        Goal("many.p95_ms", many_all.p95_ms, at_most=100.0),
        Goal("growth_of_p95", figures.growth_of_p95, at_most=2.0),
        Goal("calls_p95_ms", figures.calls_p95_ms, at_most=200.0),
    )
    return Report("inbox", figures, goals)


def _spread(times: Times, pages: Collection[str], *, who: str = "") -> Spread:
    return spread_of([one.wall for one in _taken(times, pages, who)])


def _cpu_spread(times: Times, pages: Collection[str], *, who: str = "") -> Spread:
    return spread_of([one.cpu for one in _taken(times, pages, who)])


def _taken(times: Times, pages: Collection[str], who: str) -> list[Taken]:
    return [one for (by, page), taken in times.items() if page in pages and who in ("", by) for one in taken]

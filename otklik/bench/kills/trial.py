"""`otklik bench kills`: parts are killed all the time while answers go out; nothing is lost, nothing said twice."""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import httpx
from django.conf import settings
from django.db import OperationalError, connections

from otklik.bench.kills.blows import POINTS, Blows
from otklik.bench.kills.stage import Database, Part, Stage, wait_until
from otklik.bench.kills.talk import Talk
from otklik.bench.kills.town import GROUP, build_town
from otklik.bench.kills.verdict import Findings, count_waiting, judge, tell_unsettled
from otklik.bench.place import BenchFailed, free_ports
from otklik.bench.report import Goal, Report
from otklik.config.postgres import Postgres
from otklik.pages.models import Connection
from otklik.sandbox.testing import RunningSandbox
from otklik.shared.clock import now as read_clock
from otklik.web.edge.database import without_pool

STARTED_WITHIN_SECONDS = 60.0
CALM_WITHIN_SECONDS = 120.0
TIME_FACTOR = 0.02
"""The network's repetitions of a push come after 0.2 s, 3.6 s, 12 s, 36 s and 72 s."""
NETWORK_TROUBLES = (
    ("cut_after", {"method": "wall.createComment", "chance": 0.05}),
    ("cut_after", {"method": "messages.send", "chance": 0.05}),
    ("timeout_after", {"method": "wall.createComment", "chance": 0.03, "seconds": 2.5}),
    ("http", {"method": "wall.createComment", "chance": 0.03, "status": 503}),
    ("duplicate", {"chance": 0.1}),
    ("late", {"chance": 0.1, "seconds": 1.0}),
)
"""Besides the kills the network itself breaks connections, is late and repeats itself."""


@dataclass(frozen=True, slots=True)
class KillFigures:
    """What happened."""

    seed: int
    kills: int
    at_points: int
    dealt: dict[str, int]
    """By point in the code, or by part where it was any moment."""
    restarts: dict[str, int]
    answers: int
    outages_seen: int
    """How often the person who answers found the database away."""
    events: int
    """Webhooks that got their `ok`."""
    given_up: int
    """Webhooks that the network stopped repeating: reading the page back finds what they told."""
    kill_seconds: float
    calm_seconds: float
    """From the last kill until nothing waited any more."""
    findings: Findings


def measure_kills(*, kills: int, answers: int, seed: int) -> Report:
    """Kill so many times while so many cases are answered; works in a database of its own, that it may kill."""
    without_pool()
    with _stage() as (stage, sandbox, points, edge_url):
        town = build_town(sandbox.control, edge_url=edge_url, now=read_clock())
        for kind, fields in NETWORK_TROUBLES:
            sandbox.control.add_fault(kind, count=0, **fields)
        blows = Blows(wanted=kills, points=points, stage=stage, chance=random.Random(seed))  # noqa: S311
        talk = Talk(
            town=town,
            sandbox=sandbox.control,
            cases=answers,
            progress=lambda: blows.count / max(kills, 1),
            chance=random.Random(seed),  # noqa: S311
        )
        started_at = time.monotonic()
        threads = talk.start()
        try:
            blows.deal_all()
            calm_at = time.monotonic()
            sandbox.control.remove_faults()
            _wait_for_calm(stage, sandbox, is_all_said=lambda: not any(thread.is_alive() for thread in threads))
        finally:
            talk.give_up()
            for thread in threads:
                thread.join()
        if talk.failures:
            raise BenchFailed(f"the person could not answer: {talk.failures[0]!r}") from talk.failures[0]
        pushes = sandbox.control.counters()["pushes"]
        findings = judge(sandbox.control.state(GROUP), given_up=pushes["given_up"])
        unsettled = tell_unsettled()
        figures = KillFigures(
            seed=seed,
            kills=blows.count,
            at_points=sum(blows.dealt[point] for point in POINTS),
            dealt=dict(sorted(blows.dealt.items())),
            restarts={name: part.deaths for name, part in stage.by_name.items()},
            answers=_count_answers(),
            outages_seen=talk.outages,
            events=pushes["accepted"],
            given_up=pushes["given_up"],
            kill_seconds=round(calm_at - started_at, 1),
            calm_seconds=round(time.monotonic() - calm_at, 1),
            findings=findings,
        )
    for line in unsettled:
        sys.stderr.write(f"{line}\n")
    goals = (Goal("kills", figures.kills, at_least=kills), Goal("findings.count", findings.count, at_most=0))
    return Report("kills", figures, goals)


@contextmanager
def _stage() -> Iterator[tuple[Stage, RunningSandbox, Path, str]]:
    """The network, two workers, the edge and the pages, on the database of this process."""
    folder = Path(tempfile.mkdtemp(prefix="parts-", dir=settings.OTKLIK_DATA_DIR))
    points = folder / "points"
    points.mkdir()
    port = free_ports(2)
    server = Postgres(settings.OTKLIK_DATA_DIR)
    with ExitStack() as stack:
        sandbox = stack.enter_context(RunningSandbox())
        sandbox.control.settings(time_factor=TIME_FACTOR)
        told = os.environ | {
            "DATABASE_URL": server.url,
            "OTKLIK_KILL_POINTS": str(points),
            "OTKLIK_VK_API_URL": sandbox.vk_api_url,
            "OTKLIK_VK_TIMEOUT_SECONDS": "1.5",
        }
        commands = {
            "edge": ["edge", "--port", str(port)],
            "pages": ["pages", "--port", str(port + 1)],
            "worker 1": ["work"],
            "worker 2": ["work"],
        }
        parts = [Part(name, words, environment=told, folder=folder) for name, words in commands.items()]
        addresses = (f"http://127.0.0.1:{port}/readyz", f"http://127.0.0.1:{port + 1}/readyz")
        stage = Stage(parts, Database(server), addresses=addresses)
        stack.enter_context(stage.running())
        if not wait_until(lambda: all(map(_answers, stage.addresses)), seconds=STARTED_WITHIN_SECONDS, stage=stage):
            raise BenchFailed(f"the parts did not start; see {folder}")
        yield stage, sandbox, points, f"http://127.0.0.1:{port}"


def _wait_for_calm(stage: Stage, sandbox: RunningSandbox, *, is_all_said: Callable[[], bool]) -> None:
    """Wait until everybody has said everything and nothing waits any more; longer than a while is a finding."""
    # what the network would repeat in a minute comes now; it counts as one of its few tries, so not again and again
    wait_until(lambda: all(map(_answers, stage.addresses)), seconds=STARTED_WITHIN_SECONDS, stage=stage)
    sandbox.control.flush_pushes()
    calm_since = read_clock()

    def is_calm() -> bool:
        pushes = sandbox.control.pushes()
        if pushes["waiting"] or pushes["in_flight"]:
            return False
        is_read_back = not sandbox.control.counters()["pushes"]["given_up"] or _is_read_back(since=calm_since)
        return is_read_back and is_all_said() and not _count_waiting()

    if wait_until(is_calm, seconds=CALM_WITHIN_SECONDS, stage=stage):
        # what the last events told may still have to be read by the slowest loop
        time.sleep(2.5)
        wait_until(is_calm, seconds=CALM_WITHIN_SECONDS, stage=stage)


def _is_read_back(*, since: datetime) -> bool:
    """What the network gave up was never accepted: the workers find it when they read the page back, which is now."""
    try:
        Connection.objects.filter(reconciled_at__lt=since).update(reconciled_at=None)
        return Connection.objects.filter(reconciled_at__gte=since).exists()
    except OperationalError:
        connections.close_all()
        return False


def _count_waiting() -> int:
    try:
        return count_waiting()
    except OperationalError:
        connections.close_all()
        return 1


def _count_answers() -> int:
    from otklik.answers.models import Answer

    return Answer.objects.count()


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=2, trust_env=False).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False

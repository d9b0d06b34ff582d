"""`otklik bench kills`: parts are killed all the time while answers go out; nothing is lost, nothing said twice."""

import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from django.conf import settings

from otklik.answers.models import Answer, AnswerState
from otklik.bench.desk import sign_in
from otklik.bench.kills.blows import POINTS, Blows
from otklik.bench.kills.calm import wait_for_answers, wait_for_calm, wait_until_said
from otklik.bench.kills.figures import KillFigures, NetworkFigures, sum_up
from otklik.bench.kills.person import decide_all, look_at_desk
from otklik.bench.kills.played.troubles import troubles_of
from otklik.bench.kills.stage import Database, Part, Stage
from otklik.bench.kills.talk import Talk
from otklik.bench.kills.town import EMAIL, PASSWORD, PLAYED, Town, build_town
from otklik.bench.kills.verdict import judge, tell_troubled
from otklik.bench.place import BenchFailed
from otklik.bench.report import Goal, Report
from otklik.delivery.models import OutboxAct, OutboxState
from otklik.ground.postgres import Postgres
from otklik.sandbox.testing import RunningSandbox, free_ports
from otklik.shared.clock import now as read_clock
from otklik.web.edge.database import without_pool

STARTED_WITHIN_SECONDS = 180.0
TIMEOUT_SECONDS = "1.5"
TIME_FACTOR = 0.02
"""VK's repetitions of a push come after 0.2 s, 3.6 s, 12 s, 36 s and 72 s."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Where it takes place."""

    stage: Stage
    sandbox: RunningSandbox
    points: Path
    edge_url: str
    desk_url: str


def measure_kills(*, kills: int, answers: int, seed: int, networks: Sequence[str]) -> Report:
    """Kill so many times while so many cases are answered in each network; uses up the database that it works in."""
    without_pool()
    with _stage() as trial:
        control = trial.sandbox.control
        town = build_town(control, networks=networks, answers=answers, edge_url=trial.edge_url, now=read_clock())
        blows = Blows(wanted=kills, points=trial.points, stage=trial.stage, chance=random.Random(seed))  # noqa: S311
        talks = [
            Talk(
                person=town.person,
                pages=town.pages_of(network),
                cases=answers,
                progress=lambda: blows.count / max(kills, 1),
                chance=random.Random(seed),  # noqa: S311
            )
            for network in networks
        ]
        for kind, fields in troubles_of(networks):
            control.add_fault(kind, **fields)
        times = _let_them_talk(trial, blows, talks)
        by_network = _judge_twice(trial, town, networks)
        figures = _figures(trial, blows, talks, seed=seed, times=times, by_network=by_network)
    goals = (
        Goal("kills", figures.kills, at_least=kills),
        Goal("answers", figures.answers, at_least=answers * len(networks)),
        Goal("findings", sum(figures.findings.values()), at_most=0),
    )
    return Report("kills", figures, goals)


def _figures(
    trial: Trial,
    blows: Blows,
    talks: Sequence[Talk],
    *,
    seed: int,
    times: tuple[float, float],
    by_network: dict[str, NetworkFigures],
) -> KillFigures:
    counters = trial.sandbox.control.counters()
    calls = {network: counters["calls"].get(network, {}).values() for network in by_network}
    return KillFigures(
        seed=seed,
        kills=blows.count,
        at_points=sum(blows.dealt[point] for point in POINTS),
        dealt=dict(sorted(blows.dealt.items())),
        restarts={name: part.deaths for name, part in trial.stage.by_name.items()},
        answers=sum(one.answers for one in by_network.values()),
        outages_seen=sum(talk.outages for talk in talks),
        events=counters["pushes"]["accepted"],
        given_up=counters["pushes"]["given_up"],
        faults={network: sum(row["faults"] for row in rows) for network, rows in calls.items()},
        kill_seconds=times[0],
        calm_seconds=times[1],
        networks=by_network,
        findings=dict(sum_up(by_network)),
    )


def _let_them_talk(trial: Trial, blows: Blows, talks: Sequence[Talk]) -> tuple[float, float]:
    """Deal all blows while all talk; networks go on breaking calls until all is said.

    Returns the seconds of the blows, and those until nothing waited any more.
    """
    started_at = time.monotonic()
    threads = [thread for talk in talks for thread in talk.start()]
    try:
        blows.deal_all()
        calm_at = time.monotonic()
        wait_for_answers(trial.stage, seconds=STARTED_WITHIN_SECONDS)
        if not wait_until_said(trial.stage, trial.sandbox, is_all_said=lambda: not any(map(Thread.is_alive, threads))):
            raise BenchFailed("not everybody could say what they wanted to; see what the parts wrote")
        trial.sandbox.control.remove_faults()
        wait_for_calm(trial.stage, trial.sandbox)
    finally:
        for talk in talks:
            talk.give_up()
        for thread in threads:
            thread.join()
    if failures := [failure for talk in talks for failure in talk.failures]:
        raise BenchFailed(f"a person could not answer: {failures[0]!r}") from failures[0]
    return round(calm_at - started_at, 1), round(time.monotonic() - calm_at, 1)


def _judge_twice(trial: Trial, town: Town, networks: Sequence[str]) -> dict[str, NetworkFigures]:
    """Judge, let a person decide on what is failed or unknown, and judge again."""
    given_up = trial.sandbox.control.counters()["pushes"]["given_up"]
    _tell(town, networks)
    with closing(sign_in(trial.desk_url, EMAIL, PASSWORD)) as desk:
        answers = {network: Answer.objects.filter(appeal__page__network=network) for network in networks}
        states = {network: Counter(found.values_list("state", flat=True)) for network, found in answers.items()}
        before = {
            network: judge(town, network=network, must_be_sent=network == "vk", given_up=given_up)
            for network in networks
        }
        shown = {network: look_at_desk(desk, town.person, network=network, now=read_clock()) for network in networks}
        looked_for = {network: _count_looked_for(network) for network in networks}
        decided = {network: decide_all(desk, town, network=network) for network in networks}
    wait_for_calm(trial.stage, trial.sandbox)
    _tell(town, networks)
    return {
        network: NetworkFigures(
            answers=states[network].total(),
            sent=states[network][AnswerState.SENT],
            looked_for=looked_for[network],
            failed=states[network][AnswerState.FAILED],
            unknown=states[network][AnswerState.UNKNOWN],
            not_shown=shown[network].not_shown,
            findings=before[network],
            decided=decided[network],
            findings_in_the_end=judge(town, network=network, must_be_sent=True, given_up=given_up),
        )
        for network in networks
    }


def _count_looked_for(network: str) -> int:
    return OutboxAct.objects.filter(page__network=network, state=OutboxState.SENT, is_doubtful=True).count()


def _tell(town: Town, networks: Sequence[str]) -> None:
    for line in tell_troubled(town, networks):
        sys.stderr.write(f"{line}\n")


@contextmanager
def _stage() -> Iterator[Trial]:
    """The networks, two workers, the edge and the pages, on the database of this process."""
    folder = Path(tempfile.mkdtemp(prefix="parts-", dir=settings.OTKLIK_DATA_DIR))
    points = folder / "points"
    points.mkdir()
    port = free_ports(2)
    server = Postgres(settings.OTKLIK_DATA_DIR)
    edge_url, desk_url = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port + 1}"
    with ExitStack() as stack:
        sandbox = stack.enter_context(RunningSandbox())
        sandbox.control.settings(time_factor=TIME_FACTOR)
        told = (
            os.environ
            | _ways_to(sandbox)
            | {
                "DATABASE_URL": server.program_url,
                "OTKLIK_KILL_POINTS": str(points),
                "OTKLIK_EDGE_URL": edge_url,
            }
        )
        commands = {
            "edge": ["edge", "--port", str(port)],
            "pages": ["pages", "--port", str(port + 1)],
            "worker 1": ["work"],
            "worker 2": ["work"],
        }
        parts = [Part(name, words, environment=told, folder=folder) for name, words in commands.items()]
        stage = Stage(parts, Database(server), addresses=(f"{edge_url}/readyz", f"{desk_url}/readyz"))
        stack.enter_context(stage.running())
        if not wait_for_answers(stage, seconds=STARTED_WITHIN_SECONDS):
            raise BenchFailed(f"the parts did not start; see {folder}")
        yield Trial(stage, sandbox, points, edge_url, desk_url)


def _ways_to(sandbox: RunningSandbox) -> dict[str, str]:
    """The settings with which our parts reach the played networks."""
    application = sandbox.control.ok.create_application()
    told = {
        "OTKLIK_OK_APPLICATION_KEY": str(application["key"]),
        "OTKLIK_OK_APPLICATION_SECRET": str(application["secret"]),
    }
    for network in PLAYED:
        name = f"OTKLIK_{network.upper()}"
        told[f"{name}_ON"], told[f"{name}_API_URL"] = "yes", f"{sandbox.url}/{network}"
        told[f"{name}_TIMEOUT_SECONDS"] = TIMEOUT_SECONDS
    return told

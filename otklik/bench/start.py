"""`otklik bench start`: from the command to the line that says «ready», the first time and again."""

import json
import subprocess
import time
from dataclasses import dataclass

from otklik.bench.place import BenchFailed, BenchPlace, empty_place, running, wait_for_words
from otklik.bench.processor import runs_below
from otklik.bench.report import Goal, Report
from otklik.sandbox.testing import free_ports

READY = "Otklik is ready"
SEEDED_WITHIN_SECONDS = 120.0
MAKES_THE_PAST = "prepare_demo"
LET_GO_WITHIN_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class StartFigures:
    """What was measured."""

    first_start_seconds: float
    """Into an empty folder: PostgreSQL's files, tables and the town are made."""
    next_start_seconds: float


def measure_start() -> Report:
    """Start the demo twice in a folder of its own."""
    with empty_place() as place:
        figures = StartFigures(first_start_seconds=_start_once(place), next_start_seconds=_start_once(place))
    goals = (
        Goal("first_start_seconds", figures.first_start_seconds, at_most=10.0),
        Goal("next_start_seconds", figures.next_start_seconds, at_most=10.0),
    )
    return Report("start", figures, goals)


def demo_words(place: BenchPlace, port: int) -> list[str]:
    """The demo in this place, with residents who hardly write."""
    return ["demo", "--data-dir", str(place.folder / "demo"), "--port", str(port), "--speed", "0.01"]


def wait_for_demo(place: BenchPlace, process: subprocess.Popen[bytes]) -> None:
    """Return when it says that it is ready: pages, edge, worker and the town are there."""
    wait_for_words(READY, process=process, log=place.log("demo"))


def wait_for_the_past(place: BenchPlace) -> None:
    """Return when the past month is complete; a demo that ends sooner begins anew. Raises BenchFailed."""
    marker = place.folder / "demo" / "demo.json"
    until = time.monotonic() + SEEDED_WITHIN_SECONDS
    while not json.loads(marker.read_text(encoding="utf-8")).get("is_seeded"):
        if time.monotonic() > until:
            raise BenchFailed(f"the town's past is not there after {SEEDED_WITHIN_SECONDS:.0f} s")
        time.sleep(0.2)


def wait_until_the_past_is_let_go(process: int) -> None:
    """Return when what made the past has ended: it takes a while to put its memory away, and the demo to notice.

    Only then residents write, and its processor time has fallen to the demo. Raises BenchFailed.
    """
    until = time.monotonic() + LET_GO_WITHIN_SECONDS
    while runs_below(process, MAKES_THE_PAST):
        if time.monotonic() > until:
            raise BenchFailed(f"`otklik {MAKES_THE_PAST}` does not end")
        time.sleep(0.2)


def _start_once(place: BenchPlace) -> float:
    port = free_ports(3)
    place.log("demo").unlink(missing_ok=True)
    started_at = time.perf_counter()
    with running(place, "demo", *demo_words(place, port)) as process:
        wait_for_demo(place, process)
        seconds = time.perf_counter() - started_at
        wait_for_the_past(place)
    return round(seconds, 2)

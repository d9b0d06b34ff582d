"""`otklik bench start`: from the command to the first page served, the first time and again."""

import subprocess
import time
from dataclasses import dataclass

from otklik.bench.place import BenchPlace, empty_place, free_ports, running, wait_for_page
from otklik.bench.report import Goal, Report


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


def wait_for_demo(place: BenchPlace, port: int, process: subprocess.Popen[bytes]) -> None:
    """Return when the first page is served."""
    wait_for_page(f"http://127.0.0.1:{port}/", process=process, log=place.log("demo"))


def _start_once(place: BenchPlace) -> float:
    port = free_ports(3)
    started_at = time.perf_counter()
    with running(place, "demo", *demo_words(place, port)) as process:
        wait_for_demo(place, port, process)
        return round(time.perf_counter() - started_at, 2)

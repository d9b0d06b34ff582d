"""The processes of a worker, played by a program that only says who it is."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest

PROGRAM = """
import os, threading
from functools import partial
from otklik.worker.processes import run_apart

stop = threading.Event()

def job(name, gives_up):
    os.write(1, f"{name} {os.getpid()}\\n".encode())
    if gives_up:
        return False
    stop.wait()
    os.write(1, f"{name} ends\\n".encode())
    return True

os.write(1, f"parent {os.getpid()}\\n".encode())
run_apart({"one": partial(job, "one", False), "two": partial(job, "two", %s)}, stop=stop)
os.write(1, b"parent ends\\n")
"""


class Told:
    """A running program and what it says."""

    def __init__(self, *, two_gives_up: bool = False) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM % two_gives_up], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def line(self) -> str:
        """The next thing that any of its processes says; empty when all of them are gone."""
        assert self.process.stdout is not None
        assert select.select([self.process.stdout], [], [], 60)[0], "nobody says anything"
        return self._read()

    def _read(self) -> str:
        said = b""
        assert self.process.stdout is not None
        while not said.endswith(b"\n") and (letter := os.read(self.process.stdout.fileno(), 1)):
            said += letter
        return said.decode().strip()

    def close(self) -> None:
        """End it, however it stands."""
        self.process.kill()
        self.process.communicate()

    def pids(self, count: int) -> dict[str, int]:
        """So many names and numbers."""
        said = (self.line().split() for _ in range(count))
        return {name: int(number) for name, number in said}


@pytest.fixture
def told() -> Iterator[Told]:
    playing = Told()
    yield playing
    playing.close()


def test_each_job_has_a_process_of_its_own(told: Told) -> None:
    pids = told.pids(3)
    assert set(pids) == {"parent", "one", "two"}
    assert len(set(pids.values())) == 3


def test_one_that_is_killed_is_there_again_and_the_other_goes_on(told: Told) -> None:
    before = told.pids(3)
    os.kill(before["one"], signal.SIGKILL)
    again = told.pids(1)
    assert set(again) == {"one"}
    assert again["one"] != before["one"]
    os.kill(before["two"], 0)  # lives


def test_one_that_gave_up_is_started_again() -> None:
    with closing(Told(two_gives_up=True)) as playing:
        said: list[str] = []
        while said.count("two") < 3:
            said.append(playing.line().split()[0])
        assert said.count("one") <= 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_all_end_in_order_when_the_parent_is_told_to(told: Told, number: signal.Signals) -> None:
    told.pids(3)
    told.process.send_signal(number)
    assert {told.line(), told.line()} == {"one ends", "two ends"}
    assert told.line() == "parent ends"
    assert told.process.wait(60) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel tells children of their parent's death only there")
def test_nobody_outlives_a_killed_parent(told: Told) -> None:
    told.pids(3)
    told.process.kill()
    assert {told.line(), told.line()} == {"one ends", "two ends"}
    assert told.line() == ""


HELD = {
    "alone": "stop_on_signals(stop); come(); stop.wait()",
    "in the parent": "Forked.look_after = lambda self: come(); run_apart({'one': lambda: True}, stop=stop)",
    "in a child": "run_apart({'one': lambda: come() or stop.wait() and os.kill(os.getppid(), 15) is None}, stop=stop)",
}


@pytest.mark.parametrize("where", HELD)
def test_a_signal_ends_it_also_in_the_very_moment_when_the_lock_is_held(where: str) -> None:
    """A handler interrupts whatever is done, the asking whether to stop too."""
    program = f"""
import os, signal, threading
from otklik.worker.processes import Forked, run_apart, stop_on_signals

stop = threading.Event()

def come():
    with stop._cond:
        os.kill(os.getpid(), signal.SIGTERM)

{HELD[where]}
"""
    assert subprocess.run([sys.executable, "-c", program], timeout=60, check=False).returncode == 0

"""Whatever dies is started again; the end is an end for all."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from otklik.demo.processes import LOG_BYTES, Child, Plan
from otklik.demo.supervisor import Supervisor
from otklik.ground.postgres import Postgres

SLEEPER = (sys.executable, "-c", "import time; time.sleep(120)")
PATIENCE_SECONDS = 60.0


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def supervisor(told: list[str]) -> Iterator[Supervisor]:
    made = Supervisor(None, tell=told.append)
    yield made
    made.stop()


def _until(condition: Callable[[], bool]) -> Callable[[], bool]:
    """The condition, or a failure when it takes too long."""
    deadline = time.monotonic() + PATIENCE_SECONDS

    def ask() -> bool:
        assert time.monotonic() < deadline, "it takes too long"
        return condition()

    return ask


def _is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_it_starts_a_killed_child_again_and_says_so(supervisor: Supervisor, told: list[str], tmp_path: Path) -> None:
    child = Child(Plan("sleeper", SLEEPER), logs=tmp_path)
    supervisor.add(child)
    first = child.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    supervisor.look_after_all(until=_until(lambda: child.deaths == 1 and child.pid is not None))
    assert child.pid != first
    assert _is_alive(child.pid or 0)
    assert told == [f"sleeper ended by itself and is started again; see {tmp_path / 'sleeper.log'}"]


def test_it_ends_what_a_killed_child_had_started(supervisor: Supervisor, tmp_path: Path) -> None:
    note = tmp_path / "grandchild"
    code = (
        "import pathlib, subprocess, sys, time\n"
        "started = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(120)'])\n"
        f"pathlib.Path({str(note)!r}).write_text(str(started.pid))\n"
        "time.sleep(120)\n"
    )
    child = Child(Plan("parent", (sys.executable, "-c", code)), logs=tmp_path)
    supervisor.add(child)
    supervisor.look_after_all(until=_until(lambda: note.is_file() and bool(note.read_text(encoding="utf-8"))))
    grandchild = int(note.read_text(encoding="utf-8"))
    os.kill(child.pid or 0, signal.SIGKILL)
    supervisor.look_after_all(until=_until(lambda: child.deaths == 1))
    supervisor.look_after_all(until=_until(lambda: not _is_alive(grandchild)))


def test_it_waits_longer_each_time_when_a_child_dies_at_once(supervisor: Supervisor, tmp_path: Path) -> None:
    child = Child(Plan("hasty", (sys.executable, "-c", "raise SystemExit(3)")), logs=tmp_path)
    supervisor.add(child)
    began = time.monotonic()
    supervisor.look_after_all(until=_until(lambda: child.deaths == 3))
    assert time.monotonic() - began >= 0.2 + 0.4


def test_it_leaves_a_child_in_peace_that_has_done_its_work(supervisor: Supervisor, tmp_path: Path) -> None:
    child = Child(Plan("feed", (sys.executable, "-c", ""), may_end=True), logs=tmp_path)
    supervisor.add(child)
    supervisor.look_after_all(until=_until(lambda: child.pid is None))
    looks = iter(range(10))
    supervisor.look_after_all(until=lambda: next(looks) >= 9)
    assert (child.pid, child.deaths) == (None, 0)


def test_it_ends_even_children_that_do_not_want_to(told: list[str], tmp_path: Path) -> None:
    stubborn = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(120)"
    )
    plan = Plan("stubborn", (sys.executable, "-c", stubborn), stops_within_seconds=0.5)
    supervisor, child = Supervisor(None, tell=told.append), Child(plan, logs=tmp_path)
    supervisor.add(child)
    supervisor.look_after_all(until=_until(lambda: child.log.read_text(encoding="utf-8") == "up\n"))
    pid = child.pid or 0
    supervisor.stop()
    assert not _is_alive(pid)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells children of their parent's death")
def test_it_takes_its_children_along_when_it_is_killed_itself(tmp_path: Path) -> None:
    code = (
        "import pathlib, sys\n"
        "from otklik.demo.processes import Child, Plan\n"
        "from otklik.demo.supervisor import Supervisor\n"
        "supervisor = Supervisor(None, tell=print)\n"
        f"child = Child(Plan('sleeper', {SLEEPER!r}), logs=pathlib.Path({str(tmp_path)!r}))\n"
        "supervisor.add(child)\n"
        "print(child.pid, flush=True)\n"
        "supervisor.look_after_all()\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        pid = int(process.stdout.readline())
        assert _is_alive(pid)
        process.kill()
    ends = _until(lambda: not _is_alive(pid))
    while not ends():
        time.sleep(0.01)


def test_it_keeps_logs_short_without_losing_the_child_its_file(tmp_path: Path) -> None:
    child = Child(Plan("talker", SLEEPER), logs=tmp_path)
    child.log.write_bytes(b"x" * (LOG_BYTES + 1))
    child.rotate_log()
    assert child.log.stat().st_size == 0
    assert (tmp_path / "talker.log.1").stat().st_size == LOG_BYTES + 1


@pytest.fixture
def database_dir() -> Iterator[Path]:
    """A data directory that root's PostgreSQL can reach."""
    folder = Path(tempfile.mkdtemp(prefix="otklik-demo-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


def test_it_starts_a_killed_database_again(told: list[str], database_dir: Path) -> None:
    server = Postgres(database_dir, configuration={"fsync": "off", "shared_buffers": "16MB"})
    supervisor = Supervisor(server, tell=told.append)
    supervisor.start_server()
    try:
        first = server.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        supervisor.look_after_all(until=_until(lambda: server.pid not in (None, first) and server.is_running()))
        assert told == ["PostgreSQL is gone and is started again"]
    finally:
        supervisor.stop()
    assert server.pid is None

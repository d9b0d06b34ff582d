"""What is killed: two workers, the edge, the pages and PostgreSQL; each is started again at once."""

import contextlib
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import psycopg

from otklik.bench.place import COMMAND, BenchFailed
from otklik.ground.postgres import Postgres

LOOK_EVERY_SECONDS = 0.05
STOPS_WITHIN_SECONDS = 15.0


class Part:
    """One of our processes, started again whenever it is gone."""

    def __init__(self, name: str, words: list[str], *, environment: Mapping[str, str], folder: Path) -> None:
        self.name = name
        self.deaths = 0
        self._command = [*COMMAND, *words]
        self._environment = dict(environment)
        self._log = folder / f"{name}.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(self._command, env=self._environment, stdout=log, stderr=log)

    def look_after(self) -> None:
        """Start it again if it is gone."""
        if self._process is None or self._process.poll() is not None:
            self.deaths += 1
            self.start()

    def kill(self, chance: random.Random) -> bool:
        """SIGKILL to the process or to one that it started. Returns whether there was one."""
        if self._process is None:
            return False
        return _kill(chance.choice([self._process.pid, *_children_of(self._process.pid)]))

    def stop(self) -> None:
        """End it in order."""
        if self._process is None:
            return
        self._process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(STOPS_WITHIN_SECONDS)
        self._process.kill()
        self._process.wait()


class Database:
    """PostgreSQL, started again whenever its server is gone."""

    name = "postgres"

    def __init__(self, server: Postgres) -> None:
        self.deaths = 0
        self._server = server

    def look_after(self) -> None:
        """Start the server again if it is gone."""
        if self._server.pid is None:
            self.deaths += 1
            self._server.start()

    def kill(self, chance: random.Random) -> bool:
        """SIGKILL to the server or to one of its sessions. Returns whether there was one."""
        pid = self._session() if chance.random() < 0.4 else self._server.pid
        return pid is not None and _kill(pid)

    def _session(self) -> int | None:
        try:
            with psycopg.connect(self._server.url, connect_timeout=2) as asked:
                found = asked.execute(
                    "select pid from pg_stat_activity where backend_type = 'client backend'"
                    " and pid <> pg_backend_pid() order by random() limit 1"
                ).fetchone()
        except psycopg.OperationalError:
            return None
        return int(found[0]) if found else None


class Stage:
    """All parts, looked after in the background."""

    def __init__(self, parts: Sequence[Part], database: Database, *, addresses: Sequence[str]) -> None:
        self.addresses = addresses
        """They answer 200 when the edge and the pages can serve."""
        self._parts = parts
        self.by_name: dict[str, Part | Database] = {part.name: part for part in parts} | {database.name: database}
        self._is_over = threading.Event()
        self._failures: list[BaseException] = []
        self._threads = [
            threading.Thread(target=self._look_after, args=(group,), daemon=True) for group in (parts, [database])
        ]

    def check(self) -> None:
        """Raise BenchFailed if a part could not be started again."""
        if self._failures:
            raise BenchFailed(f"a part could not be started again: {self._failures[0]}")

    def _look_after(self, group: Sequence[Part | Database]) -> None:
        try:
            while not self._is_over.wait(LOOK_EVERY_SECONDS):
                for part in group:
                    part.look_after()
        except Exception as failure:  # noqa: BLE001 - told by check()
            self._failures.append(failure)

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Start all, and end all afterwards."""
        try:
            for part in self._parts:
                part.start()
            for thread in self._threads:
                thread.start()
            yield
        finally:
            self._is_over.set()
            for thread in self._threads:
                thread.join()
            for part in self._parts:
                part.stop()


def wait_until(is_so: Callable[[], bool], *, seconds: float, stage: Stage) -> bool:
    """Wait until something is so. Returns False when it was not within these seconds."""
    until = time.monotonic() + seconds
    while not is_so():
        stage.check()
        if time.monotonic() > until:
            return False
        time.sleep(LOOK_EVERY_SECONDS)
    return True


def _kill(pid: int) -> bool:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _children_of(pid: int) -> list[int]:
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []

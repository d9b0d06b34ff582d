"""A real edge in a process of its own, for tests over real HTTP."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import httpx

from otklik.sandbox.testing import free_ports

COMMAND = [sys.executable, "-c", "from otklik.project.cli import main; main()"]
STARTS_WITHIN_SECONDS = 120
WAITS_SECONDS = 60
ASKED_EVERY_SECONDS = 0.02
"""Asking without a break takes the processor from the process that is asked."""


class RunningEdge:
    """The process, and a client that speaks to it."""

    def __init__(
        self,
        *,
        database_url: str,
        data_dir: Path,
        log: Path,
        kill_points: Path | None = None,
        package: Path | None = None,
        more_settings: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """`package` is the folder with another copy of `otklik`."""
        self.port = free_ports()
        self.url = f"http://127.0.0.1:{self.port}"
        self.client = httpx.Client(base_url=self.url, timeout=WAITS_SECONDS, trust_env=False)
        self.log = log
        self._environment = {name: value for name, value in os.environ.items() if not name.startswith("OTKLIK_")} | {
            "DATABASE_URL": database_url,
            "OTKLIK_DATA_DIR": str(data_dir),
            "OTKLIK_ENV_FILE": os.devnull,
            "OTKLIK_WEBHOOK_MAX_BYTES": "20000",
            "OTKLIK_SITE_URL": "https://otklik.example",
            "OTKLIK_KILL_POINTS": str(kill_points or ""),
            "DJANGO_SETTINGS_MODULE": "otklik.project.settings",
            **more_settings,
        }
        self._package = package

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*COMMAND, "edge", "--port", str(self.port)],
                env=self._environment,
                stdout=log,
                stderr=log,
                cwd=self._package,
            )
        until = time.monotonic() + STARTS_WITHIN_SECONDS
        while not self._answers():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(ASKED_EVERY_SECONDS)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(WAITS_SECONDS) == 0, self.log.read_text()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def hook(self, key: str, body: bytes, network: str = "vk") -> httpx.Response:
        return self.client.post(f"/hooks/{network}/{key}/", content=body)

    def counter(self, name: str) -> int:
        lines = self.client.get("/metrics").text.splitlines()
        return next((int(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(name)), 0)

    def wait_for(self, name: str, value: int) -> None:
        until = time.monotonic() + WAITS_SECONDS
        while self.counter(name) != value:
            assert time.monotonic() < until, f"{name} is {self.counter(name)}, not {value}"
            time.sleep(ASKED_EVERY_SECONDS)

    def wait_for_status(self, key: str, body: bytes, status: int) -> None:
        until = time.monotonic() + WAITS_SECONDS / 4
        while self.hook(key, body).status_code != status:
            assert time.monotonic() < until, f"the webhook is not answered with {status}"

    def _answers(self) -> bool:
        with contextlib.suppress(httpx.TransportError):
            return self.client.get("/healthz").status_code == 200
        return False


@contextlib.contextmanager
def running_edge(
    *,
    database_url: str,
    data_dir: Path,
    log: Path,
    kill_points: Path | None = None,
    package: Path | None = None,
    more_settings: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[RunningEdge]:
    """The edge, started; it is stopped afterwards, however the test ends."""
    edge = RunningEdge(
        database_url=database_url,
        data_dir=data_dir,
        log=log,
        kill_points=kill_points,
        package=package,
        more_settings=more_settings,
    )
    edge.start()
    try:
        yield edge
    finally:
        if edge.process.poll() is None:
            edge.kill()
        edge.client.close()

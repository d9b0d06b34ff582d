"""For tests and benchmarks: a sandbox in its own process, and its control API as Python."""

import atexit
import contextlib
import errno
import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from otklik.sandbox.control_client import ControlClient, Written

__all__ = ["ControlClient", "RunningSandbox", "Written", "free_ports"]

PACKAGE_ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 120.0
"""A busy machine is no failure."""
POLL_SECONDS = 0.02
_TRIES = 200


def free_ports(count: int = 1) -> int:
    """The first of so many free ports in a row, below those that Linux hands out by itself.

    Drawn by lot, so that two who start together do not meet, whatever seed their tests set; and kept for as long as
    this process lives, so that nobody else draws them before, between or after the starts of a server. Raises OSError.
    """
    for _ in range(_TRIES):
        first = random.SystemRandom().randrange(20_500, 32_000, count)
        with contextlib.ExitStack() as drawn:
            try:
                for port in range(first, first + count):
                    drawn.enter_context(_kept(port))
            except OSError:
                continue
            atexit.register(drawn.pop_all().close)
            return first
    raise OSError(errno.EADDRINUSE, "no free ports")


def _kept(port: int) -> socket.socket:
    """A socket that has the port without listening: servers may take it beside us, for they reuse addresses.

    Whoever draws asks without reusing them, so a port that is kept is not drawn twice. Raises OSError.
    """
    kept = socket.socket()
    try:
        kept.bind(("127.0.0.1", port))
    except OSError:
        kept.close()
        raise
    kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return kept


class RunningSandbox:
    """A sandbox as a subprocess; with a folder it can be killed and go on."""

    def __init__(self, *, folder: Path | None = None, port: int | None = None) -> None:
        self.folder = folder
        self.port = port or free_ports()
        self.url = f"http://127.0.0.1:{self.port}"
        self.vk_api_url = f"{self.url}/vk"
        self.telegram_api_url = f"{self.url}/telegram"
        self.max_api_url = f"{self.url}/max"
        self.ok_api_url = f"{self.url}/ok"
        self.control = ControlClient(f"{self.url}/control")
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        self.control.close()

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [sys.executable, "-m", "otklik.sandbox", "--port", str(self.port)]
        if self.folder:
            command += ["--folder", str(self.folder)]
        paths = [str(PACKAGE_ROOT), os.environ.get("PYTHONPATH", "")]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in paths if path)}
        self.process = subprocess.Popen(command, env=environment)
        deadline = time.monotonic() + START_SECONDS
        # one client for all tries: each new one reads all certificate authorities of the machine
        with httpx.Client(timeout=1, trust_env=False) as client:
            while not self._is_healthy(client):
                if self.process.poll() is not None or time.monotonic() > deadline:
                    self.stop()
                    raise RuntimeError("the sandbox did not start")
                time.sleep(POLL_SECONDS)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """As a power cut would: SIGKILL, nothing is said goodbye."""
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        """Start again on the same port; after `kill` from what the journal holds."""
        self.stop()
        self.start()

    def _end(self, number: signal.Signals) -> None:
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def _is_healthy(self, client: httpx.Client) -> bool:
        try:
            return client.get(f"{self.url}/control/health").status_code == 200
        except httpx.HTTPError:
            return False

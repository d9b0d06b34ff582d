"""Child processes: each in a group of its own, with a log of its own, dying with the one who started it."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from otklik.shared.parents import end_with_parent
from otklik.shared.restarts import Restarts

LOG_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What a child is and how it is started."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    stops_within_seconds: float = 5.0
    is_watched: bool = True
    """It writes into a log; otherwise it speaks to the terminal."""
    may_end: bool = False
    """An end without an error is an end, not a death."""


class Child:
    """A child process that is started again when it dies."""

    def __init__(self, plan: Plan, *, logs: Path) -> None:
        self.plan = plan
        self.log = logs / f"{plan.name}.log"
        self._restarts = Restarts()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_done = False

    @property
    def deaths(self) -> int:
        """How often it died."""
        return self._restarts.deaths

    @property
    def pid(self) -> int | None:
        """The process, while it lives."""
        return self._process.pid if self._process is not None else None

    @property
    def exit_code(self) -> int | None:
        """How it ended, for one that is not started again; None while it lives."""
        return self._process.poll() if self._process is not None else None

    def has_ended(self) -> bool:
        """Whether it has ended, for one that is not started again."""
        return self.exit_code is not None

    def start(self) -> None:
        """Start it, in a new process group."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.plan.command,
                env=dict(self.plan.environment) or None,
                stdin=subprocess.DEVNULL,
                stdout=log if self.plan.is_watched else None,
                stderr=log if self.plan.is_watched else None,
                start_new_session=True,
                preexec_fn=end_with_parent,  # noqa: PLW1509
            )
        self._restarts.started(time.monotonic())

    def look_after(self) -> bool:
        """Start it again if it died and its pause is over. Returns whether it died since the last look."""
        if self._process is None:
            if not self._is_done and self._restarts.is_due(time.monotonic()):
                self.start()
            return False
        code = self._process.poll()
        if code is None:
            return False
        self._sweep(signal.SIGKILL)
        self._process = None
        if self.plan.may_end and code == 0:
            self._is_done = True
            return False
        self._restarts.died(time.monotonic())
        return True

    def ask_to_stop(self) -> None:
        """Ask it to end in order."""
        self._is_done = True
        self._sweep(signal.SIGTERM)

    def wait_until(self, moment: float) -> None:
        """Wait for its end until then (monotonic time), then end it and all that it started."""
        if self._process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=max(0.0, moment - time.monotonic()))
        self._sweep(signal.SIGKILL)
        self._process.wait()
        self._process = None

    def rotate_log(self) -> None:
        """Keep the log short: what is too long becomes «….log.1»."""
        with contextlib.suppress(FileNotFoundError):
            if self.log.stat().st_size > LOG_BYTES:
                # the child holds the file open and appends, so the file is emptied, not renamed
                self.log.with_suffix(".log.1").write_bytes(self.log.read_bytes())
                os.truncate(self.log, 0)

    def _sweep(self, number: signal.Signals) -> None:
        """A signal to the whole group: workers of a killed server must not live on beside the new ones."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, number)

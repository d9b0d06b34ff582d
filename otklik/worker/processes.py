"""The processes of one worker: it loads the program once and forks a process for each crew (decision 47).

Whoever forks does nothing else: it holds no thread and no connection, so its children begin with a clean slate, share
the memory of the program, and one that dies is there again at once.
"""

import contextlib
import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Mapping

from otklik.shared.parents import end_with_parent, name_process

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 0.2
FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 10.0
WELL_AFTER_SECONDS = 10.0
"""One that ran so long was well: when it dies later, it starts again at once."""
KILL_AFTER_SECONDS = 20.0
"""Longer than a crew gives its threads to end."""

type Job = Callable[[], bool]
"""What a process does until it is told to stop; False: it had to give up. It has its own copy of whatever it uses."""


def run_apart(jobs: Mapping[str, Job], *, stop: threading.Event) -> None:
    """Run each job in a process of its own, started again whenever it ends, until told to stop.

    `stop` is set by the signals of this process; children inherit their handlers and get SIGTERM. When this process
    is killed, the kernel tells the children to end.
    """
    children = [Forked(name, job) for name, job in jobs.items()]
    while not stop.is_set():
        for child in children:
            child.look_after()
        stop.wait(LOOK_EVERY_SECONDS)
    for child in children:
        child.ask_to_stop()
    until = time.monotonic() + KILL_AFTER_SECONDS
    for child in children:
        child.wait_until(until)


def stop_on_signals(stop: threading.Event) -> None:
    """End in order at SIGTERM and Ctrl-C."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())


class Forked:
    """A forked process that does one job."""

    def __init__(self, name: str, job: Job) -> None:
        self._name = name
        self._job = job
        self._pid: int | None = None
        self._started_at = 0.0
        self._start_at = 0.0
        self._pause = FIRST_PAUSE_SECONDS

    def look_after(self) -> None:
        """Start it if it does not run and its pause is over."""
        if self._pid is not None and (code := self._reap(os.WNOHANG)) is not None:
            log.error("%s ended by itself (%s) and is started again", self._name, code)
            if time.monotonic() - self._started_at > WELL_AFTER_SECONDS:
                self._pause = FIRST_PAUSE_SECONDS
            self._start_at = time.monotonic() + self._pause
            self._pause = min(self._pause * 2, LONGEST_PAUSE_SECONDS)
        if self._pid is None and time.monotonic() >= self._start_at:
            self._start()

    def ask_to_stop(self) -> None:
        """Ask it to end in order."""
        self._signal(signal.SIGTERM)

    def wait_until(self, moment: float) -> None:
        """Wait for its end until then (monotonic time), then end it."""
        while self._pid is not None and self._reap(os.WNOHANG) is None:
            if time.monotonic() > moment:
                self._signal(signal.SIGKILL)
                self._reap(0)
                return
            time.sleep(0.02)

    def _start(self) -> None:
        parent = os.getpid()
        self._started_at = time.monotonic()
        self._pid = os.fork()
        if self._pid == 0:
            self._be_child(parent)

    def _be_child(self, parent: int) -> None:
        """Everything of the child: what the parent would do after its own end must never run here."""
        code = 1
        try:
            end_with_parent(parent)
            name_process(f"otklik {self._name}")
            code = 0 if self._job() else 1
        except BaseException:
            log.exception("%s fell", self._name)
        finally:
            logging.shutdown()
            os._exit(code)

    def _reap(self, options: int) -> int | None:
        """How it ended, negative for a signal; None while it runs."""
        if self._pid is None:
            return None
        pid, status = os.waitpid(self._pid, options)
        if pid == 0:
            return None
        self._pid = None
        return os.waitstatus_to_exitcode(status)

    def _signal(self, number: signal.Signals) -> None:
        if self._pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, number)

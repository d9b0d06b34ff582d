"""The processes of one worker: it loads the program once and forks a process for each crew (decision 3).

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
from otklik.shared.restarts import Restarts

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 0.2
KILL_AFTER_SECONDS = 20.0
"""Longer than a crew gives its threads to end."""
_ENDING = (signal.SIGTERM, signal.SIGINT)

type Job = Callable[[], bool]
"""What a process does until it is told to stop; False: it had to give up. It has its own copy of whatever it uses."""


def run_apart(jobs: Mapping[str, Job], *, stop: threading.Event) -> None:
    """Run each job in a process of its own, started again whenever it ends, until told to stop.

    SIGTERM and Ctrl-C end this process in order; it sends its children SIGTERM, which sets their copies of `stop`. When
    this process is killed, the kernel tells the children to end.
    """
    children = [Forked(name, job, stop) for name, job in jobs.items()]
    asked: list[int] = []
    for number in _ENDING:
        signal.signal(number, lambda number, _: asked.append(number))
    while not (asked or stop.is_set()):
        for child in children:
            child.look_after()
        time.sleep(LOOK_EVERY_SECONDS)
    for child in children:
        child.ask_to_stop()
    until = time.monotonic() + KILL_AFTER_SECONDS
    for child in children:
        child.wait_until(until)


def stop_on_signals(stop: threading.Event) -> None:
    """Set `stop` at SIGTERM and Ctrl-C, by a thread of its own.

    The handler itself must not: it comes in the middle of whatever the main thread does, and where that has just taken
    the lock of the very same event, both would wait for ever.
    """
    heard, tell = os.pipe()
    os.set_blocking(tell, False)

    def pass_on() -> None:
        os.read(heard, 1)
        stop.set()

    def ask(*_: object) -> None:
        with contextlib.suppress(BlockingIOError):
            os.write(tell, b".")

    threading.Thread(target=pass_on, name="signals", daemon=True).start()
    for number in _ENDING:
        signal.signal(number, ask)


class Forked:
    """A forked process that does one job."""

    def __init__(self, name: str, job: Job, stop: threading.Event) -> None:
        self._name = name
        self._job = job
        self._stop = stop
        self._pid: int | None = None
        self._restarts = Restarts()

    def look_after(self) -> None:
        """Start it if it does not run and its pause is over."""
        if self._pid is not None and (code := self._reap(os.WNOHANG)) is not None:
            log.error("%s ended by itself (%s) and is started again", self._name, code)
            self._restarts.died(time.monotonic())
        if self._pid is None and self._restarts.is_due(time.monotonic()):
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
        self._restarts.started(time.monotonic())
        # until the child has handlers of its own, what is meant for it waits: the parent's would only make a note
        kept = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
        self._pid = os.fork()
        if self._pid == 0:
            self._be_child(parent, kept)
        signal.pthread_sigmask(signal.SIG_SETMASK, kept)

    def _be_child(self, parent: int, signals: set[int | signal.Signals]) -> None:
        """Everything of the child: what the parent would do after its own end must never run here."""
        code = 1
        try:
            stop_on_signals(self._stop)
            signal.pthread_sigmask(signal.SIG_SETMASK, signals)
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

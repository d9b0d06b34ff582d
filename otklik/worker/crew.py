"""The threads of one worker process: the loops, the listener, and the clerk of timed jobs."""

import logging
import signal
import threading
from collections.abc import Callable
from functools import partial

from otklik.pages.pace import share_budgets
from otklik.worker.bell import listen
from otklik.worker.flow import (
    alarm_loop,
    comparing_loop,
    flow_loop,
    geocoding_loops,
    letter_loop,
    looking_loops,
    message_loop,
    naming_loop,
    polling_loop,
    proving_loop,
    reading_loops,
    sending_loops,
    staff_bot_loop,
)
from otklik.worker.loops import Loop, run_loop
from otklik.worker.timed import run_timed_jobs

log = logging.getLogger(__name__)

STOP_WITHIN_SECONDS = 15.0


def work(*, stop: threading.Event) -> bool:
    """Run all threads until told to stop. Returns False when one of them ended by itself: the process must end too."""
    share_budgets()
    loops = list_loops()
    jobs: dict[str, Callable[[], None]] = {loop.name: partial(run_loop, loop, stop=stop) for loop in loops}
    jobs["bell"] = partial(listen, loops, stop=stop)
    jobs["timed jobs"] = partial(run_timed_jobs, stop=stop)
    threads = [
        threading.Thread(target=_guarded, args=(name, job, stop), name=name, daemon=True) for name, job in jobs.items()
    ]
    for thread in threads:
        thread.start()
    stop.wait()
    for loop in loops:
        loop.bell.set()
    for thread in threads:
        thread.join(STOP_WITHIN_SECONDS)
    return not _fallen


def list_loops() -> list[Loop]:
    """All loops; each holds one connection to the database for as long as it runs."""
    return [
        flow_loop(), *sending_loops(), *reading_loops(), *looking_loops(), letter_loop(), message_loop(),
        staff_bot_loop(), alarm_loop(), polling_loop(),
        proving_loop(), comparing_loop(), naming_loop(), *geocoding_loops(),
    ]  # fmt: skip


_fallen: list[str] = []
"""Threads that ended by an error: a worker with a silent gap is worse than one that is started anew."""


def _guarded(name: str, job: Callable[[], None], stop: threading.Event) -> None:
    try:
        job()
    except BaseException:
        log.exception("the thread «%s» fell", name)
        _fallen.append(name)
        stop.set()


def stop_on_signals(stop: threading.Event) -> None:
    """End in order at SIGTERM and Ctrl-C."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())

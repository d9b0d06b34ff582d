"""The threads of one worker process: the loops of its crew, the listener, and the clerk of timed jobs.

A worker has two crews, each in a process of its own (decision 3): `flow` carries messages to their cases, `rest` does
all that speaks with others, looks back or comes by the clock.
"""

import logging
import os
import threading
import time
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from otklik.pages.pace import share_budgets
from otklik.worker.bell import listen
from otklik.worker.flow import (
    alarm_loop,
    bulk_loop,
    comparing_loop,
    deciding_loop,
    erasing_loop,
    film_loop,
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
    settling_loop,
    staff_bot_loop,
    telling_loop,
)
from otklik.worker.loops import Loop, run_loop
from otklik.worker.timed import run_timed_jobs

log = logging.getLogger(__name__)

STOP_WITHIN_SECONDS = 15.0


class Crew(StrEnum):
    """Who does which loops."""

    FLOW = "flow"
    REST = "rest"


NICENESS = {Crew.FLOW: 3, Crew.REST: 8}
"""Where processors are short, what comes in is accepted first (pages and edge: 0), then messages reach the desk, then
the rest is done: each step has half or a third of the turns of the one before, not nothing."""


def work(crew: Crew, *, stop: threading.Event) -> bool:
    """Run all threads of a crew until told to stop.

    Returns False when one of them ended by itself: the process must end too.
    """
    os.nice(NICENESS[crew])
    if crew is Crew.FLOW:
        connection_created.connect(_commit_without_waiting)
    share_budgets()
    loops = list_loops(crew)
    jobs: dict[str, Callable[[], None]] = {loop.name: partial(run_loop, loop, stop=stop) for loop in loops}
    jobs["bell"] = partial(listen, loops, stop=stop)
    if crew is Crew.REST:
        jobs["timed jobs"] = partial(run_timed_jobs, stop=stop)
    threads = [
        threading.Thread(target=_guarded, args=(name, job, stop), name=name, daemon=True) for name, job in jobs.items()
    ]
    for thread in threads:
        thread.start()
    stop.wait()
    for loop in loops:
        loop.on_stop()
        loop.bell.set()
    until = time.monotonic() + STOP_WITHIN_SECONDS
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))
    return not _fallen


def _commit_without_waiting(*, connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Let commits of this process not wait for the disk: what the flow writes follows from events that are safe there.

    After a crash of the server the last moment of it is missing, as a whole, and is done again. Whatever anybody does
    with a case is committed later, and takes all before it to the disk.
    """
    with connection.cursor() as cursor:
        cursor.execute("set synchronous_commit = off")


def list_loops(crew: Crew) -> list[Loop]:
    """The loops of a crew; each holds one connection to the database for as long as it runs."""
    if crew is Crew.FLOW:
        return [flow_loop()]
    return [
        settling_loop(), *sending_loops(), *reading_loops(), *looking_loops(), letter_loop(), message_loop(),
        bulk_loop(), deciding_loop(), staff_bot_loop(), alarm_loop(), polling_loop(), proving_loop(),
        comparing_loop(), naming_loop(), *geocoding_loops(), telling_loop(), erasing_loop(), film_loop(),
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

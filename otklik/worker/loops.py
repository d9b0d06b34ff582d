"""The loops of a worker: each repeats its steps while there is work, then sleeps until woken."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db import InterfaceError, OperationalError, connections

from otklik.shared.backoff import outage_pause_seconds

log = logging.getLogger(__name__)

type WorkStep = Callable[[], int]
"""Takes a batch of waiting rows; returns how many."""


@dataclass
class Loop:
    """One thread's work: its steps in order, and what wakes it."""

    name: str
    steps: Sequence[WorkStep]
    rooms: frozenset[str]
    """A notice for one of these rooms wakes the loop; empty: only time does."""
    pause_seconds: float = 1.0
    gathering_seconds: float = 0.0
    """So long it lets more come together after it found work: a batch costs much, one row more in it little."""
    bell: threading.Event = field(default_factory=threading.Event)
    on_stop: Callable[[], None] = lambda: None
    """Called when the worker stops, from another thread: for a step that takes minutes."""


def run_loop(loop: Loop, *, stop: threading.Event) -> None:
    """Work until told to stop. Outages are waited for; errors of our own are logged, and the other steps go on."""
    failures = 0
    while not stop.is_set():
        loop.bell.clear()
        try:
            busy = _run_steps(loop, stop=stop)
            failures = 0
        except (OperationalError, InterfaceError) as outage:
            failures += 1
            log.warning("%s: the database is away: %s", loop.name, _first_line(outage))
            connections.close_all()
            stop.wait(outage_pause_seconds(failures))
            continue
        if busy:
            stop.wait(loop.gathering_seconds)
        else:
            loop.bell.wait(loop.pause_seconds)
    connections.close_all()


def _run_steps(loop: Loop, *, stop: threading.Event) -> bool:
    """Every step once. Returns whether any of them found work."""
    busy = False
    for step in loop.steps:
        if stop.is_set():
            return False
        try:
            busy = bool(step()) or busy
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("%s: a step failed; the others go on", loop.name)
    return busy


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__

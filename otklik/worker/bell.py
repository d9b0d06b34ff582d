"""Listens for NOTIFY of new work and wakes the loops concerned."""

import logging
import threading
from collections.abc import Sequence

import psycopg
from django.conf import settings

from otklik.shared.wake import WAKE_CHANNEL
from otklik.worker.loops import Loop

log = logging.getLogger(__name__)

LOOK_FOR_STOP_SECONDS = 0.5
PAUSE_SECONDS = 1.0


def listen(loops: Sequence[Loop], *, stop: threading.Event) -> None:
    """Ring loops until told to stop. A lost connection is opened again; meanwhile the loops wake by time alone."""
    while not stop.is_set():
        try:
            _listen_once(loops, stop=stop)
        except psycopg.Error as error:
            log.info("listening was interrupted: %s", type(error).__name__)
            stop.wait(PAUSE_SECONDS)


def _listen_once(loops: Sequence[Loop], *, stop: threading.Event) -> None:
    with psycopg.connect(settings.OTKLIK_DATABASE_URL, autocommit=True) as connection:
        connection.execute(f"listen {WAKE_CHANNEL}")
        ring(loops, rooms=None)
        while not stop.is_set():
            heard = {notice.payload for notice in connection.notifies(timeout=LOOK_FOR_STOP_SECONDS, stop_after=1)}
            if heard:
                ring(loops, rooms=heard)


def ring(loops: Sequence[Loop], *, rooms: set[str] | None) -> None:
    """Wake the loops that any of these rooms concerns; all of them where no room is named."""
    for loop in loops:
        if rooms is None or loop.rooms & rooms:
            loop.bell.set()

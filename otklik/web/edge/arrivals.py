"""Keeping what arrived: many webhooks share one commit, and none is answered before its commit is done.

One thread with one connection writes. While a commit is under way the next arrivals gather; soon after it has ended
they go together. A batch that fails is tried row by row, so that one bad row costs nobody else an answer.
"""

import asyncio
import contextlib
import logging
import os
import threading
import time
from collections.abc import Sequence
from queue import Empty, SimpleQueue

import psycopg

from otklik.intake.accept import Arrival, accept_at_once
from otklik.shared.failpoints import failpoint
from otklik.web.edge.counters import Counters
from otklik.web.edge.database import connect

BATCH_AT_MOST = 500
WAITING_BYTES_AT_MOST = 64 * 1024 * 1024
"""More than this is not taken in while it waits for the database: the network keeps it for us."""
GATHER_SHARE, GATHER_SECONDS_AT_MOST = 0.5, 0.002
"""After a shared commit the next waits for a part of its time: the callers just answered send their next events, and
these go together. An event that comes alone never waits."""
PATIENCE_SECONDS = 8.0
"""Networks wait five to thirty seconds for an answer, then send again; what comes twice is kept once."""

log = logging.getLogger(__name__)


class NotKept(Exception):
    """The arrival is not stored, or that is not certain; the network has to send it again."""


Waiting = tuple[Arrival, "asyncio.Future[bool]"]


class Arrivals:
    """The queue before the database, and the thread that empties it."""

    def __init__(self, database_url: str, counters: Counters) -> None:
        self._url = database_url
        self._counters = counters
        self._queue: SimpleQueue[Waiting | None] = SimpleQueue()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._connection: psycopg.Connection | None = None
        self._waiting: dict[asyncio.Future[bool], float] = {}
        self._waiting_bytes = 0
        self._last_batch, self._last_seconds = 0, 0.0
        self._watch: asyncio.Task[None] | None = None

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin to write for the waiting on this loop."""
        self._loop = loop
        self._thread = threading.Thread(target=self._write_or_end, name="arrivals", daemon=True)
        self._thread.start()
        self._watch = self._loop.create_task(self._let_the_patient_go())

    async def stop(self) -> None:
        """Write what waits, then end."""
        self._queue.put(None)
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join, PATIENCE_SECONDS)
        if self._watch is not None:
            self._watch.cancel()

    async def keep(self, arrival: Arrival) -> None:
        """Return once the arrival is committed. Raises NotKept."""
        size = len(arrival.body)
        if self._loop is None or self._waiting_bytes + size > WAITING_BYTES_AT_MOST:
            raise NotKept
        is_kept: asyncio.Future[bool] = self._loop.create_future()
        self._waiting[is_kept] = self._loop.time() + PATIENCE_SECONDS
        self._waiting_bytes += size
        self._queue.put((arrival, is_kept))
        try:
            if not await is_kept:
                raise NotKept
        finally:
            del self._waiting[is_kept]
            self._waiting_bytes -= size

    async def _let_the_patient_go(self) -> None:
        """Whoever waits too long is told to try again, even while the database only hangs."""
        while True:
            await asyncio.sleep(1.0)
            now = asyncio.get_running_loop().time()
            late = [one for one, until in self._waiting.items() if until < now]
            _settle(late, [False] * len(late))

    def _write_or_end(self) -> None:
        """An edge that can write no more must not live on: whoever looks after it starts it anew."""
        try:
            self._write_all()
        except BaseException:
            log.critical("the thread that writes arrivals fell, the edge ends", exc_info=True)
            os._exit(1)

    def _write_all(self) -> None:
        while batch := self._next_batch():
            started_at = time.monotonic()
            outcomes = self._write([arrival for arrival, _ in batch])
            self._last_batch, self._last_seconds = len(batch), time.monotonic() - started_at
            if self._loop is not None:
                with contextlib.suppress(RuntimeError):  # the loop has ended, nobody waits any more
                    self._loop.call_soon_threadsafe(_settle, [future for _, future in batch], outcomes)
        if self._connection is not None:
            self._connection.close()

    def _next_batch(self) -> list[Waiting]:
        """Wait for one arrival, then take along what has gathered. Empty: it is time to end."""
        first = self._queue.get()
        if first is None:
            return []
        if self._last_batch > 1:
            time.sleep(min(self._last_seconds * GATHER_SHARE, GATHER_SECONDS_AT_MOST))
        batch = [first]
        try:
            while len(batch) < BATCH_AT_MOST:
                one = self._queue.get_nowait()
                if one is None:
                    self._queue.put(None)
                    break
                batch.append(one)
        except Empty:
            pass
        return batch

    def _write(self, arrivals: Sequence[Arrival]) -> list[bool]:
        try:
            self._commit(arrivals)
        except psycopg.OperationalError as failure:
            return self._write_again(arrivals, failure)
        except Exception:
            log.exception("a batch of %s arrivals failed; they are tried one by one", len(arrivals))
            return [self._write_one(arrival) for arrival in arrivals]
        return [True] * len(arrivals)

    def _write_again(self, arrivals: Sequence[Arrival], failure: psycopg.OperationalError) -> list[bool]:
        """The database has gone, or a connection of its earlier life has: one try on a new connection.

        The first try may have been committed after all; intake takes the same event twice without harm.
        """
        self._disconnect()
        try:
            self._commit(arrivals)
        except psycopg.Error:
            self._disconnect()
            log.warning("the database is away, %s arrivals are sent back: %s", len(arrivals), failure)
            return [False] * len(arrivals)
        return [True] * len(arrivals)

    def _write_one(self, arrival: Arrival) -> bool:
        try:
            self._commit([arrival])
        except Exception:
            log.exception("an arrival for page %s cannot be kept", arrival.page_id)
            self._disconnect()
            return False
        return True

    def _commit(self, arrivals: Sequence[Arrival]) -> None:
        if self._connection is None or self._connection.closed:
            self._connection = connect(self._url)
        accept_at_once(self._connection, arrivals)
        failpoint("edge.after_commit")
        self._counters.commits += 1
        self._counters.kept += len(arrivals)

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _settle(futures: Sequence["asyncio.Future[bool]"], outcomes: Sequence[bool]) -> None:
    for future, outcome in zip(futures, outcomes, strict=True):
        if not future.done():
            future.set_result(outcome)

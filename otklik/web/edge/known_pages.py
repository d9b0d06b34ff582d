"""Which page is behind a webhook's address: all of them are in memory, so that no request asks the database.

They are read at the start, whenever the database tells that one changed, after each time in which that could not be
heard, and once a minute besides. Whoever guesses addresses is told at once that there is nothing.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from django.db import close_old_connections, connections

from otklik.pages.selectors import KeyedAccess, list_access_by_key
from otklik.web.edge.counters import Counters

READ_ANEW_SECONDS = 60.0
TRY_AGAIN_SECONDS = 1.0
ANSWER_SECONDS = 3.0
ON_ITS_WAY_SECONDS, WAITING_AT_MOST = 0.2, 50
"""A network may come to a new address before the word of it has reached us: so many callers wait for it, no more."""

Address = tuple[str, str]
"""Network and key."""

log = logging.getLogger(__name__)


class CannotTell(Exception):
    """An address that is not known may have become one of ours: the database is away, or has just told of a change."""


class KnownPages:
    """The pages by their addresses."""

    def __init__(
        self,
        counters: Counters,
        *,
        read: Callable[[], Mapping[Address, Callable[[], KeyedAccess]]] = list_access_by_key,
    ) -> None:
        self._read = read
        self._counters = counters
        self._pages: Mapping[Address, Callable[[], KeyedAccess]] = {}
        self._is_wanted, self._is_current = asyncio.Event(), asyncio.Event()
        self._is_heard = self._is_read = True
        self._turns = asyncio.Semaphore(WAITING_AT_MOST)
        self._asker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pages")
        self._reading: asyncio.Task[None] | None = None

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin to read them."""
        self._is_wanted.set()
        self._reading = loop.create_task(self._keep_current())

    def stop(self) -> None:
        """Ask no more."""
        if self._reading is not None:
            self._reading.cancel()
        self._asker.shutdown(wait=False, cancel_futures=True)

    def note_change(self) -> None:
        """A page changed, or may have: changes are heard from now on."""
        self._is_heard = True
        self._is_current.clear()
        self._is_wanted.set()

    def note_silence(self) -> None:
        """Changes are not heard any more; what is known stays known."""
        self._is_heard = False
        self._is_current.clear()

    async def find(self, network: str, key: str) -> KeyedAccess | None:
        """The page, or None when there is none. Raises CannotTell."""
        known = self._pages.get((network, key))
        if known is None:
            await self._wait()
            known = self._pages.get((network, key))
        try:
            return known and known()
        except Exception as why:
            log.exception("the secrets of a page cannot be read")
            raise CannotTell from why

    async def _wait(self) -> None:
        """Until the change that was told of is read; not at all while nothing can be heard or read."""
        if self._is_current.is_set():
            if not self._turns.locked():
                async with self._turns:
                    await asyncio.sleep(ON_ITS_WAY_SECONDS)
            if self._is_current.is_set():
                return
        if not (self._is_heard and self._is_read):
            raise CannotTell
        try:
            await asyncio.wait_for(self._is_current.wait(), ANSWER_SECONDS)
        except TimeoutError:
            raise CannotTell from None

    async def _keep_current(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._is_wanted.wait(), READ_ANEW_SECONDS)
            self._is_wanted.clear()
            try:
                self._pages = await loop.run_in_executor(self._asker, self._ask)
            except Exception:
                if self._is_read:
                    log.exception("the pages cannot be read")
                self._is_read = False
                await asyncio.sleep(TRY_AGAIN_SECONDS)
                self._is_wanted.set()
                continue
            self._is_read = True
            if self._is_heard and not self._is_wanted.is_set():
                self._is_current.set()

    def _ask(self) -> Mapping[Address, Callable[[], KeyedAccess]]:
        self._counters.lookups += 1
        close_old_connections()
        try:
            return self._read()
        except Exception:
            connections["default"].close()
            raise

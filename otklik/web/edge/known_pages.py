"""Which page is behind a webhook's address, remembered for a few seconds.

Answers come from one thread with one connection. Many requests for one address share one question, an unknown address
is remembered too, and when too many different ones are asked at once the rest is told to try again: whoever guesses
addresses cannot load the database.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.db import close_old_connections, connections

from otklik.pages.selectors import KeyedAccess, find_access_by_key
from otklik.web.edge.counters import Counters

KNOWN_SECONDS = 5.0
UNKNOWN_SECONDS = 1.0
STALE_SECONDS = 120.0
"""While the database is away a known page is still known, so that wrong secrets get 403 and the rest 503."""
ANSWER_SECONDS = 3.0
QUESTIONS_AT_MOST = 50
REMEMBERED_AT_MOST = 50_000

Address = tuple[str, str]
"""Network and key."""


class CannotTell(Exception):
    """The database does not answer, or too many unknown addresses are asked for at once."""


@dataclass(frozen=True, slots=True)
class _Known:
    page: KeyedAccess | None
    fresh_until: float
    usable_until: float


class KnownPages:
    """The pages by their addresses."""

    def __init__(
        self, counters: Counters, *, find: Callable[[str, str], KeyedAccess | None] = find_access_by_key
    ) -> None:
        self._find = find
        self._counters = counters
        self._known: dict[Address, _Known] = {}
        self._questions: dict[Address, asyncio.Task[KeyedAccess | None]] = {}
        self._asker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pages")

    async def find(self, network: str, key: str) -> KeyedAccess | None:
        """The page, or None when there is none. Raises CannotTell."""
        address, now = (network, key), asyncio.get_running_loop().time()
        known = self._known.get(address)
        if known is not None and now < known.fresh_until:
            return known.page
        try:
            return await self._asked(address)
        except CannotTell:
            if known is not None and known.page is not None and now < known.usable_until:
                return known.page
            raise

    def stop(self) -> None:
        """Ask no more."""
        self._asker.shutdown(wait=False, cancel_futures=True)

    async def _asked(self, address: Address) -> KeyedAccess | None:
        question = self._questions.get(address)
        if question is None:
            if len(self._questions) >= QUESTIONS_AT_MOST:
                raise CannotTell
            question = asyncio.get_running_loop().create_task(self._ask(address))
            self._questions[address] = question
            question.add_done_callback(lambda _: self._questions.pop(address, None))
        done, _ = await asyncio.wait([question], timeout=ANSWER_SECONDS)
        if not done or question.exception() is not None:
            raise CannotTell
        return question.result()

    async def _ask(self, address: Address) -> KeyedAccess | None:
        loop = asyncio.get_running_loop()
        page = await loop.run_in_executor(self._asker, self._look_up, address)
        now = loop.time()
        if len(self._known) >= REMEMBERED_AT_MOST:
            self._known = {one: known for one, known in self._known.items() if now < known.fresh_until}
        if len(self._known) < REMEMBERED_AT_MOST:
            fresh = KNOWN_SECONDS if page else UNKNOWN_SECONDS
            self._known[address] = _Known(page, now + fresh, now + STALE_SECONDS)
        return page

    def _look_up(self, address: Address) -> KeyedAccess | None:
        self._counters.lookups += 1
        close_old_connections()
        try:
            return self._find(*address)
        except Exception:
            connections["default"].close()
            raise

"""Whether the edge lives, whether it can serve, and what it has done."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from django.db import close_old_connections
from granian.rsgi import Scope

from otklik.web.edge.replies import Reply
from otklik.web.readiness import NO_DATABASE, what_is_missing

NOT_READY_NO_DATABASE = Reply(503, NO_DATABASE)
READY = Reply(200, "ready")
REMEMBERED_SECONDS = 2.0
ANSWER_SECONDS = 4.0
_HERE = ("127.0.0.1", "::1")
_PASSED_ON = ("x-forwarded-for", "forwarded", "x-real-ip")


class Readiness:
    """Asks the database, and remembers the answer for two seconds."""

    def __init__(self) -> None:
        self._asker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ready")
        self._answer = NOT_READY_NO_DATABASE
        self._fresh_until = 0.0
        self._question: asyncio.Future[Reply] | None = None

    async def answer(self) -> Reply:
        """Ready, or what is missing."""
        loop = asyncio.get_running_loop()
        if loop.time() < self._fresh_until:
            return self._answer
        if self._question is None:
            self._question = loop.run_in_executor(self._asker, _ask)
        done, _ = await asyncio.wait([self._question], timeout=ANSWER_SECONDS)
        if not done:
            return NOT_READY_NO_DATABASE
        self._answer, self._question = next(iter(done)).result(), None
        self._fresh_until = loop.time() + REMEMBERED_SECONDS
        return self._answer

    def stop(self) -> None:
        """Ask no more."""
        self._asker.shutdown(wait=False, cancel_futures=True)


def may_see_metrics(scope: Scope) -> bool:
    """Only from this machine, and not through a proxy on it."""
    is_passed_on = any(name in scope.headers for name in _PASSED_ON)
    return scope.client.rsplit(":", 1)[0].strip("[]") in _HERE and not is_passed_on


def _ask() -> Reply:
    close_old_connections()
    missing = what_is_missing()
    return Reply(503, missing) if missing else READY

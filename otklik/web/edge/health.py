"""Whether the edge lives, whether it can serve, and what it has done."""

import asyncio

from granian.rsgi import Scope

from otklik.web.edge.replies import Reply
from otklik.web.readiness import ANSWER_SECONDS, NO_DATABASE, Asker

READY = Reply(200, "ready")
_HERE = ("127.0.0.1", "::1")
_PASSED_ON = ("x-forwarded-for", "forwarded", "x-real-ip")


class Readiness:
    """Asks the database; who asks while it is asked shares the answer."""

    def __init__(self) -> None:
        self._asker = Asker()

    async def answer(self) -> Reply:
        """Ready, or what is missing."""
        done, _ = await asyncio.wait([asyncio.wrap_future(self._asker.ask())], timeout=ANSWER_SECONDS)
        missing = next(iter(done)).result() if done else NO_DATABASE
        return Reply(503, missing) if missing else READY

    def stop(self) -> None:
        """Ask no more."""
        self._asker.stop()


def may_see_metrics(scope: Scope) -> bool:
    """Only from this machine, and not through a proxy on it."""
    is_passed_on = any(name in scope.headers for name in _PASSED_ON)
    return scope.client.rsplit(":", 1)[0].strip("[]") in _HERE and not is_passed_on

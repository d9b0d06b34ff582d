"""The edge as an RSGI application: `otklik.web.edge.app:application`.

    POST /hooks/<network>/<key>/   webhooks of the networks
    GET  /live/?ticket=…           server-sent events for the desk
    GET  /healthz /readyz /metrics for whoever runs us

Nothing here writes an address into a log: the key of a hook and the ticket of a page are secrets.
"""

import asyncio
import contextlib
import logging

import django

django.setup(set_prefix=False)

from django.conf import settings  # noqa: E402
from granian.rsgi import HTTPProtocol, Scope  # noqa: E402

from otklik.web.edge import replies  # noqa: E402
from otklik.web.edge.arrivals import Arrivals  # noqa: E402
from otklik.web.edge.counters import Counters  # noqa: E402
from otklik.web.edge.database import without_pool  # noqa: E402
from otklik.web.edge.health import Readiness, may_see_metrics  # noqa: E402
from otklik.web.edge.hooks import Hooks, receive_hook  # noqa: E402
from otklik.web.edge.known_pages import KnownPages  # noqa: E402
from otklik.web.edge.listeners import Listeners  # noqa: E402
from otklik.web.edge.live import serve_live  # noqa: E402
from otklik.web.edge.notices import hear_notices  # noqa: E402
from otklik.web.edge.origins import own_origins  # noqa: E402
from otklik.web.edge.replies import Reply, say  # noqa: E402

HEARS_WITHIN_SECONDS = 1.0

log = logging.getLogger(__name__)


class Edge:
    """Everything that runs between start and stop of the server."""

    def __init__(self) -> None:
        without_pool()
        self._counters = Counters()
        self._pages = KnownPages(self._counters)
        self._arrivals = Arrivals(settings.OTKLIK_DATABASE_URL, self._counters)
        self._hooks = Hooks(self._pages, self._arrivals, self._counters, settings.OTKLIK_WEBHOOK_MAX_BYTES)
        self._listeners = Listeners(self._counters)
        self._own_pages = own_origins(settings.OTKLIK_SITE_URL, is_demo=settings.OTKLIK_IS_DEMO)
        self._readiness = Readiness()
        self._hearing: asyncio.Task[None] | None = None
        self._is_hearing = asyncio.Event()

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin to write arrivals and to hear of changes; a database that is away does not hold the start up."""
        self._arrivals.start(loop)
        self._pages.start(loop)
        hearing = hear_notices(settings.OTKLIK_DATABASE_URL, self._listeners, self._pages, is_hearing=self._is_hearing)
        self._hearing = loop.create_task(hearing)

    async def stop(self) -> None:
        """Write what waits, let the listeners go."""
        if self._hearing is not None:
            self._hearing.cancel()
        self._listeners.let_all_go()
        await self._arrivals.stop()
        self._pages.stop()
        self._readiness.stop()

    async def answer(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """Answer one request."""
        if scope.path.startswith("/hooks/"):
            say(await self._take_hook(scope, protocol), protocol)
        elif scope.path == "/live/" and scope.method == "GET":
            await self._begin_to_hear()
            await serve_live(self._listeners, scope, protocol, pages=self._own_pages)
        elif scope.path == "/live/":
            say(replies.ONLY_GET, protocol)
        else:
            say(await self._tell(scope), protocol)

    async def _begin_to_hear(self) -> None:
        """Who comes right after the start waits a moment: whoever listens before we do is soon sent away."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._is_hearing.wait(), HEARS_WITHIN_SECONDS)

    async def _take_hook(self, scope: Scope, protocol: HTTPProtocol) -> Reply:
        try:
            return await receive_hook(self._hooks, scope, protocol)
        except Exception:
            log.exception("a webhook could not be handled")
            return replies.FAILED

    async def _tell(self, scope: Scope) -> Reply:
        if scope.method not in ("GET", "HEAD"):
            return replies.NOT_FOUND
        if scope.path == "/healthz":
            return replies.OK
        if scope.path == "/readyz":
            return await self._readiness.answer()
        if scope.path == "/metrics" and may_see_metrics(scope):
            return Reply(200, self._counters.as_text())
        return replies.NOT_FOUND


class Application:
    """What the server calls: once when it begins, for every request, and once at the end."""

    def __init__(self) -> None:
        self._edge: Edge | None = None

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._edge = Edge()
        self._edge.start(loop)

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        if self._edge is not None:
            await self._edge.answer(scope, protocol)

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        """In a worker the loop rests by now; where it still runs, whoever runs it awaits `stop`."""
        if not loop.is_running():
            loop.run_until_complete(self.stop())

    async def stop(self) -> None:
        """Write what waits, let the listeners go."""
        if self._edge is not None:
            await self._edge.stop()


application = Application()

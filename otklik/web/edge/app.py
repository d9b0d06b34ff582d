"""The edge as an ASGI application: `otklik.web.edge.app:application`.

    POST /hooks/<network>/<key>/   webhooks of the networks
    GET  /live/?ticket=…           server-sent events for the desk
    GET  /healthz /readyz /metrics for whoever runs us

Nothing here writes an address into a log: the key of a hook and the ticket of a page are secrets.
"""

import asyncio
import contextlib
import logging
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "otklik.config.settings")
django.setup(set_prefix=False)

from django.conf import settings  # noqa: E402

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
from otklik.web.edge.replies import HttpScope, Receive, Reply, Send, say  # noqa: E402

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
        self._readiness = Readiness()
        self._hearing: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to write arrivals and to hear of changes; a database that is away does not hold the start up."""
        self._arrivals.start()
        is_hearing = asyncio.Event()
        hearing = hear_notices(settings.OTKLIK_DATABASE_URL, self._listeners, is_hearing=is_hearing)
        self._hearing = asyncio.create_task(hearing)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(is_hearing.wait(), HEARS_WITHIN_SECONDS)

    async def stop(self) -> None:
        """Write what waits, let the listeners go."""
        if self._hearing is not None:
            self._hearing.cancel()
        self._listeners.let_all_go()
        await self._arrivals.stop()
        self._pages.stop()
        self._readiness.stop()

    async def answer(self, scope: HttpScope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path = scope["path"]
        if path.startswith("/hooks/"):
            await say(await self._take_hook(scope, receive), send)
        elif path == "/live/" and scope["method"] == "GET":
            await serve_live(self._listeners, scope, receive, send, site_url=settings.OTKLIK_SITE_URL)
        elif path == "/live/":
            await say(replies.ONLY_GET, send)
        else:
            await say(await self._tell(path, scope), send)

    async def _take_hook(self, scope: HttpScope, receive: Receive) -> Reply:
        try:
            return await receive_hook(self._hooks, scope, receive)
        except Exception:
            log.exception("a webhook could not be handled")
            return replies.FAILED

    async def _tell(self, path: str, scope: HttpScope) -> Reply:
        if scope["method"] not in ("GET", "HEAD"):
            return replies.NOT_FOUND
        if path == "/healthz":
            return replies.OK
        if path == "/readyz":
            return await self._readiness.answer()
        if path == "/metrics" and may_see_metrics(scope):
            return Reply(200, self._counters.as_text())
        return replies.NOT_FOUND


async def application(scope: HttpScope, receive: Receive, send: Send) -> None:
    """What the server calls for every request, and once for its own life."""
    if scope["type"] == "http":
        await scope["state"]["edge"].answer(scope, receive, send)
    elif scope["type"] == "lifespan":
        await _live(scope, receive, send)


async def _live(scope: HttpScope, receive: Receive, send: Send) -> None:
    await receive()
    edge = scope["state"]["edge"] = Edge()
    await edge.start()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await edge.stop()
    await send({"type": "lifespan.shutdown.complete"})

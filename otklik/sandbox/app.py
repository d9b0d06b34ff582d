"""All addresses of the sandbox as one ASGI application."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from otklik.sandbox.control import control_routes
from otklik.sandbox.errors import ConnectionCut
from otklik.sandbox.max.app import max_routes
from otklik.sandbox.ok.graph import Graph
from otklik.sandbox.ok.residents import ok_resident_routes
from otklik.sandbox.ok.rest import Rest
from otklik.sandbox.residents import resident_routes
from otklik.sandbox.sandbox import Sandbox
from otklik.sandbox.telegram.api import Api as TelegramApi
from otklik.sandbox.telegram.residents import telegram_resident_routes
from otklik.sandbox.vk.api import Api
from otklik.sandbox.vk.longpoll import answer_long_poll
from otklik.sandbox.vk.uploads import UploadServer

_log = logging.getLogger(__name__)


def make_app(sandbox: Sandbox) -> Starlette:
    """The journal is read and pushing begins when the server starts."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        sandbox.load()
        sandbox.start()
        yield
        await sandbox.stop()

    routes: list[BaseRoute] = [
        Route("/vk/method/{name}", Api(sandbox.vk).answer, methods=["GET", "POST"]),
        Route("/vk/upload/{ticket}", UploadServer(sandbox.vk.uploads).answer, methods=["POST"]),
        Route("/vk/longpoll/{group_id:int}", _long_poll(sandbox), methods=["GET"]),
        Route("/telegram/bot{token}/{name}", TelegramApi(sandbox.telegram).answer, methods=["GET", "POST"]),
        *max_routes(sandbox.max),
        *control_routes(sandbox),
        *telegram_resident_routes(sandbox.telegram),
        Route("/ok/fb.do", Rest(sandbox.ok).answer, methods=["GET", "POST"]),
        Route("/ok/graph/me/{what}", Graph(sandbox.ok).answer, methods=["GET", "POST"]),
        Route("/ok/graph/me/{what}/{chat}", Graph(sandbox.ok).answer, methods=["GET", "POST"]),
        *ok_resident_routes(sandbox.ok),
        *resident_routes(sandbox),
    ]
    return Starlette(
        routes=routes,
        lifespan=lifespan,
        exception_handlers={Exception: _tell_of_a_mistake},
        middleware=[Middleware(NoOtherSites)],
    )


class NoOtherSites:
    """A web page of another site, open in the same browser, must not script the sandbox."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "POST" and _is_from_elsewhere(scope):
            refusal = JSONResponse({"error": "this came from another site"}, status_code=403)
            return await refusal(scope, receive, send)
        return await self.app(scope, receive, send)


def _is_from_elsewhere(scope: Scope) -> bool:
    return any(name == b"sec-fetch-site" and value == b"cross-site" for name, value in scope["headers"])


async def _tell_of_a_mistake(request: Request, error: Exception) -> Response:
    """A mistake of the sandbox itself must be seen; a connection that was cut on purpose is none."""
    if not isinstance(error, ConnectionCut):
        _log.error("%s %s", request.method, request.url.path, exc_info=error)
    return JSONResponse({"error": f"the sandbox has a mistake: {error!r}"}, status_code=500)


def _long_poll(sandbox: Sandbox) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        return await answer_long_poll(sandbox.vk, request)

    return answer

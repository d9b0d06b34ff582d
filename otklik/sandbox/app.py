"""All addresses of the sandbox as one ASGI application."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from otklik.sandbox.control import control_routes
from otklik.sandbox.sandbox import Sandbox
from otklik.sandbox.vk.api import Api
from otklik.sandbox.vk.longpoll import answer_long_poll


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
        Route("/vk/longpoll/{group_id:int}", _long_poll(sandbox), methods=["GET"]),
        *control_routes(sandbox),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


def _long_poll(sandbox: Sandbox) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        return await answer_long_poll(sandbox.vk, request)

    return answer

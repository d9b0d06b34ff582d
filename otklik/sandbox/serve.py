"""Serves the sandbox until it is told to stop."""

import asyncio
import signal
from pathlib import Path

from granian.constants import Interfaces
from granian.server.embed import Server

from otklik.sandbox.app import make_app
from otklik.sandbox.sandbox import Sandbox


def serve(*, host: str, port: int, folder: Path | None) -> None:
    """Block until SIGTERM or SIGINT."""
    asyncio.run(_serve(host, port, folder))


async def _serve(host: str, port: int, folder: Path | None) -> None:
    app = make_app(Sandbox(folder))
    server = Server(app, address=host, port=port, interface=Interfaces.ASGI, log_enabled=False, websockets=False)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, server.stop)
    await server.serve()

"""Serving the two applications with granian: the edge in this process, the pages in workers that never outlive us."""

import asyncio
import atexit
import ctypes
import logging
import os
import signal
import sys

import uvloop
from granian import Granian
from granian.constants import Interfaces, Loops, RuntimeModes
from granian.log import LogLevels
from granian.server.embed import Server

PAGES = "otklik.web.serving:pages"
EDGE = "otklik.web.serving:edge"
SWITCH_SECONDS = 0.0005
"""How long the thread that writes waits for the busy event loop: a commit is as short as that."""
_PR_SET_PDEATHSIG = 1

log = logging.getLogger(__name__)


def serve_edge(*, host: str, port: int, workers: int = 1) -> None:
    """Run the edge until SIGTERM or SIGINT; what waits is written before the end.

    One process serves thousands of events a second; several share the port, each with its own connection.
    """
    if workers == 1:
        sys.setswitchinterval(SWITCH_SECONDS)
        uvloop.run(_serve_edge(host, port))
        return
    log.info("%s edges listen at http://%s:%s", workers, host, port)
    Granian(
        EDGE,
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        workers=workers,
        websockets=False,
        backpressure=1024,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        factory=True,
        workers_kill_timeout=10,
        loop=Loops.uvloop,
        runtime_mode=RuntimeModes.st,
    ).serve()


def edge() -> object:
    """The edge in a worker; a worker whose parent is killed ends as well."""
    end_with_parent()
    sys.setswitchinterval(SWITCH_SECONDS)
    from otklik.web.edge.app import application

    return application


async def _serve_edge(host: str, port: int) -> None:
    from otklik.web.edge.app import application

    server = Server(
        application,
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        websockets=False,
        backlog=1024,
        backpressure=1024,
        log_level=LogLevels.error,
    )
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, server.stop)
    log.info("the edge listens at http://%s:%s", host, port)
    await server.serve()
    await application.stop()


def serve_pages(*, host: str, port: int, workers: int, threads: int) -> None:
    """Run the pages until SIGTERM or SIGINT."""
    log.info("the pages are at http://%s:%s", host, port)
    Granian(
        PAGES,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        backpressure=threads * 16,
        websockets=False,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        factory=True,
        workers_kill_timeout=10,
    ).serve()


def pages() -> object:
    """The pages in a worker. A worker whose parent is killed ends as well, so that it does not hold the port."""
    end_with_parent()
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    from otklik.ground.databases import close_pools
    from otklik.pages.pace import share_budgets
    from otklik.web.database import notice_quickly

    notice_quickly()
    share_budgets()
    atexit.register(close_pools)
    return application


def end_with_parent() -> None:
    """Let Linux kill this process when the one that started it has ended; elsewhere nothing happens."""
    parent = os.getppid()
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    except (OSError, AttributeError):
        return
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)

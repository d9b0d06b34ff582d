"""The clerk of timed jobs: Procrastinate, in a thread of the worker, on the same database."""

import asyncio
import contextlib
import logging
import threading

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException

log = logging.getLogger(__name__)

PAUSE_SECONDS = 2.0


def run_timed_jobs(*, stop: threading.Event) -> None:
    """Run scheduled jobs until told to stop; an outage of the database is waited for."""
    while not stop.is_set():
        try:
            asyncio.run(_run_until(stop))
        except (ConnectorException, OSError) as outage:
            log.warning("timed jobs: the database is away: %s", type(outage).__name__)
            stop.wait(PAUSE_SECONDS)


async def _run_until(stop: threading.Event) -> None:
    if not isinstance(app.connector, DjangoConnector):
        raise TypeError(f"timed jobs need Django's connection, not {type(app.connector).__name__}")
    worker_app = app.with_connector(app.connector.get_worker_connector())
    async with worker_app.open_async():
        job = asyncio.create_task(
            worker_app.run_worker_async(
                install_signal_handlers=False, concurrency=1, delete_jobs="successful", shutdown_graceful_timeout=5
            )
        )
        told = asyncio.create_task(asyncio.to_thread(stop.wait))
        await asyncio.wait({job, told}, return_when=asyncio.FIRST_COMPLETED)
        if job.done():
            job.result()
        job.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await job

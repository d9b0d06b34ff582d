"""Hearing of changes from the database: LISTEN, and again after every outage."""

import asyncio
import logging

import psycopg

from otklik.shared.backoff import delay_seconds
from otklik.shared.clock import now
from otklik.shared.wake import LIVE_CHANNEL, PAGES_CHANNEL, RIGHTS_CHANNEL
from otklik.web.edge.database import connect_for_listening
from otklik.web.edge.known_pages import KnownPages
from otklik.web.edge.listeners import Listeners, read_notice

LONGEST_PAUSE_SECONDS = 5.0

log = logging.getLogger(__name__)


async def hear_notices(
    database_url: str, listeners: Listeners, pages: KnownPages, *, is_hearing: asyncio.Event
) -> None:  # fmt: skip
    """Pass notices on for ever; `is_hearing` is set when the first connection listens.

    At first and after an outage everybody comes anew and all pages are read, for nobody knows what was missed.
    """
    failures = 0
    while True:
        try:
            async with await connect_for_listening(database_url) as connection:
                await connection.execute(f"listen {LIVE_CHANNEL}; listen {PAGES_CHANNEL}; listen {RIGHTS_CHANNEL}")
                failures = 0
                is_hearing.set()
                listeners.note_rights("", now=now())
                pages.note_change()
                async for notice in connection.notifies():
                    if notice.channel == PAGES_CHANNEL:
                        pages.note_change()
                    elif notice.channel == RIGHTS_CHANNEL:
                        listeners.note_rights(notice.payload, now=now())
                    else:
                        listeners.tell(read_notice(notice.payload))
        except psycopg.Error as failure:
            failures += 1
            pages.note_silence()
            log.log(logging.WARNING if failures == 1 else logging.DEBUG, "live changes are not heard: %s", failure)
        await asyncio.sleep(min(delay_seconds(max(failures, 1)), LONGEST_PAUSE_SECONDS))

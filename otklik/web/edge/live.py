"""Live changes out: server-sent events at /live/?ticket=…, numbers of cases only; the page fetches under its rights."""

import asyncio
import json
from collections.abc import Set as AbstractSet
from typing import Protocol
from urllib.parse import parse_qs

from granian.rsgi import HTTPProtocol, Scope

from otklik.organizations.tickets import TicketRefused, read_ticket
from otklik.shared.clock import now
from otklik.web.edge.listeners import Listener, Listeners
from otklik.web.edge.replies import Headers, Reply, say

HEARTBEAT_SECONDS = 15.0
AT_MOST_ONCE_IN_SECONDS = 1.0
STREAM_SECONDS = 300.0
"""Then the browser comes with a new ticket; rights that change end a stream at once."""

NO_TICKET = Reply(403, "The ticket is not valid. Load the page again.")
TOO_MANY = Reply(503, "Too many pages listen already.", (("retry-after", "30"),))
_STREAM: Headers = (
    ("content-type", "text/event-stream; charset=utf-8"),
    ("cache-control", "no-store"),
    ("x-accel-buffering", "no"),
)


class _Stream(Protocol):
    async def send_str(self, data: str) -> None: ...


async def serve_live(listeners: Listeners, scope: Scope, protocol: HTTPProtocol, *, pages: AbstractSet[str]) -> None:
    """Stream what changes within the scope of the ticket, until the browser leaves or five minutes are over.

    `pages`: the origins whose scripts may read it.
    """
    cross = _cross_origin(scope, pages=pages)
    ticket = parse_qs(scope.query_string).get("ticket", [""])[0]
    try:
        shown = listeners.accept(read_ticket(ticket, now()))
    except TicketRefused:
        say(Reply(NO_TICKET.status, NO_TICKET.text, cross), protocol)
        return
    listener = listeners.join(shown)
    if listener is None:
        say(Reply(TOO_MANY.status, TOO_MANY.text, (*TOO_MANY.headers, *cross)), protocol)
        return
    leaving = asyncio.create_task(_watch_leaving(listener, protocol))
    try:
        await _stream(listener, protocol.response_stream(200, [*_STREAM, *cross]))
    finally:
        leaving.cancel()
        listeners.leave(listener)


def _cross_origin(scope: Scope, *, pages: AbstractSet[str]) -> Headers:
    """What lets a page of ours read; a program that is no browser sends no origin and needs nothing."""
    origin = scope.headers.get("origin")
    if origin is None or origin not in pages:
        return (("vary", "origin"),)
    return (("access-control-allow-origin", origin), ("vary", "origin"))


async def _stream(listener: Listener, stream: _Stream) -> None:
    loop = asyncio.get_running_loop()
    ends_at = loop.time() + STREAM_SECONDS
    await stream.send_str(": here\n\n")
    while not listener.is_over and (left := ends_at - loop.time()) > 0:
        numbers = await listener.wait(min(HEARTBEAT_SECONDS, left))
        if numbers:
            await stream.send_str(f"event: changed\ndata: {json.dumps({'appeals': numbers})}\n\n")
            await asyncio.sleep(AT_MOST_ONCE_IN_SECONDS)
        elif not listener.is_over:
            await stream.send_str(": still here\n\n")


async def _watch_leaving(listener: Listener, protocol: HTTPProtocol) -> None:
    await protocol.client_disconnect()
    listener.let_go()

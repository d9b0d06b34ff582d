"""Live changes out: server-sent events at /live/?ticket=…, numbers of cases only; the page fetches under its rights."""

import asyncio
import json
from urllib.parse import parse_qs

from otklik.organizations.tickets import TicketRefused, read_ticket
from otklik.shared.clock import now
from otklik.web.edge.listeners import Listener, Listeners
from otklik.web.edge.replies import Headers, HttpScope, Receive, Reply, Send, say

HEARTBEAT_SECONDS = 15.0
AT_MOST_ONCE_IN_SECONDS = 1.0
STREAM_SECONDS = 300.0
"""Then the browser comes with a new ticket: rights that were taken away end here."""

NO_TICKET = Reply(403, "The ticket is not valid. Load the page again.")
TOO_MANY = Reply(503, "Too many pages listen already.", ((b"retry-after", b"30"),))
_STREAM: Headers = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
)


async def serve_live(listeners: Listeners, scope: HttpScope, receive: Receive, send: Send, *, site_url: str) -> None:
    """Stream what changes within the scope of the ticket, until the browser leaves or five minutes are over."""
    cross = _cross_origin(scope, site_url=site_url)
    ticket = parse_qs(scope["query_string"].decode("latin-1")).get("ticket", [""])[0]
    try:
        seen = read_ticket(ticket, now())
    except TicketRefused:
        await say(Reply(NO_TICKET.status, NO_TICKET.text, cross), send)
        return
    listener = listeners.join(seen)
    if listener is None:
        await say(Reply(TOO_MANY.status, TOO_MANY.text, (*TOO_MANY.headers, *cross)), send)
        return
    leaving = asyncio.create_task(_watch_leaving(listener, receive))
    try:
        await send({"type": "http.response.start", "status": 200, "headers": [*_STREAM, *cross]})
        await _stream(listener, send)
    finally:
        leaving.cancel()
        listeners.leave(listener)


def allows_origin(scope: HttpScope, *, site_url: str) -> bool:
    """Whether the page that asks is ours; a program that is no browser sends no origin."""
    origin = next((value for name, value in scope["headers"] if name == b"origin"), None)
    return origin is None or origin.decode("latin-1") == site_url.rstrip("/")


def _cross_origin(scope: HttpScope, *, site_url: str) -> Headers:
    if not allows_origin(scope, site_url=site_url):
        return ((b"vary", b"origin"),)
    return ((b"access-control-allow-origin", site_url.rstrip("/").encode()), (b"vary", b"origin"))


async def _stream(listener: Listener, send: Send) -> None:
    loop = asyncio.get_running_loop()
    ends_at = loop.time() + STREAM_SECONDS
    await _write(": here\n\n", send)
    while not listener.is_over and (left := ends_at - loop.time()) > 0:
        numbers = await listener.wait(min(HEARTBEAT_SECONDS, left))
        if numbers:
            await _write(f"event: changed\ndata: {json.dumps({'appeals': numbers})}\n\n", send)
            await asyncio.sleep(AT_MOST_ONCE_IN_SECONDS)
        elif not listener.is_over:
            await _write(": still here\n\n", send)
    await send({"type": "http.response.body", "body": b""})


async def _write(text: str, send: Send) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _watch_leaving(listener: Listener, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.let_go()

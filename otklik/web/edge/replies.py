"""What the edge says: short plain texts, and the messages of ASGI that carry them."""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

HttpScope = Mapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = tuple[tuple[bytes, bytes], ...]

_PLAIN: Headers = ((b"content-type", b"text/plain; charset=utf-8"), (b"x-content-type-options", b"nosniff"))


@dataclass(frozen=True, slots=True)
class Reply:
    """One whole answer."""

    status: int
    text: str
    headers: Headers = field(default=())


OK = Reply(200, "ok")
NOT_FOUND = Reply(404, "There is nothing at this address.")
ONLY_POST = Reply(405, "Events are delivered here with POST.", ((b"allow", b"POST"),))
ONLY_GET = Reply(405, "This address is read with GET.", ((b"allow", b"GET"),))
TOO_LONG = Reply(413, "The body is longer than this server takes.", ((b"connection", b"close"),))
NOT_JSON = Reply(400, "The body is not JSON.")
NOT_OURS = Reply(403, "The event could not be proved to come from this page.")
TRY_AGAIN = Reply(503, "The event could not be kept now. Please send it again.", ((b"retry-after", b"5"),))
FAILED = Reply(500, "The event could not be handled.")


async def say(reply: Reply, send: Send) -> None:
    """Send a whole answer."""
    body = reply.text.encode()
    length = (b"content-length", str(len(body)).encode())
    headers = [*_PLAIN, *reply.headers, length]
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})

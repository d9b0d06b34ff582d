"""What the edge says: short plain texts, sent whole."""

from dataclasses import dataclass, field

from granian.rsgi import HTTPProtocol

Headers = tuple[tuple[str, str], ...]

_PLAIN: Headers = (("content-type", "text/plain; charset=utf-8"), ("x-content-type-options", "nosniff"))


@dataclass(frozen=True, slots=True)
class Reply:
    """One whole answer."""

    status: int
    text: str
    headers: Headers = field(default=())


OK = Reply(200, "ok")
NOT_FOUND = Reply(404, "There is nothing at this address.")
ONLY_POST = Reply(405, "Events are delivered here with POST.", (("allow", "POST"),))
ONLY_GET = Reply(405, "This address is read with GET.", (("allow", "GET"),))
TOO_LONG = Reply(413, "The body is longer than this server takes.", (("connection", "close"),))
NOT_JSON = Reply(400, "The body is not JSON.")
NOT_OURS = Reply(403, "The event could not be proved to come from this page.")
TRY_AGAIN = Reply(503, "The event could not be kept now. Please send it again.", (("retry-after", "5"),))
FAILED = Reply(500, "The event could not be handled.")


def say(reply: Reply, protocol: HTTPProtocol) -> None:
    """Send a whole answer."""
    protocol.response_str(reply.status, [*_PLAIN, *reply.headers], reply.text)

"""How a fault of a call strikes: slow, broken, refused or nonsense; the same for all networks."""

import asyncio
from collections.abc import Callable

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from otklik.sandbox.errors import ConnectionCut
from otklik.sandbox.faults import NONSENSE, Fault

HTML = "<html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>"


class CutResponse(Response):
    """Begins an answer and breaks the connection: the client learns nothing."""

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"100")]})
        await send({"type": "http.response.body", "body": b" ", "more_body": True})
        raise ConnectionCut


def http_error(fault: Fault) -> Response:
    """An error of whatever stands before the network, with `Retry-After` where the fault says so."""
    headers = {"Retry-After": str(fault.retry_after)} if fault.retry_after else None
    return Response(HTML.format(fault.status), status_code=fault.status, media_type="text/html", headers=headers)


def nonsense(fault: Fault) -> Response:
    """Status 200 with a body that says nothing."""
    return Response(NONSENSE[fault.body], media_type="text/html" if fault.body == "page" else "application/json")


async def strike(fault: Fault, *, perform: Callable[[], Response], refuse: Callable[[int], Response]) -> Response:
    """Answer a call that a fault struck. `perform` does what was asked, `refuse` answers with the network's error."""
    match fault.kind:
        case "latency":
            await asyncio.sleep(fault.seconds)
            return perform()
        case "http":
            if fault.is_performed:
                perform()
            return http_error(fault)
        case "error":
            return refuse(fault.code)
        case "cut_before":
            return CutResponse()
        case "silence":
            await asyncio.sleep(fault.seconds)
            return CutResponse()
        case "nonsense":
            if fault.is_performed:
                perform()
            return nonsense(fault)
    perform()
    if fault.kind == "timeout_after":
        await asyncio.sleep(fault.seconds)
    return CutResponse()

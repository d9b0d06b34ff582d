"""VK's bot long poll: the client waits for what happens after its `ts`."""

import asyncio
from contextlib import suppress
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from otklik.sandbox.vk.network import LongPoll, Vk

MOST_SECONDS = 90
USUAL_SECONDS = 25


async def answer_long_poll(vk: Vk, request: Request) -> JSONResponse:
    """`failed` 1: some events are gone, go on from this ts; 2: the key is over; 3: everything is."""
    page = vk.world.pages.get(int(request.path_params["group_id"]))
    asked = request.query_params
    if page is None or asked.get("act") != "a_check":
        return JSONResponse({"failed": 3})
    if not page.long_poll_key or asked.get("key") != page.long_poll_key:
        return JSONResponse({"failed": 2})
    poll = vk.long_poll(page.group_id)
    ts = _number(asked.get("ts", ""), -1)
    if ts > poll.last_ts or ts < poll.last_ts - len(poll.events):
        return JSONResponse({"failed": 1, "ts": str(poll.last_ts)})
    wait = min(max(_number(asked.get("wait", ""), USUAL_SECONDS), 0), MOST_SECONDS)
    return JSONResponse(await _wait_for_events(poll, ts, wait))


async def _wait_for_events(poll: LongPoll, ts: int, seconds: int) -> dict[str, Any]:
    if ts == poll.last_ts and seconds:
        with suppress(TimeoutError):
            await asyncio.wait_for(poll.changed.wait(), seconds)
    new = poll.last_ts - ts
    return {"ts": str(poll.last_ts), "updates": list(poll.events)[-new:] if new > 0 else []}


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdigit() else otherwise

"""MAX's long poll: for trials, refused while a webhook is subscribed."""

import asyncio
from contextlib import suppress
from typing import Any

from otklik.sandbox.max.network import POLLED_FOR, Max
from otklik.sandbox.max.objects import Json
from otklik.sandbox.max.refusals import MaxError
from otklik.sandbox.max.state import Page

MOST_UPDATES = 100
MOST_SECONDS = 30
"""Since May 2026: smaller than what the schema still names."""


async def answer_poll(network: Max, page: Page, asked: dict[str, Any]) -> Json:
    """What happened since the marker; waits a while when it is nothing."""
    if page.subscriptions:
        raise MaxError(405, "method.not.allowed", "Webhook subscription is active")
    poll = network.long_poll(page.chat_id)
    marker, types = asked.get("marker"), asked.get("types", [])
    seconds = min(asked["timeout"], MOST_SECONDS)
    lasting = POLLED_FOR * network.settings.time_factor
    found = poll.since(marker, seconds=lasting)
    if not found and seconds:
        with suppress(TimeoutError):
            await asyncio.wait_for(poll.changed.wait(), seconds)
        found = poll.since(marker, seconds=lasting)
    taken = found[: min(asked["limit"], MOST_UPDATES)]
    following = taken[-1][0] + 1 if taken else poll.last_marker + 1 if marker is None else marker
    return {"updates": [one for _, one in taken if not types or one["update_type"] in types], "marker": following}

"""The Bot API's long poll: for who cannot be reached by a webhook."""

import asyncio
from contextlib import suppress

from otklik.sandbox.ok.chats import GraphCall
from otklik.sandbox.ok.refusals import OkError
from otklik.sandbox.ok.state import Json

MOST_SECONDS = 30


async def wait_for_updates(call: GraphCall) -> Json:
    """What happened since the marker, at once or as soon as something does. Needs a subscription to the long poll."""
    if not call.group.long_poll_types:
        raise OkError(2001, "no long polling subscription")
    poll = call.ok.long_poll(call.group.group_id)
    marker = call.number("marker", poll.last)
    if marker >= poll.last and (seconds := min(call.number("timeout", 0), MOST_SECONDS)):
        with suppress(TimeoutError):
            await asyncio.wait_for(poll.changed.wait(), seconds)
    fresh = min(max(poll.last - marker, 0), len(poll.updates))
    updates = list(poll.updates)[-fresh:][: call.number("count", 100)] if fresh else []
    return {"updates": updates, "marker": str(poll.last - fresh + len(updates))}

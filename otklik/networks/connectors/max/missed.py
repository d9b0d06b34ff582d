"""What webhooks missed: recent posts and their comments, page by page; private talks whose names are known."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.networks.connector import PageAccess
from otklik.networks.connectors.max.acts import channel_of
from otklik.networks.connectors.max.api import Value, read_list
from otklik.networks.connectors.max.errors import NOT_FOUND
from otklik.networks.connectors.max.ids import Place, Talk
from otklik.networks.connectors.max.messages import Reader
from otklik.networks.connectors.max.parse import read_messages
from otklik.networks.errors import Refused
from otklik.networks.events import NetworkEvent
from otklik.networks.objects import find_time_of_milliseconds, milliseconds_of

log = logging.getLogger(__name__)

POSTS_AGE = timedelta(days=14)
"""Comments are looked for under posts that are at most so much older than the moment asked for."""
PAGE_SIZE = 100
MOST_PAGES = 5
"""Pages of one list: 500 posts, 500 comments of a post, 500 messages of a talk."""
MOST_CALLS = 400
"""Calls of one reading."""

_ONE_THREAD = NOT_FOUND | {"comments.disabled", "chat.not.found", "chat.denied", "dialog.not.found"}
"""Codes that concern the one post or talk that was asked for."""


@dataclass
class Reading:
    """One reading of a page; it stops asking when it has asked enough."""

    access: PageAccess
    calls: int = 0
    is_cut: bool = False
    """A list was left before its end, since it is too long."""

    def pages(
        self, path: str, params: dict[str, Value], *, older_than: str, since: datetime, post: str = ""
    ) -> Iterator[list[NetworkEvent]]:
        """Pages of a list, newest first, until one reaches back beyond `since`.

        MAX pages by time and does not say whether its limits are inclusive: what was seen already is left out, and
        a page that brings nothing new is the last.
        """
        seen: set[str] = set()
        asked = params | {"count": PAGE_SIZE}
        for _number in range(MOST_PAGES):
            if self.calls >= MOST_CALLS:
                log.warning("reading MAX page %s stopped after %s calls", self.access.external_id, self.calls)
                break
            self.calls += 1
            items = read_list(self.access, path, "messages", asked)
            events = read_messages(items, reader=Reader(self.access.external_id, post))
            fresh = [event for event in events if event.external_id not in seen]
            yield fresh
            times = [
                time
                for time in (find_time_of_milliseconds(item.get("timestamp")) for item in items)
                if time is not None
            ]
            if len(items) < PAGE_SIZE or not fresh or not times or min(times) < since:
                return
            seen |= {event.external_id for event in fresh}
            asked |= {older_than: milliseconds_of(min(times))}
        self.is_cut = True


def fetch_missed(access: PageAccess, *, since: datetime) -> Iterator[NetworkEvent]:
    """What was written in the channel since then, oldest first. MAX lists no deletions and no private talks."""
    reading = Reading(access)
    events: list[NetworkEvent] = []
    oldest = since - POSTS_AGE
    asked: dict[str, Value] = {"chat_id": channel_of(access)}
    for page in reading.pages("/messages", asked, older_than="from", since=oldest):
        for post in (post for post in page if _is_since(post, oldest)):
            events.append(post)
            events += _or_nothing(_read_comments, reading, Place.of(post.external_id), since=since)
    yield from _in_order(events, since=since)


def fetch_talks(access: PageAccess, *, thread_ids: Sequence[str], since: datetime) -> Iterator[NetworkEvent]:
    """What was written in these private talks since then, oldest first."""
    reading = Reading(access)
    events: list[NetworkEvent] = []
    for thread_id in thread_ids:
        events += _or_nothing(_read_talk, reading, Talk.of(thread_id), since=since)
    yield from _in_order(events, since=since)


def _read_comments(reading: Reading, place: Place, *, since: datetime) -> list[NetworkEvent]:
    asked: dict[str, Value] = {"after": max(milliseconds_of(since) - 1, 0)}
    path = f"/messages/{place.post}/comments"
    pages = reading.pages(path, asked, older_than="before", since=since, post=place.post)
    return [event for page in pages for event in page]


def _read_talk(reading: Reading, talk: Talk, *, since: datetime) -> list[NetworkEvent]:
    pages = reading.pages("/messages", {"chat_id": talk.chat}, older_than="from", since=since)
    return [event for page in pages for event in page]


def _or_nothing[Thread](
    read_one: Callable[..., list[NetworkEvent]], reading: Reading, thread: Thread, *, since: datetime
) -> list[NetworkEvent]:
    """A post that was deleted meanwhile, or a talk that was closed, does not stop the reading of the others."""
    try:
        return read_one(reading, thread, since=since)
    except Refused as why:
        if why.code not in _ONE_THREAD:
            raise
        log.info("one thread on MAX page %s cannot be read: %s", reading.access.external_id, why.code)
        return []


def _in_order(events: list[NetworkEvent], *, since: datetime) -> list[NetworkEvent]:
    fresh = [event for event in events if _is_since(event, since)]
    # lists are the newest first: turned round, so that what has the same time keeps its order
    fresh.reverse()
    return sorted(fresh, key=lambda event: event.occurred_at or since)


def _is_since(event: NetworkEvent, since: datetime) -> bool:
    return event.occurred_at is not None and event.occurred_at >= since

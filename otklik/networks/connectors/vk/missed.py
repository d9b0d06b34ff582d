"""What webhooks missed: recent posts, their comments with threads, and private talks, read page by page."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from otklik.networks.connector import PageAccess
from otklik.networks.connectors.vk.answers import read_comments
from otklik.networks.connectors.vk.api import Token, Value, admin_token, community_token, read
from otklik.networks.connectors.vk.authors import Reader, read_names
from otklik.networks.connectors.vk.comments import SHAPES
from otklik.networks.connectors.vk.errors import NO_RIGHT
from otklik.networks.connectors.vk.ids import Place
from otklik.networks.connectors.vk.messages import read_message
from otklik.networks.connectors.vk.objects import items_of
from otklik.networks.connectors.vk.posts import read_post
from otklik.networks.errors import Ignored, NotOurs, Refused
from otklik.networks.events import EventKind, NetworkEvent
from otklik.networks.objects import Json, as_object, as_objects, find_id, find_number, find_time_of_seconds

log = logging.getLogger(__name__)

POSTS_AGE = timedelta(days=14)
"""Comments are looked for under posts that are at most so much older than the moment asked for."""
PAGE_SIZE = 100
MOST_PAGES = 5
"""Pages of one list: 500 posts, 500 comments of a post, 500 replies, 500 talks, 500 messages of a talk."""
MOST_CALLS = 400
"""Calls of one reading; at three a second that is over two minutes."""

_ONE_POST = frozenset({"15", "100", "104", "212"})
"""Codes that concern the one post that was asked for."""


@dataclass
class Reading:
    """One reading of a page; it stops asking when it has asked enough."""

    access: PageAccess
    since: datetime
    calls: int = 0
    names: dict[int, str] = field(default_factory=dict)

    def ask(self, token: Token, method: str, params: dict[str, Value]) -> Json:
        self.calls += 1
        answer = as_object(read(self.access, token, method, params))
        self.names |= read_names(answer)
        return answer

    @property
    def is_spent(self) -> bool:
        return self.calls >= MOST_CALLS

    @property
    def reader(self) -> Reader:
        return Reader(self.access.external_id, self.names)

    def pages(self, token: Token, method: str, params: dict[str, Value]) -> Iterator[list[Json]]:
        """The pages of a list until an incomplete one."""
        for number in range(MOST_PAGES):
            if self.is_spent:
                log.warning("reading VK page %s stopped after %s calls", self.access.external_id, self.calls)
                return
            page: dict[str, Value] = {"count": PAGE_SIZE, "offset": number * PAGE_SIZE, "extended": True}
            items = items_of(self.ask(token, method, params | page))
            yield items
            if len(items) < PAGE_SIZE:
                return


def fetch_missed(access: PageAccess, *, since: datetime) -> Iterator[NetworkEvent]:
    """What was written since then, oldest first; deletions, which have no time, come last."""
    reading = Reading(access, since)
    refusals: list[Refused] = []
    events: list[NetworkEvent] = []
    # a token that is missing or has no right to one part does not hide the other
    parts: tuple[Callable[[Reading], Iterator[NetworkEvent]], ...] = (_read_wall, _read_talks)
    for part in parts:
        try:
            events += part(reading)
        except Refused as why:
            if why.code not in NO_RIGHT:
                raise
            refusals.append(why)
    if len(refusals) == len(parts):
        raise refusals[0]
    wanted = [event for event in events if event.kind is EventKind.DELETED or _is_since(event.occurred_at, since)]
    yield from sorted(wanted, key=lambda event: (event.occurred_at is None, event.occurred_at or since))


def _is_since(moment: datetime | None, since: datetime) -> bool:
    return moment is not None and moment >= since


def _read_wall(reading: Reading) -> Iterator[NetworkEvent]:
    token = admin_token(reading.access)
    owner: dict[str, Value] = {"owner_id": -int(reading.access.external_id)}
    for post in _recent_posts(reading, token, owner):
        yield from _read_or_skip(read_post, post, reading)
        if find_number(as_object(post.get("comments")).get("count")) != 0:
            yield from _read_comments_or_skip(reading, token, post)
    for page in reading.pages(token, "wall.get", owner | {"filter": "suggests"}):
        for post in page:
            yield from _read_or_skip(read_post, post, reading)


def _recent_posts(reading: Reading, token: Token, owner: dict[str, Value]) -> Iterator[Json]:
    oldest = reading.since - POSTS_AGE
    for page in reading.pages(token, "wall.get", owner | {"filter": "all"}):
        recent = [
            post for post in page if post.get("is_pinned") or _is_since(find_time_of_seconds(post.get("date")), oldest)
        ]
        yield from recent
        if len(recent) < len(page):
            return


def _read_comments_or_skip(reading: Reading, token: Token, post: Json) -> Iterator[NetworkEvent]:
    """A post that was deleted meanwhile, or hides its comments, does not stop the reading of the others."""
    try:
        yield from _read_comments_of(reading, token, post)
    except Refused as why:
        if why.code not in _ONE_POST:
            raise
        log.info("comments of a post on VK page %s cannot be read: %s", reading.access.external_id, why.code)


def _read_comments_of(reading: Reading, token: Token, post: Json) -> Iterator[NetworkEvent]:
    number = find_id(post, "id")
    if not number:
        return
    place = Place("wall", -int(reading.access.external_id), number)
    asked: dict[str, Value] = {"owner_id": place.owner, "post_id": place.container, "sort": "asc"}
    for page in reading.pages(token, "wall.getComments", asked | {"thread_items_count": 10}):
        yield from read_comments(page, shape=SHAPES["wall_reply"], place=place, reader=reading.reader)
        for comment in page:
            yield from _read_long_thread(reading, token, comment, place=place)


def _read_long_thread(reading: Reading, token: Token, comment: Json, *, place: Place) -> Iterator[NetworkEvent]:
    """VK adds at most ten replies to a comment; longer threads are read on their own."""
    thread, root = as_object(comment.get("thread")), find_id(comment, "id")
    if not root or (find_number(thread.get("count")) or 0) <= len(as_objects(thread.get("items"))):
        return
    asked: dict[str, Value] = {"owner_id": place.owner, "post_id": place.container, "comment_id": root, "sort": "desc"}
    for page in reading.pages(token, "wall.getComments", asked):
        yield from read_comments(page, shape=SHAPES["wall_reply"], place=place, reader=reading.reader)
        if any(not _is_since(find_time_of_seconds(reply.get("date")), reading.since) for reply in page):
            return


def _read_talks(reading: Reading) -> Iterator[NetworkEvent]:
    token = community_token(reading.access)
    group: dict[str, Value] = {"group_id": int(reading.access.external_id)}
    for page in reading.pages(token, "messages.getConversations", group):
        live = [item for item in page if _has_news(item, reading.since)]
        for item in live:
            peer = find_id(as_object(as_object(item.get("conversation")).get("peer")), "id")
            if peer:
                yield from _read_talk(reading, token, group | {"peer_id": peer})
        if len(live) < len(page):
            return


def _has_news(item: Json, since: datetime) -> bool:
    return _is_since(find_time_of_seconds(as_object(item.get("last_message")).get("date")), since)


def _read_talk(reading: Reading, token: Token, asked: dict[str, Value]) -> Iterator[NetworkEvent]:
    for page in reading.pages(token, "messages.getHistory", asked):
        for message in page:
            yield from _read_or_skip(_read_new_message, message, reading)
        if any(not _is_since(find_time_of_seconds(message.get("date")), reading.since) for message in page):
            return


def _read_new_message(message: Json, *, reader: Reader) -> NetworkEvent:
    return read_message(message, kind=EventKind.NEW, reader=reader)


def _read_or_skip(read_one: Callable[..., NetworkEvent], item: Json, reading: Reading) -> Iterator[NetworkEvent]:
    """One thing that cannot be read does not stop the reading."""
    try:
        yield read_one(item, reader=reading.reader)
    except Ignored:
        return
    except NotOurs as why:
        log.warning("something on VK page %s cannot be read: %s", reading.access.external_id, why.reason)

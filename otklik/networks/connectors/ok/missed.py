"""What stands in a group's discussions and talks: the only way to comments, since OK pushes none."""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from otklik.networks.connector import PageAccess
from otklik.networks.connectors.ok.api import Value, graph_read, rest_read
from otklik.networks.connectors.ok.authors import Reader
from otklik.networks.connectors.ok.comments import comment_id_of, parent_of, read_comments
from otklik.networks.connectors.ok.errors import GONE, NO_RIGHT
from otklik.networks.connectors.ok.ids import KINDS, Place, find_account, find_chat
from otklik.networks.connectors.ok.messages import read_message
from otklik.networks.connectors.ok.objects import find_date, list_of
from otklik.networks.connectors.ok.reading import FIELDS, ask_for_comment
from otklik.networks.errors import Ignored, NotOurs, Refused
from otklik.networks.events import EventKind, NetworkEvent
from otklik.networks.objects import Json, as_object, as_objects, find_time_of_milliseconds, milliseconds_of

log = logging.getLogger(__name__)

PAGE_SIZE = 100
MOST_PAGES = 5
"""Pages of one list: 500 discussions, 500 comments of one, 500 chats, 500 messages of one."""
MOST_CALLS = 200
"""Calls of one reading; at three a second that is over a minute."""
MOST_PARENTS = 20
"""Calls for older comments that others answer: without them the top of a thread is unknown."""
DISCUSSION_FIELDS = ",".join(
    f"discussion.{name}"
    for name in ("object_type", "object_id", "title", "new_comments_count", "last_activity_date_ms", "ref_objects")
)
_ONE_DISCUSSION = frozenset({str(code) for code in GONE} | {"106", "140", "141", "456", "458"})
"""Codes that concern the one discussion that was asked for."""


@dataclass
class Reading:
    """One reading of a page; it stops asking when it has asked enough."""

    access: PageAccess
    since: datetime
    now: datetime
    calls: int = 0
    parents_asked: int = 0

    def ask(self, call: Callable[..., object], what: str, params: Mapping[str, Value]) -> Json:
        self.calls += 1
        return as_object(call(self.access, what, params))

    @property
    def is_spent(self) -> bool:
        return self.calls >= MOST_CALLS

    @property
    def reader(self) -> Reader:
        return Reader(self.access.external_id)

    def may_go_on(self, number: int) -> bool:
        """Whether the next page of a list may be asked for."""
        if self.is_spent:
            log.warning("reading OK page %s stopped after %s calls", self.access.external_id, self.calls)
        return not self.is_spent and number < MOST_PAGES

    def is_news(self, moment: datetime | None) -> bool:
        return moment is None or moment >= self.since


def fetch_missed(access: PageAccess, *, since: datetime) -> Iterator[NetworkEvent]:
    """What was written since then, oldest first; deletions, which have no time, come last."""
    reading = Reading(access, since, now=datetime.now(UTC))
    refusals: list[Refused] = []
    events: list[NetworkEvent] = []
    # a token that is missing or has no right to one part does not hide the other
    parts: tuple[Callable[[Reading], Iterator[NetworkEvent]], ...] = (_read_discussions, _read_chats)
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
    # talks come with the latest first: what was said in one millisecond goes by its number
    yield from sorted(wanted, key=lambda one: (one.occurred_at is None, one.occurred_at or since, one.external_id))


def _is_since(moment: datetime | None, since: datetime) -> bool:
    return moment is not None and moment >= since


def _read_discussions(reading: Reading) -> Iterator[NetworkEvent]:
    """Discussions come with the latest first; the token sees those of all groups of its owner."""
    asked: dict[str, Value] = {"category": "GROUP", "types": ",".join(KINDS), "count": PAGE_SIZE,
                               "fields": DISCUSSION_FIELDS}  # fmt: skip
    number, anchor = 0, ""
    while reading.may_go_on(number):
        answer = reading.ask(rest_read, "discussions.getList", asked | ({"anchor": anchor} if anchor else {}))
        discussions = list_of(answer, "discussions")
        live = [one for one in discussions if reading.is_news(_last_activity(one))]
        for discussion in live:
            if _is_of_page(discussion, reading.access.external_id):
                yield from _read_discussion_or_skip(reading, discussion)
        anchor, number = str(answer.get("anchor") or ""), number + 1
        if not anchor or len(discussions) < PAGE_SIZE or len(live) < len(discussions):
            return


def _last_activity(discussion: Json) -> datetime | None:
    return find_time_of_milliseconds(discussion.get("last_activity_date_ms")) or find_date(
        discussion.get("last_activity_date")
    )


def _is_of_page(discussion: Json, page_id: str) -> bool:
    """A discussion that does not name its group is left out: it could be another body's."""
    named = [find_account(one.get("id"))[1] for one in as_objects(discussion.get("ref_objects"))
             if one.get("type") == "GROUP"]  # fmt: skip
    return page_id in (*named, find_account(discussion.get("owner_uid"))[1])


def _read_discussion_or_skip(reading: Reading, discussion: Json) -> Iterator[NetworkEvent]:
    """A topic that was deleted meanwhile, or hides its comments, does not stop the reading of the others."""
    place = Place.find(f"{discussion.get('object_type')}:{discussion.get('object_id')}")
    if place is None or place.comment or reading.is_spent:
        return
    try:
        comments = _comments_of(reading, place)
        parents = _older_parents(reading, place, comments)
    except Refused as why:
        if why.code not in _ONE_DISCUSSION:
            raise
        log.info("a discussion on OK page %s cannot be read: %s", reading.access.external_id, why.code)
        return
    yield from read_comments(comments, place=place, reader=reading.reader, parents=parents)


def _comments_of(reading: Reading, place: Place) -> list[Json]:
    """The comments of a discussion, from the last one back to the moment asked for."""
    asked: dict[str, Value] = {
        "discussionId": place.object_id, "discussionType": place.type, "fields": FIELDS, "count": PAGE_SIZE,
        "direction": "BACKWARD", "includeRemoved": True, "mark_as_read": False,
    }  # fmt: skip
    found: dict[str, Json] = {}
    number, anchor = 0, "LAST"
    while reading.may_go_on(number):
        answer = reading.ask(rest_read, "discussions.getComments", asked | {"anchor": anchor})
        page = list_of(answer, "comments")
        fresh = {comment_id_of(one): one for one in page if comment_id_of(one) not in found}
        found |= fresh
        anchor, number = str(answer.get("anchor") or ""), number + 1
        is_older = any(not reading.is_news(_written_at(one)) for one in page)
        if is_older or not fresh or not anchor or answer.get("has_more") is not True:
            break
    return list(found.values())


def _written_at(comment: Json) -> datetime | None:
    return find_time_of_milliseconds(comment.get("created_ms")) or find_date(comment.get("date"))


def _older_parents(reading: Reading, place: Place, comments: list[Json]) -> dict[str, str]:
    """What comments answer that were not read, up to the top of each thread."""
    links = {comment_id_of(one): parent_of(one) for one in comments}
    news = [one for one in comments if reading.is_news(_written_at(one))]
    wanted = {parent_of(one) for one in news} - {""}
    while wanted and reading.parents_asked < MOST_PARENTS and not reading.is_spent:
        number = wanted.pop()
        if number not in links:
            reading.parents_asked += 1
            reading.calls += 1
            links[number] = _ask_for_parent(reading, Place(place.type, place.object_id, number))
        if links[number] and links[number] not in links:
            wanted.add(links[number])
    return links


def _ask_for_parent(reading: Reading, place: Place) -> str:
    """What that comment answers; a comment that is gone counts as the top."""
    try:
        return parent_of(ask_for_comment(reading.access, place))
    except Refused as why:
        if why.code not in _ONE_DISCUSSION:
            raise
        return ""


def _read_chats(reading: Reading) -> Iterator[NetworkEvent]:
    """Chats come with the latest first."""
    number, marker = 0, ""
    while reading.may_go_on(number):
        asked: dict[str, Value] = {"count": PAGE_SIZE} | ({"marker": marker} if marker else {})
        answer = reading.ask(graph_read, "me/chats", asked)
        chats = list_of(answer, "chats")
        live = [chat for chat in chats if reading.is_news(find_time_of_milliseconds(chat.get("lastEventTime")))]
        for chat in live:
            if name := find_chat(chat.get("chat_id")):
                yield from _read_chat(reading, name)
        marker, number = str(answer.get("marker") or ""), number + 1
        if not marker or len(live) < len(chats):
            return


def _read_chat(reading: Reading, chat: str) -> Iterator[NetworkEvent]:
    """Messages from now back to the moment asked for: `from` is the later end."""
    seen: set[str] = set()
    number, until = 0, milliseconds_of(reading.now) + 60_000
    while reading.may_go_on(number):
        asked: dict[str, Value] = {"from": until, "to": milliseconds_of(reading.since) - 1, "count": PAGE_SIZE}
        told = list_of(reading.ask(graph_read, f"me/messages/{chat}", asked), "messages")
        fresh = [one for one in _readable(told, reading) if one.external_id not in seen]
        yield from fresh
        seen |= {one.external_id for one in fresh}
        number += 1
        oldest = min((one.occurred_at for one in fresh if one.occurred_at), default=None)
        if oldest is None or len(told) < PAGE_SIZE:
            return
        until = milliseconds_of(oldest)


def _readable(messages: list[Json], reading: Reading) -> Iterator[NetworkEvent]:
    """One message that cannot be read does not stop the reading."""
    for told in messages:
        try:
            yield read_message(told, reader=reading.reader)
        except Ignored:
            continue
        except NotOurs as why:
            log.warning("a message on OK page %s cannot be read: %s", reading.access.external_id, why.reason)

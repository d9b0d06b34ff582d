"""Answers of VK's API as events: comments, posts and messages that were read, not pushed. Pure."""

from collections.abc import Iterator, Sequence

from otklik.networks.connectors.vk.authors import Reader, read_names
from otklik.networks.connectors.vk.comments import SHAPES, Shape, place_of, read_comment
from otklik.networks.connectors.vk.ids import PREFIXES, Place
from otklik.networks.connectors.vk.messages import read_message
from otklik.networks.connectors.vk.objects import is_true
from otklik.networks.connectors.vk.posts import read_post
from otklik.networks.errors import Ignored, NotOurs
from otklik.networks.events import EventKind, NetworkEvent
from otklik.networks.objects import Json, as_object, as_objects, find_id, find_number
from otklik.shared.words import marked as _

_MESSAGE_SIGNS = ("peer_id", "conversation_message_id", "read_state")
_POST_SIGNS = ("post_type", "copy_history", "post_source", "reposts", "inner_type", "marked_as_ads")
_COMMENT_SIGNS = ("parents_stack", "reply_to_comment", "post_id", "thread", "photo_id", "video_id", "pid")


def read_answer(told: Json, *, page_id: str) -> tuple[NetworkEvent, ...]:
    """The messages in an answer of the API. Raises Ignored for answers that hold none."""
    if "error" in told:
        code = find_number(as_object(told["error"]).get("error_code"))
        raise Ignored(f"an error of VK instead of an answer: {code if code is not None else 'without a code'}")
    if "response" not in told:
        raise NotOurs(_("no event, no list of updates and no answer of VK's API"))
    answer = as_object(told["response"])
    items = _items_of(told["response"])
    reader = Reader(page_id=page_id or _guess_page(items), names=read_names(answer))
    events, refusals = _read_items(items, reader=reader)
    if events:
        return events
    if refusals:
        raise refusals[0]
    if any("from_id" in item and "text" in item for item in items):
        raise Ignored("comments of an answer that does not tell what they stand under")
    raise Ignored("an answer of VK's API without messages")


def _items_of(response: object) -> list[Json]:
    if isinstance(response, list):
        return as_objects(response)
    answer = as_object(response)
    return as_objects(answer.get("items")) or ([answer] if "id" in answer else [])


def _guess_page(items: Sequence[Json]) -> str:
    """The community that owns what was read, where the answer tells."""
    for item in items:
        owner = find_id(item, "owner_id", "post_owner_id")
        if owner is not None and owner < 0:
            return str(-owner)
    return ""


def _read_items(items: Sequence[Json], *, reader: Reader) -> tuple[tuple[NetworkEvent, ...], list[Ignored | NotOurs]]:
    """The events of a list, and why others gave none: one that cannot be read does not hide its neighbours."""
    events: list[NetworkEvent] = []
    refusals: list[Ignored | NotOurs] = []
    for item in items:
        try:
            events += _read_message_or_post(item, reader=reader)
        except (Ignored, NotOurs) as why:
            refusals.append(why)
    events += _read_comments([item for item in items if _is_comment(item)], reader=reader)
    return tuple(events), refusals


def _read_message_or_post(item: Json, *, reader: Reader) -> list[NetworkEvent]:
    message = _message_in(item)
    if message:
        return [read_message(message, kind=EventKind.NEW, reader=reader)]
    return [read_post(item, reader=reader)] if _is_post(item) else []


def _message_in(item: Json) -> Json:
    """A message, also as the last one of a talk; an empty object for anything else."""
    message = as_object(item.get("last_message")) or as_object(item.get("message")) or item
    is_message = _is_said(message) and any(sign in message for sign in _MESSAGE_SIGNS)
    return message if is_message else {}


def _is_post(item: Json) -> bool:
    """Photos and videos have shares and comments too, but nobody who wrote them."""
    if any(sign in item for sign in _POST_SIGNS):
        return "from_id" in item or is_true(item.get("is_deleted"))
    return "from_id" in item and "comments" in item


def _is_said(item: Json) -> bool:
    """Settings and notes of talks name their peer too."""
    return any(sign in item for sign in ("from_id", "text", "body", "deleted"))


def _is_comment(item: Json) -> bool:
    is_other = bool(_message_in(item)) or _is_post(item)
    return not is_other and any(sign in item for sign in _COMMENT_SIGNS)


def _read_comments(items: Sequence[Json], *, reader: Reader) -> Iterator[NetworkEvent]:
    """Comments of one container. Those that are gone do not name it: their neighbours do."""
    place: Place | None = None
    shape = _shape_of(items)
    for item in items:
        try:
            place = place_of(item, shape, reader=reader)
        except NotOurs:
            continue
        break
    if place is not None:
        yield from read_comments(items, shape=shape, place=place, reader=reader)


def _shape_of(items: Sequence[Json]) -> Shape:
    for item in items:
        if "video_id" in item:
            return SHAPES["video_comment"]
        if ("photo_id" in item or "pid" in item) and "post_id" not in item:
            return SHAPES["photo_comment"]
    return SHAPES["wall_reply"]


def read_comments(items: Sequence[Json], *, shape: Shape, place: Place, reader: Reader) -> Iterator[NetworkEvent]:
    """Comments of a container with the replies that came along under them."""
    for item in items:
        own_place = _place_or(place, item, shape=shape)
        yield from _read_or_skip_comment(item, shape=shape, place=own_place, reader=reader)
        replies = as_objects(as_object(item.get("thread")).get("items"))
        yield from read_comments(replies, shape=shape, place=own_place, reader=reader)


def _read_or_skip_comment(item: Json, *, shape: Shape, place: Place, reader: Reader) -> Iterator[NetworkEvent]:
    """One comment that cannot be read does not hide its neighbours."""
    try:
        yield read_comment(item, kind=EventKind.NEW, shape=shape, place=place, reader=reader)
    except NotOurs:
        return


def _place_or(place: Place, item: Json, *, shape: Shape) -> Place:
    """A comment's own container where it names one, else that of its neighbours."""
    if not find_id(item, *shape.containers):
        return place
    owner = find_id(item, *shape.owners) or place.owner
    container = find_id(item, *shape.containers) or place.container
    return Place(PREFIXES[shape.kind], owner, container) if container > 0 else place

"""Comments under posts, photos, videos and items for sale, and in discussions (VK calls them board)."""

from dataclasses import dataclass

from otklik.networks.connectors.vk.attachments import read_attachments
from otklik.networks.connectors.vk.authors import Reader
from otklik.networks.connectors.vk.ids import PREFIXES, Place
from otklik.networks.connectors.vk.objects import find_writer, is_true, need_number
from otklik.networks.errors import NotOurs
from otklik.networks.events import EventKind, MessageKind, NetworkEvent
from otklik.networks.objects import Json, find_id, find_number, find_sequence, find_time_of_seconds, read_text
from otklik.shared.words import marked as _


@dataclass(frozen=True, slots=True)
class Shape:
    """Under which names a kind of comment tells its container and that container's owner."""

    kind: MessageKind
    containers: tuple[str, ...]
    owners: tuple[str, ...]


SHAPES = {
    "wall_reply": Shape(MessageKind.COMMENT, ("post_id",), ("post_owner_id", "owner_id")),
    "board_post": Shape(MessageKind.BOARD_COMMENT, ("topic_id",), ("topic_owner_id", "owner_id")),
    "photo_comment": Shape(MessageKind.PHOTO_COMMENT, ("photo_id", "pid"), ("photo_owner_id", "owner_id")),
    "video_comment": Shape(MessageKind.VIDEO_COMMENT, ("video_id",), ("video_owner_id", "owner_id")),
    "market_comment": Shape(MessageKind.MARKET_COMMENT, ("item_id", "photo_id"), ("market_owner_id", "owner_id")),
}
"""By the beginning of an event's type: `wall_reply_new` and so on."""


def place_of(comment: Json, shape: Shape, *, reader: Reader) -> Place:
    """Where a comment hangs. A page's event may leave its owner out: then it is the page."""
    owner = find_id(comment, *shape.owners) or reader.page_owner
    if owner is None:
        raise NotOurs(_("a field is missing"), word=" / ".join(shape.owners))
    return Place(PREFIXES[shape.kind], owner, need_number(comment, *shape.containers))


def read_comment(comment: Json, *, kind: EventKind, shape: Shape, place: Place, reader: Reader) -> NetworkEvent:
    """One event of a comment. What is deleted carries no text."""
    number = need_number(comment, "id")
    if kind is EventKind.DELETED or is_true(comment.get("deleted")):
        return _read_deletion(comment, number, shape=shape, place=place)
    parent = _parent_of(comment)
    root = _root_of(comment) or parent or number
    return NetworkEvent(
        kind=kind,
        message_kind=shape.kind,
        external_id=place.comment_id(number),
        thread_id=place.comment_id(root),
        container_id=place.container_id,
        occurred_at=find_time_of_seconds(comment.get("date")),
        sequence=find_sequence(comment.get("edited")) if kind is EventKind.EDITED else None,
        author=reader.author(find_writer(comment)),
        text=read_text(comment.get("text")),
        attachments=read_attachments(comment),
        reply_to=place.comment_id(parent),
        url=place.url(number, root=root),
    )


def _read_deletion(comment: Json, number: int, *, shape: Shape, place: Place) -> NetworkEvent:
    """VK does not tell the thread of what is gone: it is named as if it stood at the top."""
    return NetworkEvent(
        kind=EventKind.DELETED,
        message_kind=shape.kind,
        external_id=place.comment_id(number),
        thread_id=place.comment_id(number),
        container_id=place.container_id,
        deleted_by=str(find_id(comment, "deleter_id") or ""),
    )


def _root_of(comment: Json) -> int | None:
    """VK lists the comments above this one, the root first; the list is empty at the top."""
    return _from_stack(comment, position=0)


def _parent_of(comment: Json) -> int | None:
    answered = find_id(comment, "reply_to_comment")
    return answered if answered and answered > 0 else _from_stack(comment, position=-1)


def _from_stack(comment: Json, *, position: int) -> int | None:
    stack = comment.get("parents_stack")
    if not isinstance(stack, list) or not stack:
        return None
    number = find_number(stack[position])
    return number if number and number > 0 else None

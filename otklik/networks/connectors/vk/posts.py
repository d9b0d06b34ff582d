"""Posts on the page's wall: the page's own, those of residents on an open wall, and suggested ones."""

from otklik.networks.connectors.vk.attachments import read_attachments
from otklik.networks.connectors.vk.authors import Reader
from otklik.networks.connectors.vk.ids import SITE, Place
from otklik.networks.connectors.vk.objects import find_writer, is_true, need_number
from otklik.networks.errors import Ignored, NotOurs
from otklik.networks.events import EventKind, MessageKind, NetworkEvent
from otklik.networks.objects import Json, find_id, find_sequence, find_time_of_seconds, read_text
from otklik.shared.words import marked as _


def read_post(post: Json, *, reader: Reader, kind: EventKind = EventKind.NEW) -> NetworkEvent:
    """One post as an event. A post that waits for its hour is ignored: nobody can see it yet."""
    if post.get("post_type") == "postpone":
        raise Ignored("a post that waits for its hour: it comes again when it is published")
    owner = find_id(post, "owner_id", "to_id") or reader.page_owner
    if owner is None:
        raise NotOurs(_("a field is missing"), word="owner_id")
    place = Place("wall", owner, need_number(post, "id", "post_id"))
    is_gone = kind is EventKind.DELETED or is_true(post.get("is_deleted")) or is_true(post.get("deleted"))
    if is_gone:
        return NetworkEvent(EventKind.DELETED, MessageKind.WALL_POST, place.container_id, place.container_id)
    return NetworkEvent(
        kind=kind,
        message_kind=MessageKind.WALL_POST,
        external_id=place.container_id,
        thread_id=place.container_id,
        container_id=place.container_id,
        occurred_at=find_time_of_seconds(post.get("date")),
        sequence=find_sequence(post.get("edited")) if kind is EventKind.EDITED else None,
        author=reader.author(find_writer(post)),
        text=read_text(post.get("text")),
        attachments=read_attachments(post),
        url=f"{SITE}/{place.container_id}",
    )

"""Private messages to the page, and the page's own in the same talks."""

import re
from typing import Final

from otklik.networks.bots import code_handed_over
from otklik.networks.connectors.vk.attachments import read_attachments
from otklik.networks.connectors.vk.authors import Reader
from otklik.networks.connectors.vk.ids import Talk
from otklik.networks.connectors.vk.objects import is_true
from otklik.networks.errors import Ignored, NotOurs
from otklik.networks.events import EventKind, MessageKind, NetworkEvent
from otklik.networks.objects import Json, as_object, find_id, find_sequence, find_time_of_seconds, read_text
from otklik.shared.words import marked as _

_EVENT_ID: Final = re.compile(r"[0-9a-fA-F]{16,64}", re.ASCII)
_TOLD_APART_BY: Final = 14
"""So many digits of sixteen: with them the number of a permission fits into 64 bits."""


def read_message(message: Json, *, kind: EventKind, reader: Reader) -> NetworkEvent:
    """One message of a talk. Notes of a group chat («somebody came in») are ignored."""
    talk = _talk_of(message)
    if is_true(message.get("deleted")):
        return NetworkEvent(EventKind.DELETED, MessageKind.PRIVATE, talk.external_id, talk.thread_id)
    text = read_text(message.get("text") or message.get("body"))
    attachments = read_attachments(message)
    if message.get("action") and not text and not attachments:
        raise Ignored("a note of a group chat, nobody's message")
    return NetworkEvent(
        kind=kind,
        message_kind=MessageKind.PRIVATE,
        external_id=talk.external_id,
        thread_id=talk.thread_id,
        occurred_at=find_time_of_seconds(message.get("date")),
        sequence=find_sequence(message.get("update_time")),
        author=reader.author(_writer_of(message, talk=talk, reader=reader)),
        text=text,
        attachments=attachments,
        reply_to=_answered_in(message, talk=talk),
        url=talk.url(reader.page_id),
    )


def read_permission(thing: Json, *, event_id: str, reader: Reader) -> NetworkEvent:
    """Whoever lets the community write, asked by our forms, sends our code along: VK keeps no message of that.

    Each event of VK has an id of its own, which is repeated with it.
    """
    code = code_handed_over(read_text(thing.get("key")))
    peer = find_id(thing, "user_id")
    if not code or peer is None or not _EVENT_ID.fullmatch(event_id):
        raise Ignored("a person lets the page write, nothing was written")
    talk = Talk(peer, int(event_id[-_TOLD_APART_BY:], 16), is_permission=True)
    return NetworkEvent(
        kind=EventKind.NEW,
        message_kind=MessageKind.PRIVATE,
        external_id=talk.external_id,
        thread_id=talk.thread_id,
        author=reader.author(peer),
        text=code,
        url=talk.url(reader.page_id),
    )


def _talk_of(message: Json) -> Talk:
    """Old shapes call the peer `user_id`, or leave it out where it is the writer."""
    peer = find_id(message, "peer_id", "user_id", "from_id")
    if peer is None:
        raise NotOurs(_("a field is missing"), word="peer_id")
    number = find_id(message, "conversation_message_id", "cmid")
    own = find_id(message, "id", "message_id")
    if number is None and own is None:
        raise NotOurs(_("a field is missing"), word="conversation_message_id / id")
    if (number or own or 0) < 0:
        raise NotOurs(_("a number is negative"), word="conversation_message_id / id")
    return Talk(peer, number or own, is_own_number=number is None)


def _writer_of(message: Json, *, talk: Talk, reader: Reader) -> int:
    """The page's own messages carry the page as their writer; some shapes only say that they went out."""
    writer = find_id(message, "from_id")
    is_page_s = is_true(message.get("out")) and writer != talk.peer
    if is_page_s and reader.page_owner is not None:
        return reader.page_owner
    return writer or talk.peer


def _answered_in(message: Json, *, talk: Talk) -> str:
    answered = as_object(message.get("reply_message"))
    number = find_id(answered, "conversation_message_id")
    return Talk(talk.peer, number).external_id if number and number > 0 else ""

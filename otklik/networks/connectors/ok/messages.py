"""Private messages to the page, and the page's own in the same talks. Pure."""

from otklik.networks.connectors.ok.attachments import read_attachments
from otklik.networks.connectors.ok.authors import Reader, author_of_message
from otklik.networks.connectors.ok.ids import Talk, find_chat
from otklik.networks.errors import Ignored, NotOurs
from otklik.networks.events import EventKind, MessageKind, NetworkEvent
from otklik.networks.objects import Json, as_object, find_time_of_milliseconds, read_text
from otklik.shared.words import marked as _


def read_message(told: Json, *, reader: Reader) -> NetworkEvent:
    """One message of a talk, as a webhook, the long poll and me/messages tell it."""
    message, sender, recipient = (as_object(told.get(name)) for name in ("message", "sender", "recipient"))
    author = author_of_message(sender, reader=reader)
    if author is None:
        raise Ignored("a message that nobody sent: a request of ours, or a note of the network")
    talk = _talk_of(message, recipient=recipient)
    text, attachments = read_text(message.get("text")), read_attachments(message)
    if not text and not attachments:
        raise Ignored("an empty message: a button was pressed, or a note of the chat")
    return NetworkEvent(
        kind=EventKind.NEW,
        message_kind=MessageKind.PRIVATE,
        external_id=talk.external_id,
        thread_id=talk.chat,
        occurred_at=find_time_of_milliseconds(told.get("timestamp")) or talk.written_at,
        author=author,
        text=text,
        attachments=attachments,
        reply_to=_answered_in(message, talk=talk),
        url=talk.url(reader.page_id),
    )


def _talk_of(message: Json, *, recipient: Json) -> Talk:
    chat = find_chat(recipient.get("chat_id"))
    if not chat:
        raise NotOurs(_("a field is missing"), word="chat_id")
    talk = Talk.find(f"{chat}/{message.get('mid')}")
    if talk is None or not talk.message:
        raise NotOurs(_("a field is missing"), word="mid")
    return talk


def _answered_in(message: Json, *, talk: Talk) -> str:
    answered = Talk.find(f"{talk.chat}/{message.get('reply_to')}")
    return answered.external_id if answered and answered.message else ""

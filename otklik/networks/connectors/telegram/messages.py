"""A message of Telegram as an event: a comment, a private message, or the copy of a post that comments hang on."""

from otklik.networks.bots import code_handed_over
from otklik.networks.connectors.telegram.attachments import read_attachments
from otklik.networks.connectors.telegram.authors import read_author
from otklik.networks.connectors.telegram.ids import Place, Talk, post_url
from otklik.networks.connectors.telegram.objects import find_id, find_message_number, read_username
from otklik.networks.connectors.telegram.rich_text import read_rich_text
from otklik.networks.connectors.telegram.update_types import SERVICE_FIELDS
from otklik.networks.errors import Ignored, NotOurs
from otklik.networks.events import Author, EventKind, MessageKind, NetworkEvent
from otklik.networks.objects import Json, as_object, find_sequence, find_time_of_seconds, find_whole, read_text
from otklik.shared.words import marked as _


def read_message(message: Json, *, kind: EventKind, page_id: str) -> NetworkEvent:
    """The event that a message is. Raises Ignored for notes of Telegram and for talks that are none of the page's."""
    chat = as_object(message.get("chat"))
    number, chat_id = find_whole(message.get("message_id")), find_id(chat, "id")
    if find_whole(message.get("ephemeral_message_id")):
        raise Ignored("a message for one person's eyes: Telegram does not keep it, and its number comes again")
    if number == 0:
        raise Ignored("the message waits to be sent and has no number yet")
    if number is None or number < 0:
        raise NotOurs(_("a field is missing"), word="message_id")
    if notes := SERVICE_FIELDS & message.keys():
        raise Ignored(f"a note of Telegram itself ({min(notes)}), nobody's message")
    if message.get("business_connection_id"):
        raise Ignored("a message of a person's own talk, by Telegram Business")
    match chat.get("type"):
        case "private" if chat_id and chat_id > 0:
            return _read_private(message, Talk(chat_id, number), kind=kind, page_id=page_id)
        case "supergroup" if chat_id and chat_id < 0:
            return _read_in_group(message, number, kind=kind, page_id=page_id)
        case "group":
            raise Ignored("a message of a simple group: a channel's discussion is a supergroup")
        case "channel":
            raise Ignored("a post of a channel; comments hang on its copy in the discussion group")
    raise NotOurs(_("no kind of chat that we know"))


def _read_private(message: Json, talk: Talk, *, kind: EventKind, page_id: str) -> NetworkEvent:
    text = _text_of(message)
    if text == "/start" or text.startswith("/start "):
        text = code_handed_over(text.removeprefix("/start").strip())
        if not text:
            raise Ignored("the resident opened the talk with the bot, nothing was written")
    answered = find_message_number(as_object(message.get("reply_to_message")))
    author = read_author(message, page_id=page_id)
    return NetworkEvent(
        kind=kind,
        message_kind=MessageKind.PRIVATE,
        external_id=talk.external_id,
        thread_id=talk.thread_id,
        occurred_at=find_time_of_seconds(message.get("date")),
        sequence=_sequence_of(message, kind),
        author=_as_page(author) if as_object(message.get("from")).get("is_bot") is True else author,
        text=text,
        attachments=read_attachments(message),
        reply_to=Talk(talk.chat, answered).external_id if answered else "",
    )


def _as_page(author: Author | None) -> Author | None:
    """In a private talk there are two: what a bot says there, the page says."""
    return Author(author.external_id, author.name, is_page=True) if author else None


def _read_in_group(message: Json, number: int, *, kind: EventKind, page_id: str) -> NetworkEvent:
    if as_object(message.get("chat")).get("is_direct_messages") is True or message.get("direct_messages_topic"):
        raise Ignored("a direct message to a channel; residents are answered in the talk with the bot")
    if message.get("is_topic_message") is True:
        raise Ignored("a message in a topic of a forum: comments of a channel have no topics")
    if message.get("is_automatic_forward") is True:
        return _read_copy(message, number, kind=kind, page_id=page_id)
    answered = as_object(message.get("reply_to_message"))
    copy = find_message_number(message, "message_thread_id") or _copy_in(answered)
    is_at_top = copy is not None and find_message_number(answered) == copy
    if copy is None or (is_at_top and answered.get("is_automatic_forward") is not True):
        raise Ignored("written in the group itself, under no post of the channel")
    if is_at_top:
        _check_channel(answered, page_id=page_id)
    return _read_comment(message, Place(_group_of(message), copy, number), kind=kind, page_id=page_id)


def _copy_in(answered: Json) -> int | None:
    """Whoever replies to the copy of a post comments it, be the thread told or not."""
    return find_message_number(answered) if answered.get("is_automatic_forward") is True else None


def _read_comment(message: Json, place: Place, *, kind: EventKind, page_id: str) -> NetworkEvent:
    author = read_author(message, page_id=page_id)
    answered = as_object(message.get("reply_to_message"))
    answered_number = find_message_number(answered)
    reply_to = answered_number if answered_number != place.copy else None
    return NetworkEvent(
        kind=kind,
        message_kind=MessageKind.COMMENT,
        external_id=place.comment_id(place.comment),
        thread_id=_thread_of(place, author, answered=answered if reply_to else {}, page_id=page_id),
        container_id=place.container_id,
        occurred_at=find_time_of_seconds(message.get("date")),
        sequence=_sequence_of(message, kind),
        author=author,
        text=_text_of(message),
        attachments=read_attachments(message),
        reply_to=place.comment_id(reply_to),
        url=place.url(username=read_username(as_object(message.get("chat")))),
    )


def _thread_of(place: Place, author: Author | None, *, answered: Json, page_id: str) -> str:
    """The conversation with a resident; what the page says belongs to the one with whom it speaks."""
    if author is not None and author.is_page:
        author = read_author(answered, page_id=page_id) if answered else None
    if author is None or author.is_page:
        return place.comment_id(place.comment)
    return place.thread_id(author.external_id)


def _read_copy(message: Json, number: int, *, kind: EventKind, page_id: str) -> NetworkEvent:
    """The copy of a post. Telegram dates it as edited from the start: only the update tells an edit."""
    _check_channel(message, page_id=page_id)
    place = Place(_group_of(message), number)
    return NetworkEvent(
        kind=kind,
        message_kind=MessageKind.WALL_POST,
        external_id=place.container_id,
        thread_id=place.container_id,
        container_id=place.container_id,
        occurred_at=find_time_of_seconds(message.get("date")),
        sequence=_sequence_of(message, kind),
        author=read_author(message, page_id=page_id or str(_channel_of(message))),
        text=_text_of(message),
        attachments=tuple(one for one in read_attachments(message) if one.kind != "forwarded"),
        url=_url_of_post(message),
    )


def _url_of_post(message: Json) -> str:
    origin = as_object(message.get("forward_origin"))
    channel, post = as_object(origin.get("chat")), find_message_number(origin)
    number = find_id(channel, "id")
    return post_url(number, post, username=read_username(channel)) if number and post else ""


def _channel_of(copy: Json) -> int:
    number = find_id(as_object(copy.get("sender_chat")), "id")
    if number is None:
        raise NotOurs(_("a field is missing"), word="sender_chat")
    return number


def _check_channel(copy: Json, *, page_id: str) -> None:
    """Comments of another channel's discussion are none of the page's."""
    if page_id and str(_channel_of(copy)) != page_id:
        raise NotOurs(_("the discussion belongs to another channel"))


def _group_of(message: Json) -> int:
    return find_id(as_object(message.get("chat")), "id") or 0


def _sequence_of(message: Json, kind: EventKind) -> int | None:
    return find_sequence(message.get("edit_date")) if kind is EventKind.EDITED else None


def _text_of(message: Json) -> str:
    """A text, the words under a picture, or the words of a message with headings and tables."""
    return read_text(message.get("text") or message.get("caption")) or read_rich_text(message.get("rich_message"))

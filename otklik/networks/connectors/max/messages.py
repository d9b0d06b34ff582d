"""Posts of a channel, comments under them, and private messages to its bot."""

from dataclasses import dataclass

from otklik.networks.bots import code_handed_over
from otklik.networks.connectors.max.attachments import read_attachments
from otklik.networks.connectors.max.ids import Place, Talk, chat_of, find_mid
from otklik.networks.errors import Ignored, NotOurs
from otklik.networks.events import Author, EventKind, MessageKind, NetworkEvent
from otklik.networks.objects import (
    Json,
    as_object,
    find_id,
    find_sequence,
    find_time_of_milliseconds,
    read_address,
    read_text,
    read_title,
)
from otklik.shared.words import marked as _


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose page is read (empty: the one that a message names), and the post whose comments were asked for."""

    page_id: str = ""
    post: str = ""


def read_message(message: Json, *, kind: EventKind, sequence: int | None = None, reader: Reader) -> NetworkEvent:
    """One message as an event. A message of a group chat is ignored: a page is a channel with its bot."""
    recipient = as_object(message.get("recipient"))
    mid = mid_of(as_object(message.get("body")).get("mid"))
    chat = find_id(recipient, "chat_id") or chat_of(mid)
    post = find_mid(recipient.get("post_id")) or reader.post
    match recipient.get("chat_type"):
        case "dialog":
            return _read_private(message, _need(chat), mid, kind=kind, sequence=sequence)
        case "channel":
            page_id = page_of(chat, reader=reader)
            if post:
                return _read_comment(message, Place(post, mid), kind=kind, sequence=sequence)
            return _read_post(message, Place(mid), kind=kind, sequence=sequence, page_id=page_id)
        case "chat":
            raise Ignored("a message of a group chat: a page in MAX is a channel with its bot")
    raise NotOurs(_("no kind of chat that we know"))


def mid_of(value: object) -> str:
    """The name of a message, without which it means nothing."""
    mid = find_mid(value)
    if not mid:
        raise NotOurs(_("a field is missing"), word="mid")
    return mid


def _need(chat: int | None) -> int:
    if chat is None:
        raise NotOurs(_("a field is missing"), word="chat_id")
    return chat


def page_of(chat: int | None, *, reader: Reader) -> str:
    """The page that a message of a channel belongs to. Raises NotOurs when it is another than the one expected."""
    if chat is None and not reader.page_id:
        raise NotOurs(_("a field is missing"), word="chat_id")
    if chat is not None and reader.page_id and str(chat) != reader.page_id:
        raise NotOurs(_("a message of another channel"))
    return reader.page_id or str(chat)


def _read_post(message: Json, place: Place, *, kind: EventKind, sequence: int | None, page_id: str) -> NetworkEvent:
    """Only administrators write in a channel, so a post is the page's, whoever of them wrote it."""
    return NetworkEvent(
        kind=kind,
        message_kind=MessageKind.WALL_POST,
        external_id=place.external_id,
        thread_id=place.external_id,
        container_id=place.external_id,
        occurred_at=find_time_of_milliseconds(message.get("timestamp")),
        sequence=sequence,
        author=Author(page_id, is_page=True),
        text=_text_of(message),
        attachments=read_attachments(message),
        url=read_address(message.get("url"), at_most=300) or place.url,
    )


def _read_comment(message: Json, place: Place, *, kind: EventKind, sequence: int | None) -> NetworkEvent:
    answered = _answered_in(message)
    return NetworkEvent(
        kind=kind,
        message_kind=MessageKind.COMMENT,
        external_id=place.external_id,
        # MAX tells only what a comment replies to, never the root of a longer chain
        thread_id=place.comment_id(answered or place.comment),
        container_id=place.post,
        occurred_at=find_time_of_milliseconds(message.get("timestamp")),
        sequence=sequence,
        author=_author_of(message),
        text=_text_of(message),
        attachments=read_attachments(message),
        reply_to=place.comment_id(answered),
        url=place.url,
    )


def _read_private(message: Json, chat: int, mid: str, *, kind: EventKind, sequence: int | None) -> NetworkEvent:
    talk = Talk(chat, mid)
    answered = _answered_in(message)
    return NetworkEvent(
        kind=kind,
        message_kind=MessageKind.PRIVATE,
        external_id=talk.external_id,
        thread_id=talk.thread_id,
        occurred_at=find_time_of_milliseconds(message.get("timestamp")),
        sequence=sequence,
        author=_author_of(message),
        text=_text_of(message),
        attachments=read_attachments(message),
        reply_to=Talk(chat, answered).external_id if answered else "",
    )


def _text_of(message: Json) -> str:
    return read_text(as_object(message.get("body")).get("text"))


def _answered_in(message: Json) -> str:
    link = as_object(message.get("link"))
    return find_mid(as_object(link.get("message")).get("mid")) if link.get("type") == "reply" else ""


def _author_of(message: Json) -> Author | None:
    """Who wrote it; None where MAX does not say: a comment in the channel's own name, but also some of strangers.

    A bot is in a talk or in a channel only because the page put it there, so its words are the page's.
    """
    sender = as_object(message.get("sender"))
    number = find_id(sender, "user_id")
    if number is None:
        return None
    return Author(str(number), name_of(sender), is_page=sender.get("is_bot") is True)


def name_of(person: Json) -> str:
    """First and last name as MAX shows them."""
    parts = f"{read_title(person.get('first_name'))} {read_title(person.get('last_name'))}"
    return read_title(parts, at_most=200) or read_title(person.get("name"), at_most=200)


def read_start(update: Json) -> NetworkEvent:
    """Whoever opens the talk behind a link of ours sends the code in it: MAX keeps no message of that."""
    code = code_handed_over(read_text(update.get("payload")))
    if not code:
        raise Ignored("a talk with the bot was opened, nothing was written")
    moment = find_sequence(update.get("timestamp"))
    if moment is None:
        raise NotOurs(_("a field is missing"), word="timestamp")
    talk = Talk.opened(_need(find_id(update, "chat_id")), at=moment)
    person = as_object(update.get("user"))
    number = find_id(person, "user_id")
    return NetworkEvent(
        kind=EventKind.NEW,
        message_kind=MessageKind.PRIVATE,
        external_id=talk.external_id,
        thread_id=talk.thread_id,
        occurred_at=find_time_of_milliseconds(moment),
        author=Author(str(number), name_of(person)) if number else None,
        text=code,
    )


def read_removal(update: Json, *, is_comment: bool, reader: Reader) -> NetworkEvent:
    """What is gone: MAX tells its name and its chat, not its text and not its thread."""
    mid = mid_of(update.get("message_id"))
    chat, by = find_id(update, "chat_id") or chat_of(mid), str(find_id(update, "user_id") or "")
    if is_comment:
        page_of(chat, reader=reader)
        return _gone(MessageKind.COMMENT, Place(_post_of(update), mid).external_id, container=_post_of(update), by=by)
    if chat is not None and chat > 0 and str(chat) != reader.page_id:
        talk = Talk(chat, mid)
        return NetworkEvent(EventKind.DELETED, MessageKind.PRIVATE, talk.external_id, talk.thread_id, deleted_by=by)
    page_of(chat, reader=reader)
    return _gone(MessageKind.WALL_POST, mid, container=mid, by=by)


def _post_of(update: Json) -> str:
    post = find_mid(update.get("post_id"))
    if not post:
        raise NotOurs(_("the removal of a comment does not tell its post: which comment is gone cannot be known"))
    return post


def _gone(kind: MessageKind, name: str, *, container: str, by: str) -> NetworkEvent:
    return NetworkEvent(EventKind.DELETED, kind, name, name, container_id=container, deleted_by=by)

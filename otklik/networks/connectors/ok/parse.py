"""A kept body of OK as events: a webhook of the Bot API, its long poll, or an answer of either API. Pure."""

from collections.abc import Iterator

from otklik.networks.connectors.ok.authors import Reader
from otklik.networks.connectors.ok.comments import read_comments
from otklik.networks.connectors.ok.ids import Place, find_account
from otklik.networks.connectors.ok.messages import read_message
from otklik.networks.errors import Ignored, NotOurs
from otklik.networks.events import NetworkEvent
from otklik.networks.objects import Json, as_object, as_objects, find_number, read_json, read_title
from otklik.shared.words import marked as _

NOT_HANDLED = {
    "CONFIRMATION": "a handshake of an application's webhook, answered at once and not kept",
    "MESSAGE_CALLBACK": "a button was pressed, nothing was written",
    "CHAT_SYSTEM": "a note of a chat: somebody came in, or its name changed",
}
"""Kinds of webhooks that we know and leave aside, with the reason."""
_SIGNS = (
    ("chat_control", "a change of a chat, nothing was written"),
    ("sender_action", "somebody reads or types, nothing was written"),
    ("discussions", "a list of discussions: comments stand in answers of their own"),
    ("chats", "a list of chats: messages stand in answers of their own"),
    ("subscriptions", "a list of subscriptions"),
    ("success", "an answer to an act"),
    ("group_id", "what OK says of a key: whose it is"),
    ("media", "a topic to be published"),
    ("url", "a request about a subscription"),
    ("comment", "a comment of an answer that does not tell what it stands under"),
    *((name, "facts of a discussion: comments stand in answers of their own") for name in ("object_id", "discussion")),
    *((name, "facts of a chat or an account") for name in ("participants", "user_id", "members", "users")),
    *((name, "an answer about photos") for name in ("upload_url", "photos", "photo_ids")),
    *((name, "figures, no message") for name in ("counters", "overview", "topics", "count")),
    *(
        (name, "an answer of OK without messages")
        for name in ("media_topics", "entities", "message_id", "access_token")
    ),
)
"""What we know by one field, with the reason for leaving it aside."""


def parse(body: bytes, *, page_id: str = "") -> tuple[NetworkEvent, ...]:
    """The events that a body holds. OK's bodies do not name the page, so without `page_id` it is not known.

    Raises Ignored for what is known and not handled, NotOurs for what is not understood or of another page.
    """
    if page_id and not page_id.isdecimal():
        raise NotOurs(_("the page's id is no number"))
    told = read_json(body)
    reader = Reader(page_id)
    if told is None:
        raise Ignored("an answer without content")
    if isinstance(told, str) or told is True or (isinstance(told, list) and as_objects(told)):
        raise Ignored("an answer to an act, or a list of people or groups")
    if not isinstance(told, dict):
        raise NotOurs(_("JSON, but no object"))
    if "error_code" in told:
        code = find_number(told["error_code"])
        raise Ignored(f"an error of OK instead of an answer: {code if code is not None else 'without a code'}")
    if "comments" in told:
        return _some(_comments_in(told, reader=reader), otherwise="a discussion without comments")
    for name in ("messages", "updates"):
        if name in told:
            return _messages_in(told[name], reader=reader)
    return (_read_update(told, reader=reader),)


def _comments_in(told: Json, *, reader: Reader) -> Iterator[NetworkEvent]:
    place = Place.find(f"{told.get('discussionType')}:{told.get('discussionId')}")
    if place is None or place.comment:
        raise Ignored("comments of an answer that does not tell what they stand under")
    return read_comments(as_objects(told["comments"]), place=place, reader=reader)


def _messages_in(items: object, *, reader: Reader) -> tuple[NetworkEvent, ...]:
    """All messages of a list. One that we do not handle does not stop the others."""
    if not isinstance(items, list):
        raise NotOurs(_("no list where one was expected"))
    events: list[NetworkEvent] = []
    refusals: list[Ignored | NotOurs] = []
    for item in items:
        try:
            events.append(_read_update(as_object(item), reader=reader))
        except (Ignored, NotOurs) as why:
            refusals.append(why)
    if not events and refusals:
        # what is not understood weighs more than what is known and not handled
        raise min(refusals, key=lambda why: isinstance(why, Ignored))
    return _some(events, otherwise="an empty list: nothing has happened")


def _some(events: Iterator[NetworkEvent] | list[NetworkEvent], *, otherwise: str) -> tuple[NetworkEvent, ...]:
    found = tuple(events)
    if not found:
        raise Ignored(otherwise)
    return found


def _read_update(told: Json, *, reader: Reader) -> NetworkEvent:
    """One update: a webhook's body, or one of a list."""
    kind = read_title(told.get("webhookType") or told.get("update_type"), at_most=60).upper()
    if kind in NOT_HANDLED:
        raise Ignored(f"{kind}: {NOT_HANDLED[kind]}")
    if kind and kind != "MESSAGE_CREATED":
        raise NotOurs(_("no update of OK that we know"), word=kind)
    check_page(told, page_id=reader.page_id)
    if isinstance(told.get("message"), dict) and "recipient" in told:
        return read_message(told, reader=reader)
    for name, reason in _SIGNS:
        if name in told:
            raise Ignored(reason)
    if told and all(_is_curve(value) for value in told.values()):
        raise Ignored("statistics")
    raise NotOurs(_("no message, no comments and no answer of OK"))


def check_page(told: Json, *, page_id: str) -> None:
    """Raises NotOurs for a message to another group, where the body names it at all."""
    named = find_account(as_object(told.get("recipient")).get("group_id"))[1]
    if named and page_id and named != page_id:
        raise NotOurs(_("the message is for another group"))


def _is_curve(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) and "time" in one for one in value)

"""The Bot API's methods: chats, messages, subscriptions."""

from collections.abc import Callable
from dataclasses import dataclass

from otklik.sandbox.ok.network import Ok
from otklik.sandbox.ok.objects import show_chat, show_message
from otklik.sandbox.ok.refusals import OkError
from otklik.sandbox.ok.state import Group, Json, Message, chat_of
from otklik.sandbox.ok.tables import UPDATE_TYPES

MOST = 100
LONGEST_TEXT = 4096
"""OK publishes no limit; a longer text is refused with 100."""


@dataclass(frozen=True, slots=True)
class GraphCall:
    """One checked call: whose key it carries, its query, its JSON, and the chat of its address."""

    ok: Ok
    group: Group
    query: dict[str, str]
    body: Json
    chat: str

    def number(self, name: str, default: int) -> int:
        told = self.query.get(name, "")
        if told and not told.isdecimal():
            raise OkError(2001, name)
        return int(told) if told else default

    def talk(self, chat: str) -> list[Message]:
        talk = self.ok.world.talks.get(chat, [])
        if not talk or talk[0].group_id != self.group.group_id:
            raise OkError(705)
        return talk


def get_info(call: GraphCall) -> Json:
    return {"name": call.group.name, "group_id": f"group:{call.group.group_id}"}


def get_chats(call: GraphCall) -> Json:
    """The latest first; `marker` only while there are more."""
    talks = [talk for talk in call.ok.world.talks.values() if talk and talk[0].group_id == call.group.group_id]
    talks.sort(key=lambda talk: talk[-1].seq, reverse=True)
    start = call.number("marker", 0)
    shown = talks[start : start + min(max(call.number("count", MOST), 1), MOST)]
    answer: Json = {"chats": [show_chat(call.ok.world, call.group, talk) for talk in shown]}
    if start + len(shown) < len(talks):
        answer["marker"] = str(start + len(shown))
    return answer


def get_chat(call: GraphCall) -> Json:
    return show_chat(call.ok.world, call.group, call.talk(call.chat))


def get_messages(call: GraphCall) -> Json:
    """The latest first, between `from` (the later end) and `to`, both included."""
    latest, oldest = call.number("from", 2**62), call.number("to", 0)
    found = [one for one in reversed(call.talk(call.chat)) if oldest <= one.at_ms <= latest]
    count = min(max(call.number("count", MOST), 1), MOST)
    return {"messages": [show_message(call.ok.world, one) for one in found[:count]]}


def post_messages(call: GraphCall) -> Json:
    """To one chat, to one resident, or to many. Nothing recognises a repetition."""
    recipient, message = call.body.get("recipient"), call.body.get("message")
    if not isinstance(recipient, dict):
        raise OkError(2001, "recipient")
    if "sender_action" in call.body or "chat_control" in call.body:
        call.talk(str(recipient.get("chat_id", call.chat)))
        return {"success": True}
    if not isinstance(message, dict):
        raise OkError(2001, "message")
    if isinstance(many := recipient.get("user_ids"), list):
        return _send_to_many(call, many, message)
    if "user_id" in recipient:
        return _told(_send(call, _number_of(recipient["user_id"]), message))
    talk = call.talk(str(recipient.get("chat_id") or call.chat))
    return _told(_send(call, talk[0].user_id, message))


def _told(sent: Message) -> Json:
    return {"success": True, "chat_id": sent.chat, "message_id": sent.mid}


def _send_to_many(call: GraphCall, users: list[object], message: Json) -> Json:
    sent: list[Message | None] = []
    for user in users:
        try:
            sent.append(_send(call, _number_of(user), message))
        except OkError:
            sent.append(None)
    return {"success": [one is not None for one in sent], "chat_ids": [one.chat if one else None for one in sent]}


def _number_of(account: object) -> int:
    number = str(account).removeprefix("user:")
    if not number.isdecimal():
        raise OkError(2001, "user_id")
    return int(number)


def _send(call: GraphCall, user_id: int, message: Json) -> Message:
    text, attachment = message.get("text", ""), message.get("attachment")
    if not isinstance(text, str) or (not text.strip() and not isinstance(attachment, dict)):
        raise OkError(2001, "message.text")
    if len(text) > LONGEST_TEXT:
        raise OkError(100, "Text too long: message.text")
    user = call.ok.world.users.get(user_id)
    has_written = bool(call.ok.world.talks.get(chat_of(call.group.group_id, user_id)))
    if user is None or not user.does_take_messages or not has_written:
        raise OkError(458)
    if call.ok.settings.are_limits_on:
        call.ok.limit.check_flood(call.group.group_id, user_id, text)
    attachments = [attachment] if isinstance(attachment, dict) else []
    reply_to = message.get("reply_to")
    return call.ok.write_message(
        call.group,
        user_id=user_id,
        sender=f"group:{call.group.group_id}",
        text=text,
        attachments=attachments,
        reply_to=reply_to if isinstance(reply_to, str) else "",
    )


def get_subscriptions(call: GraphCall) -> Json:
    return {"subscriptions": [{"time": one.time_ms, "url": one.url} for one in call.group.subscriptions]}


def post_subscribe(call: GraphCall) -> Json:
    """A webhook, or the long poll with the types that are wanted."""
    if call.body.get("longPolling") is True:
        types = call.body.get("types", list(UPDATE_TYPES))
        if not isinstance(types, list) or not set(types) <= set(UPDATE_TYPES):
            raise OkError(2001, "types")
        call.group.long_poll_types = types
        call.ok.world.save(call.group)
        return {"success": True}
    url = call.body.get("url")
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        raise OkError(2001, "url")
    call.ok.subscribe(call.group, url)
    return {"success": True}


def post_unsubscribe(call: GraphCall) -> Json:
    found = next((one for one in call.group.subscriptions if one.url == call.body.get("url")), None)
    if found is not None:
        call.ok.unsubscribe(call.group, found)
    return {"success": found is not None}


PERFORMERS: dict[str, Callable[[GraphCall], Json]] = {
    "graph.user.info.get": get_info,
    "graph.user.chats.get": get_chats,
    "graph.user.chat.get": get_chat,
    "graph.user.messages.get": get_messages,
    "graph.user.messages.post": post_messages,
    "graph.user.subscriptions.get": get_subscriptions,
    "graph.user.subscribe.post": post_subscribe,
    "graph.user.unsubscribe.post": post_unsubscribe,
}

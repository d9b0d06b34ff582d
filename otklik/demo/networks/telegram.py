"""Telegram in the demo."""

import json
from collections.abc import Iterable
from datetime import datetime

from otklik.demo.content.cards import PageCard
from otklik.demo.content.talk import Account
from otklik.demo.networks.network import Act, Asked, Json, Names, Tokens, Told, Words, seconds_of

BEFORE_CHATS = 1_000_000_000_000
"""Addresses of channels and groups count from here."""
GROUP_BEHIND = 1_000_000
UPDATES = ("message", "edited_message")
"""What our installation wants to be told of."""


class DemoTelegram:
    """Channels, each with a discussion group and a bot. Comments hang on the copy of the post in the group.

    Telegram tells a bot nothing of its own words and lets it read nothing.
    """

    name = "telegram"
    number_field = "channel_id"
    shows_badge = False
    tells_reach = False
    pushes_comments = True
    tells_own = False

    def make_page(self, card: PageCard) -> Json:
        named = {"channel_id": card.number, "name": card.name, "username": card.screen_name}
        return named | {
            "group_id": _group_of(card),
            "members_count": card.members,
            "description": f"Официальный канал. {card.name}",
        }

    def tokens_of(self, made: Json) -> Tokens:
        return Tokens(made["token"], bot_name=made["bot_username"])

    def address_of(self, made: Json) -> str:
        return str(made["url"])

    def subscribe(self, card: PageCard, *, url: str, secret: str, is_first: bool) -> Json:
        hook = {"webhook_url": url, "secret": secret, "allowed_updates": list(UPDATES)}
        return {"channel_id": card.number, "drop_pending_updates": is_first} | hook

    def post(self, card: PageCard, text: str, *, at: datetime) -> Act:
        return "posts/write", {"channel_id": card.number, "text": text} | seconds_of(at)

    def write(self, card: PageCard, words: Words) -> Act:
        body: Json = {"channel_id": card.number, "text": words.text} | seconds_of(words.at)
        if words.attachments:
            body["attachments"] = list(words.attachments)
        author = {"author_id": words.account.id, "author_name": words.account.name}
        if words.post is None:
            if words.is_by_page:
                return "messages/answer", body | {"user_id": words.account.id}
            return "messages/write", body | author
        if words.first is not None:
            body["reply_to"] = words.first["message_id"]
        else:
            body["post_id"] = words.post["post_id"]
        return "comments/write", body | ({"speaks_as": "bot"} if words.is_by_page else author)

    def edit(self, card: PageCard, names: Names, text: str) -> Act:
        return "comments/edit", {"channel_id": card.number, "message_id": names["message_id"], "text": text}

    def delete(self, card: PageCard, names: Names) -> Act:
        return "comments/delete", {"channel_id": card.number, "message_id": names["message_id"]}

    def list_posts(self, page: Json) -> Iterable[tuple[str, Json]]:
        for post in sorted(page["posts"], key=lambda one: int(one["post_id"])):
            yield post["text"], {"post_id": post["post_id"], "copy_id": post["copy_id"]}

    def is_answered(self, page: Json, words: Asked) -> bool:
        speakers, number = (page["bot_id"], page["channel_id"], page["group_id"]), words.names["message_id"]
        if words.post is not None:
            comments = [one for post in page["posts"] for one in post["comments"]]
            return any(one["reply_to"] == number and one["author_id"] in speakers for one in comments)
        talks = (one for one in page["conversations"] if one["user_id"] == words.account_id)
        messages = next(talks, {"messages": list[Json]()})["messages"]
        return any(one["author_id"] in speakers and one["message_id"] > number for one in messages)

    def event_of_post(self, card: PageCard, text: str, *, at: datetime, names: Json, secret: str) -> bytes:
        """Telegram tells of the copy in the discussion group, on which the comments hang."""
        del secret
        date, channel = int(at.timestamp()), _channel(card)
        origin = {"type": "channel", "chat": channel, "message_id": names["post_id"], "date": date}
        copy = {
            "message_id": names["copy_id"],
            "sender_chat": channel,
            "chat": _group(card),
            "date": date,
            "text": text,
        }
        return _update(copy | {"is_automatic_forward": True, "forward_origin": origin})

    def event_of(self, card: PageCard, told: Told, *, secret: str) -> bytes:
        del secret
        return _update(_message(card, told))

    def external_id(self, card: PageCard, told: Told) -> str:
        number = told.names["message_id"]
        if told.words.post is not None:
            return f"group{_group_of(card)}_{told.words.post['copy_id']}_{number}"
        return f"chat{told.words.account.id}_{number}"

    def link_to(self, card: PageCard, told: Told) -> str:
        if told.words.post is None:
            return ""
        group = abs(_group_of(card)) - BEFORE_CHATS
        return f"https://t.me/c/{group}/{told.names['message_id']}?thread={told.words.post['copy_id']}"


def _group_of(card: PageCard) -> int:
    return card.number - GROUP_BEHIND


def _channel(card: PageCard) -> Json:
    return {"id": card.number, "type": "channel", "title": card.name, "username": card.screen_name}


def _group(card: PageCard) -> Json:
    return {"id": _group_of(card), "type": "supergroup", "title": f"{card.name}: обсуждение"}


def _update(message: Json) -> bytes:
    return json.dumps({"update_id": 100_000_000 + message["message_id"], "message": message}).encode()


def _message(card: PageCard, told: Told) -> Json:
    words = told.words
    person, date = _person(words.account), int(told.at.timestamp())
    shown: Json = {"message_id": told.names["message_id"], "from": person, "date": date, "text": words.text}
    if words.post is None:
        private = {name: person[name] for name in ("id", "first_name", "last_name") if name in person}
        return shown | {"chat": {"type": "private"} | private}
    group, copy_id = _group(card), words.post["copy_id"]
    if words.first is not None:
        answered: Json = {"message_id": words.first["message_id"], "from": person, "message_thread_id": copy_id}
    else:
        answered = {"message_id": copy_id, "sender_chat": _channel(card), "is_automatic_forward": True}
    answered |= {"chat": group, "date": date}
    return shown | {"chat": group, "message_thread_id": copy_id, "reply_to_message": answered}


def _person(account: Account) -> Json:
    first, _, last = account.name.partition(" ")
    return {"id": account.id, "is_bot": False, "first_name": first} | ({"last_name": last} if last else {})

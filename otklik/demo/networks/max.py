"""MAX in the demo."""

import base64
import json
from collections.abc import Iterable
from datetime import datetime

from otklik.demo.content.cards import PageCard
from otklik.demo.networks.network import Act, Asked, Json, Names, Tokens, Told, Words, milliseconds


class DemoMax:
    """Channels, each with a bot; comments are one list under a post. The bot's own words are read, not pushed."""

    name = "max"
    number_field = "chat_id"
    shows_badge = False
    tells_reach = False
    pushes_comments = True
    tells_own = True

    def make_page(self, card: PageCard) -> Json:
        named = {"chat_id": card.number, "title": card.name, "link": f"https://max.ru/{card.screen_name}"}
        return named | {"participants_count": card.members, "description": f"Официальный канал. {card.name}"}

    def tokens_of(self, made: Json) -> Tokens:
        return Tokens(made["bot_token"], bot_name=made["bot_username"])

    def address_of(self, made: Json) -> str:
        return str(made["link"])

    def subscribe(self, card: PageCard, *, url: str, secret: str, is_first: bool) -> Json:
        """To everything. What happened before a subscription is not pushed."""
        del is_first
        return {"chat_id": card.number, "callback_url": url, "secret": secret}

    def post(self, card: PageCard, text: str, *, at: datetime) -> Act:
        return "posts/write", {"chat_id": card.number, "text": text, "timestamp": milliseconds(at)}

    def write(self, card: PageCard, words: Words) -> Act:
        body: Json = {"chat_id": card.number, "text": words.text}
        if words.at is not None:
            body["timestamp"] = milliseconds(words.at)
        author = {"author_id": words.account.id, "author_name": words.account.name}
        if words.post is None:
            if words.is_by_page:
                return "messages/answer", body | {"author_id": words.account.id}
            return "messages/write", body | author
        body["post"] = words.post["mid"]
        if words.first is not None:
            body["reply_to"] = words.first["mid"]
        return "comments/write", body | ({"is_by_bot": True} if words.is_by_page else author)

    def edit(self, card: PageCard, names: Names, text: str) -> Act:
        del card
        return "comments/edit", {"mid": names["mid"], "text": text}

    def delete(self, card: PageCard, names: Names) -> Act:
        del card
        return "comments/delete", {"mid": names["mid"]}

    def list_posts(self, page: Json) -> Iterable[tuple[str, Json]]:
        for post in sorted(page["posts"], key=lambda one: int(one["timestamp"])):
            yield post["text"], {"mid": post["mid"]}

    def is_answered(self, page: Json, words: Asked) -> bool:
        speakers = (0, page["bot_id"])
        if words.post is not None:
            comments = [one for post in page["posts"] for one in post["comments"]]
            mine = words.names["mid"]
            return any(one["reply_to"] == mine and one["sender_id"] in speakers for one in comments)
        talks = (one for one in page["talks"] if one["user_id"] == words.account_id)
        messages = next(talks, {"messages": list[Json]()})["messages"]
        names = [one["mid"] for one in messages]
        asked = names.index(words.names["mid"]) if words.names["mid"] in names else len(names)
        return any(one["sender_id"] in speakers for one in messages[asked:])

    def event_of_post(self, card: PageCard, text: str, *, at: datetime, names: Json, secret: str) -> bytes:
        del secret
        mid = names["mid"]
        post = {
            "recipient": {"chat_id": card.number, "chat_type": "channel"},
            "timestamp": milliseconds(at),
            "body": {"mid": mid, "seq": _number_of(mid), "text": text},
        }
        update = {"update_type": "message_created", "timestamp": milliseconds(at), "message": post}
        return json.dumps(update, ensure_ascii=False).encode()

    def event_of(self, card: PageCard, told: Told, *, secret: str) -> bytes:
        """A resident's words as they are pushed; the bot's as they are read, for MAX does not tell a bot of its own."""
        del secret
        message = _message(card, told)
        if told.words.is_by_page:
            shown: Json = {"messages": [message]}
        else:
            kind = "message_created" if told.words.post is None else "comment_created"
            shown = {"update_type": kind, "timestamp": milliseconds(told.at), "message": message}
        return json.dumps(shown, ensure_ascii=False).encode()

    def external_id(self, card: PageCard, told: Told) -> str:
        del card
        if told.words.post is not None:
            return f"{told.words.post['mid']}/{told.names['mid']}"
        return f"chat{told.names['chat_id']}/{told.names['mid']}"

    def link_to(self, card: PageCard, told: Told) -> str:
        """The post: MAX has no addresses of comments and of talks."""
        if told.words.post is None:
            return ""
        number = bytes.fromhex(told.words.post["mid"][-16:])
        return f"https://max.ru/c/{card.number}/{base64.urlsafe_b64encode(number).decode().rstrip('=')}"


def _number_of(mid: str) -> int:
    """MAX's name of a message ends in its number."""
    return int(mid[-16:], 16)


def _message(card: PageCard, told: Told) -> Json:
    words, mid = told.words, told.names["mid"]
    shown: Json = {
        "recipient": {"chat_id": told.names["chat_id"], "chat_type": "dialog" if words.post is None else "channel"},
        "timestamp": milliseconds(told.at),
        "body": {"mid": mid, "seq": _number_of(mid), "text": words.text},
        "sender": _sender(card, told),
    }
    if words.post is not None:
        shown["recipient"]["post_id"] = words.post["mid"]
    if words.first is not None:
        answered = {"mid": words.first["mid"], "seq": _number_of(words.first["mid"]), "text": ""}
        shown["link"] = {"type": "reply", "chat_id": told.names["chat_id"], "message": answered}
    return shown


def _sender(card: PageCard, told: Told) -> Json:
    if told.words.is_by_page:
        return {"user_id": told.names["author_id"], "first_name": card.name, "is_bot": True, "name": card.name}
    account = told.words.account
    first, _, last = account.name.partition(" ")
    named = {"first_name": first, "last_name": last, "name": account.name}
    return {"user_id": account.id, "is_bot": False} | named

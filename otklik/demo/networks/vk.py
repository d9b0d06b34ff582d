"""VK in the demo."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from otklik.demo.content.cards import PageCard
from otklik.demo.networks.network import Act, Asked, Json, Names, Tokens, Told, Words, seconds_of


class DemoVk:
    """Communities; comments are flat trees under posts, and everything is pushed, the page's own words too."""

    name = "vk"
    number_field = "group_id"
    shows_badge = True
    tells_reach = True
    pushes_comments = True
    tells_own = True

    def make_page(self, card: PageCard) -> Json:
        named = {"group_id": card.number, "name": card.name, "screen_name": card.screen_name}
        seen = {"members_count": card.members, "weekly_reach": card.members * 2 // 5, "is_verified": True}
        return named | seen | {"description": f"Официальная страница. {card.name}"}

    def tokens_of(self, made: Json) -> Tokens:
        return Tokens(made["community_token"], made["admin_token"], made["confirmation"])

    def address_of(self, made: Json) -> str:
        return f"https://vk.ru/{made['screen_name']}"

    def subscribe(self, card: PageCard, *, url: str, secret: str, is_first: bool) -> Json:
        del is_first
        return {"group_id": card.number, "callback_url": url, "secret": secret}

    def post(self, card: PageCard, text: str, *, at: datetime) -> Act:
        return "posts/write", {"group_id": card.number, "text": text} | seconds_of(at)

    def write(self, card: PageCard, words: Words) -> Act:
        body: Json = {"group_id": card.number, "text": words.text} | seconds_of(words.at)
        if words.attachments:
            body["attachments"] = list(words.attachments)
        author = {"author_id": words.account.id, "author_name": words.account.name}
        if words.post is None:
            if words.is_by_page:
                return "messages/answer", body | {"peer_id": words.account.id}
            return "messages/write", body | author
        body["post_id"] = words.post["post_id"]
        if words.first is not None:
            body["reply_to"] = words.first["comment_id"]
        return "comments/write", body | ({"author_id": -card.number} if words.is_by_page else author)

    def edit(self, card: PageCard, names: Names, text: str) -> Act:
        return "comments/edit", {"group_id": card.number, "comment_id": names["comment_id"], "text": text}

    def delete(self, card: PageCard, names: Names) -> Act:
        by = {"by": names["author_id"]}
        return "comments/delete", {"group_id": card.number, "comment_id": names["comment_id"]} | by

    def list_posts(self, page: Json) -> Iterable[tuple[str, Json]]:
        for post in sorted(page["posts"], key=lambda one: int(one["post_id"])):
            yield post["text"], {"post_id": post["post_id"]}

    def is_answered(self, page: Json, words: Asked) -> bool:
        if words.post is not None:
            comments = [one for post in page["posts"] for one in post["comments"]]
            mine = next((one for one in comments if one["comment_id"] == words.names["comment_id"]), None)
            return mine is not None and any(one["author_id"] == -page["group_id"] for one in mine["replies"])
        talks = (one for one in page["conversations"] if one["peer_id"] == words.account_id)
        messages = next(talks, {"messages": list[Json]()})["messages"]
        number = words.names["message_id"]
        return any(one["is_out"] and one["message_id"] > number for one in messages)

    def event_of_post(self, card: PageCard, text: str, *, at: datetime, names: Json, secret: str) -> bytes:
        owner = {"owner_id": -card.number, "from_id": -card.number}
        post = {"id": names["post_id"], "date": int(at.timestamp()), "text": text, "post_type": "post"} | owner
        return _event(card, "wall_post_new", post, number=names["post_id"], secret=secret)

    def event_of(self, card: PageCard, told: Told, *, secret: str) -> bytes:
        if told.words.post is not None:
            return _event(card, "wall_reply_new", _comment(card, told), number=told.names["comment_id"], secret=secret)
        kind, thing = "message_reply", _message(card, told)
        if not told.words.is_by_page:
            kind, thing = "message_new", {"message": thing, "client_info": {}}
        return _event(card, kind, thing, number=told.names["message_id"], secret=secret)

    def external_id(self, card: PageCard, told: Told) -> str:
        if told.words.post is not None:
            return f"wall-{card.number}_{told.words.post['post_id']}_{told.names['comment_id']}"
        return f"peer{told.words.account.id}_{told.place}"

    def link_to(self, card: PageCard, told: Told) -> str:
        if told.words.post is None:
            return f"https://vk.ru/gim{card.number}?sel={told.words.account.id}"
        number, first = told.names["comment_id"], told.words.first or told.names
        return (
            f"https://vk.ru/wall-{card.number}_{told.words.post['post_id']}?reply={number}&thread={first['comment_id']}"
        )


def _event(card: PageCard, kind: str, thing: Json, *, number: int, secret: str) -> bytes:
    named = {"group_id": card.number, "type": kind, "event_id": f"{card.number:x}{number:08x}", "v": "5.199"}
    return json.dumps(named | {"object": thing, "secret": secret}, ensure_ascii=False, separators=(",", ":")).encode()


def _comment(card: PageCard, told: Told) -> Json:
    words = told.words
    thing: Json = {
        "id": told.names["comment_id"],
        "from_id": -card.number if words.is_by_page else words.account.id,
        "date": int(told.at.timestamp()),
        "text": words.text,
        "post_id": words.post["post_id"] if words.post else 0,
        "owner_id": -card.number,
        "parents_stack": [],
        "post_owner_id": -card.number,
    }
    if words.first is not None:
        root = words.first["comment_id"]
        thing |= {"parents_stack": [root], "reply_to_comment": root, "reply_to_user": words.account.id}
    return thing | _attached(words)


def _message(card: PageCard, told: Told) -> Json:
    words = told.words
    return {
        "id": told.names["message_id"],
        "date": int(told.at.timestamp()),
        "peer_id": words.account.id,
        "from_id": -card.number if words.is_by_page else words.account.id,
        "text": words.text,
        "out": int(words.is_by_page),
        "conversation_message_id": told.place,
        "fwd_messages": [],
        "attachments": [],
    } | _attached(words)


def _attached(words: Words) -> Json:
    """Only that something is attached: the sandbox holds the whole of it."""
    return {"attachments": [_SAMPLES[kind] for kind in words.attachments]} if words.attachments else {}


_SAMPLES: dict[str, dict[str, Any]] = {
    "photo": {"type": "photo", "photo": {"id": 457239017, "owner_id": 1, "album_id": -7, "text": "", "sizes": []}},
    "sticker": {"type": "sticker", "sticker": {"sticker_id": 9008, "product_id": 279, "images": []}},
}

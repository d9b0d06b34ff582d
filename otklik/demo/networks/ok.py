"""OK in the demo."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

from otklik.demo.content.cards import PageCard
from otklik.demo.networks.network import Act, Asked, Json, Names, Tokens, Told, Words, milliseconds, seconds_of

MOSCOW = timezone(timedelta(hours=3))


class DemoOk:
    """Groups; comments are one list under a topic. Residents' private messages are pushed, all else is read."""

    name = "ok"
    number_field = "group_id"
    shows_badge = True
    tells_reach = True
    pushes_comments = False
    tells_own = True

    def make_page(self, card: PageCard) -> Json:
        named = {"group_id": card.number, "name": card.name, "shortname": card.screen_name}
        seen = {"members_count": card.members, "weekly_reach": card.members // 3, "is_government": True}
        return named | seen | {"description": f"Официальная группа. {card.name}"}

    def tokens_of(self, made: Json) -> Tokens:
        return Tokens(made["group_key"], made["admin_token"])

    def address_of(self, made: Json) -> str:
        """By its name, as the daily look reads it: another address would be an alarm."""
        return f"https://ok.ru/{made['shortname']}"

    def subscribe(self, card: PageCard, *, url: str, secret: str, is_first: bool) -> Json:
        """OK signs nothing: the address is the secret."""
        del secret, is_first
        return {"group_id": card.number, "hook_url": url}

    def post(self, card: PageCard, text: str, *, at: datetime) -> Act:
        return "topics/write", {"group_id": card.number, "text": text} | seconds_of(at)

    def write(self, card: PageCard, words: Words) -> Act:
        body: Json = {"group_id": card.number, "text": words.text} | seconds_of(words.at)
        author = {"author_id": words.account.id, "author_name": words.account.name}
        if words.post is None:
            if words.is_by_page:
                return "messages/answer", body | {"user_id": words.account.id}
            return "messages/write", body | author
        body["topic_id"] = words.post["topic_id"]
        if words.first is not None:
            body["reply_to"] = words.first["comment_id"]
        return "comments/write", body | ({"is_official": True} if words.is_by_page else author)

    def edit(self, card: PageCard, names: Names, text: str) -> Act:
        return "comments/edit", {"group_id": card.number, "comment_id": names["comment_id"], "text": text}

    def delete(self, card: PageCard, names: Names) -> Act:
        return "comments/delete", {"group_id": card.number, "comment_id": names["comment_id"]}

    def list_posts(self, page: Json) -> Iterable[tuple[str, Json]]:
        for topic in sorted(page["topics"], key=lambda one: int(one["topic_id"])):
            yield topic["text"], {"topic_id": topic["topic_id"]}

    def is_answered(self, page: Json, words: Asked) -> bool:
        if words.post is not None:
            comments = [one for topic in page["topics"] for one in topic["comments"]]
            mine = words.names["comment_id"]
            return any(one["reply_to"] == mine and one["author"].startswith("group:") for one in comments)
        talks = (one for one in page["conversations"] if one["user_id"] == words.account_id)
        messages = next(talks, {"messages": list[Json]()})["messages"]
        names = [one["message_id"] for one in messages]
        asked = names.index(words.names["message_id"]) if words.names["message_id"] in names else len(names)
        return any(one["is_out"] for one in messages[asked:])

    def event_of_post(self, card: PageCard, text: str, *, at: datetime, names: Json, secret: str) -> bytes:
        """OK tells of none, and its comments are read without the topic that they hang on."""
        del card, text, at, names, secret
        return b""

    def event_of(self, card: PageCard, told: Told, *, secret: str) -> bytes:
        del secret
        return json.dumps(_told(card, told), ensure_ascii=False).encode()

    def external_id(self, card: PageCard, told: Told) -> str:
        del card
        if told.words.post is not None:
            return f"GROUP_TOPIC:{told.words.post['topic_id']}:{told.names['comment_id']}"
        return f"{told.names['chat_id']}/{told.names['message_id']}"

    def link_to(self, card: PageCard, told: Told) -> str:
        """OK has no address of a single comment."""
        group = f"https://ok.ru/group/{card.number}"
        return f"{group}/topic/{told.words.post['topic_id']}" if told.words.post else f"{group}/messages"


def _told(card: PageCard, told: Told) -> Json:
    """A comment and the page's own message as OK shows them when read; a resident's message as it is pushed."""
    words = told.words
    if words.post is not None:
        place = {"discussionType": "GROUP_TOPIC", "discussionId": str(words.post["topic_id"])}
        return place | {"comments": [_comment(card, told)]}
    message = {
        "sender": {"name": _author(card, words)[0], "user_id": _author(card, words)[1]},
        "recipient": {"chat_id": told.names["chat_id"]},
        "message": {"text": words.text, "mid": told.names["message_id"]},
        "timestamp": milliseconds(told.at),
    }
    return {"messages": [message]} if words.is_by_page else {"webhookType": "MESSAGE_CREATED"} | message


def _comment(card: PageCard, told: Told) -> Json:
    name, reference = _author(card, told.words)
    shown = {
        "id": told.names["comment_id"],
        "author_id": reference.partition(":")[2],
        "author_name": name,
        "author_ref": reference,
        "text": told.words.text,
        "date": f"{told.at.astimezone(MOSCOW):%Y-%m-%d %H:%M:%S}",
        "type": "ACTIVE_MESSAGE",
    }
    return shown | ({"reply_to_comment_id": told.words.first["comment_id"]} if told.words.first else {})


def _author(card: PageCard, words: Words) -> tuple[str, str]:
    if words.is_by_page:
        return card.name, f"group:{card.number}"
    return words.account.name, f"user:{words.account.id}"

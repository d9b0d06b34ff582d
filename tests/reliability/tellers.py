"""How each network tells what happens on a page: the bodies of its webhooks, and of OK's lists of comments."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any, ClassVar

type Json = dict[str, Any]

POSTS = (77, 78)
MOSCOW = timezone(timedelta(hours=3))
PAGE = 0
"""The author of what the page says, typed in the network."""
US = -1
"""The author of what we said through the network's API."""


@dataclass
class Said:
    """A comment as it stands now."""

    id: int
    post: int
    author: int
    text: str
    minute: int
    above: "Said | None" = None
    is_light: bool = False
    """It has no substance."""
    is_deleted: bool = False
    edits: int = 0
    thread: str = ""

    @property
    def by_resident(self) -> bool:
        """Whether a resident wrote it."""
        return self.author > 0


@dataclass
class Spoken:
    """A message of a private talk as it stands now; `peer` is the resident."""

    peer: int
    number: int
    text: str
    minute: int
    is_deleted: bool = False


@dataclass
class Teller:
    """What all networks have in common; a network overrides what it tells otherwise."""

    network: ClassVar[str]
    most_edits: ClassVar[int] = 99
    can_delete: ClassVar[bool] = True
    can_restore: ClassVar[bool] = False
    can_edit_talks: ClassVar[bool] = True
    can_delete_talks: ClassVar[bool] = False
    tells_of_page: ClassVar[bool] = True
    """Whether an answer that was typed in the network can be told from a resident's words."""
    tells_of_us: ClassVar[bool] = False
    """Whether it tells of what we said through its API."""
    nonsense: ClassVar[tuple[object, ...]] = ()
    """Authentic, but nothing that we can read."""

    page: int
    began_at: datetime
    told: int = field(default=0, init=False)

    @property
    def page_id(self) -> str:
        """The page's id in the network."""
        return str(self.page)

    def name(self, said: Said) -> str:
        """How the connector names a comment."""
        raise NotImplementedError

    def thread(self, said: Said) -> str:
        """The thread in which a comment stands in the end."""
        return said.above.thread if said.above else self.name(said)

    def post(self, number: int) -> Json | None:
        """The page publishes something."""
        raise NotImplementedError

    def wrote(self, said: Said) -> Json:
        """Somebody comments, or replies."""
        raise NotImplementedError

    def edited(self, said: Said, minute: int) -> Json:
        """The author changes a comment."""
        raise NotImplementedError

    def deleted(self, said: Said, minute: int) -> Json:
        """Somebody deletes a comment."""
        raise NotImplementedError

    def restored(self, said: Said, minute: int) -> Json:
        """Somebody takes the deletion back."""
        raise NotImplementedError

    def spoke(self, spoken: Spoken) -> Json:
        """A resident writes privately."""
        raise NotImplementedError

    def respoke(self, spoken: Spoken, minute: int) -> Json:
        """A resident changes a private message."""
        raise NotImplementedError

    def unspoke(self, spoken: Spoken, minute: int) -> Json:
        """A resident deletes a private message."""
        raise NotImplementedError

    def body(self, told: object) -> bytes:
        """The bytes of what is told; each has something of its own, for the same bytes are the same event."""
        self.told += 1
        return json.dumps(told, ensure_ascii=False).encode()

    def seconds(self, minute: int) -> int:
        """A minute of the play as unix time."""
        return int((self.began_at + timedelta(minutes=minute)).timestamp())


class Vk(Teller):
    """VK's Callback API. A comment's edits carry no time, so one edit at most can be put in order."""

    network = "vk"
    most_edits = 1
    can_restore = True
    tells_of_us = True
    nonsense = (
        ("wall_reply_new", 5),
        ("wall_reply_new", {"id": "?", "from_id": 1, "text": "Яма"}),
        ("message_new", {"message": {"text": "ниоткуда"}}),
        ("something_that_vk_will_have_next_year", {"id": 1}),
    )

    def name(self, said: Said) -> str:
        return f"wall-{self.page}_{said.post}_{said.id}"

    def post(self, number: int) -> Json:
        thing = {
            "id": number,
            "owner_id": -self.page,
            "from_id": -self.page,
            "date": self.seconds(0),
            "text": "Новость",
        }
        return self._event("wall_post_new", thing | {"post_type": "post"})

    def wrote(self, said: Said) -> Json:
        return self._event("wall_reply_new", self._comment(said) | _unless_empty(reply_to_comment=_id_above(said)))

    def edited(self, said: Said, minute: int) -> Json:
        return self._event("wall_reply_edit", self._comment(said))

    def deleted(self, said: Said, minute: int) -> Json:
        gone = {"owner_id": -self.page, "id": said.id, "deleter_id": minute, "post_id": said.post}
        return self._event("wall_reply_delete", gone)

    def restored(self, said: Said, minute: int) -> Json:
        return self._event("wall_reply_restore", self._comment(said) | {"likes": {"count": minute}})

    def spoke(self, spoken: Spoken) -> Json:
        return self._event("message_new", {"message": self._message(spoken), "client_info": {}})

    def respoke(self, spoken: Spoken, minute: int) -> Json:
        return self._event("message_edit", self._message(spoken) | {"update_time": self.seconds(minute)})

    def body(self, told: object) -> bytes:
        if isinstance(told, tuple):
            told = self._event(*told)
        return super().body(told)

    def _event(self, kind: str, thing: object) -> Json:
        return {"group_id": self.page, "type": kind, "event_id": f"{self.told:040}", "object": thing}

    def _comment(self, said: Said) -> Json:
        above = [one.id for one in _all_above(said)]
        return {
            "id": said.id,
            "from_id": said.author if said.by_resident else -self.page,
            "date": self.seconds(said.minute),
            "text": said.text,
            "post_owner_id": -self.page,
            "owner_id": -self.page,
            "post_id": said.post,
            "parents_stack": list(dict.fromkeys([*above[-1:], *above[:1]])),
        }

    def _message(self, spoken: Spoken) -> Json:
        return {
            "id": spoken.peer * 100 + spoken.number,
            "conversation_message_id": spoken.number,
            "from_id": spoken.peer,
            "peer_id": spoken.peer,
            "date": self.seconds(spoken.minute),
            "text": spoken.text,
            "out": 0,
            "attachments": [],
        }


class Ok(Teller):
    """OK's Bot API for private messages; comments as its lists tell them, one at a time. OK tells of no edits."""

    network = "ok"
    most_edits = 0
    can_edit_talks = False
    tells_of_us = True
    nonsense = (
        {"webhookType": "MESSAGE_IMAGINED"},
        {"message": {"text": "ниоткуда"}, "recipient": {}, "sender": {"user_id": "user:5"}},
    )

    def name(self, said: Said) -> str:
        return f"GROUP_TOPIC:{said.post}:{_ok_id(said)}"

    def post(self, number: int) -> None:
        """OK tells of no topics."""

    def wrote(self, said: Said) -> Json:
        return self._list(said, said.text, "ACTIVE_MESSAGE")

    def deleted(self, said: Said, minute: int) -> Json:
        return self._list(said, "", "REMOVED_MESSAGE")

    def spoke(self, spoken: Spoken) -> Json:
        return {
            "sender": {"user_id": f"user:{spoken.peer}", "name": f"Житель {spoken.peer}"},
            "recipient": {"chat_id": f"chat:C{spoken.peer}"},
            "message": {"text": spoken.text, "seq": self.told, "mid": f"mid:C{spoken.peer}.{spoken.number:x}"},
            "timestamp": self.seconds(spoken.minute) * 1000,
        }

    def _list(self, said: Said, text: str, kind: str) -> Json:
        author = f"user:{said.author}" if said.by_resident else f"group:{self.page}"
        comment = {
            "id": _ok_id(said),
            "author_id": author.rpartition(":")[2],
            "author_name": f"Житель {said.author}",
            "author_ref": author,
            "text": text,
            "date": datetime.fromtimestamp(self.seconds(said.minute), MOSCOW).strftime("%Y-%m-%d %H:%M:%S"),
            "type": kind,
            **_unless_empty(reply_to_comment_id=said.above and _ok_id(said.above)),
        }
        return {"discussionId": str(said.post), "discussionType": "GROUP_TOPIC", "comments": [comment]}


class Max(Teller):
    """MAX's updates. It tells what a comment replies to (of an edited one not even that), and nothing of our own."""

    network = "max"
    can_delete_talks = True
    tells_of_page = False
    nonsense = (
        {"update_type": "message_imagined"},
        {"update_type": "comment_removed", "message_id": "mid.1", "chat_id": -5},
    )

    @property
    def page_id(self) -> str:
        return str(-self.page)

    def name(self, said: Said) -> str:
        return f"mid.p{said.post}/mid.c{said.id}"

    def post(self, number: int) -> Json:
        return self._update(
            "message_created", 0, message=self._message(f"mid.p{number}", "Новость", 0) | {"recipient": self._channel()}
        )

    def wrote(self, said: Said) -> Json:
        message = self._comment(said)
        if said.above:
            answered = {"mid": f"mid.c{said.above.id}", "text": said.above.text}
            message["link"] = {"type": "reply", "chat_id": -self.page, "message": answered}
        return self._update("comment_created", said.minute, message=message)

    def edited(self, said: Said, minute: int) -> Json:
        return self._update("comment_edited", minute, message=self._comment(said))

    def deleted(self, said: Said, minute: int) -> Json:
        where = {"message_id": f"mid.c{said.id}", "chat_id": -self.page, "post_id": f"mid.p{said.post}"}
        return self._update("comment_removed", minute, **where)

    def spoke(self, spoken: Spoken) -> Json:
        return self._update("message_created", spoken.minute, message=self._private(spoken))

    def respoke(self, spoken: Spoken, minute: int) -> Json:
        return self._update("message_edited", minute, message=self._private(spoken))

    def unspoke(self, spoken: Spoken, minute: int) -> Json:
        where = {"message_id": f"mid.t{spoken.peer}.{spoken.number}", "chat_id": spoken.peer}
        return self._update("message_removed", minute, **where)

    def _update(self, kind: str, minute: int, **more: object) -> Json:
        return {"update_type": kind, "timestamp": self.seconds(minute) * 1000, **more}

    def _channel(self) -> Json:
        return {"chat_id": -self.page, "chat_type": "channel"}

    def _comment(self, said: Said) -> Json:
        recipient = self._channel() | {"post_id": f"mid.p{said.post}"}
        # the author of each tenth comment is hidden: MAX then leaves the sender out
        sender = {} if said.author % 10 == 0 else {"sender": self._person(said.author)}
        return self._message(f"mid.c{said.id}", said.text, said.minute) | {"recipient": recipient, **sender}

    def _private(self, spoken: Spoken) -> Json:
        message = self._message(f"mid.t{spoken.peer}.{spoken.number}", spoken.text, spoken.minute)
        recipient = {"chat_id": spoken.peer, "chat_type": "dialog", "user_id": 5}
        return message | {"recipient": recipient, "sender": self._person(spoken.peer)}

    def _message(self, mid: str, text: str, minute: int) -> Json:
        return {"timestamp": self.seconds(minute) * 1000, "body": {"mid": mid, "seq": 1, "text": text}}

    def _person(self, number: int) -> Json:
        return {"user_id": number, "first_name": "Житель", "last_name": str(number), "is_bot": False}


class Telegram(Teller):
    """Telegram's updates: comments in the discussion group, one thread for each author; nothing of deletions."""

    network = "telegram"
    can_delete = False
    nonsense = ({"update_id": 1, "message_imagined": {}}, {"update_id": "?", "message": {}})

    @property
    def page_id(self) -> str:
        return str(-self.page)

    @property
    def group(self) -> int:
        """The discussion group."""
        return -self.page - 1

    def name(self, said: Said) -> str:
        return f"group{self.group}_{said.post}_{said.id}"

    def thread(self, said: Said) -> str:
        speaks_with = said if said.by_resident else said.above
        return f"group{self.group}_{said.post}_of{speaks_with.author}" if speaks_with else self.name(said)

    def post(self, number: int) -> Json:
        return self._update("message", self._copy(number))

    def wrote(self, said: Said) -> Json:
        return self._update("message", self._comment(said))

    def edited(self, said: Said, minute: int) -> Json:
        return self._update("edited_message", self._comment(said) | {"edit_date": self.seconds(minute)})

    def spoke(self, spoken: Spoken) -> Json:
        return self._update("message", self._private(spoken))

    def respoke(self, spoken: Spoken, minute: int) -> Json:
        return self._update("edited_message", self._private(spoken) | {"edit_date": self.seconds(minute)})

    def _update(self, kind: str, message: Json) -> Json:
        return {"update_id": self.told + 1, kind: message}

    def _chat(self) -> Json:
        return {"id": self.group, "title": "Обсуждение", "type": "supergroup"}

    def _copy(self, number: int) -> Json:
        channel = {"id": -self.page, "title": "Администрация", "type": "channel"}
        return {
            "message_id": number,
            "from": {"id": 777000, "is_bot": False, "first_name": "Telegram"},
            "sender_chat": channel,
            "chat": self._chat(),
            "date": self.seconds(0),
            "edit_date": self.seconds(0),
            "is_automatic_forward": True,
            "forward_origin": {"type": "channel", "chat": channel, "message_id": number + 5, "date": self.seconds(0)},
            "text": "Новость",
        }

    def _comment(self, said: Said, *, is_shown_above: bool = False) -> Json:
        message = {
            "message_id": said.id,
            **self._author(said),
            "chat": self._chat(),
            "date": self.seconds(said.minute),
            "message_thread_id": said.post,
            "text": said.text,
        }
        if not is_shown_above:
            above = self._comment(said.above, is_shown_above=True) if said.above else self._copy(said.post)
            message["reply_to_message"] = above
        return message

    def _author(self, said: Said) -> Json:
        """A resident, our bot, the channel itself, or (every other time) an administrator who stays anonymous."""
        if said.by_resident:
            return {"from": _person(said.author)}
        if said.author == US:
            return {"from": {"id": 4, "is_bot": True, "first_name": "Администрация"}}
        channel = {"id": -self.page, "title": "Администрация", "type": "channel"}
        speaks_as = channel if said.id % 2 else self._chat()
        return {"from": {"id": 136817688, "is_bot": True, "first_name": "Channel"}, "sender_chat": speaks_as}

    def _private(self, spoken: Spoken) -> Json:
        return {
            "message_id": spoken.number,
            "from": _person(spoken.peer),
            "chat": {"id": spoken.peer, "type": "private", "first_name": "Житель"},
            "date": self.seconds(spoken.minute),
            "text": spoken.text,
        }


TELLERS: tuple[type[Teller], ...] = (Vk, Ok, Max, Telegram)


def _person(number: int) -> Json:
    return {"id": number, "is_bot": False, "first_name": "Житель", "last_name": str(number)}


def _ok_id(said: Said) -> str:
    return f"c{said.id:06}"


def _all_above(said: Said) -> list[Said]:
    """What a comment hangs on, the nearest first."""
    above, found = said.above, list[Said]()
    while above is not None:
        found.append(above)
        above = above.above
    return found


def _id_above(said: Said) -> int | None:
    return said.above.id if said.above else None


def _unless_empty(**fields: object) -> Json:
    return {name: value for name, value in fields.items() if value}

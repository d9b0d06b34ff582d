"""A play of residents and pages: the events that VK would push, in the order in which they happen."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from otklik.bench.texts import text_of

type Json = dict[str, Any]

POST = 77
NOT_UNDERSTOOD: tuple[tuple[str, object], ...] = (
    ("wall_reply_new", 5),
    ("wall_reply_new", {"id": "?", "from_id": 1, "text": "Яма"}),
    ("message_new", {"message": {"text": "ниоткуда"}}),
    ("something_that_vk_will_have_next_year", {"id": 1}),
)
"""Authentic, but nothing that we can read."""


@dataclass
class Comment:
    """A comment as it stands now."""

    id: int
    author: int
    text: str
    root: int
    parents: list[int]
    minute: int
    is_deleted: bool = False
    is_edited: bool = False


@dataclass
class Talk:
    """A private talk: the resident's messages by number."""

    author: int
    messages: dict[int, str] = field(default_factory=dict)


@dataclass
class Play:
    """What happens on one page. In «restless» threads anything is deleted and restored; in others the page answers.

    A comment is edited once at most, for its edits carry no time; private messages are edited again and again.
    """

    group: int
    chance: random.Random
    began_at: datetime
    bodies: list[bytes] = field(default_factory=list)
    not_understood: int = 0
    comments: dict[int, Comment] = field(default_factory=dict)
    talks: list[Talk] = field(default_factory=list)
    _minute: int = 0

    def run(self, count: int) -> list[bytes]:
        """Let so many things happen."""
        acts: tuple[Callable[[], None], ...] = (
            self.write, self.write, self.reply, self.reply, self.reply, self.edit, self.delete, self.delete,
            self.restore, self.answer, self.speak, self.speak_again, self.edit_talk, self.say_nonsense,
        )  # fmt: skip
        while len(self.bodies) < count:
            self._minute += 1
            self.chance.choice(acts)()
        return self.bodies

    def write(self) -> None:
        """A resident comments the post."""
        number = self._minute
        self._new(Comment(number, self._author(), self._text("пишет"), number, [], self._minute))

    def reply(self) -> None:
        """A resident replies to a comment, or to a reply."""
        above = self._choose(lambda one: not one.is_deleted)
        if above is None:
            return
        parents = [above.root] if above.root == above.id else [above.root, above.id]
        self._new(
            Comment(self._minute, self._author(), self._text("отвечает"), above.root, parents, self._minute),
            to=above.id,
        )

    def answer(self) -> None:
        """The page answers, once in a thread, a comment that nobody deletes."""
        answered = {one.root for one in self.comments.values() if one.author < 0}
        above = self._choose(lambda one: one.root == one.id and one.id not in answered and not self._is_restless(one))
        if above is not None:
            answer = Comment(self._minute, -self.group, self._text("ответ"), above.id, [above.id], self._minute)
            self._new(answer, to=above.id)

    def edit(self) -> None:
        """Somebody edits their comment."""
        chosen = self._choose(lambda one: one.author > 0 and not one.is_edited and not one.is_deleted)
        if chosen is not None:
            chosen.text, chosen.is_edited = self._text("исправил"), True
            self._push("wall_reply_edit", self._object(chosen))

    def delete(self) -> None:
        """Somebody deletes a comment."""
        chosen = self._choose(lambda one: self._is_restless(one) and not one.is_deleted)
        if chosen is not None:
            chosen.is_deleted = True
            gone = {"owner_id": -self.group, "id": chosen.id, "deleter_id": self._minute, "post_id": POST}
            self._push("wall_reply_delete", gone)

    def restore(self) -> None:
        """Somebody takes a deletion back."""
        chosen = self._choose(lambda one: one.is_deleted)
        if chosen is not None:
            chosen.is_deleted = False
            # so that no two restorings are the same bytes, which is one event that VK repeats
            self._push("wall_reply_restore", self._object(chosen) | {"likes": {"count": self._minute}})

    def speak(self) -> None:
        """A resident begins a private talk."""
        self.talks.append(Talk(self._author()))
        self._speak(self.talks[-1])

    def speak_again(self) -> None:
        """A resident goes on in a private talk."""
        if self.talks:
            self._speak(self.chance.choice(self.talks))

    def edit_talk(self) -> None:
        """A resident edits a private message, perhaps not for the first time."""
        if self.talks:
            talk = self.chance.choice(self.talks)
            number = self.chance.choice(list(talk.messages))
            edited = self._message(talk, number, self._text("уточняет"))
            self._push("message_edit", edited | {"update_time": self._time(self._minute)})

    def say_nonsense(self) -> None:
        """Something comes that we do not understand."""
        self.not_understood += 1
        kind, thing = self.chance.choice(NOT_UNDERSTOOD)
        self._push(kind, thing)

    def _speak(self, talk: Talk) -> None:
        number = len(talk.messages) + 1
        talk.messages[number] = self._text("в личном")
        self._push("message_new", {"message": self._message(talk, number, talk.messages[number]), "client_info": {}})

    def _message(self, talk: Talk, number: int, text: str) -> Json:
        return {
            "id": talk.author * 100 + number,
            "conversation_message_id": number,
            "from_id": talk.author,
            "peer_id": talk.author,
            "date": self._time(talk.author),
            "text": text,
            "out": 0,
            "attachments": [],
        }

    def _new(self, comment: Comment, *, to: int | None = None) -> None:
        self.comments[comment.id] = comment
        self._push("wall_reply_new", self._object(comment) | ({"reply_to_comment": to} if to else {}))

    def _object(self, comment: Comment) -> Json:
        return {
            "id": comment.id,
            "from_id": comment.author,
            "date": self._time(comment.minute),
            "text": comment.text,
            "post_owner_id": -self.group,
            "owner_id": -self.group,
            "post_id": POST,
            "parents_stack": comment.parents,
        }

    def _push(self, kind: str, thing: object) -> None:
        told = {"group_id": self.group, "type": kind, "event_id": f"{len(self.bodies):040}", "object": thing}
        self.bodies.append(json.dumps(told, ensure_ascii=False).encode())

    def _choose(self, is_fit: Callable[[Comment], bool]) -> Comment | None:
        fit = [one for one in list(self.comments.values())[-60:] if is_fit(one)]
        return self.chance.choice(fit) if fit else None

    def _is_restless(self, comment: Comment) -> bool:
        return comment.root % 2 == 0

    def _author(self) -> int:
        return 1_000 + self._minute

    def _time(self, minute: int) -> int:
        return int((self.began_at + timedelta(minutes=minute)).timestamp())

    def _text(self, what: str) -> str:
        return f"{text_of(self.chance.randrange(1_000), tag=what)} {self.group}-{self._minute}"

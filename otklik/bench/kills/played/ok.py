"""A group in OK. OK pushes private messages only: comments are found by reading the page."""

from collections.abc import Iterator, Sequence
from random import Random

from otklik.bench.kills.played.page import SECRET, Resident, Said
from otklik.pages.services import ConnectionSecrets
from otklik.sandbox.testing import ControlClient

FIRST_RESIDENT = 500_000_000_000
"""OK's accounts have long numbers."""


class OkPage:
    """One group with a topic."""

    network = "ok"
    tells_what_messages_answer = True

    def __init__(self, control: ControlClient, *, number: int) -> None:
        del number
        self._control = control.ok
        told = self._control.create_page("Администрация")
        self._group = told.group_id
        self.external_id = str(told.group_id)
        self.secrets = ConnectionSecrets(
            community_token=told.group_key, admin_token=told.admin_token, webhook_secret=SECRET
        )
        self._topic = self._control.write_topic(self._group, text="Новости города")
        # a group in which nobody ever wrote would be read once an hour
        self.comment("Спасибо за новости!", by=Resident(1, "Первый Житель"))

    def connect(self, hook_url: str) -> None:
        """Push private messages there."""
        self._control.connect_page(self._group, hook_url=hook_url)

    def comment(self, text: str, *, by: Resident, reply_to: str = "") -> str:
        """Under the topic, or in answer to a comment."""
        more = {"reply_to": reply_to} if reply_to else {}
        author = FIRST_RESIDENT + by.id
        written = self._control.write_comment(
            self._group, self._topic, text=text, author_id=author, author_name=by.name, **more
        )
        return written.id

    def message(self, text: str, *, by: Resident) -> None:
        """In the talk with the group."""
        author = FIRST_RESIDENT + by.id
        self._control.write_message(self._group, text=text, author_id=author, author_name=by.name)

    def change_mind(self, wordings: Sequence[str], *, by: Resident, chance: Random) -> None:
        """OK tells nobody what becomes of a comment."""
        self.comment(chance.choice(wordings), by=by)

    def said(self) -> Iterator[Said]:
        """Comments and messages, each with what it answers."""
        (page,) = self._control.state(self._group)["pages"]
        for topic in page["topics"]:
            container = f"{topic['type']}:{topic['topic_id']}"
            for comment in topic["comments"]:
                yield Said(
                    external_id=f"{container}:{comment['comment_id']}",
                    text=comment["text"],
                    is_by_page=comment["author"].startswith("group:"),
                    is_deleted=bool(comment["removed_by"]),
                    answers=f"{container}:{comment['reply_to']}" if comment["reply_to"] else "",
                )
        for talk in page["conversations"]:
            for message in talk["messages"]:
                yield Said(
                    external_id=f"{talk['chat_id']}/{message['message_id']}",
                    text=message["text"],
                    is_by_page=message["is_out"],
                    answers=f"{talk['chat_id']}/{message['reply_to']}" if message["reply_to"] else "",
                )

"""A channel in MAX with its bot."""

from collections.abc import Iterator, Sequence
from random import Random

from otklik.bench.kills.played.page import SECRET, Json, Resident, Said
from otklik.pages.services import ConnectionSecrets
from otklik.sandbox.testing import ControlClient


class MaxPage:
    """One channel with a post."""

    network = "max"
    tells_what_messages_answer = True

    def __init__(self, control: ControlClient, *, number: int) -> None:
        del number
        self._control = control.max
        told = self._control.create_page("Администрация")
        self._channel = told.chat_id
        self.external_id = str(told.chat_id)
        self.secrets = ConnectionSecrets(community_token=told.bot_token, webhook_secret=SECRET)
        self._post = self._control.write_post(self._channel, text="Новости города")

    def connect(self, hook_url: str) -> None:
        """Push events there."""
        self._control.connect_page(self._channel, callback_url=hook_url, secret=SECRET)

    def comment(self, text: str, *, by: Resident, reply_to: str = "") -> str:
        """Under the post, or in answer to a comment."""
        more = {"reply_to": reply_to} if reply_to else {}
        return self._control.write_comment(
            self._channel, self._post, text=text, author_id=by.id, author_name=by.name, **more
        ).mid

    def message(self, text: str, *, by: Resident) -> None:
        """To the bot."""
        self._control.write_message(self._channel, text=text, author_id=by.id, author_name=by.name)

    def change_mind(self, wordings: Sequence[str], *, by: Resident, chance: Random) -> None:
        """MAX pushes edits and deletions; it restores nothing."""
        comment = self.comment(wordings[0], by=by)
        if chance.random() < 0.5:
            self._control.edit(comment, text=wordings[1])
        if chance.random() < 0.5:
            self._control.delete(comment, by=by.id)

    def said(self) -> Iterator[Said]:
        """Comments and messages, each with what it answers."""
        (page,) = self._control.state(self._channel)["pages"]
        for post in page["posts"]:
            yield from (_said(one, place=f"{post['mid']}/", bot=page["bot_id"]) for one in post["comments"])
        for talk in page["talks"]:
            yield from (_said(one, place=f"chat{talk['talk_id']}/", bot=page["bot_id"]) for one in talk["messages"])


def _said(message: Json, *, place: str, bot: int) -> Said:
    return Said(
        external_id=f"{place}{message['mid']}",
        text=message["text"] or "",
        is_by_page=message["sender_id"] in (0, bot),
        is_deleted=message["is_deleted"],
        answers=f"{place}{message['reply_to']}" if message["reply_to"] else "",
    )

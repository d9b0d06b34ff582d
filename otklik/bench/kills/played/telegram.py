"""A channel in Telegram with its discussion group and its bot."""

from collections.abc import Iterator, Sequence
from random import Random

from otklik.bench.kills.played.page import SECRET, Json, Resident, Said
from otklik.pages.services import ConnectionSecrets
from otklik.sandbox.testing import ControlClient


class TelegramPage:
    """One channel with a post."""

    network = "telegram"
    tells_what_messages_answer = True

    def __init__(self, control: ControlClient, *, number: int) -> None:
        del number
        self._control = control.telegram
        told = self._control.create_page("Администрация")
        self._channel = told.channel_id
        self.external_id = str(told.channel_id)
        self.secrets = ConnectionSecrets(community_token=told.token, webhook_secret=SECRET)
        self._bot = told.bot_id
        self._post = self._control.write_post(self._channel, text="Новости города").post_id

    def connect(self, hook_url: str) -> None:
        """Push updates there."""
        self._control.connect_page(self._channel, webhook_url=hook_url, secret=SECRET)

    def comment(self, text: str, *, by: Resident, reply_to: str = "") -> str:
        """Under the post, or in answer to a comment."""
        place = {"reply_to": int(reply_to)} if reply_to else {"post_id": self._post}
        return str(
            self._control.write_comment(self._channel, text=text, author_id=by.id, author_name=by.name, **place).id
        )

    def message(self, text: str, *, by: Resident) -> None:
        """To the bot."""
        self._control.write_message(self._channel, text=text, author_id=by.id, author_name=by.name)

    def change_mind(self, wordings: Sequence[str], *, by: Resident, chance: Random) -> None:
        """Telegram pushes edits, dated by the second; of deletions it tells nobody."""
        comment = self.comment(wordings[0], by=by)
        if chance.random() < 0.5:
            self._control.edit_comment(self._channel, int(comment), text=wordings[1])

    def said(self) -> Iterator[Said]:
        """Comments and messages, each with what it answers; what stands under no post is named so."""
        (page,) = self._control.state(self._channel)["pages"]
        for post in page["posts"]:
            place = f"group{page['group_id']}_{post['copy_id']}_"
            yield from (self._said(one, place=place, top=post["copy_id"]) for one in post["comments"])
        yield from (self._said(one, place=f"group{page['group_id']}_") for one in page["under_no_post"])
        for talk in page["conversations"]:
            yield from (self._said(one, place=f"chat{talk['user_id']}_") for one in talk["messages"])

    def _said(self, message: Json, *, place: str, top: int = 0) -> Said:
        answered = message["reply_to"] if message["reply_to"] != top else None
        return Said(
            external_id=f"{place}{message['message_id']}",
            text=message["text"],
            is_by_page=message["author_id"] == self._bot,
            is_deleted=message["is_deleted"],
            answers=f"{place}{answered}" if answered else "",
        )

"""A community in VK."""

from collections.abc import Iterator, Sequence
from random import Random

from otklik.bench.kills.played.page import SECRET, Json, Resident, Said
from otklik.pages.services import ConnectionSecrets
from otklik.sandbox.testing import ControlClient


class VkPage:
    """One community with a post."""

    network = "vk"
    tells_what_messages_answer = False

    def __init__(self, control: ControlClient, *, number: int) -> None:
        self._control = control
        self._group = 7001 + number
        told = control.create_page("Администрация", group_id=self._group, secret=SECRET)
        self.external_id = str(self._group)
        self.secrets = ConnectionSecrets(
            community_token=told.community_token,
            admin_token=told.admin_token,
            webhook_secret=SECRET,
            confirmation=told.confirmation,
        )
        self._post = control.write_post(self._group, text="Новости города")

    def connect(self, hook_url: str) -> None:
        """Push events there."""
        self._control.connect_page(self._group, callback_url=hook_url, secret=SECRET)

    def comment(self, text: str, *, by: Resident, reply_to: str = "") -> str:
        """Under the post, or under a comment."""
        more = {"reply_to": int(reply_to)} if reply_to else {}
        written = self._control.write_comment(
            self._group, self._post, text=text, author_id=by.id, author_name=by.name, **more
        )
        return str(written.id)

    def message(self, text: str, *, by: Resident) -> None:
        """In the talk with the community."""
        self._control.write_message(self._group, text=text, author_id=by.id, author_name=by.name)

    def change_mind(self, wordings: Sequence[str], *, by: Resident, chance: Random) -> None:
        """VK pushes edits, without a time, deletions and restorings."""
        first, *edits = wordings
        comment = int(self.comment(first, by=by))
        for text in edits[: chance.randrange(len(wordings))]:
            self._control.edit_comment(self._group, comment, text=text)
        if chance.random() < 0.5:
            self._control.delete_comment(self._group, comment, by=by.id)
            if chance.random() < 0.5:
                self._control.restore_comment(self._group, comment)

    def said(self) -> Iterator[Said]:
        """Comments with what they answer; of private messages the control API does not tell that."""
        (page,) = self._control.state(self._group)["pages"]
        return read_said(page)


def read_said(page: Json) -> Iterator[Said]:
    """What stands in a community, from the control API's account of it."""
    group = page["group_id"]
    for post in page["posts"]:
        place = f"wall-{group}_{post['post_id']}"
        for root in post["comments"]:
            for comment in (root, *root["replies"]):
                yield Said(
                    external_id=f"{place}_{comment['comment_id']}",
                    text=comment["text"],
                    is_by_page=comment["author_id"] == -group,
                    is_deleted=comment["is_deleted"],
                    answers=f"{place}_{comment['reply_to']}" if comment["reply_to"] else "",
                )
    for talk in page["conversations"]:
        for message in talk["messages"]:
            name = f"peer{talk['peer_id']}_{message['conversation_message_id']}"
            yield Said(name, message["text"], is_by_page=message["is_out"])

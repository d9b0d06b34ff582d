"""A group of the sandbox, and what residents and the page say there."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from otklik.networks.connector import Act, ActKind, PageAccess
from otklik.networks.connectors.ok.connector import OkConnector
from otklik.networks.events import MessageKind, NetworkEvent
from otklik.sandbox.testing import ControlClient

OK = OkConnector()
AN_HOUR_AGO = timedelta(hours=1)
MARIA = 500_000_000_777
MARIA_WRITES: dict[str, Any] = {"author_id": MARIA, "author_name": "Мария Ковалёва"}


@dataclass(frozen=True, slots=True)
class Town:
    """A group of the sandbox with a topic, and our access to it."""

    control: ControlClient
    access: PageAccess
    group_id: int
    topic_id: int

    def comment(self, text: str, **more: object) -> str:
        fields = MARIA_WRITES | more
        return self.control.ok.write_comment(self.group_id, self.topic_id, text=text, **fields).id

    def message(self, text: str) -> tuple[str, str]:
        written = self.control.ok.write_message(self.group_id, text=text, **MARIA_WRITES)
        return written.more["chat_id"], written.id

    def name(self, comment_id: str) -> str:
        return f"GROUP_TOPIC:{self.topic_id}:{comment_id}"

    def reply(self, comment_id: str, *, text: str = "До 1 июня.") -> Act:
        name = self.name(comment_id)
        container = f"GROUP_TOPIC:{self.topic_id}"
        return Act(ActKind.REPLY, MessageKind.COMMENT, name, name, container_id=container, text=text)

    def private(self, text: str = "Вода будет к вечеру.") -> Act:
        chat, mid = self.message("Нет воды")
        return Act(ActKind.MESSAGE, MessageKind.PRIVATE, f"{chat}/{mid}", chat, text=text)

    def said_by_page(self) -> list[str]:
        """Everything that the page said, in comments and in private."""
        (page,) = self.control.ok.state(self.group_id)["pages"]
        comments = [one for topic in page["topics"] for one in topic["comments"] if one["author"].startswith("group:")]
        messages = [one for talk in page["conversations"] for one in talk["messages"] if one["is_out"]]
        return [one["text"] for one in (*comments, *messages)]

    def events(self) -> list[NetworkEvent]:
        return list(OK.fetch_missed(self.access, since=datetime.now(UTC) - AN_HOUR_AGO))

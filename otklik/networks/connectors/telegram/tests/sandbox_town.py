"""A channel of the sandbox, and the connector that speaks for it."""

from dataclasses import dataclass
from typing import Any

from otklik.networks.connector import Act, ActKind, PageAccess
from otklik.networks.connectors.telegram.connector import TelegramConnector
from otklik.networks.errors import Ignored
from otklik.networks.events import MessageKind, NetworkEvent
from otklik.sandbox.testing import RunningSandbox

TELEGRAM = TelegramConnector()
MARIA = {"author_id": 500101, "author_name": "Мария Ковалёва"}


@dataclass
class Town:
    """A channel of the sandbox with a post, our access to it, and what its bot heard."""

    sandbox: RunningSandbox
    access: PageAccess
    channel_id: int
    post_id: int
    marker: str = ""

    def comment(self, text: str, **more: Any) -> int:
        place = {"post_id": self.post_id} if "reply_to" not in more else {}
        written = self.sandbox.control.telegram.write_comment(
            self.channel_id, text=text, **(MARIA if "speaks_as" not in more else {}), **place, **more
        )
        return written.id

    def message(self, text: str) -> int:
        return self.sandbox.control.telegram.write_message(self.channel_id, text=text, **MARIA).id

    def hear(self) -> list[NetworkEvent]:
        """What happened since the last time, as events."""
        polled = TELEGRAM.poll(self.access, marker=self.marker)
        self.marker = polled.marker
        events: list[NetworkEvent] = []
        for body in polled.bodies:
            try:
                events += TELEGRAM.parse(body, page_id=self.access.external_id)
            except Ignored:
                continue
        return events

    def state(self) -> dict[str, Any]:
        (page,) = self.sandbox.control.telegram.state(self.channel_id)["pages"]
        told: dict[str, Any] = page
        return told

    def answers(self) -> list[str]:
        bot_id = int(self.access.community_token.partition(":")[0])
        state = self.state()
        said = [one for post in state["posts"] for one in post["comments"]]
        said += [one for talk in state["conversations"] for one in talk["messages"]]
        return [one["text"] for one in said if one["author_id"] == bot_id]

    def fault(self, kind: str, **more: Any) -> None:
        self.sandbox.control.add_fault(kind, network="telegram", page=self.channel_id, **more)


def answer_to(event: NetworkEvent, text: str = "До 1 июня.") -> Act:
    is_private = event.message_kind is MessageKind.PRIVATE
    return Act(
        ActKind.MESSAGE if is_private else ActKind.REPLY,
        event.message_kind,
        event.external_id,
        event.thread_id,
        container_id=event.container_id,
        text=text,
        idempotency_key=1001,
    )

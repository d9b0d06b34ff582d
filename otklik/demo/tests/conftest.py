"""A sandbox that takes everything and tells nothing."""

from collections.abc import Sequence
from typing import Any

import pytest

from otklik.demo.content.cards import list_page_cards
from otklik.demo.control import Answer, Control


class SilentControl(Control):
    """Stands in for the sandbox where only what is asked of it matters."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def read_page(self, network: str, **named: int) -> Answer:
        """A page with its posts and nothing under them."""
        (number,) = named.values()
        card = next(card for card in list_page_cards() if (card.network, card.number) == (network, number))
        posts = [
            {"text": post.text, "post_id": post.id, "topic_id": post.id, "copy_id": post.id, "mid": f"mid.{post.id}"}
            | {"comments": [], "timestamp": post.id}
            for post in card.posts
        ]
        more = {"group_id": number, "channel_id": number, "bot_id": 7, "conversations": [], "talks": []}
        return {"posts": posts, "topics": posts} | more

    def post(self, path: str, **body: Any) -> Answer:
        self.asked.append((path, body))
        number = len(self.asked)
        if path.endswith("/pages/create"):
            tokens = ("community_token", "admin_token", "group_key", "bot_token", "token", "confirmation")
            named = {"url": "https://example.org/", "link": "", "bot_username": f"bot_{number}"}
            return body | dict.fromkeys(tokens, f"token-{number}") | named
        return {"comment_id": number, "message_id": number, "mid": f"mid.{number}"}

    def run_batch(self, network: str, acts: Sequence[Answer]) -> list[Answer]:
        raise NotImplementedError("what is written in a batch goes to a real sandbox")

    def asked_for(self, path: str) -> list[dict[str, Any]]:
        """The bodies of the calls of this path, in whatever network."""
        return [body for asked, body in self.asked if asked.partition("/")[2] == path]


@pytest.fixture
def control() -> SilentControl:
    return SilentControl()

"""A sandbox that takes everything and tells nothing."""

from collections.abc import Sequence
from typing import Any

import pytest

from otklik.demo.control import Answer, Control


class SilentControl(Control):
    """Stands in for the sandbox where only what is asked of it matters."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def get(self, path: str) -> dict[str, Any]:
        self.asked.append((path, {}))
        return {"pages": [{"posts": [], "conversations": []}]}

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        self.asked.append((path, body))
        number = len(self.asked)
        if path == "vk/pages/create":
            token = f"token-{body['group_id']}"
            return {"community_token": token, "admin_token": token, "confirmation": "c0ffee"}
        return {"comment_id": number, "message_id": number}

    def run_batch(self, acts: Sequence[Answer]) -> list[Answer]:
        self.asked += [(act["act"], act) for act in acts]
        return [{} for _ in acts]

    def asked_for(self, path: str) -> list[dict[str, Any]]:
        return [body for asked, body in self.asked if asked == path]


@pytest.fixture
def control() -> SilentControl:
    return SilentControl()

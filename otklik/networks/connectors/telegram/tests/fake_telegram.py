"""Telegram played in memory: records what it is asked, gives the answers it was taught."""

import json
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import httpx

from otklik.networks.connector import PageAccess
from otklik.networks.events import NetworkEvent

type Read = Callable[[str], NetworkEvent]
"""Reads the one event of a fixture by its name."""

CHANNEL = -1002000000001
GROUP = -1002000000002
TOKEN = "600001:made-up_token-of-a-bot"
ACCESS = PageAccess(
    network="telegram",
    external_id=str(CHANNEL),
    api_url="https://telegram.example",
    community_token=TOKEN,
    webhook_secret="secret_of-the-page",
)


class FakeTelegram:
    """Answers are taught by method; the last one is repeated."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Any]] = defaultdict(list)
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.addresses: list[str] = []

    def teach(self, method: str, *results: Any) -> None:
        """Answers are `result` values; an exception is raised, an httpx.Response is given as it is."""
        self.answers[method] += results

    def teach_error(self, method: str, code: int, description: str, **parameters: Any) -> None:
        told: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
        if parameters:
            told["parameters"] = parameters
        self.answers[method].append(httpx.Response(code, json=told))

    def handle(self, request: httpx.Request) -> httpx.Response:
        method = request.url.path.rpartition("/")[2]
        self.addresses.append(str(request.url))
        self.calls.append((method, json.loads(request.content or b"{}")))
        taught = self.answers[method]
        answer = taught.pop(0) if len(taught) > 1 else taught[0]
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, httpx.Response):
            return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)
        return httpx.Response(200, json={"ok": True, "result": answer})

    @property
    def methods(self) -> list[str]:
        return [method for method, _ in self.calls]

    @property
    def asked(self) -> dict[str, Any]:
        """What the last call carried."""
        return self.calls[-1][1]

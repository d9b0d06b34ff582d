"""VK played in memory: records what it is asked, gives the answers it was taught."""

import json
from collections import defaultdict
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import httpx

from otklik.networks.connector import PageAccess
from otklik.networks.events import NetworkEvent

type Read = Callable[[str], NetworkEvent]
"""Reads the one event of a fixture by its name."""

ACCESS = PageAccess(
    network="vk",
    external_id="700001",
    api_url="https://vk.example",
    community_token="community-token",
    admin_token="admin-token",
    webhook_secret="secret-of-the-page",
    confirmation="c0nf1rm",
)


class FakeVk:
    """Answers are taught by method; the last one is repeated."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Any]] = defaultdict(list)
        self.calls: list[tuple[str, dict[str, str]]] = []
        self.addresses: list[str] = []

    def teach(self, method: str, *responses: Any) -> None:
        """Answers are `response` values; an exception is raised, an httpx.Response is given as it is."""
        self.answers[method] += responses

    def teach_error(self, method: str, code: int, message: str = "") -> None:
        told = {"error": {"error_code": code, "error_msg": message or f"error {code}"}}
        self.answers[method].append(httpx.Response(200, json=told))

    def handle(self, request: httpx.Request) -> httpx.Response:
        method = request.url.path.removeprefix("/method/")
        self.addresses.append(str(request.url))
        self.calls.append((method, dict(parse_qsl(request.content.decode(), keep_blank_values=True))))
        taught = self.answers[method]
        answer = taught.pop(0) if len(taught) > 1 else taught[0]
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, httpx.Response):
            return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)
        return httpx.Response(200, content=json.dumps({"response": answer}).encode())

    @property
    def methods(self) -> list[str]:
        return [method for method, _ in self.calls]

    @property
    def form(self) -> dict[str, str]:
        """What the last call carried, without the version."""
        return {name: value for name, value in self.calls[-1][1].items() if name != "v"}

"""OK played in memory: records what it is asked, gives the answers it was taught."""

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
    network="ok",
    external_id="57000000000001",
    api_url="https://ok.example",
    community_token="key-of-group",
    admin_token="token-of-admin",
    application_key="CAPPLICATION",
    application_secret="secret-of-application",
)
CHAT = "chat:C1a2b3c4d5e00"
TOPIC = "GROUP_TOPIC:157000000000077"


class FakeOk:
    """Answers are taught by method («me/chats» for the Bot API's); the last one is repeated."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Any]] = defaultdict(list)
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.requests: list[httpx.Request] = []

    def teach(self, method: str, *answers: Any) -> None:
        """An exception is raised, an httpx.Response is given as it is, anything else is the answer's JSON."""
        self.answers[method] += answers

    def teach_error(self, method: str, code: int, message: str = "") -> None:
        self.teach(method, {"error_code": code, "error_msg": message or f"error {code}", "error_data": None})

    def handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        method, asked = _read(request)
        self.calls.append((method, asked))
        taught = self.answers[method]
        answer = taught.pop(0) if len(taught) > 1 else taught[0]
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, httpx.Response):
            return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)
        return httpx.Response(200, content=json.dumps(answer).encode())

    @property
    def methods(self) -> list[str]:
        return [method for method, _ in self.calls]

    @property
    def asked(self) -> dict[str, Any]:
        """What the last call carried, without what every call carries."""
        always = {"application_key", "access_token", "format", "method", "sig", "fields"}
        return {name: value for name, value in self.calls[-1][1].items() if name not in always}


def _read(request: httpx.Request) -> tuple[str, dict[str, Any]]:
    if request.url.path == "/fb.do":
        form = dict(parse_qsl(request.content.decode(), keep_blank_values=True))
        return form["method"], form
    asked: dict[str, Any] = dict(request.url.params)
    return request.url.path.removeprefix("/graph/"), asked | json.loads(request.content or b"{}")

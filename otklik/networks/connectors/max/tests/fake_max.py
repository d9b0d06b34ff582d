"""MAX played in memory: records what it is asked, gives the answers it was taught."""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx

from otklik.networks.connector import PageAccess
from otklik.networks.events import NetworkEvent

type Read = Callable[[str], NetworkEvent]
"""Reads the one event of a fixture by its name."""

CHANNEL = -70123450000001
TALK = 91500077
POST = "mid.ffffc0391cac1d7f01a0bbba80274000"
ASKED = "mid.ffffc0391cac1d7f01a0bbba80274005"

ACCESS = PageAccess(
    network="max",
    external_id=str(CHANNEL),
    api_url="https://max.example",
    community_token="bot-token",
    webhook_secret="secret-of-the-page",
)


@dataclass(frozen=True, slots=True)
class Call:
    """One request that was made."""

    what: str
    params: dict[str, str]
    body: Any
    headers: httpx.Headers


class FakeMax:
    """Answers are taught by «METHOD /path»; the last one is repeated. What was not taught is a 404 with MAX's code."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Any]] = defaultdict(list)
        self.calls: list[Call] = []
        self.addresses: list[str] = []

    def teach(self, what: str, *responses: Any) -> None:
        """Answers are JSON; an exception is raised, an httpx.Response is given as it is."""
        self.answers[what] += responses

    def teach_error(self, what: str, status: int, code: str, message: str = "") -> None:
        self.answers[what].append(httpx.Response(status, json={"code": code, "message": message or code}))

    def handle(self, request: httpx.Request) -> httpx.Response:
        what = f"{request.method} {request.url.path}"
        self.addresses.append(str(request.url))
        body = json.loads(request.content) if request.content else None
        self.calls.append(Call(what, dict(request.url.params), body, request.headers))
        taught = self.answers[what]
        if not taught:
            return httpx.Response(404, json={"code": "not.found", "message": what})
        answer = taught.pop(0) if len(taught) > 1 else taught[0]
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, httpx.Response):
            return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)
        return httpx.Response(200, content=json.dumps(answer).encode())

    @property
    def asked(self) -> list[str]:
        return [call.what for call in self.calls]

    @property
    def last(self) -> Call:
        return self.calls[-1]

"""A client of OK as its pages describe one (no library is independent and alive), and a server for its pushes."""

import hashlib
import queue
from typing import Any

import httpx

from otklik.sandbox.control_client import ControlClient
from otklik.sandbox.ok.control_client import GroupOfSandbox
from otklik.sandbox.tests.conftest import WAIT_SECONDS, Json, Listener

JSON = {"Content-Type": "application/json;charset=utf-8"}


class OkClient:
    """Signs REST with the session's secret, speaks JSON with the Bot API."""

    def __init__(self, api_url: str, page: GroupOfSandbox) -> None:
        self.page = page
        self.http = httpx.Client(base_url=api_url, timeout=60, trust_env=False)
        self.session_secret = hashlib.md5((page.admin_token + page.application_secret).encode()).hexdigest()

    def rest(self, method: str, **params: str) -> Any:
        """GET with everything in the address, as the examples on OK's pages have it."""
        told = {"application_key": self.page.application_key, "format": "json", "method": method, **params}
        line = "".join(f"{name}={told[name]}" for name in sorted(told))
        told["sig"] = hashlib.md5((line + self.session_secret).encode()).hexdigest().lower()
        return self.send("GET", "/fb.do", params=told | {"access_token": self.page.admin_token})

    def graph(self, path: str, body: Json | None = None, **query: Any) -> Any:
        query["access_token"] = self.page.group_key
        if body is None:
            return self.send("GET", f"/graph/{path}", params=query)
        return self.send("POST", f"/graph/{path}", params=query, json=body, headers=JSON)

    def send(self, verb: str, path: str, **request: Any) -> Any:
        answer = self.http.request(verb, path, **request)
        assert answer.status_code == 200
        return answer.json()


class OkListener(Listener):
    """Receives OK's pushes, which name their type in another field; any 200 is a yes."""

    def reply(self, body: Json) -> tuple[int, str]:
        try:
            return self.replies.get_nowait()
        except queue.Empty:
            return 200, ""

    def take(self, event_type: str = "") -> Json:
        return self.received.get(timeout=WAIT_SECONDS)


def texts_of(control: ControlClient, group_id: int) -> list[str]:
    """All comments of a group, deleted ones too."""
    (page,) = control.ok.state(group_id)["pages"]
    return [one["text"] for topic in page["topics"] for one in topic["comments"]]

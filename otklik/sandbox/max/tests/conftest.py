"""One sandbox for all tests of this folder, emptied before each; and a server that receives MAX's updates."""

import json
import queue
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from otklik.sandbox.max.control_client import ChannelOfSandbox
from otklik.sandbox.testing import RunningSandbox

Json = dict[str, Any]
WAIT_SECONDS = 60


class Listener:
    """Receives updates. `replies` are used up first, then every one is accepted."""

    def __init__(self) -> None:
        self.received: queue.Queue[tuple[Json, str]] = queue.Queue()
        self.replies: queue.Queue[int] = queue.Queue()
        self.kept: list[Json] = []
        self.is_broken = False
        listener = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                status = listener.reply()
                listener.received.put((body, self.headers.get("X-Max-Bot-Api-Secret", "")))
                self.send_response(status)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/hooks/max/key/"
        threading.Thread(target=self.server.serve_forever, args=[0.02], daemon=True).start()

    def reply(self) -> int:
        if self.is_broken:
            return 503
        try:
            return self.replies.get_nowait()
        except queue.Empty:
            return 200

    def take(self, update_type: str = "") -> Json:
        """The next update, or the next of this type: their order is not promised, so others are kept."""
        for body in self.kept:
            if update_type in ("", body["update_type"]):
                self.kept.remove(body)
                return body
        while True:
            body, _ = self.received.get(timeout=WAIT_SECONDS)
            if update_type in ("", body["update_type"]):
                return body
            self.kept.append(body)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def sandbox(running_sandbox: RunningSandbox) -> RunningSandbox:
    running_sandbox.control.reset()
    return running_sandbox


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


@pytest.fixture
def page(sandbox: RunningSandbox) -> ChannelOfSandbox:
    """A channel whose bot nobody listens for yet."""
    return sandbox.control.max.create_page("Отрадное")


@pytest.fixture
def post(sandbox: RunningSandbox, page: ChannelOfSandbox) -> str:
    return sandbox.control.max.write_post(page.chat_id, text="Новость")


Call = Callable[..., tuple[int, Json]]


@pytest.fixture
def call(sandbox: RunningSandbox, page: ChannelOfSandbox) -> Call:
    """Call MAX's API by hand as the page's bot: `call("GET", "/me", params=…, json=…)` gives status and body."""

    def perform(verb: str, path: str, *, token: str = page.bot_token, **more: Any) -> tuple[int, Json]:
        headers = {"Authorization": token} if token else {}
        url = f"{sandbox.max_api_url}{path}"
        # nothing is encrypted on this way: no need to read all authorities of the machine for each call
        answer = httpx.request(verb, url, headers=headers, timeout=WAIT_SECONDS, trust_env=False, verify=False, **more)
        body: Json = answer.json()
        return answer.status_code, body

    return perform

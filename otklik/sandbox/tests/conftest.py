"""One sandbox for all tests of this folder, emptied before each; and a server that receives its pushes."""

import json
import queue
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from otklik.sandbox.control_client import PageOfSandbox
from otklik.sandbox.testing import RunningSandbox

Json = dict[str, Any]
WAIT_SECONDS = 60


class Listener:
    """Receives pushes. `replies` are used up first (status, body), then it answers `ok`."""

    def __init__(self) -> None:
        self.received: queue.Queue[Json] = queue.Queue()
        self.kept: list[Json] = []
        self.replies: queue.Queue[tuple[int, str]] = queue.Queue()
        self.confirmation = ""
        self.open_gate = threading.Event()
        self.open_gate.set()
        listener = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                listener.received.put(body)
                listener.open_gate.wait(WAIT_SECONDS)
                status, text = listener.reply(body)
                self.send_response(status)
                self.send_header("content-length", str(len(text)))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, *args: object) -> None:
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/vk/"
        threading.Thread(target=self.server.serve_forever, args=[0.02], daemon=True).start()

    def reply(self, body: Json) -> tuple[int, str]:
        if body["type"] == "confirmation":
            return 200, self.confirmation
        try:
            return self.replies.get_nowait()
        except queue.Empty:
            return 200, "ok"

    def take(self, event_type: str = "") -> Json:
        """The next push, or the next of this type: the order of pushes is not promised, so others are kept."""
        for body in self.kept:
            if event_type in ("", body["type"]):
                self.kept.remove(body)
                return body
        while True:
            body = self.received.get(timeout=WAIT_SECONDS)
            if event_type in ("", body["type"]):
                return body
            self.kept.append(body)

    def close(self) -> None:
        self.open_gate.set()
        self.server.shutdown()
        self.server.server_close()


def until[Found](ask: Callable[[], Found]) -> Found:
    """Ask the sandbox again until the answer is true."""
    deadline = time.monotonic() + WAIT_SECONDS
    while not (found := ask()):
        assert time.monotonic() < deadline, "it never became so"
        time.sleep(0.01)
    return found


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
def page(sandbox: RunningSandbox, listener: Listener) -> PageOfSandbox:
    return sandbox.control.create_page("Администрация", callback_url=listener.url, secret="тайна")


@pytest.fixture
def post_id(sandbox: RunningSandbox, page: PageOfSandbox) -> int:
    return sandbox.control.write_post(page.group_id, text="Новость")


Call = Callable[..., Json]


@pytest.fixture
def call(sandbox: RunningSandbox) -> Call:
    """Call VK's API by hand: `call(token, method, **params)` gives the body."""

    def perform(token: str, method: str, **params: Any) -> Json:
        data = {"access_token": token, "v": "5.199", **params}
        url = f"{sandbox.vk_api_url}/method/{method}"
        # nothing is encrypted on this way: no need to read all authorities of the machine for each call
        answer = httpx.post(url, data=data, timeout=WAIT_SECONDS, trust_env=False, verify=False)
        assert answer.status_code == 200
        body: Json = answer.json()
        return body

    return perform

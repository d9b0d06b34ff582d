"""One sandbox for all tests of this folder, emptied before each; and a server that receives updates."""

import json
import queue
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from otklik.sandbox.telegram.control_client import ChannelOfSandbox, PostOfSandbox, TelegramControl
from otklik.sandbox.testing import RunningSandbox

Json = dict[str, Any]
WAIT_SECONDS = 60
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Receiver:
    """Receives updates. `statuses` are used up first, then it answers 200."""

    def __init__(self) -> None:
        self.received: queue.Queue[tuple[Json, str]] = queue.Queue()
        self.statuses: queue.Queue[int] = queue.Queue()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                receiver.received.put((body, self.headers.get(SECRET_HEADER, "")))
                try:
                    status = receiver.statuses.get_nowait()
                except queue.Empty:
                    status = 200
                self.send_response(status)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, *args: object) -> None:
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/hook/"
        threading.Thread(target=self.server.serve_forever, args=[0.02], daemon=True).start()

    def take(self, kind: str = "") -> Json:
        """The next update, or the thing of the next update of this kind; others are passed over."""
        while True:
            body, _ = self.received.get(timeout=WAIT_SECONDS)
            if not kind:
                return body
            if kind in body:
                thing: Json = body[kind]
                return thing

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def sandbox(running_sandbox: RunningSandbox) -> RunningSandbox:
    running_sandbox.control.reset()
    return running_sandbox


@pytest.fixture
def control(sandbox: RunningSandbox) -> TelegramControl:
    return sandbox.control.telegram


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.close()


@pytest.fixture
def page(control: TelegramControl) -> ChannelOfSandbox:
    """A channel whose bot has no webhook."""
    return control.create_page("Администрация", username="zarechny_adm", members_count=1520)


@pytest.fixture
def post(control: TelegramControl, page: ChannelOfSandbox) -> PostOfSandbox:
    return control.write_post(page.channel_id, text="Новость")


Call = Callable[..., Json]


@pytest.fixture
def call(sandbox: RunningSandbox) -> Call:
    """Call the Bot API by hand: `call(token, method, **params)` gives the body."""

    def perform(token: str, method: str, **params: Any) -> Json:
        url = f"{sandbox.telegram_api_url}/bot{token}/{method}"
        # nothing is encrypted on this way: no need to read all authorities of the machine for each call
        answer = httpx.post(url, json=params, timeout=WAIT_SECONDS, trust_env=False, verify=False)
        body: Json = answer.json()
        assert answer.status_code == (200 if body["ok"] else body["error_code"])
        return body

    return perform


@pytest.fixture
def updates(call: Call, page: ChannelOfSandbox) -> Callable[[], list[Json]]:
    """What the page's bot hears on request since the last time."""
    offset = 0

    def ask() -> list[Json]:
        nonlocal offset
        told: list[Json] = call(page.token, "getUpdates", offset=offset)["result"]
        offset = told[-1]["update_id"] + 1 if told else offset
        return told

    return ask

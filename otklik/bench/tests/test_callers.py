"""The callers that ask one thing after another, against a small server of our own."""

import socketserver
import threading
from collections.abc import Iterator

import pytest

from otklik.bench.callers import Answered, Round, call_all, request_of, steady

PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 300000\r\n\r\n" + b"x" * 300_000
MOVED = b"HTTP/1.1 302 Found\r\nLocation: /case/\r\ncontent-length: 0\r\n\r\n"


class Keeping(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.asked: list[bytes] = []


class Answering(socketserver.StreamRequestHandler):
    server: Keeping

    def handle(self) -> None:
        while line := self.rfile.readline():
            head, length = [line], 0
            while (line := self.rfile.readline()) != b"\r\n":
                head.append(line)
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            body = self.rfile.read(length)
            self.server.asked.append(head[0] + body)
            self.wfile.write(MOVED if head[0].startswith(b"POST") else PAGE)


@pytest.fixture
def server() -> Iterator[Keeping]:
    with Keeping() as running:
        threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield running
        running.shutdown()


def ask(server: Keeping, *, status: int = 302) -> Answered:
    looks = steady([request_of("/report/")] * 3, per_second=100, status=200, kind="look")
    form = request_of("/report/", form="text=%D1%8F", address="10.0.0.1")
    sends = steady([form] * 2, per_second=100, status=status, kind="send", after=0.01)
    return call_all(Round(server.server_address[1], 2, [*looks, *sends]))


def test_it_reads_whole_answers_and_sends_what_it_is_told(server: Keeping) -> None:
    answered = ask(server)
    assert {kind: len(times) for kind, times in answered.times.items()} == {"look": 3, "send": 2}
    assert answered.refused == {}
    assert sorted(server.asked) == [b"GET /report/ HTTP/1.1\r\n"] * 3 + [b"POST /report/ HTTP/1.1\r\ntext=%D1%8F"] * 2


def test_another_status_is_counted_apart(server: Keeping) -> None:
    assert ask(server, status=200).refused == {"send 302": 2}


def test_calls_are_due_at_a_pace() -> None:
    assert [call.due for call in steady(["x"] * 3, per_second=50, status=200, kind="", after=3)] == [3.0, 3.02, 3.04]

"""The clients against a small server of our own, which counts and now and then refuses."""

import itertools
import socketserver
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from otklik.bench.clients import Order, send_all
from otklik.bench.texts import text_of

OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"
BUSY = b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 4\r\n\r\nbusy"


class Counting(socketserver.ThreadingTCPServer):
    daemon_threads = True
    taken = 0
    every_refused = 0

    def __init__(self, *words: Any) -> None:
        super().__init__(*words)
        self._one_counts = threading.Lock()

    def take(self) -> bool:
        """Count one; whether it is to be refused."""
        with self._one_counts:
            self.taken += 1
            return bool(self.every_refused) and self.taken % self.every_refused == 0


class Answering(socketserver.StreamRequestHandler):
    server: Counting

    def handle(self) -> None:
        while line := self.rfile.readline():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
            if line == b"\r\n":
                self.rfile.read(length)
                self.wfile.write(BUSY if self.server.take() else OK)


@pytest.fixture
def server() -> Iterator[Counting]:
    with Counting(("127.0.0.1", 0), Answering) as running:
        threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield running
        running.shutdown()


def order(server: Counting, **changes: float) -> Order:
    return Order(port=server.server_address[1], path="/", body="{}", clients=3, seconds=0.2, **changes)


def test_it_counts_every_answer_of_clients_that_send_at_once(server: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = itertools.count()  # a clock that is as quick as whoever reads it, however busy the machine
    monkeypatch.setattr("time.perf_counter", lambda: next(looks) / 100)
    sent = send_all(order(server))

    assert sent.accepted == server.taken > 3
    assert len(sent.times) == sent.accepted
    assert sent.refused == 0


def test_it_sends_at_a_steady_pace(server: Counting) -> None:
    sent = send_all(order(server, per_second=100))

    assert sent.accepted == 20
    assert sent.seconds > 0.18
    assert sent.seconds - max(sent.times) < 2


def test_it_tells_refused_from_accepted(server: Counting) -> None:
    server.every_refused = 5
    sent = send_all(order(server, per_second=100))

    assert (sent.accepted, sent.refused) == (16, 4)


def test_it_writes_texts_unlike_each_other() -> None:
    texts = [text_of(number, tag="bench") for number in range(500)]

    assert len(set(texts)) == 500
    assert len({text.split("(bench")[0] for text in texts}) > 200

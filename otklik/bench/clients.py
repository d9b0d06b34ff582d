"""Keep-alive HTTP clients that send webhooks, as a process of its own: `python -m otklik.bench.clients`.

Takes a JSON object on standard input, prints one. Written on bare sockets, so that it measures the edge and not itself.
"""

import json
import select
import socket
import sys
import time
from collections import deque
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Order:
    """What to send: as fast as the answers come, or so many a second."""

    port: int
    path: str
    body: str
    clients: int
    seconds: float
    per_second: float = 0.0
    """0: every client sends as soon as it has its answer."""


@dataclass(frozen=True, slots=True)
class Sent:
    """How it went. Times are in seconds, from when an event was due until its answer was read."""

    accepted: int
    refused: int
    seconds: float
    times: list[float] = field(default_factory=list)


class _Callers:
    """Connections, and which of them wait for an answer."""

    def __init__(self, order: Order) -> None:
        body = order.body.encode()
        head = f"POST {order.path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: "
        self._request = head.encode() + str(len(body)).encode() + b"\r\n\r\n" + body
        self._poll = select.epoll()
        self._sockets: dict[int, socket.socket] = {}
        self._since: dict[int, float] = {}
        self.idle: deque[int] = deque()
        self.times: list[float] = []
        self.refused = 0
        for _ in range(order.clients):
            self._connect(order.port)

    def _connect(self, port: int) -> None:
        caller = socket.create_connection(("127.0.0.1", port))
        caller.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._poll.register(caller, select.EPOLLIN)
        self._sockets[caller.fileno()] = caller
        self.idle.append(caller.fileno())

    @property
    def waiting(self) -> int:
        """How many answers are still to come."""
        return len(self._since)

    def send(self, due_at: float) -> None:
        """Send one event on an idle connection; its time counts from when it was due."""
        number = self.idle.popleft()
        self._since[number] = due_at
        self._sockets[number].sendall(self._request)

    def read(self, seconds: float) -> None:
        """Read the answers that come within the time."""
        for number, _ in self._poll.poll(max(seconds, 0)):
            answer = self._sockets[number].recv(4096)
            self.times.append(time.perf_counter() - self._since.pop(number))
            if not (answer.startswith(b"HTTP/1.1 200") and answer.endswith(b"\r\n\r\nok")):
                self.refused += 1
            self.idle.append(number)

    def close(self) -> None:
        """Hang up."""
        for caller in self._sockets.values():
            caller.close()
        self._poll.close()


def send_all(order: Order) -> Sent:
    """Send by the order and wait for every answer."""
    callers = _Callers(order)
    started_at = time.perf_counter()
    until = started_at + order.seconds
    if order.per_second:
        _send_paced(callers, order, started_at=started_at, until=until)
    else:
        _send_at_once(callers, until=until)
    while callers.waiting:
        callers.read(1.0)
    spent = time.perf_counter() - started_at
    callers.close()
    return Sent(len(callers.times) - callers.refused, callers.refused, spent, callers.times)


def _send_at_once(callers: _Callers, *, until: float) -> None:
    while (now := time.perf_counter()) < until:
        while callers.idle:
            callers.send(now)
        callers.read(0.5)


def _send_paced(callers: _Callers, order: Order, *, started_at: float, until: float) -> None:
    number = 0
    while (due_at := started_at + number / order.per_second) < until:
        while time.perf_counter() < due_at or not callers.idle:
            callers.read(due_at - time.perf_counter() if callers.idle else 0.5)
        callers.send(due_at)
        number += 1


if __name__ == "__main__":
    json.dump(asdict(send_all(Order(**json.load(sys.stdin)))), sys.stdout)

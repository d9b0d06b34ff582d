"""Keep-alive HTTP clients that ask one thing after another at a steady pace: `python -m otklik.bench.callers`.

Takes a JSON object on standard input, prints one. In a process of its own and on bare sockets, so that it measures the
pages and not itself.
"""

import json
import re
import select
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Final

_STATUS: Final = re.compile(rb"HTTP/1\.[01] (\d{3})")
_LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_PIECE: Final = 262_144


@dataclass(frozen=True, slots=True)
class Call:
    """One request: whole as it is sent, when it is due after the start, and what the answer should begin with."""

    request: str
    due: float
    status: int
    kind: str


@dataclass(frozen=True, slots=True)
class Round:
    """What to ask, and over how many connections."""

    port: int
    clients: int
    calls: list[Call]


@dataclass(slots=True)
class Answered:
    """How it went. Times are in seconds by kind, from when a request was due until its whole answer was read."""

    seconds: float = 0.0
    times: dict[str, list[float]] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    """Answers with another status, by «kind status»."""


def call_all(order: Round) -> Answered:
    """Ask everything by the order and wait for every answer, in a process of its own."""
    told = subprocess.run(
        [sys.executable, "-m", "otklik.bench.callers"], input=json.dumps(asdict(order)), capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    return Answered(**json.loads(told.stdout))


def request_of(path: str, *, form: str | None = None, address: str = "") -> str:
    """A request as it is sent; `form` is the encoded body of a POST, `address` whom it comes from."""
    head = [f"{'GET' if form is None else 'POST'} {path} HTTP/1.1", "Host: 127.0.0.1", "User-Agent: bench"]
    if address:
        head.append(f"X-Forwarded-For: {address}")
    if form is not None:
        head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(form)}"]
    return "\r\n".join([*head, "", form or ""])


class _Line:
    """One connection, and what came of the answer that it waits for."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.call: Call | None = None
        self._came = b""

    def ask(self, call: Call) -> None:
        self.call, self._came = call, b""
        self.socket.sendall(call.request.encode())

    def read(self) -> int | None:
        """The status once the whole answer is there; None while it comes."""
        piece = self.socket.recv(_PIECE)
        if not piece:
            raise ConnectionError("the server hung up")
        self._came += piece
        head, blank, body = self._came.partition(b"\r\n\r\n")
        if not blank:
            return None
        length, status = _LENGTH.search(head), _STATUS.match(head)
        if status is None or length is None:
            raise ConnectionError("this is no answer with a length")
        return int(status[1]) if len(body) >= int(length[1]) else None


def _call(order: Round) -> Answered:
    lines = [_Line(order.port) for _ in range(order.clients)]
    poll = select.epoll()
    by_number = {line.socket.fileno(): line for line in lines}
    for number in by_number:
        poll.register(number, select.EPOLLIN)
    idle, waiting = deque(lines), deque(sorted(order.calls, key=lambda call: call.due))
    answered, started_at = Answered(), time.perf_counter()
    while waiting or len(idle) < len(lines):
        since = time.perf_counter() - started_at
        while waiting and idle and waiting[0].due <= since:
            idle.popleft().ask(waiting.popleft())
        pause = max(0.0, waiting[0].due - since) if waiting and idle else 1.0
        for number, _ in poll.poll(pause):
            _read(by_number[number], idle, answered, started_at=started_at)
    answered.seconds = time.perf_counter() - started_at
    return answered


def _read(line: _Line, idle: "deque[_Line]", answered: Answered, *, started_at: float) -> None:
    status, call = line.read(), line.call
    if status is None or call is None:
        return
    spent = time.perf_counter() - started_at - call.due
    answered.times.setdefault(call.kind, []).append(spent)
    if status != call.status:
        name = f"{call.kind} {status}"
        answered.refused[name] = answered.refused.get(name, 0) + 1
    line.call = None
    idle.append(line)


def steady(requests: Sequence[str], *, per_second: float, status: int, kind: str, after: float = 0.0) -> list[Call]:
    """These requests one after the other at a pace, the first of them so many seconds after the start."""
    return [Call(one, after + place / per_second, status, kind) for place, one in enumerate(requests)]


if __name__ == "__main__":
    told = json.load(sys.stdin)
    order = Round(told["port"], told["clients"], [Call(**call) for call in told["calls"]])
    json.dump(asdict(_call(order)), sys.stdout)

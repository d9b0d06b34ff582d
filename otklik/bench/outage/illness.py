"""How a network falls ill, and how often it may be asked meanwhile."""

from dataclasses import dataclass, field
from itertools import accumulate, count, takewhile
from typing import Any

from otklik.sandbox.faults import NONSENSE
from otklik.shared.backoff import ceiling_seconds

type Json = dict[str, Any]

HANGS_SECONDS = 60.0
"""Longer than anybody waits."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One of the sandbox's faults, for all calls of the network, until it is removed."""

    kind: str
    fields: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the illness; its faults take turns in equal parts."""

    name: str
    faults: tuple[Fault, ...]
    share: float
    """Of the time that the network is down."""


_TOO_OFTEN = {
    "vk": Fault("error", {"code": 9}),
    "ok": Fault("error", {"code": 8}),
    "max": Fault("error", {"status": 429}),
    "telegram": Fault("error", {"code": 429}),
}
"""How the network itself says «too often»."""


def phases_of(network: str) -> tuple[Phase, ...]:
    """Down, then «too often», then nonsense."""
    return (
        Phase(
            "down",
            (
                Fault("silence", {"seconds": HANGS_SECONDS}),
                Fault("cut_before"),
                Fault("http", {"status": 502}),
            ),
            share=1.0,
        ),
        Phase(
            "too_often",
            (
                Fault("http", {"status": 429}),
                Fault("http", {"status": 429, "retry_after": 30}),
                _TOO_OFTEN[network],
            ),
            share=1 / 3,
        ),
        Phase("nonsense", tuple(Fault("nonsense", {"body": body}) for body in NONSENSE), share=1 / 3),
    )


def most_openings(seconds: float) -> int:
    """How often a page's circuit half opens at most while its network is ill so long: after the shortest waits."""
    shortest = accumulate(ceiling_seconds(failures) / 2 for failures in count(1))
    return sum(1 for _ in takewhile(lambda passed: passed <= seconds, shortest))


def most_requests(seconds: float, *, workers: int, senders: int) -> int:
    """How often the network may be asked for one page while it is ill.

    When it falls ill all senders and readers may be at it. Then, each time the circuit half opens, one act is tried,
    and each worker's reader may have begun to read at the same moment.
    """
    return workers * (senders + 1) + most_openings(seconds) * (1 + workers)

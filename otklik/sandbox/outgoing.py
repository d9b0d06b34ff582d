"""Lets the faults of pushes strike: some events are lost, doubled, late, or mixed up before they go out."""

import asyncio
import secrets
from collections.abc import Callable, Sequence

from otklik.sandbox.counters import Counters
from otklik.sandbox.faults import PUSH_KINDS, Fault, FaultBook
from otklik.sandbox.pushes import Push, PushQueue

MakePushes = Callable[[], Sequence[Push]]
"""Makes an event's pushes, one for each server; called again for every copy."""


class Outgoing:
    """The way out of one network's events."""

    def __init__(self, network: str, *, faults: FaultBook, counters: Counters, pushes: PushQueue) -> None:
        self.network = network
        self.faults = faults
        self.counters = counters
        self.pushes = pushes
        self._held: dict[tuple[int, int], list[Push]] = {}

    def clear(self) -> None:
        self._held.clear()

    def take_fault(self, page: int, event_type: str) -> Fault | None:
        """Count a new event; the fault that strikes it, if any. One that is lost goes nowhere at all."""
        self.counters.count_push("published")
        fault = self.faults.take(PUSH_KINDS, network=self.network, page=page, method=event_type)
        if fault is not None and fault.kind == "lost":
            self.counters.count_push("lost")
        return fault

    def send(self, make: MakePushes, fault: Fault | None) -> None:
        for push in make():
            if fault is not None and fault.kind == "shuffle":
                self._hold(push, fault)
                continue
            if fault is not None and fault.kind == "late":
                push.due_at += fault.seconds
            self.pushes.put(push)
        if fault is not None and fault.kind == "duplicate":
            self._send_copies(make, times=fault.times)

    def _send_copies(self, make: MakePushes, *, times: int) -> None:
        for _ in range(times):
            for push in make():
                self.counters.count_push("duplicated")
                self.pushes.put(push)

    def _hold(self, push: Push, fault: Fault) -> None:
        """Keep pushes back until enough are there, then let them go in random order."""
        key = (push.page, push.server)
        held = self._held.setdefault(key, [])
        held.append(push)
        if len(held) >= fault.window:
            self._let_go(key)
        elif len(held) == 1:
            asyncio.get_running_loop().call_later(fault.seconds, self._let_go, key)

    def _let_go(self, key: tuple[int, int]) -> None:
        held = self._held.pop(key, [])
        secrets.SystemRandom().shuffle(held)
        for push in held:
            self.pushes.put(push)
        self.pushes.flush()

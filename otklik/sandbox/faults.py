"""Faults on demand: what goes wrong, for which calls or pushes, how often."""

import random
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

CALL_KINDS = ("latency", "http", "error", "cut_before", "silence", "timeout_after", "cut_after", "nonsense")
PUSH_KINDS = ("duplicate", "late", "shuffle", "lost")
NONSENSE = {
    "page": "<!DOCTYPE html><html><body>Ведутся технические работы</body></html>",
    "half": '{"response": {"comment_id": 12, "text": "Спаси',
    "list": "[null, 1]",
    "other": '{"status": "fine", "response": null, "result": null}',
    "hollow": '{"ok": true, "response": {}, "result": {"fine": 1}}',
    "empty": "",
}
"""Bodies that say nothing, though the status is 200."""
DEFAULT_SECONDS = {"latency": 1.0, "silence": 30.0, "timeout_after": 30.0, "late": 5.0, "shuffle": 1.0}


@dataclass(slots=True)
class Fault:
    """One fault. `count` 0 means: until removed; None in page, network or method means: all."""

    id: int
    kind: str
    network: str | None = None
    page: int | None = None
    method: str | None = None
    count: int = 1
    skip: int = 0
    chance: float = 1.0
    seconds: float = 0.0
    status: int = 503
    code: int = 10
    error: str = ""
    times: int = 1
    window: int = 10
    is_performed: bool = False
    retry_after: int = 0
    body: str = "page"

    def matches(self, network: str, page: int, method: str) -> bool:
        return self.network in (None, network) and self.page in (None, page) and self.method in (None, method)


class FaultBook:
    """The faults that wait for their turn, in the order in which they were added."""

    def __init__(self, keep: Callable[[str, dict[str, Any]], None]) -> None:
        self.faults: dict[int, Fault] = {}
        self._last_id = 0
        self._keep = keep

    def put(self, fault: Fault) -> None:
        self.faults[fault.id] = fault
        self._last_id = max(self._last_id, fault.id)
        self._keep("fault", asdict(fault))

    def next_id(self) -> int:
        return self._last_id + 1

    def remove(self, fault_id: int | None) -> int:
        """Take away one fault, or all of them."""
        gone = [fault_id] if fault_id is not None else list(self.faults)
        removed = [self.faults.pop(one) for one in gone if one in self.faults]
        for fault in removed:
            self._keep("fault_gone", {"id": fault.id})
        return len(removed)

    def take(self, kinds: tuple[str, ...], *, network: str, page: int, method: str) -> Fault | None:
        """The first fault that strikes here, if any; it is counted down."""
        for fault in list(self.faults.values()):
            if fault.kind not in kinds or not fault.matches(network, page, method):
                continue
            if self._strikes(fault):
                return fault
        return None

    def _strikes(self, fault: Fault) -> bool:
        if fault.skip > 0:
            fault.skip -= 1
            self._keep("fault", asdict(fault))
            return False
        if fault.chance < 1 and random.random() >= fault.chance:  # noqa: S311 - a dice, not a secret
            return False
        if fault.count == 0:
            return True
        fault.count -= 1
        if fault.count == 0:
            self.remove(fault.id)
        else:
            self._keep("fault", asdict(fault))
        return True

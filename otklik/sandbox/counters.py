"""What was called and what was pushed, for tests and benchmarks."""

from dataclasses import dataclass, field
from typing import Any

PUSH_COUNTERS = ("published", "attempts", "accepted", "failed", "given_up", "lost", "duplicated")


@dataclass(slots=True)
class Counters:
    """Counted since the start or the last reset; not kept over a restart."""

    calls: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    pushes: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PUSH_COUNTERS, 0))

    def count_call(self, network: str, method: str) -> None:
        self._row(network, method)["calls"] += 1

    def count_error(self, network: str, method: str, code: int | str) -> None:
        errors = self._row(network, method)["errors"]
        errors[str(code)] = errors.get(str(code), 0) + 1

    def count_fault(self, network: str, method: str) -> None:
        self._row(network, method)["faults"] += 1

    def count_push(self, name: str) -> None:
        self.pushes[name] += 1

    def reset(self) -> None:
        self.calls.clear()
        self.pushes.update(dict.fromkeys(PUSH_COUNTERS, 0))

    def _row(self, network: str, method: str) -> dict[str, Any]:
        rows = self.calls.setdefault(network, {})
        return rows.setdefault(method, {"calls": 0, "errors": {}, "faults": 0})

"""Many scripted acts in the background, as fast as they can or so many a second."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from otklik.sandbox.errors import ControlError

ACTS_AT_ONCE = 50
"""Acts between two looks at other work, so that a batch never holds up calls."""


@dataclass(slots=True)
class Batch:
    """Results are in the order of the acts."""

    id: int
    acts: list[dict[str, Any]]
    results: list[dict[str, Any]] = field(default_factory=list)

    def show(self, start: int) -> dict[str, Any]:
        done, total = len(self.results), len(self.acts)
        return {
            "batch_id": self.id,
            "total": total,
            "done": done,
            "is_finished": done == total,
            "results": self.results[start:],
        }


async def run_batch(
    batch: Batch, perform: Callable[[dict[str, Any]], dict[str, Any]], *, per_second: float, flush: Callable[[], None]
) -> None:
    """Perform one act after the other; one that is refused leaves its error as the result.

    A field may be `{"of": 3, "take": "comment_id"}`: what the act with this number of the batch answered.
    """
    started = time.monotonic()
    for number, act in enumerate(batch.acts):
        if per_second and (ahead := started + number / per_second - time.monotonic()) > 0:
            flush()
            await asyncio.sleep(ahead)
        elif number % ACTS_AT_ONCE == 0:
            flush()
            await asyncio.sleep(0)
        try:
            batch.results.append(perform(_filled(act, batch.results)))
        except ControlError as refused:
            batch.results.append({"error": refused.text})
    flush()


def _filled(act: dict[str, Any], results: list[dict[str, Any]]) -> dict[str, Any]:
    return {name: _taken(value, results) if _is_reference(value) else value for name, value in act.items()}


def _is_reference(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {"of", "take"}


def _taken(reference: dict[str, Any], results: list[dict[str, Any]]) -> Any:
    number, name = reference["of"], reference["take"]
    is_before = isinstance(number, int) and 0 <= number < len(results)
    if not is_before or not isinstance(name, str) or name not in results[number]:
        raise ControlError(400, f"no earlier act number {number} of this batch answered {name}")
    return results[number][name]

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
    """Perform one act after the other; one that is refused leaves its error as the result."""
    started = time.monotonic()
    for number, act in enumerate(batch.acts):
        if per_second and (ahead := started + number / per_second - time.monotonic()) > 0:
            flush()
            await asyncio.sleep(ahead)
        elif number % ACTS_AT_ONCE == 0:
            flush()
            await asyncio.sleep(0)
        try:
            batch.results.append(perform(act))
        except ControlError as refused:
            batch.results.append({"error": refused.text})
    flush()

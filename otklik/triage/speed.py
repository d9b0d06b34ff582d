"""How quick triage is: texts a second in batches, milliseconds alone, memory. Read by `otklik bench triage`."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import batched
from pathlib import Path
from statistics import quantiles
from typing import Final

from otklik.triage.propose import propose_all

BATCH: Final = 200


@dataclass(frozen=True, slots=True)
class Speed:
    """What was measured over one run, on one core."""

    texts: int
    texts_per_second: float
    """In batches of 200, after the first batch, by the time that the processor spent on it."""
    alone_ms_p50: float
    alone_ms_p99: float
    resident_mb: float


def measure(texts: Sequence[str], *, alone: int = 300) -> Speed:
    """Judge all texts in batches, then some of them one at a time. The texts should be unlike each other."""
    propose_all(texts[:BATCH])
    rest = texts[BATCH:] or texts
    started = time.process_time()
    for batch in batched(rest, BATCH):
        propose_all(batch)
    per_second = len(rest) / (time.process_time() - started)
    times = [_time_alone(text) for text in (*texts[:alone], *texts[:1])]
    cuts = quantiles(times, n=100)
    return Speed(
        texts=len(texts),
        texts_per_second=round(per_second, 1),
        alone_ms_p50=round(cuts[49], 3),
        alone_ms_p99=round(cuts[98], 3),
        resident_mb=round(_resident_bytes() / 1e6, 1),
    )


def _time_alone(text: str) -> float:
    started = time.perf_counter()
    propose_all([text])
    return (time.perf_counter() - started) * 1000


def _resident_bytes() -> int:
    """Memory of this process that is in use, as Linux tells it; elsewhere the most that it ever had."""
    status = Path("/proc/self/status")
    if status.exists():
        row = next(row for row in status.read_text(encoding="utf-8").splitlines() if row.startswith("VmRSS:"))
        return int(row.split()[1]) * 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

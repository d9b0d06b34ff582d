"""Processes a queue of waiting rows in batches, and row by row when a batch fails; bad rows go to quarantine."""

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Queue[Row]:
    """How one room takes waiting rows.

    `claim` locks and returns up to so many rows; `handle` works and takes them off the queue; `set_aside` counts
    a failure of one row, and after some of them quarantines it, visible. `atomic` opens a transaction or a savepoint.
    """

    name: str
    claim: Callable[[int], Sequence[Row]]
    handle: Callable[[Sequence[Row]], None]
    set_aside: Callable[[Row, str], None]
    atomic: Callable[[], AbstractContextManager[object]]
    outages: tuple[type[Exception], ...] = ()
    """Errors that are not the row's fault (the database is away): they go up and count against no row."""


def work_through[Row](queue: Queue[Row], *, at_most: int) -> int:
    """Handle one batch; returns how many rows were taken. One bad row never holds back the others."""
    try:
        with queue.atomic():
            rows = queue.claim(at_most)
            if rows:
                queue.handle(rows)
        return len(rows)
    except queue.outages:
        raise
    except Exception:
        log.exception("%s: a batch failed; its rows are tried one by one", queue.name)
    return _one_by_one(queue, at_most=at_most)


def _one_by_one[Row](queue: Queue[Row], *, at_most: int) -> int:
    with queue.atomic():
        rows = queue.claim(at_most)
        for row in rows:
            try:
                with queue.atomic():
                    queue.handle([row])
            except queue.outages:
                raise
            except Exception as failure:
                log.exception("%s: a row failed", queue.name)
                queue.set_aside(row, f"{type(failure).__name__}: {failure}"[:500])
    return len(rows)

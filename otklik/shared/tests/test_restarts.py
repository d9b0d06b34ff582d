"""Pauses between a death and the next start."""

import pytest

from otklik.shared.restarts import LONGEST_PAUSE_SECONDS, WELL_AFTER_SECONDS, Restarts


def pause_after(restarts: Restarts, *, lived: float, at: float) -> float:
    restarts.started(at - lived)
    restarts.died(at)
    steps = [step / 10 for step in range(1200)]
    return next(step for step in steps if restarts.is_due(at + step))


def test_the_first_start_waits_for_nothing() -> None:
    assert Restarts().is_due(0.0)


def test_whoever_keeps_dying_waits_twice_as_long_each_time() -> None:
    restarts = Restarts()
    pauses = [pause_after(restarts, lived=0.1, at=1000.0 * turn) for turn in range(1, 9)]
    assert pauses == pytest.approx([0.2, 0.4, 0.8, 1.6, 3.2, 6.4, LONGEST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS])
    assert restarts.deaths == 8


def test_whoever_was_well_for_a_while_starts_again_at_once() -> None:
    restarts = Restarts()
    for turn in range(1, 5):
        pause_after(restarts, lived=0.1, at=1000.0 * turn)
    assert pause_after(restarts, lived=WELL_AFTER_SECONDS + 1, at=9000.0) == pytest.approx(0.2)

"""No token asks more often than VK allows."""

import pytest

from otklik.networks.connectors.vk.budgets import LONGEST_WAIT_SECONDS, WINDOW_SECONDS, Budget, budget_of
from otklik.networks.errors import TryLater


class Clock:
    """Time passes only while somebody waits."""

    def __init__(self) -> None:
        self.now = 100.0

    def tick(self) -> float:
        return self.now

    def pause(self, seconds: float) -> None:
        self.now += seconds


def test_it_lets_the_first_calls_go_at_once_and_the_next_wait() -> None:
    clock = Clock()
    budget = Budget(3, tick=clock.tick, pause=clock.pause)
    moments = []
    for _ in range(7):
        budget.take()
        moments.append(round((clock.now - 100.0) / WINDOW_SECONDS, 6))
    assert moments == [0, 0, 0, 1, 1, 1, 2]


def test_it_sends_callers_away_when_the_queue_is_long() -> None:
    clock = Clock()
    budget = Budget(1, tick=clock.tick, pause=lambda _: None)
    turns = int(LONGEST_WAIT_SECONDS / WINDOW_SECONDS) + 1
    for _ in range(turns):
        budget.take()
    with pytest.raises(TryLater) as caught:
        budget.take()
    assert caught.value.until is not None
    assert not caught.value.is_uncertain


def test_it_keeps_one_budget_for_one_token() -> None:
    assert budget_of("one", calls=3) is budget_of("one", calls=3)
    assert budget_of("one", calls=3) is not budget_of("two", calls=3)

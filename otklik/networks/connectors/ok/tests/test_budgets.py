"""A token's calls stay below OK's patience."""

import pytest

from otklik.networks.connectors.ok.budgets import Budget, budget_of
from otklik.networks.errors import TryLater


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def tick(self) -> float:
        return self.now

    def pause(self, seconds: float) -> None:
        self.now += seconds


def test_it_spreads_calls_over_seconds() -> None:
    clock = Clock()
    budget = Budget(3, clock.tick, clock.pause)
    moments = []
    for _ in range(7):
        budget.take()
        moments.append(clock.now)
    assert moments == [0, 0, 0, 1.05, 1.05, 1.05, 2.1]


def test_it_sends_a_caller_away_when_the_queue_is_long() -> None:
    budget = Budget(1, lambda: 0.0, lambda _: None)
    for _ in range(5):
        budget.take()
    with pytest.raises(TryLater) as caught:
        budget.take()
    assert caught.value.until is not None
    assert not caught.value.is_uncertain


def test_a_token_has_one_budget() -> None:
    assert budget_of("a-token", calls=3) is budget_of("a-token", calls=3)
    assert budget_of("a-token", calls=3) is not budget_of("another", calls=3)

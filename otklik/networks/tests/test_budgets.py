"""Nobody asks a network more often than it allows."""

import pytest

from otklik.networks import budgets
from otklik.networks.budgets import A_SECOND, LONGEST_WAIT_SECONDS, Budget, Pace, budget_of
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
    budget = Budget(Pace(3, 1.0), tick=clock.tick, pause=clock.pause)
    moments = []
    for _ in range(7):
        budget.take()
        moments.append(clock.now - 100.0)
    assert moments == [0, 0, 0, 1, 1, 1, 2]


def test_it_sends_callers_away_when_the_queue_is_long() -> None:
    budget = Budget(Pace(1), tick=lambda: 0.0, pause=lambda _: None)
    for _ in range(int(LONGEST_WAIT_SECONDS / A_SECOND) + 1):
        budget.take()
    with pytest.raises(TryLater) as caught:
        budget.take()
    assert caught.value.until is not None
    assert not caught.value.is_uncertain


def test_it_lets_a_caller_wait_who_was_sent_away_before() -> None:
    clock, pace = Clock(), Pace(20, 61.0)
    budget = Budget(pace, tick=clock.tick, pause=clock.pause)
    for _ in range(pace.calls):
        budget.take()
    with pytest.raises(TryLater):
        budget.take()
    clock.now += pace.seconds - LONGEST_WAIT_SECONDS
    budget.take()
    assert clock.now == 100.0 + pace.seconds


def test_it_keeps_one_budget_for_the_same_names() -> None:
    one = budget_of("a-network", "one", pace=Pace(3))
    assert one is budget_of("a-network", "one", pace=Pace(3))
    assert one is not budget_of("a-network", "two", pace=Pace(3))
    assert one is not budget_of("another", "one", pace=Pace(3))


def test_it_forgets_the_budget_that_was_asked_for_longest_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budgets, "_MOST_BUDGETS", 2)
    first, second = (budget_of("a-network", name, pace=Pace(1)) for name in ("first", "second"))
    budget_of("a-network", "first", pace=Pace(1))
    budget_of("a-network", "third", pace=Pace(1))
    assert budget_of("a-network", "first", pace=Pace(1)) is first
    assert budget_of("a-network", "second", pace=Pace(1)) is not second


def test_it_keeps_no_token() -> None:
    budget_of("a-network", "secret-token", pace=Pace(1))
    assert "secret-token" not in repr(budgets._budgets)

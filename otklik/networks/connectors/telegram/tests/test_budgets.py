"""No bot asks more often than Telegram allows, neither at all nor in one chat."""

import pytest

from otklik.networks.connectors.telegram.budgets import (
    LONGEST_WAIT_SECONDS,
    OF_BOT,
    OF_GROUP,
    OF_TALK,
    Budget,
    Pace,
    budget_of_bot,
    budget_of_chat,
)
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


def test_it_sends_a_caller_away_until_the_group_may_be_written_to_again() -> None:
    clock = Clock()
    budget = Budget(OF_GROUP, tick=clock.tick, pause=clock.pause)
    for _ in range(OF_GROUP.calls):
        budget.take()
    with pytest.raises(TryLater) as caught:
        budget.take()
    assert caught.value.until is not None
    assert not caught.value.is_uncertain
    clock.now += OF_GROUP.seconds - LONGEST_WAIT_SECONDS
    budget.take()
    assert clock.now == 100.0 + OF_GROUP.seconds


def test_it_keeps_one_budget_for_each_bot_and_each_chat() -> None:
    assert budget_of_bot("one") is budget_of_bot("one")
    assert budget_of_bot("one") is not budget_of_bot("two")
    assert budget_of_chat("one", -5) is budget_of_chat("one", -5)
    assert budget_of_chat("one", -5) is not budget_of_chat("two", -5)
    paces = (budget_of_bot("one").pace, budget_of_chat("one", -5).pace, budget_of_chat("one", 5).pace)
    assert paces == (OF_BOT, OF_GROUP, OF_TALK)

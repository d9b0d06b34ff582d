"""One token, one budget: calls wait for their turn, and not too long."""

import pytest

from otklik.networks.connectors.max.budgets import BOT_CALLS, POLLS, Budget, budget_of
from otklik.networks.errors import TryLater


def test_calls_beyond_the_budget_wait_for_their_turn() -> None:
    waits: list[float] = []
    budget = Budget(2, tick=lambda: 0.0, pause=waits.append)
    for _ in range(4):
        budget.take()
    assert waits == [1.05, 1.05]


def test_a_queue_that_is_too_long_is_turned_away() -> None:
    budget = Budget(1, tick=lambda: 0.0, pause=lambda _: None)
    for _ in range(5):
        budget.take()
    with pytest.raises(TryLater) as caught:
        budget.take()
    assert caught.value.until is not None


def test_one_token_has_one_budget_and_polls_have_their_own() -> None:
    assert budget_of("token") is budget_of("token", calls=BOT_CALLS)
    assert budget_of("token") is not budget_of("token", calls=POLLS)
    assert budget_of("token") is not budget_of("another")

"""Nobody asks a network more often than it allows."""

import random

import pytest

from otklik.networks import budgets
from otklik.networks.budgets import A_SECOND, LONGEST_WAIT_SECONDS, Budget, OwnTurns, Pace, budget_of
from otklik.networks.errors import OutOfTurn


class Clock:
    """Time passes only while somebody waits."""

    def __init__(self) -> None:
        self.now = 100.0

    def tick(self) -> float:
        return self.now

    def pause(self, seconds: float) -> None:
        self.now += seconds

    def budget(self, pace: Pace) -> Budget:
        return Budget(pace, "key", keeper=OwnTurns(self.tick), pause=self.pause)


def stuck(pace: Pace) -> Budget:
    """A budget whose time stands still."""
    return Budget(pace, "key", keeper=OwnTurns(lambda: 0.0), pause=lambda _: None)


def test_it_lets_the_first_calls_go_at_once_and_the_next_wait() -> None:
    clock = Clock()
    budget = clock.budget(Pace(3, 1.0))
    moments = []
    for _ in range(7):
        budget.take()
        moments.append(clock.now - 100.0)
    assert moments == [0, 0, 0, 1, 1, 1, 2]


def test_it_leaves_a_third_free_of_reading() -> None:
    clock = Clock()
    budget = clock.budget(Pace(3, 1.0))
    for _ in range(2):
        budget.take(is_reading=True)
    budget.take()
    assert clock.now == 100.0
    budget.take(is_reading=True)
    assert clock.now == 101.0


def test_it_lets_reading_wait_while_answers_wait() -> None:
    keeper, pace = OwnTurns(lambda: 0.0), Pace(1, 2.0)
    assert keeper.take_turn("key", pace, is_reading=False).is_taken
    assert keeper.take_turn("key", pace, is_reading=False).wait_seconds == 2
    turn = keeper.take_turn("key", pace, is_reading=True)
    assert (turn.wait_seconds, turn.is_taken) == (4, False)
    assert keeper.take_turn("key", pace, is_reading=False).wait_seconds == 4


@pytest.mark.parametrize("pace", [Pace(1), Pace(3), Pace(20), Pace(20, 61.0)])
def test_no_span_ever_holds_more_calls_than_the_pace(pace: Pace) -> None:
    chance, clock, calls = random.Random(3), Clock(), []
    keeper = OwnTurns(clock.tick)
    for _ in range(500):
        clock.now += chance.expovariate(2 * pace.calls / pace.seconds)
        turn = keeper.take_turn("key", pace, is_reading=chance.random() < 0.6)
        if turn.is_taken:
            calls.append(clock.now + turn.wait_seconds)
    assert calls == sorted(calls)
    gaps = [later - earlier for earlier, later in zip(calls, calls[pace.calls :], strict=False)]
    assert min(gaps) >= pace.seconds - 1e-6


def test_it_sends_callers_away_when_the_queue_is_long() -> None:
    budget = stuck(Pace(1))
    for _ in range(int(LONGEST_WAIT_SECONDS / A_SECOND) + 1):
        budget.take()
    with pytest.raises(OutOfTurn) as caught:
        budget.take()
    assert caught.value.until is not None
    assert not caught.value.is_uncertain


def test_it_sends_a_reader_away_who_finds_no_room_in_time() -> None:
    budget = stuck(Pace(1))
    budget.take()
    with pytest.raises(OutOfTurn):
        budget.take(is_reading=True)


def test_it_lets_a_caller_wait_who_was_sent_away_before() -> None:
    clock, pace = Clock(), Pace(20, 61.0)
    budget = clock.budget(pace)
    for _ in range(pace.calls):
        budget.take()
    with pytest.raises(OutOfTurn):
        budget.take()
    clock.now += pace.seconds - LONGEST_WAIT_SECONDS
    budget.take()
    assert clock.now == 100.0 + pace.seconds


def test_it_takes_turns_ahead_and_waits_for_the_first_alone() -> None:
    clock = Clock()
    budget = clock.budget(Pace(1))
    assert budget.take_ahead(1) == pytest.approx(A_SECOND)
    assert clock.now == 100.0
    assert budget.take_ahead(0) == 0.0
    assert clock.now == pytest.approx(100.0 + 2 * A_SECOND)


def test_it_begins_nothing_where_the_last_of_several_turns_comes_too_late() -> None:
    clock, pace = Clock(), Pace(20, 61.0)
    budget = clock.budget(pace)
    for _ in range(pace.calls - 2):
        budget.take()
    with pytest.raises(OutOfTurn):
        budget.take_ahead(2)
    assert clock.now == 100.0


def test_it_keeps_one_budget_for_the_same_names() -> None:
    one = budget_of("a-network", "one", pace=Pace(3))
    assert one == budget_of("a-network", "one", pace=Pace(3))
    assert one.key != budget_of("a-network", "two", pace=Pace(3)).key
    assert one.key != budget_of("another", "one", pace=Pace(3)).key


def test_it_forgets_the_turns_that_were_asked_for_longest_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budgets, "_MOST_BUDGETS", 2)
    keeper = OwnTurns(lambda: 0.0)
    for key in ("first", "second", "first", "third"):
        keeper.take_turn(key, Pace(1), is_reading=False)
    assert keeper.take_turn("first", Pace(1), is_reading=False).wait_seconds > 0
    assert keeper.take_turn("second", Pace(1), is_reading=False).wait_seconds == 0


def test_it_keeps_no_token() -> None:
    assert "secret-token" not in repr(budget_of("a-network", "secret-token", pace=Pace(1)))

"""The loops of a worker."""

import threading

import pytest
from django.db import OperationalError
from pytest_django import DjangoAssertNumQueries

from otklik.worker.bell import ring
from otklik.worker.flow import flow_loop, settling_loop
from otklik.worker.loops import Loop, WorkStep, run_loop


def run(*steps: WorkStep) -> None:
    """Run a loop whose last step tells it to stop."""
    stop = threading.Event()

    def last() -> int:
        stop.set()
        return 0

    run_loop(Loop(name="test", steps=(*steps, last), rooms=frozenset(), pause_seconds=0.01), stop=stop)


def test_it_goes_on_with_the_other_steps_when_one_fails(caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []

    def broken() -> int:
        raise ValueError("a bug")

    def next_one() -> int:
        done.append("next")
        return 0

    run(broken, next_one)
    assert done == ["next"]
    assert "a bug" in caplog.text


@pytest.mark.django_db
def test_it_waits_for_a_database_that_is_away() -> None:
    outages = [OperationalError("the server closed the connection")] * 2
    tried: list[str] = []

    def step() -> int:
        tried.append("step")
        if outages:
            raise outages.pop()
        return 0

    run(step)
    assert tried == ["step"] * 3


def test_it_is_woken_only_for_its_rooms() -> None:
    flow = Loop(name="flow", steps=(), rooms=frozenset({"intake"}))
    sender = Loop(name="sender", steps=(), rooms=frozenset({"delivery"}))
    ring([flow, sender], rooms={"delivery"})
    assert (flow.bell.is_set(), sender.bell.is_set()) == (False, True)


def test_it_lets_more_come_together_only_after_it_found_work() -> None:
    waits: list[float | None] = []
    found = iter([1, 0])

    class Told(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            waits.append(timeout)
            return self.is_set()

    stop = Told()

    def step() -> int:
        count = next(found)
        if not count:
            stop.set()
        return count

    loop = Loop(name="test", steps=(step,), rooms=frozenset(), pause_seconds=0.01, gathering_seconds=0.3)
    run_loop(loop, stop=stop)
    assert waits == [0.3]


@pytest.mark.django_db
@pytest.mark.parametrize(("loop", "most"), [(flow_loop(), 12), (settling_loop(), 10)], ids=["flow", "settling"])
def test_a_round_without_work_asks_little(
    loop: Loop, most: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(most):  # where a claim opens a transaction, here are a savepoint and its release
        assert not any(step() for step in loop.steps)

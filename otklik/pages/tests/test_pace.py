"""Turns kept in PostgreSQL are those that one process alone would keep, shared by all."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from otklik.networks.budgets import OwnTurns, Pace
from otklik.pages.models import TakenTurns
from otklik.pages.pace import KEPT, SharedTurns, forget_old_turns

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS = 1_000.0


@pytest.mark.parametrize("pace", [Pace(1), Pace(2, 1.5), Pace(3), Pace(20, 61.0)])
def test_it_gives_the_turns_that_one_process_would_give(pace: Pace) -> None:
    chance, moment = random.Random(7), [SECONDS]
    own, shared = OwnTurns(lambda: moment[0]), SharedTurns(lambda: moment[0])
    for _ in range(150):
        moment[0] += chance.expovariate(2 * pace.calls / pace.seconds)
        is_reading = chance.random() < 0.5
        wanted = own.take_turn("key", pace, is_reading=is_reading)
        given = shared.take_turn("key", pace, is_reading=is_reading)
        assert given.is_taken == wanted.is_taken
        assert given.wait_seconds == pytest.approx(wanted.wait_seconds)
    assert len(TakenTurns.objects.get().turns) == pace.calls


def test_it_keeps_each_key_by_itself() -> None:
    keeper = SharedTurns(lambda: SECONDS)
    assert [keeper.take_turn(key, Pace(1), is_reading=False).wait_seconds for key in "aba"] == pytest.approx(
        [0, 0, Pace(1).seconds]
    )


def test_it_goes_by_the_clock_of_the_database() -> None:
    keeper = SharedTurns()
    first, second = (keeper.take_turn("key", Pace(1, 4.0), is_reading=False) for _ in range(2))
    assert first.wait_seconds == 0
    assert 0 < second.wait_seconds <= 4
    (taken,) = TakenTurns.objects.all()
    assert taken.turns[0] == pytest.approx(datetime.now(UTC).timestamp(), abs=60)


def test_it_refuses_to_be_asked_inside_a_transaction() -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="inside a transaction"):
        SharedTurns().take_turn("key", Pace(1), is_reading=False)


def test_it_forgets_what_nobody_uses() -> None:
    SharedTurns().take_turn("key", Pace(1), is_reading=False)
    now = datetime.now(UTC)
    assert forget_old_turns(now=now) == 0
    assert forget_old_turns(now=now + KEPT + timedelta(minutes=1)) == 1

"""Two who ask for a model at the same moment, and one that was killed: on connections of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg
import pytest
from django.db import connection

from otklik.triage.learning import making
from otklik.triage.learning.making import AlreadyAsked, make_at_once
from otklik.triage.models import OwnModel
from otklik.triage.parts import ModelState
from otklik.web.edge.tests.conftest import test_database_url
from tests.people import NOW

HELD_BY = "hashtextextended('otklik own model', %s)"

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_ask_at_once_the_second_is_told_also_where_no_model_was_ever_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    both, told = Barrier(2), list[str]()
    monkeypatch.setattr(making, "make_model", lambda *_args, **_more: both.wait(20))

    def ask() -> None:
        try:
            make_at_once(by=None, now=NOW)
            told.append("made")
        except AlreadyAsked:
            told.append("already")
            both.wait(20)
        finally:
            connection.close()

    monkeypatch.setattr(making, "_was_killed", lambda _row: False)
    with ThreadPoolExecutor(2) as people:
        for asking in [people.submit(ask), people.submit(ask)]:
            asking.result(30)
    assert sorted(told) == ["already", "made"]
    assert OwnModel.objects.count() == 1


def test_who_was_killed_while_making_a_model_keeps_nobody_waiting() -> None:
    left = OwnModel.objects.create(number=1, asked_at=NOW)
    with psycopg.connect(test_database_url(), autocommit=True) as other:
        other.execute(f"select pg_advisory_lock({HELD_BY})", [left.pk])
        with pytest.raises(AlreadyAsked):
            make_at_once(by=None, now=NOW)
    with connection.cursor() as waiting:  # what was held is let go some moments after its process is gone
        waiting.execute(f"select pg_advisory_lock({HELD_BY}), pg_advisory_unlock({HELD_BY})", [left.pk] * 2)
    row = make_at_once(by=None, now=NOW)
    left.refresh_from_db()
    assert (left.state, left.outcome, row.outcome) == (ModelState.REFUSED, "broke", "too_few")

"""The circuit of a page: how its network treats us, in words, and until when we leave it alone."""

from datetime import timedelta

import psycopg
import pytest
from django.db import connection

from otklik.networks.errors import OutOfTurn, Refused, TryLater
from otklik.pages.models import Connection, Page
from otklik.pages.selectors import callable_pages, list_pages_to_reconcile
from otklik.pages.services import (
    end_trial,
    note_answer,
    note_reconciled,
    note_trouble,
    pause_connection,
    read_alone,
    resume_connection,
)
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return build_town()


def line_of(town: Town) -> Connection:
    return Connection.objects.get(page=town.page)


def loaded(town: Town) -> Page:
    return Page.objects.select_related("connection").get(id=town.page.id)


def test_it_leaves_the_page_alone_until_the_network_wants_to_be_asked_again(town: Town) -> None:
    later = NOW + timedelta(minutes=5)
    assert note_trouble(loaded(town), TryLater("Too often.", until=later), now=NOW) == later
    assert not callable_pages(now=NOW + timedelta(minutes=4)).exists()
    assert callable_pages(now=NOW + timedelta(minutes=6)).exists()
    assert (line_of(town).last_error, line_of(town).last_error_at) == ("Too often.", NOW)


def test_it_counts_calls_that_failed_together_as_one_failure(town: Town) -> None:
    pages = [loaded(town) for _ in range(4)]
    for page in pages:
        note_trouble(page, TryLater("Unwell.", until=NOW + timedelta(minutes=1)), now=NOW)
    assert line_of(town).failures_in_a_row == 1
    note_trouble(loaded(town), TryLater("Unwell."), now=NOW + timedelta(minutes=2))
    assert line_of(town).failures_in_a_row == 2


def test_it_waits_for_the_latest_time_that_the_network_named(town: Town) -> None:
    for minutes in (1, 10, 5):
        note_trouble(loaded(town), TryLater("Wait.", until=NOW + timedelta(minutes=minutes)), now=NOW)
    assert line_of(town).open_until == NOW + timedelta(minutes=10)


def test_it_goes_on_where_the_network_refused_one_thing(town: Town) -> None:
    note_trouble(loaded(town), Refused("Comments are closed.", next_step="Open them."), now=NOW)
    assert callable_pages(now=NOW).exists()
    assert line_of(town).failures_in_a_row == 0
    assert (line_of(town).last_error, line_of(town).next_step) == ("Comments are closed.", "Open them.")


def test_it_takes_a_refusal_for_a_sign_of_life(town: Town) -> None:
    note_trouble(loaded(town), TryLater("Unwell."), now=NOW)
    note_trouble(loaded(town), Refused("Comments are closed."), now=NOW + timedelta(minutes=1))
    assert (line_of(town).failures_in_a_row, line_of(town).open_until) == (0, None)


def test_it_takes_our_own_pace_for_no_trouble(town: Town) -> None:
    later = NOW + timedelta(minutes=1)
    assert note_trouble(loaded(town), OutOfTurn("Wait.", until=later), now=NOW) == later
    assert (line_of(town).failures_in_a_row, line_of(town).last_error) == (0, "")
    assert callable_pages(now=NOW).exists()


def test_it_leaves_the_page_to_whoever_tries_it_out(town: Town) -> None:
    note_trouble(loaded(town), TryLater("Unwell."), now=NOW)
    later = NOW + timedelta(minutes=1)
    Connection.objects.update(tried_until=later + timedelta(seconds=30))
    assert not callable_pages(now=later).exists()
    end_trial(town.page)
    assert callable_pages(now=later).exists()


def test_it_lets_one_worker_read_a_page_back_and_the_next_when_that_one_was_killed(town: Town) -> None:
    told = connection.settings_dict
    (page,) = list_pages_to_reconcile(before=NOW, now=NOW, at_most=9)
    with psycopg.connect(host=told["HOST"], port=told["PORT"], user=told["USER"], dbname=told["NAME"]) as other:
        other.execute("select pg_advisory_lock(hashtextextended('otklik reading', %s))", [page.id])
        with read_alone(page) as is_mine:
            assert not is_mine
        other.execute("select pg_advisory_unlock_all()")
    with read_alone(page) as is_mine:
        assert is_mine
    with read_alone(page) as is_mine:
        assert is_mine


def test_it_does_not_read_a_page_that_was_just_read(town: Town) -> None:
    (page,) = list_pages_to_reconcile(before=NOW, now=NOW, at_most=9)
    note_reconciled(town.page, now=NOW, found=0)
    with read_alone(page) as is_mine:
        assert not is_mine


def test_it_forgets_the_trouble_when_the_network_answers(town: Town) -> None:
    note_trouble(loaded(town), TryLater("Unwell.", until=NOW + timedelta(hours=1)), now=NOW)
    note_answer(loaded(town), now=NOW)
    assert callable_pages(now=NOW).exists()
    assert (line_of(town).failures_in_a_row, line_of(town).last_error) == (0, "")


def test_it_asks_at_once_when_a_person_lets_a_paused_page_go_on(town: Town) -> None:
    note_trouble(loaded(town), TryLater("Unwell.", until=NOW + timedelta(hours=1)), now=NOW)
    pause_connection(town.page, by=town.manager, now=NOW)
    assert not callable_pages(now=NOW + timedelta(days=1)).exists()
    resume_connection(town.page, by=town.manager, now=NOW)
    assert callable_pages(now=NOW).exists()

"""How the crews treat processor and disk."""

import threading
from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.backends.signals import connection_created

from otklik.worker import crew
from otklik.worker.crew import Crew, work


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How nice a crew wished to be; it has no loops, and its time is over before it begins."""
    wishes: list[int] = []
    monkeypatch.setattr("os.nice", wishes.append)
    monkeypatch.setattr(crew, "list_loops", lambda _: [])
    monkeypatch.setattr(crew, "run_timed_jobs", lambda stop: None)
    monkeypatch.setattr(crew, "share_budgets", lambda: None)
    monkeypatch.setattr(crew, "listen", lambda loops, stop: None)
    yield wishes
    connection_created.disconnect(crew._commit_without_waiting)


def _commits_wait() -> tuple[str, str]:
    """Whether they do on a new connection, and who said so: the server of the tests never waits."""
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("select setting, source from pg_settings where name = 'synchronous_commit'")
        setting, source = cursor.fetchone()
        return str(setting), str(source)


def _work_at_once(which: Crew) -> None:
    stop = threading.Event()
    stop.set()
    assert work(which, stop=stop)


@pytest.mark.django_db(transaction=True)
def test_only_the_flow_does_not_wait_for_the_disk(asked: list[int]) -> None:
    _work_at_once(Crew.REST)
    assert _commits_wait()[1] != "session"
    _work_at_once(Crew.FLOW)
    assert _commits_wait() == ("off", "session")
    with connection.cursor() as cursor:
        cursor.execute("reset synchronous_commit")


def test_where_processors_are_short_pages_go_first_then_the_flow(asked: list[int]) -> None:
    _work_at_once(Crew.FLOW)
    _work_at_once(Crew.REST)
    assert 0 < asked[0] < asked[1]

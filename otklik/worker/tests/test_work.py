"""The words of `otklik work`."""

import threading
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command

from otklik.worker.crew import Crew
from otklik.worker.management.commands import work


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What the command had done, instead of working for ever."""
    done: list[object] = []

    def alone(crew: Crew, *, stop: threading.Event) -> bool:
        done.append(crew)
        return crew is Crew.FLOW

    def apart(jobs: dict[str, Callable[[], bool]], *, stop: threading.Event) -> None:
        done.append(list(jobs))

    monkeypatch.setattr(work, "work", alone)
    monkeypatch.setattr(work, "run_apart", apart)
    monkeypatch.setattr(work, "stop_on_signals", lambda stop: None)
    monkeypatch.setattr("gc.freeze", lambda: None)
    monkeypatch.setattr(work, "close_pools", lambda: None)
    return done


def test_each_crew_gets_a_process(worked: list[object]) -> None:
    call_command("work")
    assert worked == [["flow", "rest"]]


def test_one_crew_alone_works_in_this_process(worked: list[object]) -> None:
    call_command("work", "--loops", "flow")
    assert worked == [Crew.FLOW]


def test_a_fallen_thread_ends_the_command_with_an_error(worked: list[object]) -> None:
    with pytest.raises(CommandError, match="a thread of the worker ended"):
        call_command("work", "--loops", "rest")


def test_it_knows_no_other_crew(worked: list[object]) -> None:
    with pytest.raises(CommandError, match="invalid choice: 'flood'"):
        call_command("work", "--loops", "flood")
    assert not worked

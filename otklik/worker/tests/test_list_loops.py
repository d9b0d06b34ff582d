"""The loops of a worker, and which crew does them."""

from collections import Counter

import pytest
from django.conf import settings
from procrastinate.contrib.django import app

from otklik.worker import flow
from otklik.worker.crew import Crew, list_loops
from otklik.worker.loops import Loop

BESIDES = 10
"""The clerk of timed jobs and those that it runs at once."""


def _all_there_are() -> list[Loop]:
    """What the module of loops makes, whoever does it."""
    made = [getattr(flow, name)() for name in dir(flow) if name.endswith(("_loop", "_loops")) and name[0] != "_"]
    return [loop for one in made for loop in (one if isinstance(one, list) else [one])]


@pytest.mark.parametrize("crew", Crew)
def test_every_loop_finds_a_connection(crew: Crew) -> None:
    most = settings.DATABASES["default"]["OPTIONS"]["pool"]["max_size"]
    assert len(list_loops(crew)) + BESIDES <= most


def test_every_loop_is_done_by_exactly_one_crew() -> None:
    done = Counter(loop.name for crew in Crew for loop in list_loops(crew))
    assert done == Counter(loop.name for loop in _all_there_are())
    assert set(done.values()) == {1}


def test_nothing_stands_beside_the_way_of_a_message_to_its_case() -> None:
    (loop,) = list_loops(Crew.FLOW)
    assert [step.__name__ for step in loop.steps] == [
        "apply_waiting_events",
        "judge_and_remember",
        "case_waiting_messages",
        "take_up_findings",
    ]


def test_erasing_holds_no_timed_job_up() -> None:
    (erasing,) = [loop for loop in list_loops(Crew.REST) if loop.name == "erasing"]
    assert len(erasing.steps) == 1
    assert not any("eras" in name for name in app.tasks), "timed jobs stand in one line"


def test_emergencies_are_looked_for_every_few_seconds_by_a_loop_of_their_own() -> None:
    (alarms,) = [loop for loop in list_loops(Crew.REST) if loop.name == "alarms"]
    assert alarms.pause_seconds <= 10
    assert len(alarms.steps) == 1


def test_films_hold_nothing_up_and_end_with_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    monkeypatch.setattr(flow, "make_next_film", lambda *, now, stop: seen.append(stop.is_set()))
    (films,) = [loop for loop in list_loops(Crew.REST) if loop.name == "films"]
    (step,) = films.steps
    step()
    films.on_stop()
    step()
    assert seen == [False, True]

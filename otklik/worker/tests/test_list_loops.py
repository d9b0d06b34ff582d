"""The loops of a worker."""

from django.conf import settings

from otklik.worker.crew import list_loops

BESIDES = 10
"""The clerk of timed jobs and those that it runs at once."""


def test_every_loop_finds_a_connection() -> None:
    most = settings.DATABASES["default"]["OPTIONS"]["pool"]["max_size"]
    assert len(list_loops()) + BESIDES <= most


def test_every_loop_has_a_name_of_its_own() -> None:
    names = [loop.name for loop in list_loops()]
    assert len(names) == len(set(names))


def test_emergencies_are_looked_for_every_few_seconds_by_a_loop_of_their_own() -> None:
    (alarms,) = [loop for loop in list_loops() if loop.name == "alarms"]
    assert alarms.pause_seconds <= 10
    assert len(alarms.steps) == 1

"""The loops of a worker."""

from django.conf import settings

from otklik.worker.crew import all_loops

BESIDES = 2
"""The timed jobs, and one to spare."""


def test_every_loop_finds_a_connection() -> None:
    most = settings.DATABASES["default"]["OPTIONS"]["pool"]["max_size"]
    assert len(all_loops()) + BESIDES <= most


def test_every_loop_has_a_name_of_its_own() -> None:
    names = [loop.name for loop in all_loops()]
    assert len(names) == len(set(names))

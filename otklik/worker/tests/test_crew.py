"""The threads of a worker and what they need."""

from otklik.config.databases import USUAL_CONNECTIONS
from otklik.worker.crew import list_loops

BESIDES = 10
"""The clerk of timed jobs and those that it runs at once."""


def test_every_loop_gets_a_connection_and_jobs_of_the_clock_do_too() -> None:
    assert len(list_loops()) + BESIDES <= USUAL_CONNECTIONS

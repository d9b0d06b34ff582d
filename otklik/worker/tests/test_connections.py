"""The pool of a process has a connection for every thread of the worker."""

from otklik.config.databases import database_settings
from otklik.worker.crew import list_loops

OF_JOBS = 4
"""Timed jobs: the clerk, the one who puts them off, a job, and what it asks beside."""


def test_no_job_waits_in_vain_because_the_loops_hold_all_connections() -> None:
    pool = database_settings("postgresql://localhost/otklik")["OPTIONS"]["pool"]
    assert len(list_loops()) + OF_JOBS <= pool["max_size"]

"""Rows that somebody else holds, for tests."""

import time
from threading import Thread

from django.db import OperationalError, connection


class Deadlock(Exception):
    """What psycopg tells of two that wait for each other."""

    sqlstate = "40P01"


class Cancelled(Exception):
    """What psycopg tells of a statement that took too long."""

    sqlstate = "57014"


def cancelled(*_args: object, **_more: object) -> None:
    """In place of whatever asks the database: PostgreSQL ends the statement and goes on with others."""
    raise OperationalError from Cancelled


def unreachable(*_args: object, **_more: object) -> None:
    """In place of whatever asks the database: it is away."""
    raise OperationalError("the connection is lost")


def deadlocked(*_args: object, **_more: object) -> None:
    """In place of whatever locks a row: PostgreSQL ends our wait."""
    raise OperationalError from Deadlock


def wait_until_somebody_waits_for_a_lock(thread: Thread) -> None:
    """Return once something of this database waits for a lock; the thread is the one that should."""
    waiting = False
    while thread.is_alive() and not waiting:
        with connection.cursor() as cursor:
            cursor.execute("select pg_stat_clear_snapshot()")  # a transaction would see the same again
            cursor.execute(  # of this database: other tests wait in theirs
                "select exists (select from pg_stat_activity where datname = current_database()"
                " and wait_event_type = 'Lock')"
            )
            waiting = bool(cursor.fetchone()[0])
        time.sleep(0.01)
    assert waiting

"""Rows that somebody else holds, for tests."""

from django.db import OperationalError


class Deadlock(Exception):
    """What psycopg tells of two that wait for each other."""

    sqlstate = "40P01"


def deadlocked(*_args: object, **_more: object) -> None:
    """In place of whatever locks a row: PostgreSQL ends our wait."""
    raise OperationalError from Deadlock

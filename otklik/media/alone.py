"""Doing something that nobody else does at the same time, in whichever process."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import DatabaseError, InterfaceError, connection


@contextmanager
def alone(what: str, which: int) -> Iterator[bool]:
    """Whether nobody else is at it; the lock is the connection's: whoever is killed lets it go."""
    lock: tuple[str, int] = (what, which)
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(hashtextextended(%s, %s))", lock)
        (is_mine,) = cursor.fetchone()
    if not is_mine:
        yield False
        return
    try:
        yield True
    finally:
        with suppress(DatabaseError, InterfaceError), connection.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(hashtextextended(%s, %s))", lock)

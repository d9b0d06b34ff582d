"""Advisory locks of PostgreSQL for work that one process does at a time. The second process does not wait."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import DatabaseError, InterfaceError, connection


@contextmanager
def try_advisory_lock(work: str, number: int) -> Iterator[bool]:
    """Whether nobody else does this work; the second does not wait.

    No transaction needs to be open meanwhile. The lock is the connection's: whoever is killed lets it go at once.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(hashtextextended(%s, %s))", [work, number])
        is_locked = bool(cursor.fetchone()[0])
    if not is_locked:
        yield False
        return
    try:
        yield True
    finally:
        with suppress(DatabaseError, InterfaceError), connection.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(hashtextextended(%s, %s))", [work, number])

"""Whether the database is there with its tables as the code wants them: asked by the pages and by the edge."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections
from django.db.migrations.executor import MigrationExecutor

NO_DATABASE = "The database does not answer."
ANSWER_SECONDS: Final = 1.5
"""Whoever watches is told within two seconds, also while the database hangs."""
_MIGRATIONS = "The database waits for migrations: otklik migrate."


class _Known:
    """Tables that were right once stay right as long as this process runs its code: nothing is undone under it."""

    are_tables_right = False


def what_is_missing() -> str:
    """Why nothing can be served now; empty when everything is there."""
    connection = connections[DEFAULT_DB_ALIAS]
    try:
        if _Known.are_tables_right:
            with connection.cursor() as cursor:
                cursor.execute("select 1")
            return ""
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (DatabaseError, InterfaceError):
        connection.close()
        return NO_DATABASE
    _Known.are_tables_right = not waiting
    return _MIGRATIONS if waiting else ""


class Asker:
    """Asks in a thread of its own, so that nobody has to wait until a database that hangs has answered."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ready")
        self._lock = threading.Lock()
        self._question: Future[str] | None = None

    def ask(self) -> Future[str]:
        """What is missing; who asks while another does shares the answer."""
        with self._lock:
            if self._question is None or self._question.done():
                self._question = self._thread.submit(_ask)
            return self._question

    def stop(self) -> None:
        """Ask no more."""
        self._thread.shutdown(wait=False, cancel_futures=True)


def _ask() -> str:
    try:
        return what_is_missing()
    finally:
        connections.close_all()

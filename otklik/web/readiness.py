"""Whether the database is there with its tables as the code wants them: asked by the pages and by the edge."""

from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections
from django.db.migrations.executor import MigrationExecutor

NO_DATABASE = "The database does not answer."
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

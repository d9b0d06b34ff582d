"""Which PostgreSQL we use: the one that DATABASE_URL names, or the server of the data directory."""

import select
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit
from weakref import WeakKeyDictionary

import psycopg
from psycopg_pool import ConnectionPool

from otklik.ground.env import SettingRefused, number, text
from otklik.ground.postgres import Postgres

RECONNECT_SECONDS = 3.0
"""So long a pool tries to connect by itself; after that whoever next asks for a connection starts a new try."""

_LOOK_SECONDS = 2
"""So long a look waits for a host that says nothing; the least that libpq takes."""

ASKED_AGAIN_SECONDS = 5.0
"""So long a connection that answered counts as one that does, as long as its line is quiet."""

USUAL_CONNECTIONS = 40
"""Of one process at most. A worker needs one for each of its loops, and some for jobs of the clock."""


AS_OWNER = frozenset({"bench", "dbshell", "flush", "migrate", "prepare_demo", "restore", "tables"})
"""Commands that make or change tables."""


def program_url(data_dir: Path) -> str:
    """The address by which the running program reaches the database; its role need not own anything there."""
    return text("DATABASE_URL") or Postgres(data_dir).program_url


def owner_url(data_dir: Path) -> str:
    """The address of the database for the role that owns the tables; the program's own where no other is named."""
    return text("OTKLIK_MIGRATE_DATABASE_URL") or text("DATABASE_URL") or Postgres(data_dir).url


def role_of(url: str) -> str:
    """The name of the role by which an address connects."""
    return unquote(urlsplit(url).username or "")


def database_settings(url: str) -> dict[str, Any]:
    """The address as Django wants it, with a pool that throws dead connections away."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _refused() from error
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise _refused()
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    size = number("OTKLIK_DATABASE_CONNECTIONS", default=USUAL_CONNECTIONS, at_least=1, at_most=200)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(options.pop("port", port or "")),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **options,
            # Left to itself the pool waits up to minutes between its tries, long after the server has come back.
            "pool": {
                "min_size": 0,
                "max_size": size,
                "timeout": 10.0,
                "reconnect_timeout": RECONNECT_SECONDS,
                "check": check_line,
            },
        },
    }


_answered_at: WeakKeyDictionary[psycopg.Connection[Any], float] = WeakKeyDictionary()


def check_line(connection: psycopg.Connection[Any]) -> None:
    """Raise what the database raises where a connection of the pool is dead; asked each time that one is taken.

    A server that ends says so on the line, or hangs up: a line on which nothing came is alive. To ask the server is an
    exchange more for every request, so that is done for the others, and for those that did not answer lately.
    """
    now = monotonic()
    if now < _answered_at.get(connection, 0.0) + ASKED_AGAIN_SECONDS and not _has_word(connection.fileno()):
        return
    ConnectionPool.check_connection(connection)
    _answered_at[connection] = now


def _has_word(line: int) -> bool:
    """Whether there is something to read, the end included."""
    poll = select.poll()
    poll.register(line, select.POLLIN)
    return bool(poll.poll(0))


def is_empty(connection: Any) -> bool:
    """Whether the database holds no table yet, where ours would stand."""
    with connection.cursor() as cursor:
        cursor.execute("select current_schema() = 'public'")
        (is_public,) = cursor.fetchone()
    return is_public is True and not connection.introspection.table_names()


def does_answer() -> bool:
    """Whether the database can be reached, said at once: a pool goes on trying as long as its callers may wait."""
    return not why_it_refuses()


def why_it_refuses() -> str:
    """What the database, or the way to it, says to whoever connects now; empty where it takes us."""
    from django.db import connection

    try:
        psycopg.connect(**connection.get_connection_params() | {"connect_timeout": _LOOK_SECONDS}).close()
    except psycopg.OperationalError as why:
        return str(why) or type(why).__name__
    return ""


def close_pools() -> None:
    """Before a process ends: a pool that is left open makes the end wait 5 seconds for each of its threads."""
    from django.db import connections

    for connection in connections.all():
        connection.close()
        close_pool = getattr(connection, "close_pool", None)
        if close_pool is not None:
            close_pool()


def _refused() -> SettingRefused:
    wanted = (
        "write postgresql://user:password@host:port/name, with other signs than letters and digits in the password as "
        "in addresses (@ is %40, / is %2F, # is %23); or leave it out to use the server of the data directory"
    )
    return SettingRefused("DATABASE_URL", value="…", wanted=wanted)

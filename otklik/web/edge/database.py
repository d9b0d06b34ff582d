"""The edge's own connections: they notice quickly that the server has gone, and never wait in a pool."""

from typing import Any

import psycopg
from django.db import connections

_NOTICE_QUICKLY: dict[str, Any] = {
    "connect_timeout": 3,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": 6_000,
    "application_name": "otklik edge",
}


def connect(url: str) -> psycopg.Connection:
    """A connection for writing: a statement that takes too long is given up."""
    connection = psycopg.connect(url, autocommit=True, **_NOTICE_QUICKLY)
    connection.execute("set statement_timeout = '5s'")
    return connection


async def connect_for_listening(url: str) -> psycopg.AsyncConnection:
    """A connection for LISTEN."""
    return await psycopg.AsyncConnection.connect(url, autocommit=True, **_NOTICE_QUICKLY)


def without_pool() -> None:
    """Let selectors use a plain connection in this process: with the server away a pool waits, and then waits longer.

    The edge asks for a page now and then, on one thread; it needs no pool.
    """
    options = connections.settings["default"]["OPTIONS"]
    options.pop("pool", None)
    options.setdefault("connect_timeout", 3)

"""The edge's own connections: they notice quickly that the server has gone, and never wait in a pool."""

from typing import Any

import psycopg
from django.db import connections

from otklik.web.database import NOTICE_QUICKLY

_NOTICE_QUICKLY: dict[str, Any] = NOTICE_QUICKLY | {"application_name": "otklik edge"}


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
    options.update({name: value for name, value in NOTICE_QUICKLY.items() if name not in options})

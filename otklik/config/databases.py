"""Which PostgreSQL we use: the one that DATABASE_URL names, or the server of the data directory."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from otklik.config.env import SettingRefused, number, text
from otklik.config.postgres import Postgres

RECONNECT_SECONDS = 3.0
"""So long a pool tries to connect by itself; after that whoever next asks for a connection starts a new try."""


def database_url(data_dir: Path) -> str:
    """The address of the database."""
    return text("DATABASE_URL") or Postgres(data_dir).url


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
    size = number("OTKLIK_DATABASE_CONNECTIONS", default=32, at_least=1, at_most=200)
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
            "pool": {"min_size": 0, "max_size": size, "timeout": 10.0, "reconnect_timeout": RECONNECT_SECONDS},
        },
    }


def close_pools() -> None:
    """Before a process ends: a pool that is left open makes the end wait 5 seconds for each of its threads."""
    from django.db import connections

    for connection in connections.all():
        connection.close()
        close_pool = getattr(connection, "close_pool", None)
        if close_pool is not None:
            close_pool()


def _refused() -> SettingRefused:
    wanted = "write postgresql://user:password@host:port/name, or leave it out to use the server of the data directory"
    return SettingRefused("DATABASE_URL", value="…", wanted=wanted)

"""How the pages notice that the database is away, or that it hangs: within seconds, so that nobody waits for nothing.

A server that hangs takes connections and answers nothing; no time-out of the server's own ends that. So whoever has
waited a while for an answer looks, by a connection of their own, whether the server still answers and is at work for
them: what takes long may go on, what hangs is given up.
"""

import threading
import time
from typing import Any, Final, NoReturn

import psycopg
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from psycopg.abc import RV, PQGen

NOTICE_QUICKLY: Final[dict[str, Any]] = {
    "connect_timeout": 3,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": 6_000,
}
_CONNECTED_WITHIN_SECONDS: Final = 3.0
"""So long a page waits for a connection: a restart of the server is hardly noticed."""
_LOOKS_SECONDS: Final = (1.0, 1.0, 5.0)
"""How long to wait before each look; the last again and again."""
_LOOK_SECONDS: Final = 2
"""So long a look waits for a connection; the least that libpq takes."""
_LOOKED_FOR_SECONDS: Final = 0.5
"""So long all who wait share what one of them saw."""
_AWAY_SECONDS: Final = 1.0
"""Once it was found away, so long everybody is told at once; then somebody may try again."""
_STATES: Final = "select pid, state from pg_stat_activity where datname = current_database()"
_AWAY_STATES: Final = ("08", "57P", "53300")
"""Connection failures, a server that shuts down, crashes or starts, too many clients."""
_NO_ANSWER: Final = "the database does not answer"


class _Seen:
    """What this process knows of the server."""

    lock = threading.Lock()
    looked_at = 0.0
    states: dict[int, str | None] | None = None
    """What each session there does, by its number; None: it did not answer."""
    away_until = 0.0


def is_away() -> bool:
    """Whether the database was found away a moment ago."""
    return time.monotonic() < _Seen.away_until


def note_away() -> None:
    """The database was found away: for a moment nobody else has to find that out."""
    _Seen.away_until = time.monotonic() + _AWAY_SECONDS


def is_of_database(error: BaseException | None) -> bool:
    """Whether an error says that the database is away, and not that it refused what was asked."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    state = getattr(error.__cause__, "sqlstate", None) or _AWAY_STATES[0]
    return str(state).startswith(_AWAY_STATES)


def notice_quickly() -> None:
    """Let this process use connections that notice it. Before the first of them is taken."""
    options = connections.settings[DEFAULT_DB_ALIAS]["OPTIONS"]
    options.update({name: value for name, value in NOTICE_QUICKLY.items() if name not in options})
    options["pool"] |= {"timeout": _CONNECTED_WITHIN_SECONDS, "connection_class": WatchedConnection}


class WatchedConnection(psycopg.Connection[Any]):
    """A connection that is given up when the server hangs, or has lost what was asked."""

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """Wait for an answer. Raises OperationalError where none will come."""
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        looks, was_idle = 0, False
        while True:
            try:
                return super().wait(gen, interval, _LOOKS_SECONDS[min(looks, len(_LOOKS_SECONDS) - 1)])
            except psycopg.errors._WaitTimeout:
                state = self._look()
            # once it may be that the answer is on its way, or the next part of what is asked
            is_idle = state.startswith("idle")
            if is_idle and was_idle:
                self._give_up()
            looks, was_idle = looks + 1, is_idle

    def _look(self) -> str:
        """What the server does for this connection, as far as it tells."""
        states = _look_once()
        if states is None:
            note_away()
            self._give_up()
        return states.get(self.info.backend_pid) or ""

    def _give_up(self) -> NoReturn:
        self.close()
        raise psycopg.OperationalError(_NO_ANSWER)


def _look_once() -> dict[int, str | None] | None:
    """What each session does, by its number; None where the server does not answer. Shared by all who wait."""
    with _Seen.lock:
        if time.monotonic() > _Seen.looked_at + _LOOKED_FOR_SECONDS:
            _Seen.states = _ask()
            _Seen.looked_at = time.monotonic()
        return _Seen.states


class _Looking(psycopg.Connection[Any]):
    """A connection that waits no longer than a look may take."""

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """As every connection, but never for long."""
        return super().wait(gen, interval, timeout or _LOOK_SECONDS)


def _ask() -> dict[int, str | None] | None:
    told = connections[DEFAULT_DB_ALIAS].get_connection_params() | {"connect_timeout": _LOOK_SECONDS}
    try:
        looking = _Looking.connect(**told, autocommit=True)
        try:
            return dict(looking.execute(_STATES).fetchall())
        finally:
            looking.close()
    except (psycopg.errors.ConnectionTimeout, psycopg.errors._WaitTimeout):
        return None
    except psycopg.Error:
        return {}  # it answers, if only that it takes nobody; a server that has gone hangs up on those who wait

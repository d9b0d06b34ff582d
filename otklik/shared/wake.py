"""Wakes workers and desks by NOTIFY on a given cursor, delivered when its transaction is committed."""

import json
from collections.abc import Sequence
from typing import Any

WAKE_CHANNEL = "otklik_work"
"""Workers listen here; the payload is the room that has something new."""
LIVE_CHANNEL = "otklik_live"
"""The edge listens here for what changed in the desk; ids and scope columns only."""
PAGES_CHANNEL = "otklik_pages"
"""Triggers of the tables tell here that the address or the secrets of a page changed; without a payload."""
RIGHTS_CHANNEL = "otklik_rights"
"""Triggers of the tables tell here whose rights changed: the number of a person, or nothing for everybody."""
_LIVE_AT_MOST = 60
"""Cases in one notice: a payload of PostgreSQL holds 8,000 bytes."""


def wake_workers(cursor: Any, room: str) -> None:
    """Tell waiting workers that the room has something new. `cursor` is a psycopg or Django cursor."""
    cursor.execute("select pg_notify(%s, %s)", (WAKE_CHANNEL, room))


def notify_workers(room: str) -> str:
    """The same as a statement of SQL, for those who send several at once. `room` is a name of ours."""
    return f"notify {WAKE_CHANNEL}, '{room}'"


def tell_desk(cursor: Any, changed: Sequence[tuple[int, int, int | None, int | None]]) -> None:
    """Tell the desk which cases changed: (number, body, municipality, founder) of each."""
    names = ("number", "body", "municipality", "founder")
    for start in range(0, len(changed), _LIVE_AT_MOST):
        appeals = [dict(zip(names, row, strict=True)) for row in changed[start : start + _LIVE_AT_MOST]]
        cursor.execute("select pg_notify(%s, %s)", (LIVE_CHANNEL, json.dumps({"appeals": appeals})))

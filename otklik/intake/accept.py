"""The one door for what arrives: edge, polling and replay all come through here. Plain SQL on a given connection."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from otklik.shared.killpoints import reach
from otklik.shared.wake import wake_workers

_COPY = """
copy intake_rawevent (received_at, page_id, network, source, body, state, reason, attempts) from stdin (format binary)
"""
_TYPES = ("timestamptz", "int8", "text", "text", "bytea", "text", "text", "int2")


@dataclass(frozen=True, slots=True)
class Arrival:
    """Bytes that proved authentic, with the page that they concern."""

    page_id: int
    network: str
    body: bytes
    received_at: datetime
    source: str = "webhook"


def accept_arrivals(cursor: Any, arrivals: Sequence[Arrival]) -> None:
    """Keep arrivals as raw events and wake the workers; durable once the caller's transaction is committed.

    `cursor` is a psycopg or Django cursor. Raises what the database raises: the network is then told to try again.
    """
    if not arrivals:
        return
    with cursor.copy(_COPY) as rows:  # a third of what an insert costs, and this is the busiest statement of all
        rows.set_types(_TYPES)
        for one in arrivals:
            rows.write_row((one.received_at, one.page_id, one.network, one.source, one.body, "waiting", "", 0))
    wake_workers(cursor, "intake")
    reach("intake.before_commit")

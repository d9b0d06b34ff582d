"""The one door for what arrives: edge, polling and replay all come through here. Plain SQL on a given connection."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from otklik.shared.killpoints import reach
from otklik.shared.wake import wake_workers

_INSERT = """
insert into intake_rawevent (received_at, page_id, network, source, body, state, reason, attempts)
select received_at, page_id, network, source, body, 'waiting', '', 0
from unnest(%s::timestamptz[], %s::bigint[], %s::text[], %s::text[], %s::bytea[])
  as arrival (received_at, page_id, network, source, body)
"""


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
    cursor.execute(
        _INSERT,
        (
            [arrival.received_at for arrival in arrivals],
            [arrival.page_id for arrival in arrivals],
            [arrival.network for arrival in arrivals],
            [arrival.source for arrival in arrivals],
            [arrival.body for arrival in arrivals],
        ),
    )
    wake_workers(cursor, "intake")
    reach("intake.before_commit")

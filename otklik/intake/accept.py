"""The single entry for incoming events: webhooks, polling and replay. Plain SQL on a given connection."""

import select
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from struct import Struct
from typing import Any

import psycopg
from psycopg import pq

from otklik.shared.failpoints import failpoint
from otklik.shared.wake import notify_workers, wake_workers

_COPY = (
    "copy intake_rawevent (received_at, page_id, network, source, body, state, reason, attempts) "
    "from stdin (format binary)"
)
_HEAD, _END = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"
_TIME_PAGE, _LENGTH = Struct("!hiqiq"), Struct("!i")
_COLUMNS = 8
_AS_IT_BEGINS = _LENGTH.pack(7) + b"waiting" + _LENGTH.pack(0) + _LENGTH.pack(2) + bytes(2)
"""The last three columns: waits, no reason yet, no attempts."""
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


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
    with cursor.copy(_COPY) as rows:
        rows.write(_packed(arrivals))
    wake_workers(cursor, "intake")
    failpoint("intake.before_commit")


def accept_at_once(connection: psycopg.Connection, arrivals: Sequence[Arrival]) -> None:
    """The same in a transaction of its own, durable on return, in as few round trips to the database as possible.

    Statements sent together are one transaction. This is the busiest exchange of all: begin, copy, notify and commit
    one by one cost four times as much. Raises psycopg.Error; then nothing is kept, or (OperationalError) that is
    not certain.
    """
    line = connection.pgconn
    line.send_query(f"{_COPY}; {notify_workers('intake')}".encode())
    _expect(_answers(line), pq.ExecStatus.COPY_IN)
    line.put_copy_data(_packed(arrivals))
    failpoint("intake.before_commit")
    line.put_copy_end()
    _expect(_answers(line), pq.ExecStatus.COMMAND_OK)


def _packed(arrivals: Sequence[Arrival]) -> bytes:
    """Rows in PostgreSQL's binary format of COPY."""
    return b"".join((_HEAD, *(_packed_row(one) for one in arrivals), _END))


def _packed_row(one: Arrival) -> bytes:
    since = one.received_at - _EPOCH
    microseconds = (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
    texts = (one.network.encode(), one.source.encode(), one.body)
    fields = [part for text in texts for part in (_LENGTH.pack(len(text)), text)]
    return b"".join((_TIME_PAGE.pack(_COLUMNS, 8, microseconds, 8, one.page_id), *fields, _AS_IT_BEGINS))


def _answers(line: pq.abc.PGconn) -> list[pq.abc.PGresult]:
    """Send what is left to send, and wait without holding other threads up for all the answers to it."""
    poll = select.poll()
    poll.register(line.socket, select.POLLIN)
    while line.flush():
        select.select([], [line.socket], [])
    answers: list[pq.abc.PGresult] = []
    while True:
        while line.is_busy():
            poll.poll()
            line.consume_input()
        answer = line.get_result()
        if answer is None:
            return answers
        answers.append(answer)
        if answer.status == pq.ExecStatus.COPY_IN:
            return answers


def _expect(answers: Sequence[pq.abc.PGresult], status: pq.ExecStatus) -> None:
    for answer in answers:
        if answer.status != status:
            raise psycopg.errors.error_from_result(answer)

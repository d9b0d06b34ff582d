from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import psycopg
import pytest
from django.db import connection, transaction

from otklik.intake.accept import Arrival, accept_arrivals, accept_at_once
from otklik.intake.models import RawEvent
from otklik.shared.wake import WAKE_CHANNEL

pytestmark = pytest.mark.django_db(transaction=True)

HEARD_AT = datetime(2026, 3, 3, 10, 0, 0, 123_456, tzinfo=UTC)
ARRIVALS = [
    Arrival(7, "vk", '{"text": "Ёлка 🎄"}'.encode(), HEARD_AT),
    Arrival(2**40, "telegram", b"", HEARD_AT.astimezone(timezone(timedelta(hours=5))), source="poll"),
    Arrival(8, "max", b"\x00\\N\t\r\n\xff" * 100, HEARD_AT + timedelta(days=2, microseconds=1)),
]


@pytest.fixture
def line() -> Iterator[psycopg.Connection]:
    told = connection.settings_dict
    with psycopg.connect(
        host=told["HOST"], port=told["PORT"], user=told["USER"], password=told["PASSWORD"], dbname=told["NAME"],
        autocommit=True,
    ) as opened:  # fmt: skip
        yield opened


def kept() -> list[tuple[object, ...]]:
    columns = ("page_id", "network", "source", "body", "received_at", "state", "reason", "attempts")
    rows = RawEvent.objects.order_by("id").values_list(*columns)
    return [tuple(bytes(one) if isinstance(one, memoryview) else one for one in row) for row in rows]


def as_rows(arrivals: list[Arrival]) -> list[tuple[object, ...]]:
    return [(a.page_id, a.network, a.source, a.body, a.received_at, "waiting", "", 0) for a in arrivals]


def test_it_keeps_arrivals_in_the_transaction_of_the_caller() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        accept_arrivals(cursor, ARRIVALS)

    assert kept() == as_rows(ARRIVALS)


def test_it_keeps_the_same_at_once(line: psycopg.Connection) -> None:
    accept_at_once(line, ARRIVALS)

    assert kept() == as_rows(ARRIVALS)


def test_it_wakes_the_workers(line: psycopg.Connection) -> None:
    with psycopg.connect(line.info.dsn, password=line.info.password, autocommit=True) as ear:
        ear.execute(f"listen {WAKE_CHANNEL}")
        accept_at_once(line, ARRIVALS)
        assert [notice.payload for notice in ear.notifies(timeout=60, stop_after=1)] == ["intake"]


def test_it_keeps_more_than_a_buffer_holds(line: psycopg.Connection) -> None:
    many = [Arrival(number, "vk", bytes([number % 256]) * 40_000, HEARD_AT) for number in range(500)]

    accept_at_once(line, many)

    assert kept() == as_rows(many)


def test_it_keeps_all_or_nothing_and_the_line_stays_usable(line: psycopg.Connection) -> None:
    with pytest.raises(psycopg.DataError):
        accept_at_once(line, [ARRIVALS[0], Arrival(9, "a network with a long name", b"{}", HEARD_AT)])
    assert kept() == []

    accept_at_once(line, ARRIVALS[:1])

    assert kept() == as_rows(ARRIVALS[:1])


def test_it_says_that_the_server_has_gone(line: psycopg.Connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(%s, 5000)", (line.info.backend_pid,))

    with pytest.raises(psycopg.OperationalError):
        accept_at_once(line, ARRIVALS)

    assert line.closed
    assert kept() == []

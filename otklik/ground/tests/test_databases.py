"""The address of the database, as Django wants it."""

import logging
from collections.abc import Iterator
from time import monotonic
from unittest import mock

import psycopg
import pytest
from django.db import connection
from psycopg_pool import ConnectionPool

from otklik.ground import databases
from otklik.ground.databases import check_line, database_settings
from otklik.ground.env import SettingRefused


def test_it_reads_an_address() -> None:
    told = database_settings("postgresql://anna:p%40ss@db.example:5433/otklik?sslmode=require")
    assert [told[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "anna", "p@ss", "db.example", "5433", "otklik",
    ]  # fmt: skip
    assert told["OPTIONS"]["sslmode"] == "require"


def test_it_reads_the_folder_of_a_socket() -> None:
    told = database_settings("postgresql://otklik@/otklik?host=/run/postgres")
    assert (told["HOST"], told["PORT"]) == ("/run/postgres", "")


def test_it_tries_again_soon_after_an_outage_however_long_it_was() -> None:
    pool = database_settings("postgresql://otklik@/otklik")["OPTIONS"]["pool"]
    assert pool["reconnect_timeout"] < pool["timeout"]


@pytest.fixture
def line() -> Iterator[psycopg.Connection]:
    """A connection as the pool keeps them, that answered a moment ago."""
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as one:
        check_line(one)
        yield one


@pytest.mark.django_db
def test_a_connection_whose_line_is_quiet_is_not_asked(line: psycopg.Connection) -> None:
    with mock.patch.object(ConnectionPool, "check_connection") as asks:
        check_line(line)
    assert not asks.called


@pytest.mark.django_db
def test_a_connection_that_did_not_answer_lately_is_asked(line: psycopg.Connection) -> None:
    with (
        mock.patch.object(databases, "monotonic", return_value=monotonic() + 6),
        mock.patch.object(ConnectionPool, "check_connection") as asks,
    ):
        check_line(line)
    assert asks.called


@pytest.mark.django_db
def test_a_connection_that_the_server_ended_is_found_out_at_once(line: psycopg.Connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(%s, 5000)", (line.info.backend_pid,))
    with pytest.raises(psycopg.OperationalError):
        check_line(line)


def test_a_connection_that_is_given_out_is_no_line_of_the_log() -> None:
    """Its library tells three a request."""
    assert not logging.getLogger("psycopg.pool").isEnabledFor(logging.INFO)


@pytest.mark.parametrize("url", ["mysql://otklik@/otklik", "postgresql://otklik@/", "postgresql://h:port/otklik"])
def test_it_refuses_what_is_no_address_and_does_not_repeat_it(url: str) -> None:
    with pytest.raises(SettingRefused) as caught:
        database_settings(url)
    assert url not in str(caught.value)

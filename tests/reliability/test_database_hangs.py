"""The database takes connections and answers nothing: nobody waits for nothing, and what takes long may take long."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

from otklik.bench.place import BenchPlace, running, wait_for_page
from otklik.sandbox.testing import free_ports
from otklik.web import database, readiness
from otklik.web.database import WatchedConnection, is_of_database
from otklik.web.edge.tests.conftest import test_database_url
from tests.reliability.hanging_line import HangingLine, hanging_line

ANSWERED_WITHIN_SECONDS = 5.0
AT_ONCE = 12
"""Three times as many as a process serves at once."""
WELL_WITHIN_SECONDS = 30.0


@pytest.fixture
def line(db: None) -> Iterator[HangingLine]:
    told = connection.settings_dict
    with hanging_line(Path(told["HOST"]) / f".s.PGSQL.{told['PORT'] or 5432}") as line:
        yield line


@pytest.fixture
def place(line: HangingLine, tmp_path: Path) -> BenchPlace:
    told = connection.settings_dict
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OTKLIK_")}
    url = f"postgresql://{told['USER']}@127.0.0.1:{line.port}/{told['NAME']}"
    ours = {"DATABASE_URL": url, "OTKLIK_DATA_DIR": str(settings.OTKLIK_DATA_DIR), "OTKLIK_ENV_FILE": os.devnull}
    return BenchPlace(tmp_path, kept | ours | {"DJANGO_SETTINGS_MODULE": "otklik.project.settings"})


@pytest.fixture
def pages(place: BenchPlace) -> Iterator[httpx.Client]:
    """The pages in a process of their own; whoever asks them waits no longer than they may take."""
    port = free_ports()
    with running(place, "pages", "pages", "--port", str(port)) as process:
        wait_for_page(f"http://127.0.0.1:{port}/healthz", process=process, log=place.log("pages"))
        with httpx.Client(
            base_url=f"http://127.0.0.1:{port}", timeout=ANSWERED_WITHIN_SECONDS, trust_env=False
        ) as client:
            yield client


def look_up(client: httpx.Client) -> httpx.Response:
    """A page that cannot do without the database: whose session is this? Well, it shows the way to sign in."""
    return client.get("/desk/", headers={"cookie": f"sessionid={'0' * 32}"})


def ask(client: httpx.Client, path: str) -> int:
    return client.get(path).status_code


def until_well(client: httpx.Client) -> None:
    """It recovers by itself."""
    until, told = time.monotonic() + WELL_WITHIN_SECONDS, 0
    while told != 302 and time.monotonic() < until:
        told = look_up(client).status_code
    assert told == 302


@pytest.mark.slow
def test_everybody_is_told_in_time_while_it_hangs(pages: httpx.Client, line: HangingLine) -> None:
    until_well(pages)
    line.hang()
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        told = list(crowd.map(lambda _: look_up(pages).status_code, range(AT_ONCE)))
    assert told == [503] * AT_ONCE
    assert ask(pages, "/readyz") == 503
    assert ask(pages, "/healthz") == 200
    line.flow()
    until_well(pages)
    assert ask(pages, "/readyz") == 200


@pytest.mark.slow
def test_it_is_told_in_time_where_it_hung_from_the_start(pages: httpx.Client, line: HangingLine) -> None:
    line.hang()
    assert ask(pages, "/readyz") == 503
    page = look_up(pages)
    assert (page.status_code, page.headers["retry-after"]) == (503, "5")
    assert "<h1>" in page.text
    line.flow()
    until_well(pages)


@pytest.mark.slow
def test_a_connection_that_hangs_alone_is_replaced(pages: httpx.Client, line: HangingLine) -> None:
    until_well(pages)
    line.hang_those_open()
    assert look_up(pages).status_code in (302, 503)
    until_well(pages)


def test_whoever_watches_is_told_within_two_seconds() -> None:
    assert readiness.ANSWER_SECONDS < 2


def test_what_takes_long_may_take_long(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_LOOKS_SECONDS", (0.05, 0.05))
    monkeypatch.setattr(database, "_LOOKED_FOR_SECONDS", 0.0)
    with WatchedConnection.connect(test_database_url()) as asking:
        assert asking.execute("select 5 from pg_sleep(0.5)").fetchone() == (5,)


def test_what_was_lost_on_the_way_is_given_up(line: HangingLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server is well and at rest: no answer will ever come."""
    monkeypatch.setattr(database, "_LOOKS_SECONDS", (0.05, 0.05))
    monkeypatch.setattr(database, "_LOOKED_FOR_SECONDS", 0.0)
    told = connection.settings_dict
    asking = WatchedConnection.connect(f"postgresql://{told['USER']}@127.0.0.1:{line.port}/{told['NAME']}")
    line.hang()
    with pytest.raises(psycopg.OperationalError):
        asking.execute("select 1")
    assert asking.closed


@pytest.mark.parametrize(
    ("cause", "is_away"),
    [
        (psycopg.OperationalError("connection refused"), True),
        (psycopg.errors.AdminShutdown(), True),
        (psycopg.errors.CannotConnectNow(), True),
        (psycopg.errors.TooManyConnections(), True),
        (psycopg.errors.QueryCanceled(), False),
        (psycopg.errors.DeadlockDetected(), False),
        (psycopg.errors.LockNotAvailable(), False),
        (psycopg.errors.DiskFull(), False),
    ],
)
def test_it_tells_a_database_that_is_away_from_one_that_refuses(cause: psycopg.Error, *, is_away: bool) -> None:
    for kind in (OperationalError, InterfaceError):
        error: Any = kind("…")
        error.__cause__ = cause
        assert is_of_database(error) == is_away
    assert not is_of_database(ValueError())
    assert not is_of_database(None)

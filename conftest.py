"""For every test: one PostgreSQL for all processes of a run, and no way out of this machine."""

import asyncio
import gc
import os
import shutil
import socket
from asyncio import AbstractEventLoop
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright

from otklik.ground.postgres import Postgres
from otklik.sandbox.testing import RunningSandbox

# Whatever these tests store is thrown away.
CARELESS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "128MB",
    "max_connections": "200",
}
# A busy machine is no failure: nothing here is measured. The same examples each time, so that a change is judged by
# what it changed; OTKLIK_TEST_LONG=yes looks for new ones.
hypothesis.settings.register_profile(
    "otklik",
    deadline=None,
    derandomize=os.environ.get("OTKLIK_TEST_LONG") != "yes",
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("otklik")
LOCAL = ("127.", "::1", "localhost")

_server: Postgres | None = None


def pytest_configure(config: pytest.Config) -> None:
    """Start the server; the processes of pytest-xdist use that of their parent."""
    global _server
    if not hasattr(config, "workerinput") and not os.environ.get("OTKLIK_TEST_DATABASE_URL"):
        _server = Postgres(Path(os.environ["OTKLIK_TEST_DIR"]), configuration=CARELESS)
        _server.start()


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: a third of the time of the tests goes by in waiting for other processes."""
    return (os.cpu_count() or 1) + 1


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Processes get files, slow tests one by one; in the order in which they were collected, which xdist would change.

    So those that empty the tables stay behind the others of their process, however pytest is called.
    """
    from tests.handing_out import ByFile

    config.option.loadscopereorder = False
    return ByFile(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """The slow ones first, so that no process is left with one of them at the end.

    Around pytest-django's own: those that empty the tables stay behind those that live on what migrations filled in,
    and those without a database, which it puts last, end the run as long as they are quick.
    """
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    yield
    items.sort(key=lambda item: item.get_closest_marker("slow") is None or _uses_the_database(item))


def _uses_the_database(item: pytest.Item) -> bool:
    """As pytest-django tells it."""
    fixtures = {*getattr(item, "fixturenames", [])}
    return item.get_closest_marker("django_db") is not None or bool(
        fixtures & {"db", "transactional_db", "live_server"}
    )


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection() -> Generator[None, object, object]:
    """A million objects come to stay for good: the collector need not go through them again and again, now or later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.collect()
        gc.freeze()


def pytest_unconfigure() -> None:
    """Stop it and remove everything."""
    if _server is not None:
        place = (_server.data_dir / "postgres").resolve()
        _server.stop()
        shutil.rmtree(place, ignore_errors=True)
        shutil.rmtree(_server.data_dir, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,  # noqa: ARG001
) -> Iterator[None]:
    """The database of this process; what a test left in it is taken out in the cheap way."""
    # Django is set up only now
    from django.core.management.commands import flush
    from django.db.backends.postgresql.operations import DatabaseOperations

    from tests.emptying import no_signal, sql_flush

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        patch.setattr(flush, "emit_post_migrate_signal", no_signal)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:  # noqa: ARG001
    """Tables as migrations leave them; what most tests begin with is learnt there, before any test has begun."""
    from tests.remembered import learn_all

    with django_db_blocker.unblock():
        learn_all()


@pytest.fixture(autouse=True)
def came_in_as_the_rules_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    """`force_login` stands for the whole way in: with the second factor, where the rules of the day want one."""
    from django.test import Client

    from tests.proving import force_login

    monkeypatch.setattr(Client, "force_login", force_login(Client.force_login))


@pytest.fixture(autouse=True)
def forget_that_the_database_was_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one request finds of the database is not told to the next: tests play an outage and go on at once."""
    monkeypatch.setattr("otklik.web.database._AWAY_SECONDS", 0.0)


@pytest.fixture(scope="session")
def running_sandbox() -> Iterator[RunningSandbox]:
    """One sandbox for all tests of a process; whoever takes it resets it."""
    with RunningSandbox() as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program of Debian's Chromium. Where it is missing the test is skipped; CI insists."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    missing = "Chromium is missing; install it with: apt-get install chromium"
    if os.environ.get("OTKLIK_TEST_BROWSER") == "required":
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture(scope="session")
def running_browser(chromium: str) -> Iterator[tuple[Browser, AbstractEventLoop]]:
    """One Chromium for all tests of a process, and the loop with which Playwright speaks to it.

    The loop waits within a greenlet of this thread and takes itself for the one that runs here: others could start none
    of their own, and Django would take our own queries for those of a coroutine. So it is in force for those only
    that ask for a `browser`.
    """
    with sync_playwright() as playwright:
        loop = asyncio.get_running_loop()
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        asyncio._set_running_loop(None)
        yield started, loop
        asyncio._set_running_loop(loop)
        started.close()


@pytest.fixture(scope="module")
def browser(running_browser: tuple[Browser, AbstractEventLoop]) -> Iterator[Browser]:
    """A running Chromium; pages that a file of tests leaves open are closed behind it."""
    running, loop = running_browser
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        asyncio._set_running_loop(loop)
        yield running
        for context in running.contexts:
            context.close()
    asyncio._set_running_loop(None)


@pytest.fixture(autouse=True)
def no_internet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test that wants to leave this machine fails."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(LOCAL):
            self.close()
            pytest.fail(f"the test wanted to reach {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)
    yield


@pytest.fixture(autouse=True)
def _in_the_language_of_the_installation() -> Iterator[None]:
    """A request switches the language of its thread, and the next test runs in the same one."""
    yield
    translation.deactivate()

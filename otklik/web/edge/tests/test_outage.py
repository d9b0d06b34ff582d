"""The edge while its database, or it itself, is killed: nothing that got its `ok` is lost, and it comes back."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import psycopg
import pytest

from otklik.ground.postgres import Postgres
from otklik.web.edge.tests.conftest import COMMUNITY, SECRET, event
from otklik.web.edge.tests.edge_process import ASKED_EVERY_SECONDS, COMMAND, RunningEdge, running_edge

KEY = "key-of-the-page"
WAITS_SECONDS = 120
PAGE = f"""
    from datetime import UTC, datetime
    from otklik.organizations.services import BodyCard, enter_body, enter_territory
    from otklik.pages.services import ConnectionSecrets, connect_page, register_page
    region = enter_territory("region", "Область")
    body = enter_body(BodyCard(slug="school", name="Школа", short_name="Школа", territory_id=region.id))
    page = register_page(body, network="vk", external_id="{COMMUNITY}", name="Школа")
    connection = connect_page(
        page, secrets_entered=ConnectionSecrets(webhook_secret="{SECRET}"), by=None, now=datetime.now(UTC)
    )
    connection.key = "{KEY}"
    connection.save()
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """A PostgreSQL of our own, that may be killed without hurting other tests."""
    with TemporaryDirectory(prefix="otklik-outage-") as folder:
        Path(folder).chmod(0o711)
        postgres = Postgres(Path(folder))
        postgres.start()
        try:
            _run(postgres, "migrate", "-v0", "--skip-checks")
            _run(postgres, "shell", "-v0", "-c", "\n".join(line.strip() for line in PAGE.splitlines()))
            yield postgres
        finally:
            postgres.stop()


@pytest.fixture
def points(tmp_path: Path) -> Path:
    folder = tmp_path / "points"
    folder.mkdir()
    return folder


@pytest.fixture
def edge(server: Postgres, tmp_path: Path, points: Path) -> Iterator[RunningEdge]:
    log = tmp_path / "edge.log"
    with running_edge(database_url=server.url, data_dir=server.data_dir, log=log, kill_points=points) as running:
        yield running


def _run(server: Postgres, *words: str) -> None:
    environment = os.environ | {
        "DATABASE_URL": server.url,
        "OTKLIK_DATA_DIR": str(server.data_dir),
        "OTKLIK_ENV_FILE": os.devnull,
        "DJANGO_SETTINGS_MODULE": "otklik.project.settings",
    }
    subprocess.run([*COMMAND, *words], env=environment, check=True)


def _kill(server: Postgres) -> None:
    pid = server.pid
    assert pid
    os.kill(pid, signal.SIGKILL)
    while server.pid:
        time.sleep(ASKED_EVERY_SECONDS)


def _kept(server: Postgres, event_id: str) -> int:
    with psycopg.connect(server.url) as asked:
        found = asked.execute(
            "select count(*) from intake_rawevent where position(%s in convert_from(body, 'UTF8')) > 0", [event_id]
        ).fetchone()
    return int(found[0]) if found else 0


def _until_taken(edge: RunningEdge, body: bytes) -> None:
    until = time.monotonic() + WAITS_SECONDS
    while edge.hook(KEY, body).status_code != 200:
        assert time.monotonic() < until, edge.log.read_text()
        time.sleep(ASKED_EVERY_SECONDS)


@pytest.mark.slow
def test_it_says_try_again_while_the_database_is_away_and_recovers_by_itself(
    server: Postgres, edge: RunningEdge
) -> None:
    assert edge.hook(KEY, event(event_id="before")).status_code == 200
    _kill(server)

    answers = {edge.hook(KEY, event(event_id="lost")).status_code for _ in range(3)}
    unknown = edge.hook("nobody", event())
    wrong = edge.hook(KEY, event(secret="wrong"))
    readiness = edge.client.get("/readyz")

    assert answers == {503}
    assert (unknown.status_code, wrong.status_code, readiness.status_code) == (503, 403, 503)
    assert edge.client.get("/healthz").status_code == 200

    server.start()
    _until_taken(edge, event(event_id="after"))

    assert (_kept(server, "before"), _kept(server, "lost")) == (1, 0)
    assert _kept(server, "after") >= 1


@pytest.mark.slow
@pytest.mark.parametrize("point", ["intake.before_commit", "edge.after_commit"])
def test_it_loses_nothing_that_got_its_ok_when_it_is_killed(
    server: Postgres, edge: RunningEdge, points: Path, point: str
) -> None:
    assert edge.hook(KEY, event(event_id=f"before {point}")).status_code == 200
    (points / point).touch()

    with pytest.raises(httpx.TransportError):
        edge.hook(KEY, event(event_id=f"during {point}"))
    assert edge.process.wait(WAITS_SECONDS) == -signal.SIGKILL
    edge.start()
    _until_taken(edge, event(event_id=f"during {point}"))

    assert _kept(server, f"before {point}") == 1
    assert _kept(server, f"during {point}") == (2 if point == "edge.after_commit" else 1)


@pytest.mark.slow
def test_it_hears_of_changes_again_after_an_outage(server: Postgres, edge: RunningEdge) -> None:
    _kill(server)
    server.start()

    until = time.monotonic() + WAITS_SECONDS
    while not edge.counter("otklik_edge_live_notices_total"):
        assert time.monotonic() < until, edge.log.read_text()
        with psycopg.connect(server.url, autocommit=True) as database:
            database.execute("notify otklik_live, '{\"appeals\": []}'")
        time.sleep(ASKED_EVERY_SECONDS)


@pytest.mark.slow
def test_it_ends_in_order_when_told_to(edge: RunningEdge) -> None:
    assert edge.hook(KEY, event(event_id="last")).status_code == 200
    edge.stop()

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from otklik.organizations.models import Body, Territory
from otklik.pages.models import Connection
from otklik.pages.services import ConnectionSecrets, connect_page, register_page
from otklik.web.edge.tests.edge_process import RunningEdge, running_edge

SECRET = "the secret of this page"
COMMUNITY = 4242
NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)


@dataclass(frozen=True)
class HookedPage:
    page_id: int
    key: str


def event(**changes: Any) -> bytes:
    told = {
        "type": "wall_reply_new",
        "group_id": COMMUNITY,
        "secret": SECRET,
        "event_id": "e1",
        "v": "5.199",
        "object": {"id": 5, "from_id": 7, "date": 1_772_000_000, "text": "Яма", "post_id": 2, "owner_id": -COMMUNITY},
    }
    return json.dumps(told | changes, ensure_ascii=False).encode()


def make_page() -> HookedPage:
    territory, _ = Territory.objects.get_or_create(level="region", name="Область")
    body, _ = Body.objects.get_or_create(
        slug="school", defaults={"name": "Школа", "short_name": "Школа", "territory": territory}
    )
    page = register_page(body, network="vk", external_id=str(COMMUNITY), name="Школа")
    Connection.objects.filter(page=page).delete()
    entered = ConnectionSecrets(webhook_secret=SECRET, confirmation="c0nf1rm")
    return HookedPage(page.id, connect_page(page, secrets_entered=entered, by=None, now=NOW).key)


def test_database_url() -> str:
    """The address of the test database, for another process."""
    told = connection.settings_dict
    return f"postgresql://{told['USER']}@/{told['NAME']}?host={told['HOST']}&port={told['PORT'] or 5432}"


test_database_url.__test__ = False  # type: ignore[attr-defined]


@pytest.fixture(scope="package")
def edge(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[RunningEdge]:
    with django_db_blocker.unblock():
        url = test_database_url()
    log = tmp_path_factory.mktemp("edge") / "edge.log"
    with running_edge(database_url=url, data_dir=settings.OTKLIK_DATA_DIR, log=log) as running:
        yield running


@pytest.fixture
def page(transactional_db: None) -> HookedPage:
    return make_page()


@pytest.fixture
def kept(transactional_db: None) -> Callable[[], list[bytes]]:
    def bodies() -> list[bytes]:
        with psycopg.connect(test_database_url()) as asked:
            return [bytes(row[0]) for row in asked.execute("select body from intake_rawevent order by id").fetchall()]

    return bodies


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tmp_path.chmod(0o755)
    return tmp_path

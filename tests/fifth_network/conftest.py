"""A town with a yard in Zavalinka: the edge in a process of its own, the rest here, the network over HTTP."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pytest
from django.conf import settings as settings_now
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from otklik.networks import registry
from otklik.networks.settings import network_settings
from otklik.pages.models import Page
from otklik.pages.services import ConnectionSecrets, connect_page, register_page
from otklik.web.edge.tests.conftest import test_database_url as database_url
from otklik.web.edge.tests.edge_process import RunningEdge, running_edge
from tests.fifth_network.installation import install
from tests.fifth_network.server import KEY, WORD, YARD, Zavalinka, open_yard
from tests.fifth_network.zavalinka.connector import CONNECTOR
from tests.town import NOW, Town, build_town


@dataclass(frozen=True)
class Place:
    """What a test works with."""

    town: Town
    page: Page
    yard: Zavalinka


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Otklik with the fifth network."""
    return install(tmp_path_factory.mktemp("fifth"))


@pytest.fixture(scope="session")
def environment(installation: Path) -> dict[str, str]:
    """What its commands are run with: no settings of this machine, and data of its own."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("OTKLIK_", "DJANGO_"))}
    return ours | {"OTKLIK_ENV_FILE": os.devnull, "OTKLIK_DATA_DIR": str(installation / "data")}


@pytest.fixture(scope="session")
def edge(
    installation: Path,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[RunningEdge]:
    """The edge of the installation."""
    with django_db_blocker.unblock():
        url = database_url()
    log = tmp_path_factory.mktemp("edge") / "edge.log"
    on = {"OTKLIK_ZAVALINKA_ON": "yes"}
    with running_edge(
        database_url=url, data_dir=settings_now.OTKLIK_DATA_DIR, log=log, package=installation, more_settings=on
    ) as running:
        yield running


@pytest.fixture
def place(
    edge: RunningEdge, installation: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, transactional_db: None
) -> Iterator[Place]:
    """A town whose administration has a yard; all others of its pages are off."""
    monkeypatch.setattr(registry, "CONNECTORS", MappingProxyType({**registry.CONNECTORS, "zavalinka": CONNECTOR}))
    own = installation / "otklik" / "networks" / "connectors" / "zavalinka" / "locale"
    settings.LOCALE_PATHS = [*settings.LOCALE_PATHS, own]
    with open_yard() as yard:
        monkeypatch.setenv("OTKLIK_ZAVALINKA_ON", "yes")
        monkeypatch.setenv("OTKLIK_ZAVALINKA_API_URL", yard.url)
        settings.OTKLIK_NETWORKS = MappingProxyType({"zavalinka": network_settings()["zavalinka"]})
        town = build_town()
        page = register_page(
            town.office,
            network="zavalinka",
            external_id=YARD,
            name="Двор на Липках",
            url="https://zavalinka.example/lipki",
        )
        secrets = ConnectionSecrets(community_token=KEY, webhook_secret=WORD)
        yard.hook = f"{edge.url}/hooks/zavalinka/{connect_page(page, secrets_entered=secrets, by=None, now=NOW).key}/"
        yield Place(town, page, yard)

"""All of Otklik for one page: the edge and a worker as processes, the desk in the test, a sandbox for the network."""

import contextlib
import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from django.test import Client
from pytest_django import Settings

from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.bench.place import BenchPlace, running, wait_for_page
from otklik.bench.watching import Watcher
from otklik.organizations.models import Staff
from otklik.organizations.selectors import Viewer
from otklik.pages.models import Page
from otklik.pages.services import connect_page, put_off_reading, register_page
from otklik.sandbox.testing import free_ports
from otklik.shared.wake import LIVE_CHANNEL
from tests.town import Town
from tests.whole.networks import NetworkOfPlay

SEEN_WITHIN_SECONDS = 180.0


@dataclass(frozen=True)
class Stage:
    """What a test plays on."""

    town: Town
    page: Page
    play: NetworkOfPlay
    watcher: Watcher
    edge_url: str

    def wait_for_case(self, text: str) -> tuple[Appeal, float]:
        """The case that the desk shows for these words, and when it was told of it (unix time)."""
        seen = self.watcher.wait_for([text], seconds=SEEN_WITHIN_SECONDS)
        assert text in seen, f"the desk was not told of «{text}»"
        return Appeal.objects.get(messages__message__text=text), seen[text]

    def wait_until_answered(self, cases: Iterable[Appeal]) -> None:
        """Return when the network has the answers and the desk knows it."""
        until = time.monotonic() + SEEN_WITHIN_SECONDS
        waiting = Appeal.objects.filter(id__in=[case.id for case in cases]).exclude(state=State.ANSWERED)
        with psycopg.connect(database_url(), autocommit=True) as hearing:
            hearing.execute(f"listen {LIVE_CHANNEL}")
            while waiting.exists():
                assert time.monotonic() < until, "the answers did not arrive"
                list(hearing.notifies(timeout=0.5, stop_after=1))

    def ask_network(self) -> None:
        """A network that pushes no comments is asked at once, not when its page's time has come."""
        put_off_reading(self.page, until=datetime.now(UTC))


@dataclass(frozen=True)
class Desk:
    """A browser in which a person is signed in."""

    client: Client

    @classmethod
    def of(cls, viewer: Viewer) -> "Desk":
        client = Client()
        client.force_login(Staff.objects.get(id=viewer.staff_id))
        return cls(client)

    def shows(self, appeal: Appeal) -> bool:
        """Whether the case stands in this person's inbox."""
        inbox = self.client.get("/desk/")
        assert inbox.status_code == 200
        return f"/desk/appeals/{appeal.number}/" in inbox.content.decode()

    def post(self, appeal: Appeal, act: str, **values: str) -> None:
        """Fill in a form of the case's page, with what the page holds itself."""
        address = f"/desk/appeals/{appeal.number}/"
        page = self.client.get(address).content.decode()
        hidden = dict(re.findall(r'<input\s+type="hidden"\s+name="(version|text_hash)"\s+value="([^"]*)"', page))
        answer = self.client.post(f"{address}{act}/", hidden | values)
        assert answer.status_code == 302, answer.content.decode()


@contextmanager
def raised(
    town: Town, play: NetworkOfPlay, *, folder: Path, told: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Stage]:
    """Connect the page and start everything. `told`: settings of the processes besides their own."""
    page = register_page(town.office, network=play.network, external_id=play.page_id, name="Администрация")
    key = connect_page(page, secrets_entered=play.secrets, by=None, now=datetime.now(UTC)).key
    port = free_ports()
    edge_url = f"http://127.0.0.1:{port}"
    place = BenchPlace(folder, {**_environment(play, edge_url=edge_url), **told})
    with contextlib.ExitStack() as stack:
        edge = stack.enter_context(running(place, "edge", "edge", "--port", str(port)))
        wait_for_page(f"{edge_url}/healthz", process=edge, log=place.log("edge"))
        play.push_to(f"{edge_url}/hooks/{play.network}/{key}/")
        stack.enter_context(running(place, "work", "work"))
        watcher = stack.enter_context(Watcher(database_url()))
        yield Stage(town, page, play, watcher, edge_url)


def with_photos_for_all(settings: Settings) -> dict[str, Any]:
    """The storages of the test, with one for photos that other processes read as well."""
    folder = {"location": settings.OTKLIK_DATA_DIR / "media"}
    media = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": folder}
    return {**settings.STORAGES, "media": media}


def database_url() -> str:
    """The address of the test database, for another process."""
    told = connection.settings_dict
    return f"postgresql://{told['USER']}@/{told['NAME']}?host={told['HOST']}&port={told['PORT'] or 5432}"


def _environment(play: NetworkOfPlay, *, edge_url: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OTKLIK_")}
    ours = {
        "DATABASE_URL": database_url(),
        "OTKLIK_DATA_DIR": str(settings.OTKLIK_DATA_DIR),
        "OTKLIK_ENV_FILE": os.devnull,
        "OTKLIK_EDGE_URL": edge_url,
        "DJANGO_SETTINGS_MODULE": "otklik.project.settings",
    }
    return kept | ours | play.settings()

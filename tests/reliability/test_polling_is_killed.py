"""A process that asks for events is killed between fetching and keeping: nothing is lost, nothing doubled."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from pytest_django import Settings

from otklik.intake.models import RawEvent, ResidentMessage
from otklik.intake.polling import poll_page
from otklik.intake.steps import apply_waiting_events
from otklik.pages.hearing import switch_hearing
from otklik.pages.models import Connection, HearsBy, Page
from otklik.pages.services import ConnectionSecrets, connect_page, register_page
from otklik.sandbox.testing import RunningSandbox
from otklik.web.edge.tests.conftest import test_database_url
from tests.town import NOW, build_town

pytestmark = pytest.mark.django_db(transaction=True)
ASK = """
import sys, django; django.setup()
from otklik.ground.databases import close_pools
from otklik.intake.polling import poll_page
from otklik.pages.models import Page
from otklik.shared.clock import now
print(poll_page(Page.objects.select_related("connection").get(id=sys.argv[1]), now=now()))
close_pools()
"""


def ask_in_a_process(page: Page, settings: Settings, *, kill_points: Path) -> int:
    """Ask the page once, in a process that a kill point may end. Returns how it ended."""
    environment = os.environ | {
        "DATABASE_URL": test_database_url(),
        "OTKLIK_KEYS": ",".join(settings.OTKLIK_KEYS),
        "OTKLIK_MAX_API_URL": settings.OTKLIK_NETWORKS["max"].api_url,
        "OTKLIK_ENV_FILE": os.devnull,
        "OTKLIK_KILL_POINTS": str(kill_points),
        "DJANGO_SETTINGS_MODULE": "otklik.project.settings",
    }
    return subprocess.run(
        [sys.executable, "-c", ASK, str(page.id)], env=environment, check=False, timeout=60
    ).returncode


@pytest.fixture
def page(running_sandbox: RunningSandbox, settings: Settings) -> Page:
    """A channel in MAX that is heard by asking, from now on."""
    running_sandbox.control.reset()
    ours = replace(settings.OTKLIK_NETWORKS["max"], api_url=running_sandbox.max_api_url)
    settings.OTKLIK_NETWORKS = MappingProxyType({"max": ours})
    channel = running_sandbox.control.max.create_page("Отрадное")
    page = register_page(build_town().office, network="max", external_id=str(channel.chat_id), name="Отрадное")
    entered = ConnectionSecrets(community_token=channel.bot_token, webhook_secret="a-secret")
    connect_page(page, secrets_entered=entered, by=None, now=NOW)
    switch_hearing(page, HearsBy.POLLING, by=None, now=NOW)
    poll_page(Page.objects.select_related("connection").get(id=page.id), now=NOW)
    return page


def test_killed_before_its_commit_the_next_process_brings_all_once(
    running_sandbox: RunningSandbox, page: Page, settings: Settings, tmp_path: Path
) -> None:
    control, chat_id = running_sandbox.control.max, int(page.external_id)
    post = control.write_post(chat_id, text="Новость")
    wanted = [f"Яма {number}" for number in range(5)]
    for text in wanted:
        control.write_comment(chat_id, post, text=text, author_id=501, author_name="Мария")
    marker = Connection.objects.get(page=page).poll_marker
    (tmp_path / "intake.before_commit").touch()
    assert ask_in_a_process(page, settings, kill_points=tmp_path) == -signal.SIGKILL
    assert (RawEvent.objects.count(), Connection.objects.get(page=page).poll_marker) == (0, marker)
    assert ask_in_a_process(page, settings, kill_points=tmp_path) == 0
    assert ask_in_a_process(page, settings, kill_points=tmp_path) == 0
    apply_waiting_events()
    said = ResidentMessage.objects.filter(page=page, kind="comment").order_by("id")
    assert list(said.values_list("text", flat=True)) == wanted
    assert RawEvent.objects.count() == len(wanted) + 1  # the post is told of, too

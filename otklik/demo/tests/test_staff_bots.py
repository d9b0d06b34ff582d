"""The demo shows messengers: a bot for staff in each, to which one writes in the sandbox as a resident would."""

from contextlib import closing
from dataclasses import replace
from types import MappingProxyType

import pytest
from pytest_django import Settings

from otklik.demo.control import Control
from otklik.demo.seed import seed_town
from otklik.demo.staff_bots import NAME, seed_staff_bots
from otklik.networks.settings import NetworkSettings
from otklik.notices.listening import listen_to_bots
from otklik.notices.models import StaffBot, StaffTalk
from otklik.notices.talks import invite_to_talk
from otklik.organizations.models import Staff
from otklik.organizations.selectors import load_viewer
from otklik.sandbox.testing import RunningSandbox
from otklik.shared import clock


@pytest.mark.django_db
def test_whoever_writes_the_code_in_the_sandbox_is_told_there(
    running_sandbox: RunningSandbox, settings: Settings
) -> None:
    running_sandbox.control.reset()
    way = NetworkSettings(running_sandbox.telegram_api_url, "", 2.0, "")
    ways = {"telegram": way, "max": replace(way, api_url=running_sandbox.max_api_url)}
    settings.OTKLIK_NETWORKS = MappingProxyType(ways)
    seed_town()
    now = clock.now()
    with closing(Control(running_sandbox.url)) as control:
        for _again in range(2):
            seed_staff_bots(control, now=now)
    listen_to_bots()
    assert sorted(StaffBot.objects.exclude(name="").values_list("network", "trouble")) == [
        ("max", ""), ("telegram", ""),
    ]  # fmt: skip
    (channel,) = running_sandbox.control.telegram.pages()
    assert channel.name == NAME
    me = load_viewer(Staff.objects.get(email="nadezhda@demo.example").id, on=now.date())
    running_sandbox.control.telegram.write_message(
        channel.channel_id, author_id=5_100_001, text=invite_to_talk("telegram", by=me, now=now).code
    )
    StaffBot.objects.update(ask_at=now)
    listen_to_bots()
    assert StaffTalk.objects.get().staff_id == me.staff_id
    control.close()

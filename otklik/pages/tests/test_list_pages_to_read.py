"""Which pages are read back, and whose webhook is watched."""

from datetime import timedelta

import pytest

from otklik.networks.abilities import Subscription
from otklik.networks.connector import Badge
from otklik.pages.models import Connection, Page
from otklik.pages.selectors import hook_url, list_activities, list_pages_to_reconcile, list_pages_to_watch
from otklik.pages.services import (
    ConnectionSecrets,
    connect_page,
    note_reconciled,
    note_subscription,
    put_off_reading,
    register_page,
)
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db
LONG_AGO = NOW - timedelta(hours=1)


def page_in(town: Town, network: str) -> Page:
    page = register_page(town.office, network=network, external_id="77", name=network, badge=Badge.UNKNOWN)
    secrets = ConnectionSecrets(community_token="t", webhook_secret="s")
    connect_page(page, secrets_entered=secrets, by=None, now=NOW)
    return page


def to_reconcile() -> set[str]:
    return {page.network for page in list_pages_to_reconcile(before=LONG_AGO, now=NOW, at_most=9)}


def test_it_never_reads_back_a_network_that_shows_nothing() -> None:
    town = build_town()
    page_in(town, "telegram")
    page_in(town, "max")
    assert to_reconcile() == {"vk", "max"}


def test_it_reads_a_page_of_ok_when_its_own_time_has_come() -> None:
    page = page_in(build_town(), "ok")
    note_reconciled(page, now=NOW - timedelta(minutes=2), found=1)
    assert "ok" not in to_reconcile()
    put_off_reading(page, until=NOW - timedelta(seconds=1))
    assert "ok" in to_reconcile()
    put_off_reading(page, until=NOW + timedelta(seconds=30))
    assert "ok" not in to_reconcile()


def test_it_knows_how_lively_the_pages_are_that_share_a_quota() -> None:
    town = build_town()
    page = page_in(town, "ok")
    note_reconciled(page, now=NOW, found=3)
    mine, others = list_activities(page)
    assert (mine.read_at, mine.last_message_at, others) == (NOW, NOW, [])


def test_it_watches_webhooks_only_where_a_network_may_drop_them() -> None:
    town = build_town()
    page = page_in(town, "max")
    assert [one.network for one in list_pages_to_watch(before=LONG_AGO, now=NOW, at_most=9)] == ["max"]
    note_subscription(page, Subscription(was_renewed=False), now=NOW)
    assert list_pages_to_watch(before=LONG_AGO, now=NOW, at_most=9) == []


def test_it_reads_a_page_back_at_once_when_its_webhook_was_gone() -> None:
    town = build_town()
    page = page_in(town, "max")
    note_reconciled(page, now=NOW, found=0)
    assert "max" not in to_reconcile()
    note_subscription(page, Subscription(was_renewed=True), now=NOW)
    assert "max" in to_reconcile()


def test_it_tells_the_address_for_webhooks() -> None:
    page = page_in(build_town(), "max")
    page.connection = Connection.objects.get(page=page)
    assert hook_url(page).endswith(f"/hooks/max/{page.connection.key}/")

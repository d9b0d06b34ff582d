"""Watching the webhooks that a network may drop."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from otklik.ground.secrets import new_key
from otklik.intake.reading_back import watch_next_subscription
from otklik.networks.abilities import Subscription
from otklik.networks.connectors.max.connector import MaxConnector
from otklik.pages.models import Connection, Page
from otklik.pages.services import ConnectionSecrets, connect_page, note_reconciled, register_page
from tests.town import NOW, build_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Page:
    page = register_page(build_town().office, network="max", external_id="-77", name="Канал")
    secrets = ConnectionSecrets(community_token="t", webhook_secret="secret")
    connect_page(page, secrets_entered=secrets, by=None, now=NOW)
    return page


def card(page: Page) -> Connection:
    return Connection.objects.get(page=page)


def test_it_goes_on_to_other_pages_when_a_token_cannot_be_read(page: Page, settings: Settings) -> None:
    settings.OTKLIK_KEYS = (new_key(),)
    assert watch_next_subscription(now=NOW) == 1
    assert (card(page).subscription_seen_at, "OTKLIK_KEYS" in card(page).last_error) == (NOW, True)
    assert watch_next_subscription(now=NOW) == 0


def test_it_reads_back_after_a_renewal(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def renew(_self: object, _access: object, *, hook_url: str) -> Subscription:
        asked.append(hook_url)
        return Subscription(was_renewed=True)

    monkeypatch.setattr(MaxConnector, "keep_subscription", renew)
    note_reconciled(page, now=NOW, found=0)
    watch_next_subscription(now=NOW)
    assert asked == [f"http://127.0.0.1:8001/hooks/max/{card(page).key}/"]
    reconciled_at = card(page).reconciled_at
    assert reconciled_at is not None
    assert reconciled_at < NOW - timedelta(hours=8)

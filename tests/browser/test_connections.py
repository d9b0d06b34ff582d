"""The connections in a browser: the list and a card full of troubles, at every width and look; copying the address."""

from datetime import timedelta

import pytest

from otklik.networks.abilities import Subscription
from otklik.networks.connector import PageFacts
from otklik.networks.errors import TryLater
from otklik.organizations.rights import Role
from otklik.pages.models import Connection, Page
from otklik.pages.services import (
    ConnectionSecrets,
    connect_page,
    note_answer,
    note_subscription,
    note_trouble,
    pause_connection,
    register_page,
)
from otklik.pages.told import take_over_facts
from otklik.shared import clock
from tests.browser.conftest import Site, enter
from tests.browser.looks import check_looks
from tests.people import Cast, enter_cast

pytestmark = pytest.mark.browser


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The bodies and people of the tests."""
    return enter_cast()


@pytest.fixture
def troubled(cast: Cast) -> Page:
    """A page with everything that a card can tell."""
    now = clock.now()
    page = register_page(cast.administration, network="max", external_id="-7001", name="Полевской в MAX")
    secrets = ConnectionSecrets(community_token="t", webhook_secret="secret")
    connect_page(page, secrets_entered=secrets, by=None, now=now - timedelta(days=2))
    page = Page.objects.select_related("connection").get(id=page.id)
    note_trouble(page, TryLater("MAX had an error of its own."), now=now - timedelta(hours=3))
    note_answer(page, now=now - timedelta(hours=2, minutes=39))
    take_over_facts(page, PageFacts("Полевской в MAX", members_count=5120, rights=("read_all_messages",)), now=now)
    failing = Subscription(
        was_renewed=True,
        waiting=12,
        failed_at=now,
        failure="SSL error",
        other_urls=("https://elsewhere.example/a-very-long-address/that-does-not-end-soon/0123456789abcdef/",),
    )
    note_subscription(page, failing, now=now)
    note_trouble(page, TryLater("MAX finds that we ask too often.", until=now + timedelta(minutes=15)), now=now)
    pause_connection(cast.school_page, by=_Someone(), because="Меняем ключ", now=now)
    register_page(cast.administration, network="ok", external_id="57", name="Полевской в Одноклассниках")
    return page


class _Someone:
    staff_id = 1
    name = "Денис Рогов"


def test_list_and_card_fit_and_axe_finds_nothing(site: Site, cast: Cast, troubled: Page) -> None:
    page = enter(site, cast, Role.ADMINISTRATOR, "/desk/connections/")
    bare = Page.objects.get(network="ok")
    for path in ("", "?q=nothing", f"{troubled.id}/", f"{troubled.id}/keys/", f"{bare.id}/", f"{cast.school_page.id}/"):
        page.goto(f"{site.address}/desk/connections/{path}")
        check_looks(page, path)
    page.context.close()


def test_the_address_is_copied_and_a_pause_wants_a_reason(site: Site, cast: Cast, troubled: Page) -> None:
    page = enter(site, cast, Role.ADMINISTRATOR, f"/desk/connections/{troubled.id}/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("[data-copies]").click()
    page.wait_for_selector("[data-toast]:has-text('Скопировано')")
    key = Connection.objects.get(page=troubled).key
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"/hooks/max/{key}/")
    page.locator("#pause > summary").click()
    page.locator("#pause-because").fill("Меняем ключ")
    page.locator("#pause button").click()
    page.wait_for_selector(".o-alert:has-text('Меняем ключ')")
    assert Connection.objects.get(page=troubled).is_paused
    page.context.close()

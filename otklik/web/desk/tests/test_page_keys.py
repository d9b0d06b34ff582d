"""Keys of a page in the desk: entered, tried in the network, replaced, and never shown again."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest
from django.test import Client
from pytest_django import Settings

from otklik.audit.models import AuditRecord
from otklik.networks.abilities import Subscription
from otklik.networks.connector import PageAccess, PageFacts
from otklik.networks.connectors.max.connector import MaxConnector
from otklik.networks.registry import connector_for, names
from otklik.organizations.models import Staff
from otklik.organizations.rights import Role
from otklik.organizations.services import appoint, enter_staff
from otklik.pages.keys import list_keys
from otklik.pages.models import Connection, Page
from otklik.pages.secrets import seal, unseal
from otklik.pages.services import register_page
from tests.line import Line, line

__all__ = ["line"]

NEIGHBOUR = 7002


@pytest.fixture
def desk(line: Line) -> Client:
    """An administrator of the office has signed in."""
    staff = enter_staff("root@example.org", name="Админ", password="")
    appoint(staff, line.town.office, Role.ADMINISTRATOR)
    client = Client()
    client.force_login(Staff.objects.get(id=staff.id))
    return client


@pytest.fixture
def neighbour(line: Line) -> None:
    """Another community with its own keys."""
    line.sandbox.control.create_page(
        "Соседи", group_id=NEIGHBOUR, community_token="their-token", admin_token="their-admin-token"
    )


def enter(desk: Client, page: Page, **typed: str) -> tuple[int, str]:
    """Send the form; what is shown then, the card where it leads there."""
    answer = desk.post(f"/desk/connections/{page.id}/keys/", typed)
    if answer.status_code == 302:
        return 302, desk.get(answer.headers["Location"]).content.decode()
    return answer.status_code, answer.content.decode()


def kept(page: Page) -> tuple[str, str]:
    line = Connection.objects.get(page=page)
    return unseal(line.community_token), unseal(line.admin_token)


def test_a_key_that_the_network_takes_is_kept_encrypted_and_never_shown(desk: Client, line: Line) -> None:
    page = line.town.page
    Connection.objects.filter(page=page).update(admin_token=b"")
    status, card = enter(desk, page, admin_token=" admin-token ", on="2027-01-31")
    assert status == 302
    assert "Ключи сохранены" in card
    assert "Комментарии нельзя скрывать." not in card
    assert kept(page) == ("community-token", "admin-token")
    stored = Connection.objects.get(page=page)
    assert b"admin-token" not in bytes(stored.admin_token)
    assert stored.tokens_expire_on == date(2027, 1, 31)
    form = desk.get(f"/desk/connections/{page.id}/keys/").content.decode()
    told = card + form + str(list(AuditRecord.objects.values()))
    assert "admin-token" not in told
    assert "community-token" not in told
    assert AuditRecord.objects.filter(act="exchange_tokens", subject=f"page:{page.id}", actor_name="Админ").exists()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"community_token": "revoked-token"}, "VK не принимает ключ: он отозван, истёк или введён с ошибкой."),
        ({"admin_token": "revoked-token"}, "VK не принимает ключ: он отозван, истёк или введён с ошибкой."),
        ({"community_token": "their-token"}, "Это ключ другого сообщества."),
        ({"admin_token": "their-admin-token"}, "Владелец ключа должен быть администратором этой страницы"),
        ({"admin_token": "not a key"}, "Это не похоже на ключ"),
        ({"admin_token": "ключ"}, "Это не похоже на ключ"),
        ({"admin_token": "x" * 1_001}, "Это не похоже на ключ"),
        ({"admin_token": "a\tb"}, "Это не похоже на ключ"),
        ({}, "Ни один ключ не введён."),
    ],
)
@pytest.mark.usefixtures("neighbour")
def test_what_the_network_does_not_take_is_told_and_the_old_key_stays(
    desk: Client, line: Line, typed: dict[str, str], told: str
) -> None:
    status, shown = enter(desk, line.town.page, **typed)
    assert status == 422
    assert told in shown
    assert 'aria-invalid="true"' in shown
    assert kept(line.town.page) == ("community-token", "admin-token")
    assert not any(value and f'"{value}"' in shown for value in typed.values())


def test_one_wrong_key_keeps_none_of_them(desk: Client, line: Line) -> None:
    Connection.objects.update(community_token=seal("old"), admin_token=b"")
    status, _ = enter(desk, line.town.page, community_token="community-token", admin_token="revoked-token")
    assert status == 422
    assert kept(line.town.page) == ("old", "")


def test_nothing_changes_while_the_network_cannot_say(desk: Client, line: Line) -> None:
    line.sandbox.control.add_fault("http", network="vk", status=503, count=0)
    status, shown = enter(desk, line.town.page, admin_token="admin-token")
    assert status == 422
    assert "Ничего не изменено. Попробуйте через несколько минут." in shown


def test_what_the_keys_do_not_allow_stands_on_the_card_with_the_way_out(desk: Client, line: Line) -> None:
    Connection.objects.update(admin_token=b"")
    status, card = enter(desk, line.town.page, community_token="community-token")
    assert status == 302
    assert "Комментарии нельзя скрывать." in card
    assert f'href="/desk/connections/{line.town.page.id}/keys/"' in card


def test_a_page_is_connected_by_its_first_key(
    desk: Client, line: Line, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    way = settings.OTKLIK_NETWORKS["vk"]
    settings.OTKLIK_NETWORKS = MappingProxyType({"vk": way, "max": replace(way, api_url="http://127.0.0.1:1")})
    page = register_page(line.town.office, network="max", external_id="-77", name="Канал")
    asked: list[PageAccess] = []

    def read_page(_self: object, access: PageAccess) -> PageFacts:
        asked.append(access)
        return PageFacts(name="Канал", rights=("write",))

    monkeypatch.setattr(MaxConnector, "read_page", read_page)
    monkeypatch.setattr(MaxConnector, "keep_subscription", lambda *_, **__: Subscription(was_renewed=True))
    assert "Ввести ключи" in desk.get(f"/desk/connections/{page.id}/").content.decode()
    status, card = enter(desk, page, community_token="bot-token")
    assert status == 302
    assert "Комментарии нельзя удалять." in card
    assert asked[0].community_token == "bot-token"
    assert unseal(Connection.objects.get(page=page).webhook_secret)
    assert AuditRecord.objects.filter(act="connect", subject=f"page:{page.id}").exists()


def test_it_says_that_the_network_is_off(desk: Client, line: Line, settings: Settings) -> None:
    settings.OTKLIK_NETWORKS = MappingProxyType({})
    assert "выключена" in enter(desk, line.town.page, admin_token="admin-token")[1]


def test_other_values_stay_when_one_is_replaced(desk: Client, line: Line) -> None:
    Connection.objects.update(tokens_expire_on=date(2027, 5, 1))
    assert enter(desk, line.town.page, confirmation="n3w")[0] == 302
    stored = Connection.objects.get()
    assert (stored.confirmation, stored.tokens_expire_on) == ("n3w", date(2027, 5, 1))
    assert unseal(stored.webhook_secret) == "town-secret"
    assert kept(line.town.page) == ("community-token", "admin-token")


@pytest.mark.parametrize("network", names())
@pytest.mark.django_db
def test_every_network_has_a_field_for_each_token_that_its_acts_need(network: str) -> None:
    page = Page(id=1, network=network)
    needed = {limit.need.token.value for limit in connector_for(network).limits.values() if limit.need}
    fields = {one.name.removesuffix("_token"): one.where for one in list_keys(page) if one.name.endswith("_token")}
    assert fields.keys() == needed
    assert all(fields.values())

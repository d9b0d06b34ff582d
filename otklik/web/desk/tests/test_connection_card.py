"""The card of a connection: rights in words, how events come, the circuit, the story; and the acts on it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from otklik.delivery.models import OutboxAct, OutboxState
from otklik.delivery.services import Target, queue_answer
from otklik.networks.abilities import Subscription
from otklik.networks.connector import Badge, PageAccess, PageFacts
from otklik.networks.connectors.max.connector import MaxConnector
from otklik.networks.connectors.vk.connector import VkConnector
from otklik.networks.errors import Refused, TryLater
from otklik.organizations.rights import Role
from otklik.pages.hearing import switch_hearing
from otklik.pages.models import Connection, HearsBy, Page
from otklik.pages.services import (
    ConnectionSecrets,
    connect_page,
    note_answer,
    note_subscription,
    note_trouble,
    register_page,
)
from otklik.pages.told import note_rights, take_over_facts
from otklik.shared import clock
from tests.markup import parse
from tests.people import NOW, Cast

SignIn = Callable[[str], Client]
FACTS = PageFacts(name="Полевской. Официально", members_count=812, rights=("messages", "wall"))


@pytest.fixture
def channel(cast: Cast) -> Page:
    """A page in Telegram, of the administration."""
    page = register_page(cast.administration, network="telegram", external_id="-1007", name="Полевской в Telegram")
    secrets = ConnectionSecrets(community_token="7:token", webhook_secret="secret")
    connect_page(page, secrets_entered=secrets, by=None, now=NOW)
    return page


def card(client: Client, page: Page) -> str:
    return client.get(f"/desk/connections/{page.id}/").content.decode()


def test_it_says_in_plain_words_what_the_tokens_allow_and_what_stops_without_the_rest(
    cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(Role.COORDINATOR)
    assert "Пока неизвестно: проверьте подключение" in card(client, cast.page)
    take_over_facts(cast.page, FACTS, now=NOW)
    note_rights(cast.page, FACTS.rights, now=NOW)
    told = card(client, cast.page)
    assert "читать личные сообщения и отвечать на них" in told
    assert "Комментарии нельзя скрывать." in told
    assert "Введите ключ администратора сообщества." in told
    assert "messages, wall" in told
    assert "На комментарии на стене нельзя ответить." not in told


def test_only_who_may_connect_sees_the_address_and_the_acts(cast: Cast, sign_in: SignIn) -> None:
    key = Connection.objects.get(page=cast.page).key
    assert key not in card(sign_in(Role.COORDINATOR), cast.page)
    assert "/test/" not in card(sign_in(Role.COORDINATOR), cast.page)
    told = card(sign_in(Role.ADMINISTRATOR), cast.page)
    assert f"/hooks/vk/{key}/" in told
    assert "Проверить подключение" in told
    assert "token" not in told.replace("csrfmiddlewaretoken", "").replace("csrf-token", "")


def test_it_tells_the_circuit_in_words(cast: Cast, sign_in: SignIn) -> None:
    now = clock.now()
    page = Page.objects.select_related("connection").get(id=cast.page.id)
    for minutes in (30, 20):
        until = now - timedelta(minutes=minutes - 1) if minutes > 20 else now + timedelta(minutes=15)
        note_trouble(page, TryLater("VK does not answer.", until=until), now=now - timedelta(minutes=minutes))
    queue_answer(Target(page.id, "comment", "wall-1_2_3", "wall-1_2_3"), text="Сделаем", now=now)
    told = card(sign_in(Role.COORDINATOR), cast.page)
    assert "2 неудачи подряд; следующая попытка в " in told
    assert "1 отправка ждёт в очереди." in told
    assert "Неполадки у сети" in told


def test_it_tells_the_story_of_an_outage_when_it_is_over(cast: Cast, sign_in: SignIn) -> None:
    page = Page.objects.select_related("connection").get(id=cast.page.id)
    note_trouble(page, TryLater("VK does not answer."), now=NOW)
    note_trouble(page, Refused("VK's answer cannot be read."), now=NOW + timedelta(minutes=15))
    note_answer(page, now=NOW + timedelta(minutes=21))
    told = card(sign_in(Role.COORDINATOR), cast.page)
    assert told.index("Снова работает") < told.index("Сеть отказала") < told.index("Неполадки у сети")
    assert "длилось 21 мин" in told
    assert "работает" in [one.text for one in parse(told).find("span")]


def test_it_says_of_telegram_that_it_cannot_be_read_back_and_how_its_webhook_does(
    cast: Cast, channel: Page, sign_in: SignIn
) -> None:
    failing = Subscription(
        was_renewed=False, waiting=12, failed_at=NOW, failure="SSL error", other_urls=("https://else.example/",)
    )
    note_subscription(channel, failing, now=NOW)
    told = card(sign_in(Role.ADMINISTRATOR), channel)
    assert "Эта сеть не показывает сообщения повторно" in told
    assert "12 событий" in told
    assert "«SSL error»" in told
    assert "https://else.example/" in told
    assert "Перечитать сейчас" not in told


def test_it_says_that_a_page_is_heard_by_asking(cast: Cast, channel: Page, sign_in: SignIn) -> None:
    switch_hearing(channel, HearsBy.POLLING, by=None, now=NOW)
    told = card(sign_in(Role.ADMINISTRATOR), channel)
    assert "до нас не доходит ни один вебхук" in told
    assert "сначала снимаем наш вебхук" in told
    assert "/hooks/telegram/" not in told
    assert "Теперь мы сами спрашиваем о событиях" in told


def test_it_counts_what_was_not_sent_and_leads_there(cast: Cast, sign_in: SignIn) -> None:
    now = clock.now()
    act = queue_answer(Target(cast.page.id, "comment", "wall-1_2_3", "wall-1_2_3"), text="Сделаем", now=now)
    OutboxAct.objects.filter(id=act.id).update(state=OutboxState.UNKNOWN, settled_at=now)
    link = f"/desk/?queue=trouble&amp;page={cast.page.id}"
    assert link in card(sign_in(Role.COORDINATOR), cast.page)
    assert link not in card(sign_in(Role.ADMINISTRATOR), cast.page)


def test_a_page_without_a_connection_says_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    bare = register_page(cast.administration, network="ok", external_id="57", name="Полевской в ОК")
    told = card(sign_in(Role.ADMINISTRATOR), bare)
    assert f'href="/desk/connections/{bare.id}/keys/"' in told
    assert "Проверить подключение" not in told


def test_the_test_says_what_the_network_said_and_keeps_it(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(VkConnector, "read_page", lambda _self, _access: FACTS)
    client = sign_in(Role.ADMINISTRATOR)
    told = client.post(f"/desk/connections/{cast.page.id}/test/", follow=True).content.decode()
    assert "Сеть отвечает и принимает ключи." in told
    assert "812" in client.get(f"/desk/pages/{cast.page.id}/").content.decode()
    again = client.post(f"/desk/connections/{cast.page.id}/test/", follow=True).content.decode()
    assert "Подключение только что проверяли." in again


def test_the_test_says_why_it_failed_and_what_to_do(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: VkConnector, _access: PageAccess) -> PageFacts:
        raise Refused("The page has no token of the community.", next_step="Enter the community's token.")

    monkeypatch.setattr(VkConnector, "read_page", refuse)
    told = sign_in(Role.ADMINISTRATOR).post(f"/desk/connections/{cast.page.id}/test/", follow=True).content.decode()
    assert 'data-toast="error"' in told
    assert "Enter the community&#x27;s token." in told


def test_the_test_says_that_the_webhook_was_gone(cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    page = register_page(cast.administration, network="max", external_id="-77", name="Канал")
    connect_page(page, secrets_entered=ConnectionSecrets(community_token="t"), by=None, now=NOW)
    monkeypatch.setattr(MaxConnector, "read_page", lambda _self, _access: PageFacts(name="Канал", badge=Badge.ABSENT))
    monkeypatch.setattr(MaxConnector, "keep_subscription", lambda *_, hook_url: Subscription(was_renewed=True))
    told = sign_in(Role.ADMINISTRATOR).post(f"/desk/connections/{page.id}/test/", follow=True).content.decode()
    assert "теперь он снова стоит" in told
    assert "Сеть сняла наш вебхук" in told


def test_a_person_has_a_page_read_back_now(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(Role.ADMINISTRATOR)
    told = client.post(f"/desk/connections/{cast.page.id}/read-back/", follow=True).content.decode()
    assert "на очереди" in told
    again = client.post(f"/desk/connections/{cast.page.id}/read-back/", follow=True).content.decode()
    assert "Страница только что перечитана" in again


def test_the_list_filters_searches_and_goes_on(cast: Cast, channel: Page, sign_in: SignIn) -> None:
    client = sign_in(Role.ADMINISTRATOR)
    listed = client.get("/desk/connections/?network=vk").content.decode()
    assert "Полевской. Официально" in listed
    assert channel.name not in listed
    assert channel.name in client.get("/desk/connections/", {"q": "telegram"}).content.decode()
    assert "Сбросить условия" in client.get("/desk/connections/?health=paused").content.decode()
    rest = client.get("/desk/connections/", {"after": "9_0_"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in rest
    assert client.get("/desk/connections/?after=x_y&health=odd&network=odd").status_code == 200

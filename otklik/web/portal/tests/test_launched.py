"""Our forms within a network's program: who may open them, whose page they are for, what is left behind."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote, urlencode

import pytest
from django.conf import settings as ours
from django.test import Client
from pytest_django import Settings

from otklik.intake.models import ResidentAct
from otklik.intake.talk_codes import code_of
from otklik.networks.abilities import OpensForms
from otklik.networks.connectors.vk.tests.test_launch import launch
from otklik.networks.registry import CONNECTORS
from otklik.organizations.models import Body
from otklik.organizations.sign_in import Person
from otklik.pages.models import Page, Widget
from otklik.pages.services import ConnectionSecrets, connect_page
from otklik.pages.widgets import find_widget_card, keep_widget
from otklik.shared import clock
from otklik.web.portal.consents import CONSENT
from otklik.web.portal.tests.test_report import hidden
from otklik.web.portal.tests.test_widget import ancestors

pytestmark = pytest.mark.django_db
SECRET = "protected-key"
SITES = ("https://vk.example", "https://*.vk.example")


@pytest.fixture
def app(settings: Settings) -> None:
    vk = replace(ours.OTKLIK_NETWORKS["vk"], application_secret=SECRET, sites_of_forms=SITES)
    settings.OTKLIK_NETWORKS = MappingProxyType({**ours.OTKLIK_NETWORKS, "vk": vk})


@pytest.fixture
def page(town: Body, app: None) -> Page:
    """The page of a school, with forms."""
    Page.objects.filter(external_id="21").update(network="vk", url="https://vk.ru/school21")
    page = Page.objects.get(external_id="21")
    keep_widget(page, sites="", is_on=True, by=Person(0, "Оксана"), now=clock.now())
    return page


def opened(client: Client, *, group: str = "21", key: str = SECRET, **more: Any) -> Any:
    """The app opened from a community."""
    told = launch(key=key, at=more.pop("at", clock.now()), **({"vk_group_id": group} if group else {}), **more)
    return client.get(f"/in/vk/?{urlencode(told)}")


def test_the_launch_is_left_at_once_and_nothing_of_the_person_stays(page: Page, client: Client) -> None:
    answer = opened(client)
    assert answer.status_code == 302
    assert re.fullmatch(r"/in/vk/report/\?lang=ru&launch=[\w:-]+", unquote(answer["Location"]))
    shown = client.get(answer["Location"])
    assert shown.status_code == 200
    for told in (answer["Location"], shown.content.decode()):
        assert "494075" not in told
        assert "vk_" not in told
    assert not answer.cookies
    assert not shown.cookies


def test_the_form_is_that_of_the_community_and_goes_to_its_owner(page: Page, client: Client) -> None:
    path = opened(client)["Location"]
    assert "Школа № 21" in client.get(path).content.decode()
    look = client.post(path, {"text": "В раздевалке не горит свет", "consent": CONSENT, "step": "check"})
    sent = client.post(path, {**hidden(look), "step": "send"})  # type: ignore[arg-type]
    act = ResidentAct.objects.select_related("message__body").get()
    assert (sent.status_code, act.message.body.slug) == (200, "school-21")
    assert f"/case/{act.number}/" in sent.content.decode()
    card = find_widget_card(page.id, now=clock.now())
    assert card is not None
    assert (card.shown, card.sent) == (1, 1)


def test_an_opinion_stands_beside_it(page: Page, client: Client) -> None:
    shown = client.get(opened(client)["Location"]).content.decode()
    other = re.search(r'<a href="(/in/vk/opinion/\?[^"]+)"', shown)
    assert other is not None
    assert client.get(other[1].replace("&amp;", "&")).status_code == 200
    assert 'aria-current="page">Проблема' in shown


@pytest.mark.parametrize("group", ["", "999"])
def test_without_a_page_of_ours_it_is_the_form_of_the_installation(page: Page, client: Client, group: str) -> None:
    shown = client.get(opened(client, group=group)["Location"])
    assert shown.status_code == 200
    assert "Школа № 21" not in shown.content.decode()


def test_forms_that_are_off_open_as_those_of_the_installation(page: Page, client: Client) -> None:
    path = opened(client)["Location"]
    Widget.objects.update(is_on=False)
    for address in (path, opened(client)["Location"]):
        assert "Школа № 21" not in client.get(address).content.decode()


def test_only_the_network_may_show_it(page: Page, client: Client) -> None:
    answers = [client.get(opened(client)["Location"]), client.get("/in/vk/report/")]
    for answer in answers:
        assert ancestors(answer.headers["Content-Security-Policy"]) == " ".join(SITES)
        assert "X-Frame-Options" not in answer.headers


def test_what_the_network_did_not_sign_opens_nothing_and_says_what_to_do(page: Page, client: Client) -> None:
    day_old = opened(client, at=clock.now() - timedelta(days=2))
    for refused in (opened(client, key="another key"), client.get("/in/vk/"), day_old):
        assert refused["Location"] == "/in/vk/report/", "the address that tells of a person is left here, too"
    refused = client.get("/in/vk/report/")
    assert refused.status_code == 403
    assert "Откройте" in refused.content.decode()
    assert "otklik/vk.js" in refused.content.decode(), "the program has to hear that it has started"
    path = opened(client)["Location"]
    assert client.get(path.replace("launch=", "launch=x")).status_code == 403
    assert client.get("/in/vk/?" + "&".join(f"vk_{number}=1" for number in range(200))).status_code == 302


def test_a_form_left_open_for_a_day_is_still_sent(page: Page, client: Client, settings: Settings) -> None:
    path = opened(client)["Location"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("otklik.web.portal.launched._OPENS_FOR", -1)
        assert client.get(path).status_code == 403
        look = client.post(path, {"text": "Темно", "consent": CONSENT, "step": "check"})
    assert look.status_code == 200


def test_it_is_not_there_without_a_key_and_in_networks_that_open_no_forms(
    page: Page, client: Client, settings: Settings
) -> None:
    assert client.get("/in/max/").status_code == 404
    assert client.get("/in/nowhere/").status_code == 404
    path = opened(client)["Location"]
    vk = replace(ours.OTKLIK_NETWORKS["vk"], application_secret="")
    settings.OTKLIK_NETWORKS = MappingProxyType({"vk": vk})
    assert opened(client, key="").status_code == 404
    assert client.get(path).status_code == 404


def test_the_language_of_the_program_is_spoken(page: Page, client: Client) -> None:
    assert "What happened, and where?" in client.get(opened(client, vk_language="en")["Location"]).content.decode()
    assert "lang=" not in opened(client, vk_language="kz")["Location"]


def test_the_community_asks_to_write_only_where_it_can(page: Page, client: Client) -> None:
    def send() -> str:
        path = opened(client)["Location"]
        look = client.post(path, {"text": "Темно", "consent": CONSENT, "step": "check"})
        return str(client.post(path, {**hidden(look), "step": "send"}).content.decode())  # type: ignore[arg-type]

    assert "data-let-write" not in send()
    connect_page(page, secrets_entered=ConnectionSecrets(community_token="t"), by=None, now=clock.now())
    sent = send()
    assert 'data-let-write="21"' in sent
    assert f'data-code="{code_of(ResidentAct.objects.latest("id").number)}"' in sent


def test_every_network_that_opens_forms_has_its_script() -> None:
    opening = [name for name, connector in CONNECTORS.items() if isinstance(connector, OpensForms)]
    assert "vk" in opening
    built = json.loads((Path(ours.STATIC_ROOT) / "staticfiles.json").read_text())["paths"]
    assert {f"otklik/{name}.js" for name in opening} <= set(built)

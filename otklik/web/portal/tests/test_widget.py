"""Our forms on other sites: who may show them, whom they reach, what is counted."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from otklik.intake.models import ResidentAct
from otklik.organizations.models import Body
from otklik.organizations.sign_in import Person
from otklik.pages.models import Page, Widget, WidgetUse
from otklik.pages.widgets import find_widget_card, keep_widget
from otklik.shared.clock import now
from otklik.web.portal.consents import CONSENT
from otklik.web.portal.tests.test_report import hidden

pytestmark = pytest.mark.django_db
SITE = "https://school8.example"


@pytest.fixture
def key(town: Body) -> str:
    page = Page.objects.get(external_id="21")
    keep_widget(page, sites=SITE, is_on=True, by=Person(0, "Оксана"), now=now())
    return Widget.objects.get().key


def ancestors(headers: str) -> str:
    return str(re.findall(r"frame-ancestors ([^;]+)", headers)[0]).strip()


def test_only_the_named_sites_may_show_it(key: str, client: Client) -> None:
    for kind in ("report", "opinion", "buttons"):
        shown = client.get(f"/embed/{key}/{kind}/")
        assert ancestors(shown.headers["Content-Security-Policy"]) == SITE
        assert "X-Frame-Options" not in shown.headers
        assert not shown.cookies
    for path in ("/report/", f"/report/?page={key}", "/"):
        assert ancestors(client.get(path).headers["Content-Security-Policy"]) == "'none'"


def test_without_a_site_nobody_may(key: str, client: Client) -> None:
    Widget.objects.update(origins=[])
    assert ancestors(client.get(f"/embed/{key}/report/").headers["Content-Security-Policy"]) == "'none'"


def test_what_is_sent_in_the_frame_goes_to_the_owner_of_the_page(key: str, client: Client) -> None:
    path = f"/embed/{key}/report/"
    look = client.post(path, {"text": "В раздевалке не горит свет", "consent": CONSENT, "step": "check"})
    assert "Школа № 21" in look.content.decode()
    sent = client.post(path, {**hidden(look), "step": "send"})  # type: ignore[arg-type]
    act = ResidentAct.objects.select_related("message__body").get()
    assert (sent.status_code, act.message.body.slug) == (200, "school-21")
    assert f"/case/{act.number}/" in sent.content.decode()


def test_a_network_is_offered_where_a_page_of_the_owner_takes_private_messages(key: str, client: Client) -> None:
    offer = 'name="contact" value="network"'
    owner = Widget.objects.select_related("page").get(key=key).page.owner_id
    town_hall = Page.objects.exclude(owner_id=owner).first()
    assert town_hall is not None
    Page.objects.filter(id=town_hall.id).update(takes_talks=True, url="https://vk.ru/other")
    assert offer in client.get("/report/").content.decode()
    for path in (f"/embed/{key}/report/", f"/report/?page={key}"):
        assert offer not in client.get(path).content.decode()
    Page.objects.filter(owner_id=owner).update(takes_talks=True, url="https://ok.ru/group/21")
    for path in (f"/embed/{key}/report/", f"/report/?page={key}"):
        assert offer in client.get(path).content.decode()


def test_the_button_and_the_code_lead_to_the_same_owner(key: str, client: Client) -> None:
    asked = client.get(f"/report/?page={key}").content.decode()
    assert "Школа № 21" in asked
    assert f'action="/report/?page={key}"' in asked
    assert "Школа № 21" not in client.get("/report/?page=unknown").content.decode()


def test_it_speaks_the_language_and_wears_the_look_that_the_site_asks_for(key: str, client: Client) -> None:
    shown = client.get(f"/embed/{key}/report/?theme=dark&lang=en").content.decode()
    assert '<html lang="en" data-theme="dark">' in shown
    assert "What happened, and where?" in shown
    assert "theme=dark&amp;lang=en" in shown
    assert 'data-theme="neon"' not in client.get(f"/embed/{key}/report/?theme=neon").content.decode()


def test_uses_are_counted_and_nobody_is(key: str, client: Client) -> None:
    client.get(f"/embed/{key}/report/")
    client.get(f"/report/?page={key}")
    look = client.post(f"/embed/{key}/opinion/", {"text": "Спасибо", "consent": CONSENT, "step": "check"})
    client.post(f"/embed/{key}/opinion/", {**hidden(look), "step": "send"})  # type: ignore[arg-type]
    card = find_widget_card(Page.objects.get(external_id="21").id, now=now())
    assert card is not None
    assert (card.shown, card.sent, WidgetUse.objects.count()) == (2, 1, 1)


@pytest.mark.parametrize("name", ["embed_report", "embed_opinion", "embed_buttons", "form_poster"])
def test_what_is_switched_off_or_unknown_is_not_there(key: str, client: Client, name: str) -> None:
    assert client.get(reverse(f"portal:{name}", args=[key])).status_code == 200
    Widget.objects.update(is_on=False)
    assert client.get(reverse(f"portal:{name}", args=[key])).status_code == 404
    assert client.get(reverse(f"portal:{name}", args=["unknown"])).status_code == 404


def test_the_script_may_be_loaded_from_anywhere(client: Client) -> None:
    answer = client.get("/widget.js")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert b"iframe" in answer.content


@pytest.mark.parametrize("kind", ["report", "opinion", "buttons"])
def test_on_a_site_that_is_not_named_it_is_a_link_out_of_the_frame(key: str, client: Client, kind: str) -> None:
    def framed_by(site: str) -> HttpResponse:
        headers = {"Referer": f"{site}/news", "Sec-Fetch-Dest": "iframe"}
        return client.get(f"/embed/{key}/{kind}/", headers=headers)  # type: ignore[return-value]

    other = framed_by("https://other.example")
    assert ancestors(other.headers["Content-Security-Policy"]) == "*"
    assert "X-Frame-Options" not in other.headers
    page = other.content.decode()
    assert "<form" not in page
    assert f'href="{settings.OTKLIK_SITE_URL}/{"opinion" if kind == "opinion" else "report"}/?page={key}"' in page
    assert 'target="_blank"' in page
    for site in (SITE, settings.OTKLIK_SITE_URL):
        assert ancestors(framed_by(site).headers["Content-Security-Policy"]) == SITE


def test_the_frame_is_called_by_what_it_is_for() -> None:
    script = (Path(__file__).resolve().parents[4] / "frontend" / "src" / "js" / "widget.js").read_text(encoding="utf-8")
    assert "бращени" not in script
    for title in ("Сообщить о проблеме", "Высказать мнение", "Report a problem", "Say what you think"):
        assert f'"{title}"' in script

"""Asking for letters, confirming, changing and ending them, as a browser and as a mail program do it."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

from otklik.organizations.models import Body
from otklik.publication.models import PublishedCase, Subscription, SubscriptionLetter
from otklik.publication.subscriptions.letters import send_waiting_subscription_letters
from otklik.publication.subscriptions.links import LinkFor, secret_of
from tests.post_office import open_post_office

pytestmark = pytest.mark.django_db
FORM = {"email": "Vera@Mail.example", "pace": "weekly", "consent": "letters-2026-11"}
ROADS = (
    "/subscribe/?topic=&body=administration&street=%D1%83%D0%BB%D0%B8%D1%86%D0%B0+%D0%9B%D0%B5%D0%BD%D0%B8%D0%BD%D0%B0"
)
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def kept(**columns: str) -> Subscription:
    """A subscription that was asked for."""
    Client().post(ROADS, FORM | columns)
    return Subscription.objects.get()


def link(found: Subscription, purpose: LinkFor) -> str:
    path = {LinkFor.CONFIRM: "subscribe", LinkFor.PAGE: "subscription", LinkFor.END: "unsubscribe"}[purpose]
    return f"/{path}/{secret_of(found.key, purpose)}/"


def test_the_form_says_in_words_what_is_subscribed_to(town: Body, client: Client) -> None:
    page = client.get(ROADS).content.decode()
    for words in ("Администрация Полевского", "улица Ленина", "Согласие", "/consent/letters-2026-11/"):
        assert words in page
    everything = client.get("/subscribe/").content.decode()
    assert "Все опубликованные ответы" in everything
    assert "Администрация Полевского" not in everything
    assert client.get("/consent/letters-2026-11/").status_code == 200


def test_from_the_form_to_the_letter_to_the_page_to_the_end(town: Body, client: Client, settings: Settings) -> None:
    settings.OTKLIK_SITE_URL = "http://testserver"
    answer = client.post(ROADS, FORM)
    assert answer.headers["Location"].startswith("/subscribe/asked/?body=administration")
    assert "Загляните в почту" in client.get(answer.headers["Location"]).content.decode()
    with open_post_office() as office:
        office.use(settings)
        assert send_waiting_subscription_letters() == 1
    text = str(office.letters[0].get_content())
    (way,) = re.findall(r"http://testserver(/subscribe/\S+)", text)
    assert "Администрация Полевского" in text
    assert "улица Ленина" in client.get(way).content.decode(), "of the filter's words only the page tells"
    assert client.get(way).status_code == 200
    assert Subscription.objects.get().confirmed_at is None, "looking into a letter confirms nothing"
    page = client.post(way).headers["Location"]
    assert "Адрес подтверждён" in client.get(page).content.decode()
    own = page.partition("?")[0]
    assert Subscription.objects.get().pace == "weekly"
    assert client.post(own, {"pace": "at_once"}).headers["Location"] == f"{own}?kept=1"
    assert Subscription.objects.get().pace == "at_once"
    assert client.post(own, {"pace": "hourly"}).status_code == 422
    assert client.post(own, {"act": "end"}).headers["Location"] == "/unsubscribe/"
    assert not Subscription.objects.exists()
    for gone in (own, way):
        assert client.get(gone).status_code == 404


def test_a_mail_program_ends_it_with_one_click_and_no_cookie(town: Body) -> None:
    found, program = kept(), Client(enforce_csrf_checks=True)
    way = link(found, LinkFor.END)
    assert "Больше не присылать" in program.get(way).content.decode()
    assert Subscription.objects.exists(), "a program that only looks ends nothing"
    for _press in range(2):
        assert program.post(way, ONE_CLICK).status_code == 200
    assert not Subscription.objects.exists()
    assert program.post("/unsubscribe/" + "0" * 36 + "/", ONE_CLICK).status_code == 404


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"email": ""}, "email"),
        ({"email": "мама"}, "email"),
        ({"consent": "2026-11"}, "consent"),
        ({"pace": "x"}, "pace"),
    ],
)
def test_what_is_wrong_is_named_and_the_rest_is_kept(
    town: Body, client: Client, values: dict[str, str], field: str
) -> None:
    answer = client.post(ROADS, FORM | values)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'<a href="#{field}">' in page
    assert ("Vera@Mail.example" in page) is (field != "email")
    assert not Subscription.objects.exists()


def test_who_asks_learns_nothing_of_the_mailbox(town: Body, client: Client) -> None:
    said = [client.post(ROADS, FORM).headers["Location"] for _turn in range(6)]
    assert len(set(said)) == 1
    assert SubscriptionLetter.objects.count() == 1
    assert "vera" not in said[0].lower()


def test_a_robot_that_fills_in_everything_is_told_the_same_and_kept_nowhere(town: Body, client: Client) -> None:
    assert client.post(ROADS, FORM | {"site": "http://spam.example"}).status_code == 302
    assert not Subscription.objects.exists()


def test_one_network_is_asked_to_wait_at_last(town: Body, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("otklik.intake.gate._SHARED", (2.0, 0.001))
    assert [client.post(ROADS, FORM).status_code for _turn in range(3)] == [302, 302, 429]


def test_one_case_can_be_followed(town: Body, client: Client) -> None:
    page = client.get("/case/4821937405/").content.decode()
    assert "/subscribe/?case=4821937405" in page
    form = client.get("/subscribe/?case=4821937405").content.decode()
    assert "Дороги</a>" in form
    assert 'name="pace"' not in form
    client.post("/subscribe/?case=4821937405&body=administration", {k: v for k, v in FORM.items() if k != "pace"})
    found = Subscription.objects.get()
    assert (found.number, found.asked, found.pace) == ("4821937405", {}, "at_once")
    assert "Дороги</a>" in client.get(link(found, LinkFor.CONFIRM)).content.decode()
    assert client.get("/subscribe/?case=1").status_code == 404
    PublishedCase.objects.filter(number="4821937405").update(state="closed")
    assert "/subscribe/" not in client.get("/case/4821937405/").content.decode(), "nothing more comes of it"


def test_dates_and_nonsense_are_left_out(town: Body, client: Client) -> None:
    client.post("/subscribe/?since=2020-01-01&until=2020-02-01&state=eaten&case=мост&q=%00яма", FORM)
    assert Subscription.objects.get().asked == {"words": "яма"}


def test_links_that_lead_nowhere_say_so(town: Body, client: Client) -> None:
    for way in ("subscribe", "subscription"):
        for secret in ("0" * 36, "x", "я"):
            assert client.get(f"/{way}/{secret}/").status_code == 404
            assert client.post(f"/{way}/{secret}/", {"pace": "weekly"}).status_code == 404

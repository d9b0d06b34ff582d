"""A published case."""

from datetime import date

import pytest
from django.test import Client

from otklik.publication.models import PublishedCase
from otklik.web.portal.tests.conftest import publish

pytestmark = pytest.mark.usefixtures("town")


@pytest.mark.usefixtures("only_public_tables")
def test_it_shows_what_was_asked_and_what_was_answered(client: Client) -> None:
    response = client.get("/case/4821937405/", headers={"Accept-Language": "en"})
    page = response.content.decode()
    assert "Провалилась дорожка у садика" in page
    assert "Дорожку переложили вчера." in page
    assert "Администрация Полевского" in page
    assert response.context["shown"].state.word == "Answered"
    assert "59-FZ" in page


@pytest.mark.usefixtures("only_public_tables")
@pytest.mark.parametrize("number", ["1", "4821937406", "abc", "٣", "4" * 300])
def test_it_does_not_know_other_numbers(client: Client, number: str) -> None:
    assert client.get(f"/case/{number}/").status_code == 404


def test_it_says_until_when_a_case_is_put_off_and_why(client: Client) -> None:
    PublishedCase.objects.update(state="deferred", waits_until=date(2027, 5, 15), waits_for="season")
    page = client.get("/case/4821937405/").content.decode()
    assert "Отложено до 15 мая 2027: такие работы ждут сезона." in page


def test_it_is_gone_when_it_was_withdrawn(client: Client) -> None:
    PublishedCase.objects.filter(number="4821937405").delete()
    assert client.get("/case/4821937405/").status_code == 404


def test_it_shows_a_text_from_outside_as_text(client: Client) -> None:
    publish("5555555555", "<script>alert(1)</script> <b>жирно</b>", "Ответ <img src=x>")
    page = client.get("/case/5555555555/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert "<img src=x>" not in page


@pytest.mark.usefixtures("only_public_tables")
def test_its_public_tags_lead_to_what_bears_them(client: Client) -> None:
    PublishedCase.objects.filter(number="4821937405").update(tags=["Двор & сад"], tag_keys=["двор & сад"])
    page = client.get("/case/4821937405/").content.decode()
    assert 'href="/answers/?tag=%D0%94%D0%B2%D0%BE%D1%80%20%26%20%D1%81%D0%B0%D0%B4"' in page
    found = client.get("/answers/", {"tag": "двор & сад"}).content.decode()
    assert "4821937405" in found
    assert "Метка: двор &amp; сад" in found
    assert "4821937405" not in client.get("/answers/", {"tag": "двор"}).content.decode()
    assert "Двор &amp; сад" in client.get("/answers/feed.atom", {"tag": "Двор & сад"}).content.decode()

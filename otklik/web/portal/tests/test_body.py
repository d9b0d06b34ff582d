"""The page of a body."""

import pytest
from django.test import Client

from otklik.web.portal.tests.conftest import publish

pytestmark = pytest.mark.usefixtures("town")


@pytest.mark.usefixtures("only_public_tables")
def test_it_shows_pages_hours_and_answered_cases(client: Client) -> None:
    page = client.get("/bodies/administration/").content.decode()
    assert "vk.com/polevskoy" in page
    assert "8:00–17:00" in page
    assert "12:00–13:00" in page
    assert "/case/4821937405/" in page
    assert "Дорожку переложили вчера." in page


@pytest.mark.usefixtures("only_public_tables")
def test_it_says_that_the_mark_could_not_be_seen(client: Client) -> None:
    page = client.get("/bodies/school-21/", headers={"Accept-Language": "en"}).content.decode()
    assert "the network does not tell" in page


def test_it_goes_on_to_earlier_cases(client: Client) -> None:
    for number in range(1000, 1012):
        publish(str(number), f"Вопрос {number}", "Ответ")
    first = client.get("/bodies/administration/")
    before = first.context["before"]
    second = client.get(f"/bodies/administration/?before={before}")
    shown = [case.case.number for case in (*first.context["cases"], *second.context["cases"])]
    assert len(shown) == len(set(shown)) == 14
    assert second.context["before"] is None


@pytest.mark.usefixtures("only_public_tables")
def test_it_does_not_know_other_bodies(client: Client) -> None:
    assert client.get("/bodies/nobody/").status_code == 404

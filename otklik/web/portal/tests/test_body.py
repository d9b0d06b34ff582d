"""The page of a body."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from otklik.organizations.models import Body
from otklik.publication.published.recompute import FOREVER
from otklik.web.portal.tests.conftest import count_speed, publish

pytestmark = pytest.mark.usefixtures("town")


@pytest.mark.usefixtures("only_public_tables")
def test_it_shows_pages_hours_and_answered_cases(client: Client) -> None:
    # in the first days of January nobody works
    with time_machine.travel(datetime(2026, 11, 18, 6, 0, tzinfo=UTC), tick=False):
        page = client.get("/bodies/administration/").content.decode()
    assert "vk.com/polevskoy" in page
    assert "8:00–17:00" in page
    assert "12:00–13:00" in page
    assert "/case/4821937405/" in page
    assert "Дорожку переложили вчера." in page


@pytest.mark.usefixtures("only_public_tables")
def test_it_names_who_heads_the_body_and_notices_a_change(client: Client) -> None:
    for name, post in (("Устюгов Григорий Павлович", "Глава администрации"), ("Рогожин Лев Ильич", "")):
        Body.objects.filter(slug="administration").update(head_name=name, head_post=post)
        page = client.get("/bodies/administration/").content.decode()
        assert name in page
        assert ("Глава администрации" in page) is bool(post)
    assert "Устюгов" not in page


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


@pytest.mark.usefixtures("only_public_tables")
def test_it_leads_from_a_merged_body_to_its_heir(client: Client) -> None:
    Body.objects.filter(slug="school-2").update(is_active=False, merged_into=Body.objects.get(slug="school-21"))
    response = client.get("/bodies/school-2/")
    assert (response.status_code, response["Location"]) == (301, "/bodies/school-21/")


@pytest.mark.usefixtures("only_public_tables")
@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"minutes": 104}, ["1 h 44 min", "75 %", "9 of 12", "2 of 12"]),
        ({"waiting": 7, "overdue": 3}, ["<b>7</b>", "3 overdue"]),
        ({"said": 20, "solved": 13}, ["65 %", "13 of 20 who said"]),
        ({"minutes": FOREVER}, ["Half of the messages or more wait still"]),
        ({"minutes": None, "due": 9, "days": 180}, ["Too few to tell a time: 9 messages were due in 180 days"]),
    ],
)
def test_it_tells_how_fast_the_body_answers_and_who_waits(
    client: Client, told: dict[str, int | None], words: list[str]
) -> None:
    assert "Nothing to count yet" in shown(client)
    count_speed("administration", **{"interim": 2} | told)
    page = shown(client)
    assert [one for one in words if one not in page] == []
    assert "/opendata/recompute.py" in page


def shown(client: Client) -> str:
    return client.get("/bodies/administration/", headers={"Accept-Language": "en"}).content.decode()


def test_it_shows_contacts_when_they_are_known(client: Client) -> None:
    Body.objects.filter(slug="administration").update(
        phone="8 (34350) 5-40-01", site="https://adm.example/", email="adm@adm.example", address="ул. Свердлова, 19"
    )
    page = client.get("/bodies/administration/").content.decode()
    assert 'href="tel:83435054001"' in page
    assert ">adm.example</a>" in page
    assert "ул. Свердлова, 19" in page

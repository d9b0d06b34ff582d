"""«The same with me»: published cases that seem to tell of the same, and voices that are counted once."""

from datetime import timedelta

import pytest
from django.test import Client

from otklik.organizations.models import Body
from otklik.publication.models import PublishedCase, SameVoice
from otklik.publication.similar import add_voice, forget_voices, list_similar
from otklik.shared.clock import now

NUMBER = "4821937405"
pytestmark = pytest.mark.django_db


def test_the_likest_of_the_same_matter_are_shown(town: Body) -> None:
    found = list_similar("У садика провалилась дорожка, сделайте", topics=["Дороги"])
    assert [one.number for one in found] == [NUMBER]
    assert list_similar("У садика провалилась дорожка", topics=["Экология"]) == []
    assert list_similar("Громко играет музыка ночью в кафе", topics=["Дороги"]) == []
    assert list_similar("да", topics=["Дороги"]) == []


def test_a_voice_is_counted_once_for_each_sender(town: Body) -> None:
    for sender in ("a", "a", "b"):
        assert add_voice(NUMBER, sender=sender, now=now())
    assert PublishedCase.objects.get(number=NUMBER).voices == 2
    assert not add_voice("1", sender="a", now=now())
    assert all(row.who != "a" for row in SameVoice.objects.all())


def test_who_said_it_is_forgotten_and_the_count_stays(town: Body) -> None:
    add_voice(NUMBER, sender="a", now=now())
    assert forget_voices(now=now() + timedelta(days=30)) == 0
    assert forget_voices(now=now() + timedelta(days=32)) == 1
    assert PublishedCase.objects.get(number=NUMBER).voices == 1


def test_the_button_works_without_script(town: Body, client: Client) -> None:
    answer = client.post(f"/same/{NUMBER}/")
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Учтено" in page
    assert "ещё у 1 жителя" in page
    assert client.get(f"/same/{NUMBER}/").status_code == 405
    assert client.post("/same/1/").status_code == 404


def test_a_machine_that_calls_itself_otherwise_each_time_is_not_counted_for_ever(town: Body, client: Client) -> None:
    for turn in range(25):
        client.post(f"/same/{NUMBER}/", headers={"User-Agent": f"robot {turn}"})
    assert PublishedCase.objects.get(number=NUMBER).voices == 20
    assert client.post("/same/%00/").status_code == 404

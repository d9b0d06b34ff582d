"""«The same with me»: published cases that seem to tell of the same, and voices that are counted once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from otklik.organizations.models import Body
from otklik.publication.models import PublishedCase, SameVoice
from otklik.publication.published.similar import Nearby, add_voice, forget_voices, list_similar
from otklik.shared.clock import now
from otklik.topics.models import Topic

NUMBER = "4821937405"
HERE = Nearby(56.4405, 60.1905)
pytestmark = pytest.mark.django_db


def found(text: str, *, topic: str = "Дороги", near: Nearby | None = HERE) -> list[str]:
    return [one.number for one in list_similar(text, topics=[topic], near=near)]


def test_the_same_trouble_near_by_is_shown_or_nothing(town: Body) -> None:
    PublishedCase.objects.filter(number=NUMBER).update(latitude=56.44, longitude=60.19, street="улица Ленина")
    words = "У садика провалилась дорожка, сделайте"
    assert found(words) == [NUMBER]
    assert found(words, near=None) == []
    assert found(words, near=replace(HERE, latitude=56.46)) == []
    assert found(words, near=replace(HERE, latitude=56.46, street="улица Ленина")) == [NUMBER]
    assert found(words, near=replace(HERE, latitude=56.8, street="улица Ленина")) == [], "of another town"
    assert found(words, topic="Экология") == []
    assert found("Громко играет музыка ночью в кафе") == found("да") == []
    assert found("У садика сломаны качели и нет песка, поставьте новые") == [], "another trouble there"


def test_while_one_types_the_place_of_the_form_counts(town: Body, client: Client) -> None:
    Topic.objects.create(code="roads", name="Дороги")
    PublishedCase.objects.filter(number=NUMBER).update(
        latitude=56.44, longitude=60.19, text="Во дворе на дороге большая яма в асфальте"
    )
    told = {"text": "Во дворе на дороге большая яма в асфальте, машины объезжают"}
    assert client.post("/report/hint/", told).json()["similar"] == []
    for latitude, count in (("56.4401", 1), ("56.9", 0)):
        point = {"latitude": latitude, "longitude": "60.1901"}
        assert len(client.post("/report/hint/", told | point).json()["similar"]) == count


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


def test_a_like_case_is_called_by_its_matter_and_street(town: Body) -> None:
    PublishedCase.objects.filter(number=NUMBER).update(latitude=56.44, longitude=60.19, street="улица Ленина")
    like = list_similar("У садика провалилась дорожка, сделайте", topics=["Дороги"], near=HERE)
    assert [one.title for one in like] == ["Дороги, ул. Ленина"]

"""Asking a geocoder for houses that the gazetteer lacks."""

from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from pytest_django import Settings

from otklik.gazetteer.models import House, Place, WantedHouse
from otklik.gazetteer.nominatim import Nominatim
from otklik.gazetteer.services import import_places
from otklik.gazetteer.steps import AGAIN_AFTER, find_next_house, want_houses
from otklik.organizations.services import enter_territory
from tests.town import NOW

pytestmark = pytest.mark.django_db
HOUSE = [{"lat": "56.2", "lon": "60.2", "address": {"house_number": "7"}}]
STREET_ONLY = [{"lat": "56.2", "lon": "60.2", "address": {"road": "улица Мира"}, "addresstype": "road"}]


@pytest.fixture
def street(settings: Settings) -> Place:
    settings.OTKLIK_NOMINATIM_URL = "https://nominatim.example"
    region = enter_territory("region", "Область")
    town = enter_territory("municipality", "Полевской", parent=region)
    import_places("what;name\nstreet;улица Мира\n".encode(), into=town, source="", by=None, now=NOW)
    return Place.objects.get()


def nominatim(answer: Callable[[httpx.Request], httpx.Response]) -> Nominatim:
    return Nominatim("https://nominatim.example/", timeout_seconds=1, transport=httpx.MockTransport(answer))


def test_it_enters_the_house_that_it_was_told(street: Place) -> None:
    asked: list[httpx.URL] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url)
        return httpx.Response(200, json=HOUSE)

    want_houses({(street.id, "7")})
    want_houses({(street.id, "7")})
    assert find_next_house(now=NOW, geocoder=nominatim(answer)) == 1
    assert find_next_house(now=NOW, geocoder=nominatim(answer)) == 0
    [url] = asked
    assert (url.params["street"], url.params["city"], url.params["state"]) == ("7 улица Мира", "Полевской", "Область")
    assert (House.objects.get().latitude, House.objects.get().number) == (56.2, "7")


@pytest.mark.parametrize("told", [[], STREET_ONLY])
def test_it_takes_no_street_for_a_house_and_asks_no_more(street: Place, told: list[object]) -> None:
    want_houses({(street.id, "7")})
    unknown = nominatim(lambda request: httpx.Response(200, json=told))
    assert find_next_house(now=NOW, geocoder=unknown) == 1
    assert find_next_house(now=NOW + AGAIN_AFTER * 2, geocoder=unknown) == 0
    assert not House.objects.exists()


@pytest.mark.parametrize("answer", [httpx.Response(503), httpx.Response(200, text="?"), httpx.Response(200, json=[1])])
def test_it_asks_again_later_when_there_was_no_answer(street: Place, answer: httpx.Response) -> None:
    want_houses({(street.id, "7")})
    silent = nominatim(lambda request: answer)
    assert find_next_house(now=NOW, geocoder=silent) == 1
    assert find_next_house(now=NOW + timedelta(minutes=1), geocoder=silent) == 0
    assert find_next_house(now=NOW + AGAIN_AFTER, geocoder=silent) == 1


def test_it_asks_nobody_unless_a_setting_says_so(street: Place, settings: Settings) -> None:
    settings.OTKLIK_NOMINATIM_URL = ""
    want_houses({(street.id, "7")})
    assert not WantedHouse.objects.exists()
    assert find_next_house(now=NOW) == 0

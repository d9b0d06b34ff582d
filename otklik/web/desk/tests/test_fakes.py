"""The list of suspected fakes."""

from collections.abc import Callable

import pytest
from django.test import Client

from otklik.organizations.rights import Role
from otklik.pages.models import FakeState, SuspectedFake
from tests.people import Cast

SignIn = Callable[[str], Client]
ENTRY = {"address": "vk.com/club999", "resembles": "https://vk.ru/club7001", "name": "Полевской. Официально"}


def test_a_person_enters_a_fake_and_confirms_it(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(Role.COORDINATOR)
    client.post("/desk/pages/fakes/enter/", ENTRY)
    fake = SuspectedFake.objects.get()
    page = client.get("/desk/pages/fakes/").content.decode()
    assert "https://vk.ru/club999" in page
    assert "https://vk.ru/club7001" in page
    client.post(f"/desk/pages/fakes/{fake.id}/confirm/", {"because": " "})
    assert SuspectedFake.objects.get().state == FakeState.SUSPECTED
    client.post(f"/desk/pages/fakes/{fake.id}/confirm/", {"because": "просят деньги"})
    assert "https://vk.ru/club999" not in client.get("/desk/pages/fakes/").content.decode()
    assert "просят деньги" in client.get("/desk/pages/fakes/?state=confirmed").content.decode()


def test_what_was_typed_stays_when_it_is_refused(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(Role.COORDINATOR).post("/desk/pages/fakes/enter/", ENTRY | {"address": "что-то не то"})
    assert response.status_code == 422
    assert "что-то не то" in response.content.decode()
    assert 'role="alert"' in response.content.decode()


@pytest.mark.parametrize("query", ["?state=odd", "?after=x", "?after=99999999999999999999", "?state=confirmed&after=5"])
def test_a_senseless_address_shows_a_list(cast: Cast, sign_in: SignIn, query: str) -> None:
    assert sign_in(Role.CURATOR).get(f"/desk/pages/fakes/{query}").status_code == 200

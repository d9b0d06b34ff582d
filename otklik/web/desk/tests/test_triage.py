"""How the proposals do: the page in any address, and who may have a model made or go back to one."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.shared import clock
from otklik.triage.learning.tests.taught import teach
from otklik.triage.models import OwnExample, OwnModel
from otklik.triage.parts import ModelState, Part
from tests.people import Cast, enter_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


def test_every_part_and_nonsense_in_the_address_give_a_page(cast: Cast) -> None:
    client = _client(cast, Role.ANALYST)
    for part in (*Part, "nonsense", ""):
        assert client.get(reverse("desk:triage"), {"part": part, "by": "week"}).status_code == 200


def test_a_curator_of_the_region_asks_for_a_model_and_is_told_what_cannot_be_used(cast: Cast) -> None:
    client = _client(cast, Role.CURATOR)
    page = client.post(reverse("desk:make_own_model"), follow=True)
    assert "Модель делается" in page.content.decode()
    assert OwnModel.objects.get().state == ModelState.ASKED
    again = client.post(reverse("desk:make_own_model"), follow=True)
    assert "Модель уже делается" in again.content.decode()
    refused = client.post(reverse("desk:use_model"), {"version": "own-1"}, follow=True)
    assert "Такой модели, которую можно поставить в работу, нет" in refused.content.decode()
    assert OwnModel.objects.get().state == ModelState.ASKED


def test_a_curator_of_one_town_looks_and_does_not_choose(cast: Cast) -> None:
    curator = cast.staff[Role.CURATOR]
    curator.appointments.update(body=Body.objects.get(slug="administration"))
    client = _client(cast, Role.CURATOR)
    assert "Научить на поправках" not in client.get(reverse("desk:triage")).content.decode()
    page = client.post(reverse("desk:make_own_model"), follow=True)
    assert "Модель общая для всех" in page.content.decode()
    assert not OwnModel.objects.exists()


def test_what_was_chosen_hardly_ever_has_no_share(cast: Cast) -> None:
    teach(cast, "improvement", at_most=6, proposed="improvement", at=clock.now())
    teach(cast, "roads", at_most=1, proposed="improvement", at=clock.now())
    client = _client(cast, Role.CURATOR)
    page = client.get(reverse("desk:triage"))
    assert [tally.n for _name, tally in page.context["rare"]] == [1]
    assert [row.value for _name, row in page.context["values"]] == ["improvement"]
    assert "принято 0 из 1" in page.content.decode()
    assert 'data-label="Раньше:"' not in page.content.decode(), "a column with nothing in it"
    OwnExample.objects.filter(chosen="improvement").update(at=clock.now() - timedelta(days=40))
    assert 'data-label="Раньше:"' in client.get(reverse("desk:triage")).content.decode()


def test_of_many_bodies_the_first_are_shown_and_the_rest_folded(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("otklik.web.desk.settings.triage._BODIES_AT_ONCE", 1)
    teach(cast, "improvement", at_most=2, proposed="improvement", at=clock.now())
    OwnExample.objects.filter(id=OwnExample.objects.latest("id").id).update(body=cast.school)
    page = _client(cast, Role.CURATOR).get(reverse("desk:triage"))
    assert (len(page.context["bodies"]), len(page.context["more_bodies"])) == (1, 1)
    assert "ещё 1 орган" in page.content.decode()


def _client(cast: Cast, role: Role) -> Client:
    client = Client()
    client.force_login(cast.staff[role])
    return client

"""The sign-in page."""

import pytest
from django.test import Client
from pytest_django import Settings

from otklik.audit.models import AuditRecord
from otklik.ground.secrets import DEMO_PASSWORD
from otklik.organizations.models import Body, Staff
from otklik.organizations.rights import Role
from otklik.organizations.services import BodyCard, appoint, enter_body, enter_staff, enter_territory
from otklik.organizations.sign_in import MOST_FOR_ONE_ACCOUNT

pytestmark = pytest.mark.django_db
DOOR = "/desk/sign-in/"
PASSWORD = "Клеверный-луг-17"


@pytest.fixture
def anna() -> Staff:
    staff = enter_staff("anna@example.org", name="Анна Берсенева", post="Пресс-секретарь", password=PASSWORD)
    place = enter_territory("region", "Область")
    body: Body = enter_body(BodyCard(slug="office", name="Администрация", short_name="Адм.", territory_id=place.id))
    appoint(staff, body, Role.CONTENT_MANAGER)
    return staff


def test_it_lets_a_person_in_and_goes_where_they_wanted(client: Client, anna: Staff) -> None:
    response = client.post(DOOR, {"email": "anna@example.org", "password": PASSWORD, "next": "/desk/appeals/7/"})
    assert response.headers["Location"] == "/desk/appeals/7/"
    assert client.session["_auth_user_id"] == str(anna.pk)


def test_it_goes_nowhere_outside(client: Client, anna: Staff) -> None:
    response = client.post(DOOR, {"email": "anna@example.org", "password": PASSWORD, "next": "https://evil.example/"})
    assert response.headers["Location"] == "/desk/"


def test_it_says_in_words_why_it_refuses_and_keeps_the_email(client: Client, anna: Staff) -> None:
    wrong = {"email": "anna@example.org", "password": "Клеверный-луг-18"}
    response = client.post(DOOR, wrong, headers={"Accept-Language": "en"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "do not match" in page
    assert 'value="anna@example.org"' in page
    assert "луг-18" not in page


def test_it_names_the_field_that_is_missing(client: Client, anna: Staff) -> None:
    response = client.post(DOOR, {"email": "not an address", "password": ""})
    assert response.status_code == 422
    assert response.content.decode().count('aria-invalid="true"') == 2


def test_who_came_in_here_before_goes_on_while_others_guess(client: Client, anna: Staff) -> None:
    right, wrong = ({"email": "anna@example.org", "password": word} for word in (PASSWORD, "Клеверный-луг-18"))
    assert client.post(DOOR, right).status_code == 302
    cookie = client.cookies["otklik_device"]
    assert cookie["httponly"]
    assert "anna" not in cookie.value
    client.post("/desk/sign-out/")
    thieves = [Client(REMOTE_ADDR=f"198.51.{number}.7") for number in range(MOST_FOR_ONE_ACCOUNT)]
    assert {thief.post(DOOR, wrong).status_code for thief in thieves} == {422}
    assert thieves[0].post(DOOR, right).status_code == 422
    forged = Client()
    forged.cookies["otklik_device"] = cookie.value[:-1] + ("A" if cookie.value[-1] != "A" else "B")
    assert forged.post(DOOR, right).status_code == 422
    assert client.post(DOOR, right).status_code == 302


def test_it_signs_out(client: Client, anna: Staff) -> None:
    client.force_login(anna)
    assert client.post("/desk/sign-out/").headers["Location"] == DOOR
    assert "_auth_user_id" not in client.session
    assert AuditRecord.objects.get(act="sign_out").actor_id == anna.pk


def test_it_shows_who_can_sign_in_only_in_a_demo(client: Client, anna: Staff, settings: Settings) -> None:
    settings.OTKLIK_IS_DEMO = False
    assert "Пресс-секретарь" not in client.get(DOOR).content.decode()
    settings.OTKLIK_IS_DEMO = True
    page = client.get(DOOR).content.decode()
    assert "Пресс-секретарь" in page
    assert anna.email in page
    assert DEMO_PASSWORD in page


def test_it_wants_a_token_against_forged_forms(anna: Staff) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(DOOR, {"email": "anna@example.org", "password": PASSWORD})
    assert response.status_code == 403
    assert "_auth_user_id" not in strict.session

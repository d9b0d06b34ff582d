"""Signing in with a service of one's own, over real HTTP: only people who are known here by a verified e-mail."""

from collections.abc import Iterator

import httpx
import pytest
from django.test import Client
from pytest_django import Settings

from otklik.audit.models import AuditRecord
from otklik.ground.env import SettingRefused
from otklik.organizations.models import Staff
from otklik.organizations.rights import Role
from otklik.organizations.second_factor import add_app
from otklik.project import oidc
from otklik.shared import clock
from otklik.web.desk.tests.test_second_factor import SECRET as APP_SECRET
from otklik.web.desk.tests.test_second_factor import code_now
from tests.identity import CLIENT, SECRET, IdentityService, open_identity_service
from tests.people import Cast

ENTRY = "/desk/oidc/sso/login/?next=/desk/account/"


@pytest.fixture
def anna(cast: Cast) -> Staff:
    return cast.staff[Role.CONTENT_MANAGER]


@pytest.fixture
def service(settings: Settings, monkeypatch: pytest.MonkeyPatch, anna: Staff) -> Iterator[IdentityService]:
    with open_identity_service() as service:
        monkeypatch.setenv("OTKLIK_OIDC_URL", service.url)
        monkeypatch.setenv("OTKLIK_OIDC_CLIENT_ID", CLIENT)
        monkeypatch.setenv("OTKLIK_OIDC_CLIENT_SECRET", SECRET)
        monkeypatch.setenv("OTKLIK_OIDC_NAME", "Единый вход")
        settings.SOCIALACCOUNT_PROVIDERS = oidc.providers()
        service.person = {"sub": "77", "email": anna.email.upper(), "email_verified": True}
        yield service


def go(client: Client) -> str:
    """From our page to the service and back; returns where one ends."""
    there = client.get(ENTRY)["Location"]
    back = httpx.get(there).headers["Location"]
    return str(client.get(back.removeprefix("http://testserver"))["Location"])


def test_who_is_known_by_a_verified_email_comes_in(service: IdentityService, anna: Staff) -> None:
    client = Client()
    assert "Войти через Единый вход" in client.get("/desk/sign-in/").content.decode()
    assert go(client) == "/desk/account/"
    assert anna.name in client.get("/desk/account/").content.decode()
    assert AuditRecord.objects.get(act="sign_in").details == {"by": "oidc"}


@pytest.mark.parametrize(
    "person",
    [
        {"email": "nobody@example.org", "email_verified": True},
        {"email_verified": False},
        {"email_verified": "false"},
        {"email_verified": None},
        {"email": None},
    ],
)
def test_nobody_else_does(service: IdentityService, person: dict[str, object]) -> None:
    service.person |= person
    client = Client()
    assert go(client) == "/desk/sign-in/"
    assert "С этой почтой здесь никто не работает" in client.get("/desk/sign-in/").content.decode()
    assert client.get("/desk/account/").status_code == 302
    assert not Staff.objects.filter(email="nobody@example.org").exists()


def test_who_left_does_not(service: IdentityService, anna: Staff) -> None:
    Staff.objects.filter(id=anna.id).update(is_active=False)
    assert go(Client()) == "/desk/sign-in/"


def test_the_second_step_is_asked_for_as_ever(service: IdentityService, anna: Staff) -> None:
    add_app(anna.id, secret=APP_SECRET, code=code_now(APP_SECRET), now=clock.now())
    client = Client()
    assert go(client) == "/desk/sign-in/code/"
    assert client.get("/desk/account/").status_code == 302


@pytest.mark.parametrize("trouble", ["denies", "is_down", "another browser", "a code twice"])
def test_troubles_of_the_service_are_told_at_the_door(service: IdentityService, trouble: str) -> None:
    client = Client()
    service.denies = trouble == "denies"
    service.is_down = trouble == "is_down"
    if service.is_down:
        assert client.get(ENTRY)["Location"] == "/desk/sign-in/"
    else:
        back = httpx.get(client.get(ENTRY)["Location"]).headers["Location"].removeprefix("http://testserver")
        if trouble == "another browser":
            client = Client()
        if trouble == "a code twice":
            service.codes.clear()
        assert client.get(back)["Location"] == "/desk/sign-in/"
    assert "не подтвердила, кто вы" in client.get("/desk/sign-in/").content.decode()


def test_one_who_is_signed_in_connects_nothing(service: IdentityService, cast: Cast) -> None:
    client = Client()
    client.force_login(cast.staff[Role.APPROVER])
    there = client.get(f"{ENTRY}&process=connect")["Location"]
    back = httpx.get(there).headers["Location"].removeprefix("http://testserver")
    assert client.get(back)["Location"] == "/desk/account/"
    assert cast.staff[Role.CONTENT_MANAGER].name in client.get("/desk/account/").content.decode()


def test_without_a_service_there_is_no_button_and_no_address(cast: Cast) -> None:
    assert "oidc" not in Client().get("/desk/sign-in/").content.decode()
    assert Client().get(ENTRY).status_code == 404


def test_half_a_setting_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTKLIK_OIDC_URL", "https://id.example")
    with pytest.raises(SettingRefused):
        oidc.providers()

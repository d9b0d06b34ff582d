"""Signing in with a second factor: an app with codes, codes on paper, and those whose roles need one."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from otklik.audit.models import AuditRecord
from otklik.ground.secrets import new_key
from otklik.integrations.key_keeping import KeyWish, issue_key
from otklik.integrations.keys import KeyScope
from otklik.organizations.invitations import make_token
from otklik.organizations.models import Invitation, Staff
from otklik.organizations.policy import SignInRules, enter_rules
from otklik.organizations.rights import Role
from otklik.organizations.second_factor import add_app, has_factor, list_factors, reseal_factors
from otklik.organizations.selectors import load_viewer
from otklik.organizations.services import appoint
from tests.people import NOW, Cast

PASSWORD = "Клеверный-луг-17"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def at_work() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as moment:
        yield moment


@pytest.fixture
def anna(cast: Cast) -> Staff:
    """A content manager with a password."""
    staff = cast.staff[Role.CONTENT_MANAGER]
    staff.set_password(PASSWORD)
    staff.save()
    return staff


def code_now(secret: str = SECRET) -> str:
    """What the app shows at this moment."""
    return str(format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30)))


def give_password(client: Client, staff: Staff) -> str:
    """The first step; returns where it leads."""
    response = client.post("/desk/sign-in/", {"email": staff.email, "password": PASSWORD, "next": "/desk/account/"})
    return str(response["Location"])


def give_code(client: Client, code: str) -> int:
    """The second step."""
    return client.post("/desk/sign-in/code/", {"code": code}).status_code


def test_an_app_is_added_by_its_picture_and_asked_for_from_then_on(anna: Staff) -> None:
    client = Client()
    assert give_password(client, anna) == "/desk/account/"
    page = client.get("/desk/account/second-factor/app/").content.decode()
    assert re.search(r"<svg[^>]* viewBox=", page), "the whole picture, however large it is shown"
    secret = re.search(r'<code class="o-break">(\w+)</code>', page)
    assert secret
    form = {"code": code_now(secret[1]), "password": "wrong"}
    assert client.post("/desk/account/second-factor/app/", form).status_code == 422
    added = client.post("/desk/account/second-factor/app/", form | {"password": PASSWORD})
    assert len(re.findall(r"<code>\d{8}</code>", added.content.decode())) == 10
    other = Client()
    assert give_password(other, anna) == "/desk/sign-in/code/"
    assert other.get("/desk/account/").status_code == 302, "the password alone opens nothing"


def test_a_code_opens_the_door_once(anna: Staff, at_work: time_machine.Traveller) -> None:
    add_app(anna.id, secret=SECRET, code=code_now(), now=NOW)
    client, thief = Client(), Client()
    give_password(client, anna)
    give_password(thief, anna)
    code = code_now()
    assert give_code(client, f" {code[:3]} {code[3:]} ") == 302
    assert client.get("/desk/account/").status_code == 200
    assert give_code(thief, code) == 422
    at_work.move_to(NOW + timedelta(seconds=60))
    assert give_code(thief, code_now()) == 302


def test_a_code_from_paper_opens_the_door_once(anna: Staff) -> None:
    paper = add_app(anna.id, secret=SECRET, code=code_now(), now=NOW)
    for code, status in ((paper[3], 302), (paper[3], 422), (paper[4], 302)):
        client = Client()
        give_password(client, anna)
        assert give_code(client, code) == status
    assert list_factors(anna.id)[-1].left == 8
    assert AuditRecord.objects.filter(act="paper_code_used").count() == 2


def test_guessing_is_stopped_even_for_the_right_code(anna: Staff, at_work: time_machine.Traveller) -> None:
    add_app(anna.id, secret=SECRET, code=code_now(), now=NOW)
    client = Client()
    give_password(client, anna)
    wrong = f"{(int(code_now()) + 1) % 1_000_000:06}"
    assert {give_code(client, wrong) for _ in range(10)} == {422}
    assert give_code(client, code_now()) == 422
    at_work.move_to(NOW + timedelta(minutes=61))
    give_password(client, anna)
    assert give_code(client, code_now()) == 302


def test_nobody_reaches_the_second_step_without_the_first_or_too_late(
    anna: Staff, at_work: time_machine.Traveller
) -> None:
    add_app(anna.id, secret=SECRET, code=code_now(), now=NOW)
    assert Client().get("/desk/sign-in/code/")["Location"] == "/desk/sign-in/"
    client = Client()
    give_password(client, anna)
    at_work.move_to(NOW + timedelta(minutes=11))
    response = client.post("/desk/sign-in/code/", {"code": code_now()})
    assert response["Location"] == "/desk/sign-in/"
    assert client.get("/desk/account/").status_code == 302


def test_whose_roles_need_a_factor_adds_one_before_anything_else(anna: Staff) -> None:
    enter_rules(
        SignInRules(second_factor_roles=frozenset({Role.CONTENT_MANAGER})), since_on=NOW.date(), by=None, now=NOW
    )
    client = Client()
    give_password(client, anna)
    for address in ("/desk/", "/desk/account/", "/desk/staff/"):
        assert client.get(address)["Location"] == "/desk/account/second-factor/"
    assert client.get("/desk/", headers={"HX-Request": "true"})["HX-Redirect"] == "/desk/account/second-factor/"
    assert client.get("/desk/account/second-factor/").status_code == 200
    page = client.get("/desk/account/second-factor/app/").content.decode()
    secret = re.search(r'<code class="o-break">(\w+)</code>', page)
    assert secret
    client.post("/desk/account/second-factor/app/", {"code": code_now(secret[1]), "password": PASSWORD})
    assert client.get("/desk/").status_code == 200
    factor = list_factors(anna.id)[0]
    client.post(f"/desk/account/second-factor/{factor.id}/remove/", {"password": PASSWORD})
    assert has_factor(anna.id), "the last one stays while the rules need it"


@pytest.mark.parametrize("way", ["rule", "role"])
def test_a_rule_or_a_role_that_comes_later_reaches_the_sessions_that_run(anna: Staff, cast: Cast, way: str) -> None:
    client = Client()
    give_password(client, anna)
    assert client.get("/desk/").status_code == client.get(reverse("desk:live_ticket")).status_code == 200
    if way == "rule":
        rules = SignInRules(second_factor_roles=frozenset({Role.CONTENT_MANAGER}))
        enter_rules(rules, since_on=NOW.date(), by=None, now=NOW)
    else:
        appoint(anna, cast.centre, Role.ADMINISTRATOR)
    for name in ("desk:inbox", "desk:account", "desk:live_ticket", "desk:api_keys"):
        assert client.get(reverse(name))["Location"] == "/desk/account/second-factor/", name
    assert client.post(reverse("desk:end_other_sessions"))["Location"] == "/desk/account/second-factor/"
    page = client.get("/desk/account/second-factor/app/").content.decode()
    secret = re.search(r'<code class="o-break">(\w+)</code>', page)
    assert secret
    client.post("/desk/account/second-factor/app/", {"code": code_now(secret[1]), "password": PASSWORD})
    assert client.get("/desk/").status_code == 200


def test_a_session_that_showed_none_shows_the_factor_that_is_there_before_it_changes_any(anna: Staff) -> None:
    client = Client()
    give_password(client, anna)
    add_app(anna.id, secret=SECRET, code=code_now(), now=NOW)
    assert client.get("/desk/").status_code == 200, "nothing asks for it yet"
    rules = SignInRules(second_factor_roles=frozenset({Role.CONTENT_MANAGER}))
    enter_rules(rules, since_on=NOW.date(), by=None, now=NOW)
    for address in ("/desk/account/second-factor/", "/desk/account/second-factor/app/", "/desk/account/"):
        assert client.get(address)["Location"] == "/desk/sign-in/code/", address
    assert give_code(client, "000000") == 422
    assert client.post("/desk/sign-in/code/", {"code": code_now()})["Location"] == "/desk/account/"
    assert client.get("/desk/").status_code == 200


def test_a_changed_password_keeps_what_the_session_has_shown(anna: Staff) -> None:
    add_app(anna.id, secret=SECRET, code=code_now(), now=NOW)
    rules = SignInRules(second_factor_roles=frozenset({Role.CONTENT_MANAGER}))
    enter_rules(rules, since_on=NOW.date(), by=None, now=NOW)
    client = Client()
    give_password(client, anna)
    give_code(client, code_now())
    form = {"old": PASSWORD, "password": "Осиновый-пень-42", "again": "Осиновый-пень-42"}
    assert client.post("/desk/account/password/", form).status_code == 302
    assert client.get("/desk/").status_code == 200


def test_the_key_of_a_program_waits_until_its_owner_has_the_factor_that_the_rules_want(anna: Staff) -> None:
    token = issue_key(
        KeyWish("1С", [KeyScope.READ], NOW.date() + timedelta(days=9)), by=load_viewer(anna.id, on=NOW.date()), now=NOW
    )
    call = {"path": "/api/v1/desk/me", "headers": {"Authorization": f"Bearer {token}"}}
    assert Client().get(**call).status_code == 200  # type: ignore[arg-type]
    rules = SignInRules(second_factor_roles=frozenset({Role.CONTENT_MANAGER}))
    enter_rules(rules, since_on=NOW.date(), by=None, now=NOW)
    assert Client().get(**call).status_code == 401  # type: ignore[arg-type]
    add_app(anna.id, secret=SECRET, code=code_now(), now=NOW)
    assert Client().get(**call).status_code == 200  # type: ignore[arg-type]


def test_the_last_factor_goes_with_the_paper_and_only_by_the_password(anna: Staff) -> None:
    add_app(anna.id, secret=SECRET, code=code_now(), now=NOW)
    client = Client()
    client.force_login(anna)
    address = f"/desk/account/second-factor/{list_factors(anna.id)[0].id}/remove/"
    client.post(address, {"password": "wrong"})
    assert has_factor(anna.id)
    client.post(address, {"password": PASSWORD})
    assert list_factors(anna.id) == []


def test_a_lost_phone_is_forgotten_by_those_who_may(anna: Staff, cast: Cast) -> None:
    add_app(anna.id, secret=SECRET, code=code_now(), now=NOW)
    for role, still in ((Role.APPROVER, True), ("stranger", True), (Role.COORDINATOR, False)):
        client = Client()
        client.force_login(cast.staff[role])
        client.post(f"/desk/staff/{anna.id}/second-factor/forget/")
        assert has_factor(anna.id) is still, role


def test_secrets_are_sealed_with_the_key_ring(anna: Staff, settings: Settings) -> None:
    add_app(anna.id, secret=SECRET, code=code_now(), now=NOW)
    kept = [str(one.data) for one in Authenticator.objects.all()]
    assert not any(SECRET in text for text in kept)
    old = settings.OTKLIK_KEYS
    settings.OTKLIK_KEYS = (new_key(), *old)
    assert reseal_factors() == 2
    settings.OTKLIK_KEYS = settings.OTKLIK_KEYS[:1]
    client = Client()
    give_password(client, anna)
    assert give_code(client, code_now()) == 302


def test_a_link_for_a_forgotten_password_does_not_go_round_it(anna: Staff) -> None:
    add_app(anna.id, secret=SECRET, code=code_now(), now=NOW)
    token, kept = make_token()
    Invitation.objects.create(
        staff=anna, invited_at=NOW, due_at=NOW, token_hash=kept, expires_at=NOW + timedelta(days=1)
    )
    client = Client()
    form = {"name": anna.name, "password": "Осиновый-пень-42", "again": "Осиновый-пень-42"}
    assert client.get(f"/desk/invitation/{token}/").status_code == 200
    assert client.post(f"/desk/invitation/{token}/", form | {"again": "?"}).status_code == 422
    assert client.post(f"/desk/invitation/{token}/", form)["Location"] == "/desk/sign-in/code/"
    assert client.get("/desk/account/").status_code == 302
    assert client.get(f"/desk/invitation/{token}/").status_code == 410

"""The page of keys: a token is seen once, what is wrong is said, a revoked key is gone."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from otklik.integrations.keys import KeyScope, find_key
from otklik.integrations.models import ApiKey
from otklik.organizations.invitations import make_token
from otklik.organizations.models import Invitation
from otklik.organizations.rights import Role
from otklik.organizations.second_factor import add_app
from otklik.web.desk.tests.test_second_factor import SECRET, code_now
from tests.people import NOW, Cast, enter_cast

pytestmark = pytest.mark.django_db
PASSWORD = "Клеверный-луг-17"
WISH = {"name": "1С", "scopes": ["read", "write"], "post": "", "until_on": "2027-05-01", "secret": PASSWORD}


@pytest.fixture(autouse=True)
def at_work() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def cast() -> Cast:
    cast = enter_cast()
    cast.staff[Role.EXECUTOR].set_password(PASSWORD)
    cast.staff[Role.EXECUTOR].save()
    return cast


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.staff[Role.EXECUTOR])
    return client


def test_the_token_is_shown_once_and_works(cast: Cast, client: Client) -> None:
    response = client.post("/desk/account/keys/", WISH | {"post": f"executor:{cast.utilities.id}"})
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    (token,) = re.findall(r"<code>(otk_[\w-]{43})</code>", response.content.decode())
    holder = find_key(token, now=NOW)
    assert holder is not None
    assert holder.scopes == {KeyScope.READ, KeyScope.WRITE}
    assert [post.body_id for post in holder.viewer.posts] == [cast.utilities.id]
    again = client.get("/desk/account/keys/").content.decode()
    assert token not in again
    assert token[:12] in again


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"scopes": []}, {"until_on": "2029-01-01"}, {"post": "curator:1"}, {"secret": "?"}, {"secret": ""}],
)
def test_what_cannot_be_is_said_and_nothing_is_issued(client: Client, wrong: dict[str, object]) -> None:
    response = client.post("/desk/account/keys/", WISH | wrong)
    assert response.status_code == 422
    assert "o-error" in response.content.decode()
    assert not ApiKey.objects.exists()


def test_a_revoked_key_is_shown_as_such(client: Client) -> None:
    client.post("/desk/account/keys/", WISH)
    assert client.post(f"/desk/account/keys/{ApiKey.objects.get().id}/revoke/").status_code == 302
    assert "отозван 24.11.2026" in client.get("/desk/account/keys/").content.decode()


def test_who_has_no_password_shows_a_code_of_the_second_factor(cast: Cast, client: Client) -> None:
    staff = cast.staff[Role.EXECUTOR]
    staff.set_unusable_password()
    staff.save()
    client.force_login(staff)
    assert client.post("/desk/account/keys/", WISH).status_code == 422
    paper = add_app(staff.id, secret=SECRET, code=code_now(), now=NOW)
    assert client.post("/desk/account/keys/", WISH).status_code == 422
    assert not ApiKey.objects.exists()
    assert client.post("/desk/account/keys/", WISH | {"secret": paper[0]}).status_code == 200


def test_whoever_guesses_the_password_of_a_session_is_stopped(client: Client) -> None:
    assert {client.post("/desk/account/keys/", WISH | {"secret": "?"}).status_code for _ in range(10)} == {422}
    assert client.post("/desk/account/keys/", WISH).status_code == 422
    assert not ApiKey.objects.exists()


def test_a_changed_password_asks_what_becomes_of_each_key(client: Client) -> None:
    for name in ("1С", "Сайт"):
        client.post("/desk/account/keys/", WISH | {"name": name})
    kept, other = ApiKey.objects.order_by("id")
    form = {"old": PASSWORD, "password": "Осиновый-пень-42", "again": "Осиновый-пень-42"}
    for answer in ({}, {f"key_{kept.id}": "keep"}, {f"key_{kept.id}": "keep", f"key_{other.id}": "?"}):
        page = client.post("/desk/account/password/", form | answer)
        assert page.status_code == 422
        assert f'name="key_{other.id}"' in page.content.decode()
    assert not ApiKey.objects.exclude(revoked_at=None).exists()
    done = client.post("/desk/account/password/", form | {f"key_{kept.id}": "keep", f"key_{other.id}": "revoke"})
    assert done.status_code == 302
    assert list(ApiKey.objects.filter(revoked_at=None)) == [kept]


def test_a_password_set_by_a_link_leads_to_the_keys_that_still_work(cast: Cast, client: Client) -> None:
    client.post("/desk/account/keys/", WISH)
    token, kept = make_token()
    staff = cast.staff[Role.EXECUTOR]
    Invitation.objects.create(
        staff=staff, invited_at=NOW, due_at=NOW, token_hash=kept, expires_at=NOW + timedelta(days=1)
    )
    form = {"name": staff.name, "password": "Осиновый-пень-42", "again": "Осиновый-пень-42"}
    assert Client().post(f"/desk/invitation/{token}/", form)["Location"] == "/desk/account/keys/"

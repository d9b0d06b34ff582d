"""The page of keys: a token is seen once, what is wrong is said, a revoked key is gone."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from otklik.integrations.keys import KeyScope, find_key
from otklik.integrations.models import ApiKey
from otklik.organizations.rights import Role
from tests.people import NOW, Cast, enter_cast

pytestmark = pytest.mark.django_db
WISH = {"name": "1С", "scopes": ["read", "write"], "post": "", "until_on": "2027-05-01"}


@pytest.fixture(autouse=True)
def at_work() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


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


@pytest.mark.parametrize("wrong", [{"name": ""}, {"scopes": []}, {"until_on": "2029-01-01"}, {"post": "curator:1"}])
def test_what_cannot_be_is_said_and_nothing_is_issued(client: Client, wrong: dict[str, object]) -> None:
    response = client.post("/desk/account/keys/", WISH | wrong)
    assert response.status_code == 422
    assert "o-error" in response.content.decode()
    assert not ApiKey.objects.exists()


def test_a_revoked_key_is_shown_as_such(client: Client) -> None:
    client.post("/desk/account/keys/", WISH)
    assert client.post(f"/desk/account/keys/{ApiKey.objects.get().id}/revoke/").status_code == 302
    assert "отозван 24.11.2026" in client.get("/desk/account/keys/").content.decode()

"""The page of programs that are told: a secret is seen once, trouble is said in words, a stopped one goes on."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from otklik.integrations.models import Hook
from otklik.notices.letters import write_letter
from otklik.notices.models import NoticeKind, NoticeSending
from otklik.notices.services import Told, tell
from otklik.organizations.rights import Role
from tests.people import NOW, Cast, enter_cast

pytestmark = pytest.mark.django_db
WISH = {"name": "1С", "url": "https://1c.example/otklik", "events": ["case.opened"]}


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
    client.force_login(cast.staff[Role.COORDINATOR])
    return client


def test_the_secret_is_shown_once_and_another_in_its_place(client: Client) -> None:
    first = re.findall(r"whsec_[\w+/=]+", client.post("/desk/account/hooks/", WISH).content.decode())
    assert len(first) == 1
    assert "whsec_" not in client.get("/desk/account/hooks/").content.decode()
    again = client.post(f"/desk/account/hooks/{Hook.objects.get().id}/secret/").content.decode()
    assert re.findall(r"whsec_[\w+/=]+", again) != first


@pytest.mark.parametrize("wrong", [{"name": ""}, {"events": []}, {"url": "http://1c.example/"}, {"events": ["x"]}])
def test_what_cannot_be_is_said(client: Client, wrong: dict[str, object]) -> None:
    response = client.post("/desk/account/hooks/", WISH | wrong)
    assert response.status_code == 422
    assert "o-error" in response.content.decode()
    assert not Hook.objects.exists()


def test_trouble_is_said_in_words_and_it_can_go_on(client: Client) -> None:
    client.post("/desk/account/hooks/", WISH)
    trouble = "The other side answered with an error: «500»"
    Hook.objects.update(trouble=trouble, failures=3, failing_since=NOW, paused_at=NOW)
    shown = client.get("/desk/account/hooks/").content.decode()
    assert "Другая сторона ответила ошибкой: «500»" in shown
    assert client.post(f"/desk/account/hooks/{Hook.objects.get().id}/go-on/").status_code == 302
    hook = Hook.objects.get()
    assert (hook.trouble, hook.failures, hook.paused_at) == ("", 0, None)


def test_the_notice_of_a_stopped_one_leads_here(cast: Cast, client: Client) -> None:
    tell([cast.staff[Role.COORDINATOR].id], Told(NoticeKind.REMINDER, "hook:1", "paused", clock="hook"), now=NOW)
    shown = client.get("/desk/notices/").content.decode()
    assert "/desk/account/hooks/" in shown
    assert "None" not in shown
    head, text = write_letter(NoticeSending.objects.get(), now=NOW)
    assert "None" not in head + text
    assert "/desk/account/hooks/" in text

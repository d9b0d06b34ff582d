"""One call of the API: what is sent, and what each failure becomes."""

import logging
from dataclasses import replace

import httpx
import pytest

from otklik.networks.connector import PageAccess
from otklik.networks.connectors.vk import api
from otklik.networks.connectors.vk.budgets import OF_COMMUNITY
from otklik.networks.connectors.vk.tests.fake_vk import ACCESS, FakeVk
from otklik.networks.errors import ConnectorError, Refused, TryLater

TOKEN = api.Token("community-token", OF_COMMUNITY)


def write() -> object:
    return api.write(ACCESS, TOKEN, "wall.createComment", {"message": "Здравствуйте", "from_group": True})


def read() -> object:
    return api.read(ACCESS, TOKEN, "wall.createComment", {})


def test_it_sends_the_token_and_the_version_in_the_body_only(vk: FakeVk) -> None:
    vk.teach("wall.createComment", {"comment_id": 5})
    assert write() == {"comment_id": 5}
    assert vk.addresses == ["https://vk.example/method/wall.createComment"]
    assert vk.calls[0][1] == {
        "message": "Здравствуйте", "from_group": "1", "access_token": "community-token", "v": "5.199",
    }  # fmt: skip


@pytest.mark.parametrize(
    "failure",
    [
        httpx.ReadTimeout("late"),
        httpx.WriteTimeout("late"),
        httpx.ReadError("broken"),
        httpx.WriteError("broken"),
        httpx.RemoteProtocolError("closed"),
        httpx.Response(500, text="<html>"),
        httpx.Response(503, text="<html>"),
        httpx.Response(200, text="<html>"),
        httpx.Response(200, text="[]"),
        httpx.Response(200, text="{}"),
    ],
)
def test_it_is_uncertain_about_a_write_without_a_clear_answer(failure: Exception | httpx.Response, vk: FakeVk) -> None:
    vk.teach("wall.createComment", failure)
    with pytest.raises(TryLater) as caught:
        write()
    assert caught.value.is_uncertain
    with pytest.raises(TryLater) as caught:
        read()
    assert not caught.value.is_uncertain


@pytest.mark.parametrize(
    "failure", [httpx.ConnectError("refused"), httpx.ConnectTimeout("late"), httpx.PoolTimeout("")]
)
def test_it_is_certain_about_a_write_that_never_left(failure: Exception, vk: FakeVk) -> None:
    vk.teach("wall.createComment", failure)
    with pytest.raises(TryLater) as caught:
        write()
    assert not caught.value.is_uncertain


def test_it_comes_again_when_the_server_says(vk: FakeVk) -> None:
    vk.teach("wall.createComment", httpx.Response(429, headers={"Retry-After": "120"}))
    with pytest.raises(TryLater) as caught:
        write()
    assert caught.value.until is not None
    assert not caught.value.is_uncertain


@pytest.mark.parametrize("told", ["", "soon", "99999999"])
def test_it_comes_again_some_time_when_the_server_says_nonsense(told: str, vk: FakeVk) -> None:
    vk.teach("wall.createComment", httpx.Response(429, headers={"Retry-After": told}))
    with pytest.raises(TryLater) as caught:
        write()
    assert caught.value.until is None


@pytest.mark.parametrize("status", [301, 400, 404])
def test_it_gives_up_where_vk_does_not_live(status: int, vk: FakeVk) -> None:
    vk.teach("wall.createComment", httpx.Response(status))
    with pytest.raises(Refused) as caught:
        write()
    assert caught.value.next_step


def test_it_raises_what_a_code_of_vk_means(vk: FakeVk) -> None:
    vk.teach_error("wall.createComment", 213)
    with pytest.raises(Refused) as caught:
        write()
    assert caught.value.code == "213"


@pytest.mark.parametrize(
    "access", [replace(ACCESS, proxy="ftp://user:pass-word@x"), replace(ACCESS, ca_bundle="/nowhere/ca.pem")]
)
def test_it_explains_settings_that_cannot_work(access: PageAccess) -> None:
    with pytest.raises(Refused) as caught:
        api.read(access, api.Token("any", OF_COMMUNITY), "users.get", {})
    assert "OTKLIK_VK_PROXY" in caught.value.next_step
    assert "pass-word" not in repr(caught.value)


def test_no_token_stands_in_a_reason_or_a_log(vk: FakeVk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    vk.teach_error("wall.createComment", 5, "invalid access_token community-token")
    with pytest.raises(ConnectorError) as caught:
        write()
    assert "community-token" not in caplog.text + repr(caught.value) + caught.value.reason
    assert "community-token" not in repr(TOKEN)

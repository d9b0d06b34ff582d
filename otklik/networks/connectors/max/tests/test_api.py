"""One call of the API: what is sent, and what each failure becomes."""

import logging
import ssl
from dataclasses import replace

import httpx
import pytest

from otklik.networks.connector import PageAccess
from otklik.networks.connectors.max import api
from otklik.networks.connectors.max.tests.fake_max import ACCESS, FakeMax
from otklik.networks.errors import ConnectorError, Refused, TryLater

SEND = "POST /messages"


def write() -> object:
    return api.write(ACCESS, "POST", "/messages", {"chat_id": 5}, body={"text": "Здравствуйте"})


def read() -> object:
    return api.read(ACCESS, "/messages")


def teach(fake: FakeMax, failure: Exception | httpx.Response) -> None:
    fake.teach(SEND, failure)
    fake.teach("GET /messages", failure)


def test_it_sends_the_token_in_a_header_only(fake: FakeMax) -> None:
    fake.teach(SEND, {"message": {}})
    assert write() == {"message": {}}
    assert fake.addresses == ["https://max.example/messages?chat_id=5"]
    assert fake.last.headers["authorization"] == "bot-token"
    assert fake.last.body == {"text": "Здравствуйте"}


@pytest.mark.parametrize(
    "failure",
    [
        httpx.ReadTimeout("late"),
        httpx.WriteTimeout("late"),
        httpx.ReadError("broken"),
        httpx.RemoteProtocolError("closed"),
        httpx.Response(500, json={"code": "internal.error", "message": ""}),
        httpx.Response(503, text="<html>"),
        httpx.Response(200, text="<html>"),
        httpx.Response(200, text="[]"),
        httpx.Response(200, text="{}"),
    ],
)
def test_it_is_uncertain_about_a_write_without_a_clear_answer(
    failure: Exception | httpx.Response, fake: FakeMax
) -> None:
    teach(fake, failure)
    with pytest.raises(TryLater) as caught:
        write()
    assert caught.value.is_uncertain
    with pytest.raises(TryLater) as caught:
        read()
    assert not caught.value.is_uncertain


@pytest.mark.parametrize(
    "failure", [httpx.ConnectError("refused"), httpx.ConnectTimeout("late"), httpx.PoolTimeout("")]
)
def test_it_is_certain_about_a_write_that_never_left(failure: Exception, fake: FakeMax) -> None:
    teach(fake, failure)
    with pytest.raises(TryLater) as caught:
        write()
    assert not caught.value.is_uncertain


def test_it_says_which_certificates_are_wanted(fake: FakeMax) -> None:
    failure = httpx.ConnectError("no")
    failure.__cause__ = ssl.SSLCertVerificationError("self-signed certificate in chain")
    teach(fake, failure)
    with pytest.raises(TryLater, match="OTKLIK_CA_BUNDLE") as caught:
        write()
    assert not caught.value.is_uncertain


def test_it_comes_again_when_the_server_says(fake: FakeMax) -> None:
    answer = httpx.Response(429, json={"code": "too.many.requests", "message": ""}, headers={"Retry-After": "120"})
    teach(fake, answer)
    with pytest.raises(TryLater) as caught:
        write()
    assert caught.value.until is not None
    assert not caught.value.is_uncertain


@pytest.mark.parametrize("status", [301, 400, 404, 410])
def test_it_gives_up_where_max_does_not_live(status: int, fake: FakeMax) -> None:
    teach(fake, httpx.Response(status, text="<html>"))
    with pytest.raises(Refused, match="not MAX"):
        write()


def test_it_waits_where_a_wall_turns_us_away(fake: FakeMax) -> None:
    teach(fake, httpx.Response(403, text="<html>"))
    with pytest.raises(TryLater):
        write()


def test_it_believes_a_no_that_comes_with_status_200(fake: FakeMax) -> None:
    teach(fake, httpx.Response(200, json={"success": False, "code": "access.denied", "message": "no"}))
    with pytest.raises(Refused) as caught:
        write()
    assert caught.value.code == "access.denied"


@pytest.mark.parametrize("token", ["", "токен", "a\nb"])
def test_it_explains_a_token_that_cannot_be_one(token: str, fake: FakeMax) -> None:
    with pytest.raises(Refused) as caught:
        api.read(replace(ACCESS, community_token=token), "/me")
    assert "bot's token" in caught.value.next_step
    assert fake.calls == []


@pytest.mark.parametrize(
    "access", [replace(ACCESS, proxy="ftp://user:pass-word@x"), replace(ACCESS, ca_bundle="/nowhere/ca.pem")]
)
def test_it_explains_settings_that_cannot_work(access: PageAccess) -> None:
    with pytest.raises(Refused) as caught:
        api.read(access, "/me")
    assert "OTKLIK_MAX_PROXY" in caught.value.next_step
    assert "pass-word" not in repr(caught.value)


def test_no_token_stands_in_a_reason_or_a_log(fake: FakeMax, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    fake.teach_error(SEND, 401, "verify.token", "Invalid access_token bot-token")
    with pytest.raises(ConnectorError) as caught:
        write()
    assert "bot-token" not in caplog.text + repr(caught.value) + caught.value.reason

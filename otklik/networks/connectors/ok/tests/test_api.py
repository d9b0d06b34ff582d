"""One call of either API: what is sent, and what each failure becomes."""

import hashlib
import logging
from dataclasses import replace

import httpx
import pytest

from otklik.networks.connector import PageAccess
from otklik.networks.connectors.ok import api
from otklik.networks.connectors.ok.tests.fake_ok import ACCESS, CHAT, FakeOk
from otklik.networks.errors import ConnectorError, Refused, TryLater

METHOD, PATH = "discussions.addDiscussionComment", f"me/messages/{CHAT}"


def write() -> object:
    return api.rest_write(ACCESS, METHOD, {"comment": "Здравствуйте", "as_admin": True})


def read() -> object:
    return api.rest_read(ACCESS, METHOD, {})


def test_it_signs_a_call_as_ok_says(ok: FakeOk) -> None:
    ok.teach(METHOD, "MTc3")
    assert write() == "MTc3"
    assert str(ok.requests[0].url) == "https://ok.example/fb.do"
    secret = hashlib.md5(b"token-of-adminsecret-of-application").hexdigest()
    told = f"application_key=CAPPLICATIONas_admin=truecomment=Здравствуйтеformat=jsonmethod={METHOD}{secret}"
    assert ok.calls[0][1] == {
        "application_key": "CAPPLICATION", "as_admin": "true", "comment": "Здравствуйте", "format": "json",
        "method": METHOD, "access_token": "token-of-admin", "sig": hashlib.md5(told.encode()).hexdigest(),
    }  # fmt: skip


def test_it_speaks_json_with_the_bot_api(ok: FakeOk) -> None:
    ok.teach(PATH, {"success": True})
    api.graph_write(ACCESS, PATH, {"message": {"text": "Здравствуйте"}})
    request = ok.requests[0]
    assert request.headers["content-type"] == "application/json;charset=utf-8"
    assert request.url.path == f"/graph/{PATH}"
    assert ok.asked == {"message": {"text": "Здравствуйте"}}


@pytest.mark.parametrize(
    "failure",
    [
        httpx.ReadTimeout("late"),
        httpx.WriteTimeout("late"),
        httpx.ReadError("broken"),
        httpx.RemoteProtocolError("closed"),
        httpx.Response(500, text="<html>"),
        httpx.Response(503, text="<html>"),
        httpx.Response(200, text="<html>"),
    ],
)
def test_it_is_uncertain_about_a_write_without_a_clear_answer(failure: Exception | httpx.Response, ok: FakeOk) -> None:
    ok.teach(METHOD, failure)
    ok.teach(PATH, failure)
    with pytest.raises(TryLater) as rest:
        write()
    with pytest.raises(TryLater) as graph:
        api.graph_write(ACCESS, PATH, {})
    assert rest.value.is_uncertain
    assert graph.value.is_uncertain
    with pytest.raises(TryLater) as reading:
        read()
    assert not reading.value.is_uncertain


def test_it_is_uncertain_about_a_write_that_is_answered_with_nothing(ok: FakeOk) -> None:
    ok.teach(METHOD, None)
    with pytest.raises(TryLater) as caught:
        write()
    assert caught.value.is_uncertain
    assert read() is None


@pytest.mark.parametrize("failure", [httpx.ConnectError("refused"), httpx.ConnectTimeout("late")])
def test_it_is_certain_about_a_write_that_never_left(failure: Exception, ok: FakeOk) -> None:
    ok.teach(METHOD, failure)
    with pytest.raises(TryLater) as caught:
        write()
    assert not caught.value.is_uncertain


def test_it_comes_again_when_the_server_says(ok: FakeOk) -> None:
    ok.teach(METHOD, httpx.Response(429, headers={"Retry-After": "120"}))
    with pytest.raises(TryLater) as caught:
        write()
    assert caught.value.until is not None
    assert not caught.value.is_uncertain


@pytest.mark.parametrize("told", ["", "soon", "99999999"])
def test_it_comes_again_some_time_when_the_server_says_nonsense(told: str, ok: FakeOk) -> None:
    ok.teach(METHOD, httpx.Response(429, headers={"Retry-After": told}))
    with pytest.raises(TryLater) as caught:
        write()
    assert caught.value.until is None


@pytest.mark.parametrize("status", [301, 400, 404])
def test_it_gives_up_where_ok_does_not_live(status: int, ok: FakeOk) -> None:
    ok.teach(METHOD, httpx.Response(status))
    with pytest.raises(Refused) as caught:
        write()
    assert caught.value.next_step


@pytest.mark.parametrize("status", [200, 400])
def test_it_raises_what_a_code_of_ok_means_whatever_the_status(status: int, ok: FakeOk) -> None:
    ok.teach(METHOD, httpx.Response(status, json={"error_code": 456, "error_msg": "GROUP_RESTRICTION"}))
    with pytest.raises(Refused) as caught:
        write()
    assert caught.value.code == "456"


@pytest.mark.parametrize(
    "access",
    [replace(ACCESS, admin_token=""), replace(ACCESS, application_key=""), replace(ACCESS, application_secret="")],
)
def test_it_says_what_is_missing_before_it_asks(access: PageAccess, ok: FakeOk) -> None:
    with pytest.raises(Refused) as caught:
        api.rest_read(access, METHOD, {})
    assert caught.value.next_step
    assert ok.calls == []


def test_it_says_that_the_key_of_the_group_is_missing(ok: FakeOk) -> None:
    with pytest.raises(Refused) as caught:
        api.graph_read(replace(ACCESS, community_token=""), "me/chats", {})
    assert caught.value.next_step


@pytest.mark.parametrize(
    "access", [replace(ACCESS, proxy="ftp://user:pass-word@x"), replace(ACCESS, ca_bundle="/nowhere/ca.pem")]
)
def test_it_explains_settings_that_cannot_work(access: PageAccess) -> None:
    with pytest.raises(Refused) as caught:
        api.rest_read(access, "users.getInfo", {})
    assert "pass-word" not in str(caught.value)


def test_no_token_stands_in_a_log_a_reason_or_a_repr(ok: FakeOk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="httpx")
    logging.getLogger("httpx").addFilter(api.hide_tokens)
    ok.teach_error(METHOD, 102, "session of token-of-admin expired")
    ok.teach_error("me/chats", 102, "key-of-group")
    reasons = []
    for call in (write, lambda: api.graph_read(ACCESS, "me/chats", {})):
        with pytest.raises(ConnectorError) as caught:
            call()
        reasons.append(repr(caught.value))
    told = caplog.text + str(reasons) + repr(ACCESS)
    assert "OK refused" in caplog.text
    assert "access_token=…" in caplog.text
    for secret in ("token-of-admin", "key-of-group", "secret-of-application"):
        assert secret not in told

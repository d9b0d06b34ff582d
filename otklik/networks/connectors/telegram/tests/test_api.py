"""One call of the API: what is sent, and what each failure becomes."""

import logging
from dataclasses import replace

import httpx
import pytest

from otklik.networks.connector import PageAccess
from otklik.networks.connectors.telegram import api
from otklik.networks.connectors.telegram.tests.fake_telegram import ACCESS, TOKEN, FakeTelegram
from otklik.networks.errors import ConnectorError, Refused, TryLater


def write() -> object:
    return api.write(ACCESS, "sendMessage", {"chat_id": 500101, "text": "Здравствуйте"})


def read() -> object:
    return api.read(ACCESS, "sendMessage")


def test_it_calls_the_method_at_the_bot_s_address_with_json(telegram: FakeTelegram) -> None:
    telegram.teach("sendMessage", {"message_id": 5})
    assert write() == {"message_id": 5}
    assert telegram.addresses == [f"https://telegram.example/bot{TOKEN}/sendMessage"]
    assert telegram.asked == {"chat_id": 500101, "text": "Здравствуйте"}


@pytest.mark.parametrize(
    "failure",
    [
        httpx.ReadTimeout("late"),
        httpx.WriteTimeout("late"),
        httpx.ReadError("broken"),
        httpx.WriteError("broken"),
        httpx.RemoteProtocolError("closed"),
        httpx.Response(500, text="<html>"),
        httpx.Response(502, json={"ok": False, "error_code": 502, "description": "Bad Gateway"}),
        httpx.Response(200, text="<html>"),
        httpx.Response(200, text="[]"),
        httpx.Response(200, text="{}"),
        httpx.Response(200, json={"ok": True}),
    ],
)
def test_it_is_uncertain_about_a_write_without_a_clear_answer(
    failure: Exception | httpx.Response, telegram: FakeTelegram
) -> None:
    telegram.teach("sendMessage", failure)
    with pytest.raises(TryLater) as caught:
        write()
    assert caught.value.is_uncertain
    with pytest.raises(TryLater) as caught:
        read()
    assert not caught.value.is_uncertain


@pytest.mark.parametrize(
    "failure", [httpx.ConnectError("refused"), httpx.ConnectTimeout("late"), httpx.PoolTimeout("")]
)
def test_it_is_certain_about_a_write_that_never_left(failure: Exception, telegram: FakeTelegram) -> None:
    telegram.teach("sendMessage", failure)
    with pytest.raises(TryLater) as caught:
        write()
    assert not caught.value.is_uncertain


def test_it_comes_again_when_telegram_says(telegram: FakeTelegram) -> None:
    telegram.teach_error("sendMessage", 429, "Too Many Requests: retry after 35", retry_after=35)
    with pytest.raises(TryLater) as caught:
        write()
    assert caught.value.until is not None
    assert not caught.value.is_uncertain


@pytest.mark.parametrize("status", [403, 429])
def test_it_comes_again_when_something_before_telegram_turns_it_away(status: int, telegram: FakeTelegram) -> None:
    telegram.teach("sendMessage", httpx.Response(status, text="<html>"))
    with pytest.raises(TryLater) as caught:
        write()
    assert not caught.value.is_uncertain


@pytest.mark.parametrize("status", [301, 400, 404])
def test_it_gives_up_where_telegram_does_not_live(status: int, telegram: FakeTelegram) -> None:
    telegram.teach("sendMessage", httpx.Response(status, text="<html>"))
    with pytest.raises(Refused) as caught:
        write()
    assert "OTKLIK_TELEGRAM_API_URL" in caught.value.next_step


@pytest.mark.parametrize("token", ["", "no token", "5:a/../getMe", "5:а", "5:a\n"])
def test_it_puts_nothing_into_an_address_that_is_no_token(token: str, telegram: FakeTelegram) -> None:
    with pytest.raises(Refused) as caught:
        api.read(replace(ACCESS, community_token=token), "getMe")
    assert "@BotFather" in caught.value.next_step
    assert telegram.calls == []


@pytest.mark.parametrize(
    "access", [replace(ACCESS, proxy="ftp://user:pass-word@x"), replace(ACCESS, ca_bundle="/nowhere/ca.pem")]
)
def test_it_explains_settings_that_cannot_work(access: PageAccess) -> None:
    with pytest.raises(Refused) as caught:
        api.read(access, "getMe")
    assert "OTKLIK_TELEGRAM_PROXY" in caught.value.next_step
    assert "pass-word" not in repr(caught.value)


def test_no_token_stands_in_a_reason_or_a_log(telegram: FakeTelegram, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    telegram.teach_error("sendMessage", 401, "Unauthorized")
    with pytest.raises(ConnectorError) as caught:
        write()
    assert "sendMessage" in caplog.text
    assert "made-up_token" not in caplog.text + repr(caught.value) + caught.value.reason
    assert caught.value.__cause__ is None

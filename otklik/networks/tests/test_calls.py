"""What a failure on the way to a network means, and the clients that go there."""

import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from otklik.networks import calls
from otklik.networks.connector import PageAccess
from otklik.networks.errors import Refused, TryLater

ACCESS = PageAccess("a-network", "1", timeout_seconds=9.0)
WORDS = calls.Words("unreachable", "broken", "not set up", "unwell", "turned away", "a stranger", "the settings")
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_it_shares_one_client_for_a_network_and_a_way_out() -> None:
    client = calls.client_for(ACCESS)
    assert calls.client_for(replace(ACCESS, external_id="2")) is client
    assert calls.client_for(replace(ACCESS, network="another")) is not client
    assert calls.client_for(replace(ACCESS, proxy="http://127.0.0.1:9")) is not client


def test_it_always_checks_certificates() -> None:
    pool = calls.client_for(ACCESS)._transport._pool  # type: ignore[attr-defined]
    assert pool._ssl_context.verify_mode is ssl.CERT_REQUIRED
    assert pool._ssl_context.check_hostname


def test_it_waits_for_an_answer_longer_than_for_the_way() -> None:
    patience = calls.patience(ACCESS)
    assert (patience.connect, patience.pool, patience.read, patience.write) == (3.0, 3.0, 9.0, 9.0)


@pytest.mark.parametrize("failure", [httpx.ConnectError(""), httpx.ConnectTimeout(""), httpx.PoolTimeout("")])
def test_it_is_certain_about_what_never_left(failure: Exception) -> None:
    with pytest.raises(TryLater, match="unreachable") as caught, calls.on_the_way(WORDS, is_write=True):
        raise failure
    assert not caught.value.is_uncertain


@pytest.mark.parametrize("is_write", [True, False])
@pytest.mark.parametrize("failure", [httpx.ReadTimeout(""), httpx.RemoteProtocolError(""), httpx.DecodingError("")])
def test_it_is_uncertain_about_a_write_that_broke(failure: Exception, is_write: bool) -> None:
    with pytest.raises(TryLater, match="broken") as caught, calls.on_the_way(WORDS, is_write=is_write):
        raise failure
    assert caught.value.is_uncertain is is_write


@pytest.mark.parametrize("failure", [httpx.InvalidURL("pass-word"), OSError("pass-word"), ValueError("pass-word")])
def test_it_points_at_settings_that_cannot_work_and_quotes_none(failure: Exception) -> None:
    with pytest.raises(Refused, match="not set up") as caught, calls.on_the_way(WORDS, is_write=False):
        raise failure
    assert caught.value.next_step == "the settings"
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_it_lets_through_what_is_already_in_our_words() -> None:
    with pytest.raises(TryLater, match="ours"), calls.on_the_way(WORDS, is_write=False):
        raise TryLater("ours")


def test_it_waits_where_a_server_is_unwell_or_turns_us_away() -> None:
    unwell = calls.decide_stranger(httpx.Response(503), WORDS, is_write=True)
    assert isinstance(unwell, TryLater)
    assert (unwell.reason, unwell.code, unwell.is_uncertain) == ("unwell", "HTTP 503", True)
    away = calls.decide_stranger(httpx.Response(429, headers={"Retry-After": "120"}), WORDS, is_write=True)
    assert isinstance(away, TryLater)
    assert (away.reason, away.is_uncertain) == ("turned away", False)
    assert away.until is not None


@pytest.mark.parametrize("status", [301, 400, 404])
def test_it_gives_up_where_something_else_answers(status: int) -> None:
    refused = calls.decide_stranger(httpx.Response(status), WORDS, is_write=True)
    assert isinstance(refused, Refused)
    assert (refused.reason, refused.next_step) == ("a stranger", "the settings")


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (httpx.ReadTimeout(""), "upload"),
        (httpx.Response(503), "upload HTTP 503"),
        (httpx.Response(404), "HTTP 404"),
        (httpx.Response(200, content=b"<html>"), "upload"),
    ],
)
def test_a_photo_that_its_host_does_not_take_says_nothing_about_the_network(
    answer: httpx.Response | Exception, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def handle(_: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    with httpx.Client(transport=httpx.MockTransport(handle)) as client:
        monkeypatch.setattr(calls, "client_for", lambda _: client)
        with pytest.raises(Refused) as caught:
            calls.upload_photo(ACCESS, "https://upload.example/", b"", field="data", words=WORDS)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("told", "at"),
    [
        ("120", NOW + timedelta(seconds=120)),
        ("Mon, 02 Mar 2026 12:30:00 GMT", datetime(2026, 3, 2, 12, 30, tzinfo=UTC)),
        ("Mon, 02 Mar 2026 12:30:00 -0000", datetime(2026, 3, 2, 12, 30, tzinfo=UTC)),
        ("", None),
        ("soon", None),
        ("99999999", None),
    ],
)
def test_it_comes_again_when_the_server_says(told: str, at: datetime | None) -> None:
    assert calls.find_return(httpx.Response(429, headers={"Retry-After": told}), now=NOW) == at

"""Only what MAX sent for this page's bot is kept."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from otklik.networks.connector import Reception, ReceptionKind
from otklik.networks.connectors.max.connector import MaxConnector
from otklik.networks.connectors.max.tests.fake_max import ACCESS, CHANNEL
from otklik.networks.errors import NotOurs

SECRET = {"x-max-bot-api-secret": "secret-of-the-page"}
KEPT = Reception(ReceptionKind.KEEP, "ok")


def body(**fields: object) -> bytes:
    return json.dumps({"update_type": "comment_created", "timestamp": 1} | fields).encode()


def receive(told: bytes, headers: dict[str, str] | None = None) -> Reception:
    return MaxConnector().receive(told, SECRET if headers is None else headers, access=ACCESS)


def test_it_keeps_what_carries_the_secret(fixtures: Path) -> None:
    assert receive((fixtures / "comment_created.json").read_bytes()) == KEPT
    assert receive((fixtures / "private_created.json").read_bytes()) == KEPT
    assert receive(body(), {"X-Max-Bot-Api-Secret": "secret-of-the-page"}) == KEPT


def test_it_keeps_an_authentic_update_of_an_unknown_type(fixtures: Path) -> None:
    assert receive((fixtures / "unknown_type.json").read_bytes()) == KEPT


@pytest.mark.parametrize("headers", [{}, {"x-max-bot-api-secret": "another"}, {"authorization": "secret-of-the-page"}])
def test_it_turns_away_what_does_not_carry_the_secret(headers: dict[str, str]) -> None:
    with pytest.raises(NotOurs):
        receive(body(), headers)


@pytest.mark.parametrize("told", [b"update_type=x", b"[]", b"{}", body(update_type=5)])
def test_it_turns_away_what_is_no_update(told: bytes) -> None:
    with pytest.raises(NotOurs):
        receive(told)


def test_it_thanks_for_another_channel_s_update_and_does_not_keep_it(fixtures: Path) -> None:
    for name in ("comment_of_another_channel", "group_chat_message"):
        assert receive((fixtures / f"{name}.json").read_bytes()) == Reception(ReceptionKind.REPLY, "ok")
    assert receive(body(update_type="bot_removed", chat_id=-5)).kind is ReceptionKind.REPLY
    assert receive(body(update_type="bot_removed", chat_id=CHANNEL)) == KEPT


def test_it_takes_nothing_for_a_page_without_a_secret() -> None:
    with pytest.raises(NotOurs):
        MaxConnector().receive(body(), {"x-max-bot-api-secret": ""}, access=replace(ACCESS, webhook_secret=""))

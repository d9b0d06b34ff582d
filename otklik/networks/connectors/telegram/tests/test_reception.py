"""Only what Telegram sent for this page is kept."""

import json
from dataclasses import replace

import pytest

from otklik.networks.connector import Reception, ReceptionKind
from otklik.networks.connectors.telegram.connector import TelegramConnector
from otklik.networks.connectors.telegram.tests.fake_telegram import ACCESS
from otklik.networks.errors import NotOurs

BODY = json.dumps({"update_id": 9001, "message": {}}).encode()
SECRET = {"x-telegram-bot-api-secret-token": ACCESS.webhook_secret}


def test_it_keeps_what_carries_the_secret_and_answers_ok() -> None:
    assert TelegramConnector().receive(BODY, SECRET, access=ACCESS) == Reception(ReceptionKind.KEEP, "ok")


def test_it_reads_the_header_however_it_is_written() -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": ACCESS.webhook_secret}
    assert TelegramConnector().receive(BODY, headers, access=ACCESS).kind is ReceptionKind.KEEP


@pytest.mark.parametrize("told", ["", "another", "тайна", ACCESS.webhook_secret + "x"])
def test_it_turns_away_another_secret(told: str) -> None:
    with pytest.raises(NotOurs):
        TelegramConnector().receive(BODY, {"x-telegram-bot-api-secret-token": told}, access=ACCESS)


def test_it_turns_away_a_body_without_the_header() -> None:
    with pytest.raises(NotOurs):
        TelegramConnector().receive(BODY, {}, access=ACCESS)


@pytest.mark.parametrize("body", [b"update_id=1", b"[]", b'{"update_id": "1"}', b"{}"])
def test_it_turns_away_what_is_no_update(body: bytes) -> None:
    with pytest.raises(NotOurs):
        TelegramConnector().receive(body, SECRET, access=ACCESS)


def test_it_takes_nothing_for_a_page_without_a_secret() -> None:
    with pytest.raises(NotOurs):
        TelegramConnector().receive(
            BODY, {"x-telegram-bot-api-secret-token": ""}, access=replace(ACCESS, webhook_secret="")
        )

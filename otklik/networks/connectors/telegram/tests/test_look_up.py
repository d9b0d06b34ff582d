"""Channels of others, as Telegram shows them to a bot."""

import httpx
import pytest

from otklik.networks.abilities import LookedUp
from otklik.networks.connectors.telegram.connector import TelegramConnector
from otklik.networks.connectors.telegram.tests.fake_telegram import ACCESS, FakeTelegram
from otklik.networks.errors import Refused

CHAT = {"id": -1002000000009, "type": "channel", "title": "Полевской", "photo": {"big_file_id": "AQAD"}}


def look_up(key: str = "polevskoy") -> LookedUp | None:
    return TelegramConnector().look_up(ACCESS, key=key)


def test_it_tells_name_and_picture(telegram: FakeTelegram) -> None:
    telegram.teach("getChat", CHAT)
    telegram.teach("getFile", {"file_id": "AQAD", "file_path": "photos/file_1.jpg"})
    telegram.teach("file_1.jpg", httpx.Response(200, content=b"a picture"))
    assert look_up() == LookedUp("Полевской", b"a picture")
    assert telegram.calls[0][1] == {"chat_id": "@polevskoy"}
    look_up("-1002000000009")
    assert telegram.calls[3][1] == {"chat_id": -1002000000009}


@pytest.mark.parametrize("path", ["../../bot1:token/getMe", "//evil.example/a.jpg", ""])
def test_a_picture_that_cannot_be_had_is_left_out(telegram: FakeTelegram, path: str) -> None:
    telegram.teach("getChat", CHAT)
    telegram.teach("getFile", {"file_path": path})
    assert look_up() == LookedUp("Полевской")
    assert telegram.methods == ["getChat", "getFile"]


def test_of_an_invitation_it_asks_nothing_and_a_name_may_be_nobodys(telegram: FakeTelegram) -> None:
    assert look_up("+AbCdEf") is None
    assert telegram.methods == []
    telegram.teach_error("getChat", 400, "Bad Request: chat not found")
    assert look_up() is None


def test_what_telegram_refuses_otherwise_is_told(telegram: FakeTelegram) -> None:
    telegram.teach_error("getChat", 401, "Unauthorized")
    with pytest.raises(Refused):
        look_up()

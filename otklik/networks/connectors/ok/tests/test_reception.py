"""Webhooks of OK at the door."""

from dataclasses import replace
from pathlib import Path

import pytest

from otklik.networks.connector import ReceptionKind
from otklik.networks.connectors.ok.connector import OkConnector
from otklik.networks.connectors.ok.reception import receive
from otklik.networks.connectors.ok.tests.fake_ok import ACCESS
from otklik.networks.errors import NotOurs


@pytest.mark.parametrize("name", ["webhook_message", "webhook_callback", "webhook_chat_system", "webhook_unknown_type"])
def test_it_keeps_every_update_even_one_that_it_does_not_know(name: str, fixtures: Path) -> None:
    body = (fixtures / f"{name}.json").read_bytes()
    reception = OkConnector().receive(body, {"user-agent": "OK"}, access=ACCESS)
    assert (reception.kind, reception.reply) == (ReceptionKind.KEEP, "ok")


def test_it_answers_the_handshake_of_an_application_only_with_a_string_of_the_page() -> None:
    body = b'{"webhookType": "CONFIRMATION"}'
    reception = receive(body, access=replace(ACCESS, confirmation="c0nf1rm"))
    assert (reception.kind, reception.reply) == (ReceptionKind.REPLY, "c0nf1rm")
    with pytest.raises(NotOurs):
        receive(body, access=ACCESS)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"success": true}', b'{"recipient": 7}'])
def test_it_turns_away_what_is_no_update(body: bytes) -> None:
    with pytest.raises(NotOurs):
        receive(body, access=ACCESS)


def test_it_turns_away_a_message_to_another_group(fixtures: Path) -> None:
    with pytest.raises(NotOurs):
        receive((fixtures / "webhook_message_to_another_group.json").read_bytes(), access=ACCESS)

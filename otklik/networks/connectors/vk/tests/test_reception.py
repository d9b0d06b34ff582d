"""Only what VK sent for this page is kept."""

import json
from dataclasses import replace
from typing import Any

import pytest

from otklik.networks.connector import Reception, ReceptionKind
from otklik.networks.connectors.vk.connector import VkConnector
from otklik.networks.connectors.vk.tests.fake_vk import ACCESS
from otklik.networks.errors import NotOurs


def body(**changed: Any) -> bytes:
    told = {"type": "wall_reply_new", "group_id": 700001, "secret": "secret-of-the-page", "object": {}} | changed
    return json.dumps({name: value for name, value in told.items() if value is not None}).encode()


def test_it_keeps_what_repeats_the_secret_and_answers_ok() -> None:
    assert VkConnector().receive(body(), {}, access=ACCESS) == Reception(ReceptionKind.KEEP, "ok")


def test_it_keeps_an_authentic_event_of_an_unknown_type() -> None:
    told = body(type="wall_weather_new")
    assert VkConnector().receive(told, {}, access=ACCESS).kind is ReceptionKind.KEEP


@pytest.mark.parametrize("changed", [{}, {"secret": None}])
def test_it_answers_the_handshake_with_the_page_s_confirmation(changed: dict[str, Any]) -> None:
    told = body(type="confirmation", **changed)
    assert VkConnector().receive(told, {}, access=ACCESS) == Reception(ReceptionKind.REPLY, "c0nf1rm")


@pytest.mark.parametrize(
    "changed",
    [
        {"secret": "another"},
        {"secret": None},
        {"secret": 5},
        {"secret": "\ud83d"},
        {"group_id": 700002},
        {"group_id": None},
        {"type": None},
        {"type": 5},
        {"type": "confirmation", "secret": "another"},
        {"type": "confirmation", "group_id": 700002},
    ],
)
def test_it_turns_away_what_cannot_be_proved(changed: dict[str, Any]) -> None:
    with pytest.raises(NotOurs):
        VkConnector().receive(body(**changed), {}, access=ACCESS)


def test_it_turns_away_what_is_no_json() -> None:
    with pytest.raises(NotOurs):
        VkConnector().receive(b"type=wall_reply_new", {}, access=ACCESS)


def test_it_takes_nothing_for_a_page_without_a_secret() -> None:
    with pytest.raises(NotOurs):
        VkConnector().receive(body(secret=""), {}, access=replace(ACCESS, webhook_secret=""))


def test_it_answers_no_handshake_without_a_confirmation() -> None:
    with pytest.raises(NotOurs):
        VkConnector().receive(body(type="confirmation"), {}, access=replace(ACCESS, confirmation=""))

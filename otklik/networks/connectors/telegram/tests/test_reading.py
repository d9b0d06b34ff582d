"""What Telegram lets a bot read: names and facts of chats, never messages; and how its webhook is watched."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from otklik.networks.abilities import KeepsSubscription, Look, Polls, Subscription
from otklik.networks.connector import Act, ActKind, Badge, PageFacts, SendSafety
from otklik.networks.connectors.telegram.connector import TelegramConnector
from otklik.networks.connectors.telegram.tests.fake_telegram import ACCESS, CHANNEL, GROUP, FakeTelegram
from otklik.networks.errors import Refused
from otklik.networks.events import MessageKind

TELEGRAM = TelegramConnector()
HOOK = "https://otklik.example/hooks/telegram/key/"
BOT = {"id": 600001, "is_bot": True, "first_name": "Приёмная", "can_read_all_group_messages": True}
ADMIN = {"status": "administrator", "user": BOT, "can_delete_messages": True, "can_pin_messages": False}


def test_it_says_that_it_cannot_read_back_instead_of_finding_nothing(telegram: FakeTelegram) -> None:
    act = Act(ActKind.REPLY, MessageKind.COMMENT, f"group{GROUP}_31_32", f"group{GROUP}_31_of500101")
    with pytest.raises(Refused):
        TELEGRAM.find_own_reply(ACCESS, act)
    with pytest.raises(Refused):
        TELEGRAM.fetch_message(ACCESS, kind=MessageKind.COMMENT, external_id=act.external_id)
    assert list(TELEGRAM.fetch_missed(ACCESS, since=datetime.now(UTC))) == []
    assert (TELEGRAM.can_be_read_back, TELEGRAM.send_safety) == (False, SendSafety.PERSON)
    assert telegram.calls == []


def test_it_names_people_and_channels_that_it_knows(telegram: FakeTelegram) -> None:
    telegram.teach("getChat", {"id": 500101, "type": "private", "first_name": "Мария", "last_name": "Ковалёва"})
    telegram.teach_error("getChat", 400, "Bad Request: chat not found")
    telegram.teach("getChat", {"id": -1002000000077, "type": "channel", "title": "Соседи"})
    names = TELEGRAM.fetch_names(ACCESS, external_ids=["500101", "500101", "x", "7", "-1002000000077"])
    assert names == {"500101": "Мария Ковалёва", "-1002000000077": "Соседи"}
    assert len(telegram.calls) == 3


def test_it_does_not_take_a_wrong_token_for_an_unknown_name(telegram: FakeTelegram) -> None:
    telegram.teach_error("getChat", 401, "Unauthorized")
    with pytest.raises(Refused):
        TELEGRAM.fetch_names(ACCESS, external_ids=["500101"])


def teach_page(telegram: FakeTelegram, **channel: Any) -> None:
    told = {"id": CHANNEL, "type": "channel", "title": "Администрация", "username": "zarechny_adm", **channel}
    telegram.teach("getMe", BOT)
    telegram.teach("getChat", told)
    telegram.teach("getChatMemberCount", 1520)
    telegram.teach("getChatMember", ADMIN)


def test_it_reads_the_channel_and_what_the_bot_may_do(telegram: FakeTelegram) -> None:
    teach_page(telegram, description="Официально", photo={"small_file_id": "1"}, linked_chat_id=GROUP)
    assert TELEGRAM.read_page(ACCESS) == PageFacts(
        name="Администрация",
        url="https://t.me/zarechny_adm",
        description="Официально",
        members_count=1520,
        has_avatar=True,
        are_messages_open=True,
        are_comments_open=True,
        badge=Badge.UNKNOWN,
        rights=(
            "administrator", "can_delete_messages", "group:administrator", "group:can_delete_messages",
            "can_read_all_group_messages",
        ),
    )  # fmt: skip


def test_it_names_the_bot_that_residents_write_to(telegram: FakeTelegram) -> None:
    teach_page(telegram)
    telegram.answers["getMe"] = [{**BOT, "username": "otradnoe_bot"}]
    telegram.teach("getChatAdministrators", [])
    assert TELEGRAM.read_page(ACCESS).bot_name == "otradnoe_bot"
    (look,) = TELEGRAM.look_at([ACCESS], readers=[], now=datetime.now(UTC))
    assert isinstance(look, Look)
    assert look.facts is not None
    assert look.facts.bot_name == "otradnoe_bot"


def test_it_sees_that_a_channel_has_no_discussion_and_no_picture(telegram: FakeTelegram) -> None:
    teach_page(telegram)
    facts = TELEGRAM.read_page(ACCESS)
    assert (facts.are_comments_open, facts.has_avatar, facts.has_cover, facts.description) == (False, False, None, "")


def test_it_reads_the_page_also_where_the_bot_is_a_stranger(telegram: FakeTelegram) -> None:
    teach_page(telegram, linked_chat_id=GROUP)
    telegram.answers["getChatMember"].clear()
    telegram.teach_error("getChatMember", 403, "Forbidden: bot is not a member of the supergroup chat")
    assert TELEGRAM.read_page(ACCESS).rights == ("can_read_all_group_messages",)


def test_it_says_that_the_token_is_wrong(telegram: FakeTelegram) -> None:
    telegram.teach_error("getMe", 401, "Unauthorized")
    with pytest.raises(Refused, match="token"):
        TELEGRAM.read_page(ACCESS)


def test_it_leaves_a_webhook_alone_that_is_ours_and_tells_how_it_does(telegram: FakeTelegram) -> None:
    telegram.teach(
        "getWebhookInfo",
        {
            "url": HOOK, "pending_update_count": 12, "allowed_updates": ["edited_message", "message"],
            "last_error_date": 1764000000, "last_error_message": "Wrong response from the webhook: 502 Bad Gateway",
        },
    )  # fmt: skip
    assert TELEGRAM.keep_subscription(ACCESS, hook_url=HOOK) == Subscription(
        was_renewed=False,
        waiting=12,
        failed_at=datetime(2025, 11, 24, 16, 0, tzinfo=UTC),
        failure="Wrong response from the webhook: 502 Bad Gateway",
    )
    assert telegram.methods == ["getWebhookInfo"]


@pytest.mark.parametrize(
    "told",
    [
        {"url": "", "pending_update_count": 0},
        {"url": HOOK, "pending_update_count": 0, "allowed_updates": ["message"]},
        {"url": HOOK, "pending_update_count": 0},
    ],
)
def test_it_sets_a_webhook_that_is_gone_or_does_not_tell_all(told: dict[str, Any], telegram: FakeTelegram) -> None:
    telegram.teach("getWebhookInfo", told)
    telegram.teach("setWebhook", True)
    assert TELEGRAM.keep_subscription(ACCESS, hook_url=HOOK) == Subscription(was_renewed=True)
    assert telegram.asked == {
        "url": HOOK, "secret_token": ACCESS.webhook_secret, "allowed_updates": ["edited_message", "message"]
    }  # fmt: skip


def test_it_tells_of_the_address_that_it_took_the_bot_away_from(telegram: FakeTelegram) -> None:
    telegram.teach("getWebhookInfo", {"url": "https://elsewhere.example/", "pending_update_count": 3})
    telegram.teach("setWebhook", True)
    assert TELEGRAM.keep_subscription(ACCESS, hook_url=HOOK).other_urls == ("https://elsewhere.example/",)


@pytest.mark.parametrize("secret", ["", "тайна", "a b", "x" * 257])
def test_it_sets_no_webhook_with_a_secret_that_telegram_does_not_take(secret: str, telegram: FakeTelegram) -> None:
    telegram.teach("getWebhookInfo", {"url": ""})
    with pytest.raises(Refused, match="secret"):
        TELEGRAM.keep_subscription(replace(ACCESS, webhook_secret=secret), hook_url=HOOK)


def test_it_polls_from_the_marker_on_and_tells_the_next_one(telegram: FakeTelegram) -> None:
    telegram.teach("getUpdates", [{"update_id": 7, "message": {}}, {"update_id": 8, "message": {}}], [])
    polled = TELEGRAM.poll(ACCESS, marker="")
    assert (len(polled.bodies), polled.marker) == (2, "9")
    assert "offset" not in telegram.asked
    assert TELEGRAM.poll(ACCESS, marker="9").marker == "9"
    assert telegram.asked["offset"] == 9


def test_it_does_not_poll_while_a_webhook_is_set(telegram: FakeTelegram) -> None:
    telegram.teach_error("getUpdates", 409, "Conflict: can't use getUpdates method while webhook is active")
    with pytest.raises(Refused, match="one way only"):
        TELEGRAM.poll(ACCESS, marker="")


def test_it_has_the_abilities_that_callers_look_for() -> None:
    assert isinstance(TELEGRAM, KeepsSubscription)
    assert isinstance(TELEGRAM, Polls)

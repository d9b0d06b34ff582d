"""Acts in Telegram: the call that is made, the receipt that comes back, and failures."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from otklik.networks.abilities import CountsText
from otklik.networks.connector import Act, ActKind, PageAccess, Receipt
from otklik.networks.connectors.telegram.acts import length_of
from otklik.networks.connectors.telegram.connector import TelegramConnector
from otklik.networks.connectors.telegram.parse import parse
from otklik.networks.connectors.telegram.tests.fake_telegram import ACCESS, CHANNEL, GROUP, FakeTelegram
from otklik.networks.errors import Refused, TryLater
from otklik.networks.events import MessageKind

COPY = f"group{GROUP}_31"
REPLY = Act(
    kind=ActKind.REPLY,
    message_kind=MessageKind.COMMENT,
    external_id=f"{COPY}_32",
    thread_id=f"{COPY}_of500101",
    container_id=COPY,
    text="Дорогу починят до 1 июня.",
    idempotency_key=1234567,
)
MESSAGE = replace(
    REPLY,
    kind=ActKind.MESSAGE,
    message_kind=MessageKind.PRIVATE,
    external_id="chat500101_7",
    thread_id="chat500101",
    container_id="",
)


def perform(act: Act) -> Receipt:
    return TelegramConnector().act(ACCESS, act)


def sent(number: int = 33, **more: Any) -> dict[str, Any]:
    return {"message_id": number, "chat": {"id": GROUP, "type": "supergroup"}, "date": 1764000000, "text": "…", **more}


def test_it_answers_a_comment_or_nothing_at_all(telegram: FakeTelegram) -> None:
    telegram.teach("sendMessage", sent())
    assert perform(REPLY) == Receipt(f"{COPY}_33", "https://t.me/c/2000000002/33?thread=31")
    assert telegram.asked == {
        "chat_id": GROUP,
        "text": "Дорогу починят до 1 июня.",
        "reply_parameters": {"message_id": 32, "allow_sending_without_reply": False},
    }


def test_its_receipt_is_the_name_that_the_message_has_in_updates(telegram: FakeTelegram) -> None:
    telegram.teach("sendMessage", sent())
    answered = {"message_id": 32, "from": {"id": 500101, "first_name": "Мария"}}
    told = {"update_id": 1, "message": sent(message_thread_id=31, reply_to_message=answered)}
    (event,) = parse(json.dumps(told).encode(), page_id=ACCESS.external_id)
    receipt = perform(REPLY)
    assert (receipt.external_id, receipt.url) == (event.external_id, event.url)


def test_it_comments_a_post_at_its_copy(telegram: FakeTelegram) -> None:
    telegram.teach("sendMessage", sent())
    assert perform(replace(REPLY, message_kind=MessageKind.WALL_POST, external_id=COPY)).external_id == f"{COPY}_33"
    assert telegram.asked["reply_parameters"]["message_id"] == 31


@pytest.mark.parametrize("kind", [ActKind.MESSAGE, ActKind.REPLY])
def test_it_answers_a_private_message_also_when_the_question_is_gone(kind: ActKind, telegram: FakeTelegram) -> None:
    telegram.teach("sendMessage", sent(8))
    assert perform(replace(MESSAGE, kind=kind)) == Receipt("chat500101_8")
    assert telegram.asked["chat_id"] == 500101
    assert telegram.asked["reply_parameters"] == {"message_id": 7, "allow_sending_without_reply": True}


def test_it_writes_into_a_talk_that_only_its_thread_names(telegram: FakeTelegram) -> None:
    telegram.teach("sendMessage", sent(8))
    perform(replace(MESSAGE, external_id=""))
    assert "reply_parameters" not in telegram.asked


@pytest.mark.parametrize("answer", [None, True, {}, {"message_id": 0}, "ok"])
@pytest.mark.parametrize("act", [REPLY, MESSAGE])
def test_it_is_uncertain_about_an_answer_without_a_number(act: Act, answer: object, telegram: FakeTelegram) -> None:
    telegram.teach("sendMessage", answer)
    with pytest.raises(TryLater) as caught:
        perform(act)
    assert caught.value.is_uncertain


def test_it_explains_that_the_answered_comment_is_gone(telegram: FakeTelegram) -> None:
    telegram.teach_error("sendMessage", 400, "Bad Request: message to be replied not found")
    with pytest.raises(Refused, match="no longer there"):
        perform(REPLY)


@pytest.mark.parametrize("act", [REPLY, MESSAGE])
@pytest.mark.parametrize("text", ["", "  \n", "ж" * 4097, "😀" * 2049])
def test_it_sends_no_text_that_telegram_would_not_take(act: Act, text: str, telegram: FakeTelegram) -> None:
    with pytest.raises(Refused) as caught:
        perform(replace(act, text=text))
    assert caught.value.next_step
    assert telegram.calls == []


def test_it_counts_letters_as_telegram_does() -> None:
    assert isinstance(TelegramConnector(), CountsText)
    assert [length_of(text) for text in ("ж" * 4096, "😀" * 2048, "")] == [4096, 4096, 0]


def test_it_deletes_a_comment(telegram: FakeTelegram) -> None:
    telegram.teach("deleteMessage", True)
    assert perform(replace(REPLY, kind=ActKind.DELETE)).external_id == REPLY.external_id
    assert telegram.asked == {"chat_id": GROUP, "message_id": 32}


def test_it_counts_a_comment_that_is_gone_as_deleted(telegram: FakeTelegram) -> None:
    telegram.teach_error("deleteMessage", 400, "Bad Request: message to delete not found")
    assert perform(replace(REPLY, kind=ActKind.DELETE)).external_id == REPLY.external_id


def test_it_is_refused_where_a_comment_is_too_old_to_delete(telegram: FakeTelegram) -> None:
    telegram.teach_error("deleteMessage", 400, "Bad Request: message can't be deleted")
    with pytest.raises(Refused, match="48 hours"):
        perform(replace(REPLY, kind=ActKind.DELETE))


def test_it_deletes_a_private_message(telegram: FakeTelegram) -> None:
    telegram.teach("deleteMessage", True)
    perform(replace(MESSAGE, kind=ActKind.DELETE))
    assert telegram.asked == {"chat_id": 500101, "message_id": 7}


@pytest.mark.parametrize(
    "act",
    [
        replace(REPLY, kind=ActKind.HIDE),
        replace(REPLY, kind=ActKind.RESTORE),
        replace(REPLY, kind=ActKind.DELETE, message_kind=MessageKind.WALL_POST, external_id=COPY),
        replace(REPLY, kind=ActKind.BAN, external_id="-1002000000077", until=datetime(2026, 6, 1, tzinfo=UTC)),
    ],
    ids=["hide", "restore", "delete a post", "ban a channel until a day"],
)
def test_it_refuses_what_telegram_cannot_do_with_a_next_step(act: Act, telegram: FakeTelegram) -> None:
    with pytest.raises(Refused) as caught:
        perform(act)
    assert caught.value.next_step
    assert telegram.calls == []


def test_it_bans_a_person_until_a_day(telegram: FakeTelegram) -> None:
    telegram.teach("banChatMember", True)
    until = datetime.now(UTC) + timedelta(days=7)
    perform(replace(REPLY, kind=ActKind.BAN, external_id="500101", until=until))
    assert telegram.asked == {"chat_id": GROUP, "user_id": 500101, "until_date": int(until.timestamp())}


def test_a_short_ban_does_not_become_one_for_ever(telegram: FakeTelegram) -> None:
    telegram.teach("banChatMember", True)
    perform(replace(REPLY, kind=ActKind.BAN, external_id="500101", until=datetime.now(UTC)))
    assert telegram.asked["until_date"] >= datetime.now(UTC).timestamp() + 30


def test_it_bans_a_channel_that_wrote_as_itself(telegram: FakeTelegram) -> None:
    telegram.teach("banChatSenderChat", True)
    perform(replace(REPLY, kind=ActKind.BAN, external_id="-1002000000077"))
    assert telegram.asked == {"chat_id": GROUP, "sender_chat_id": -1002000000077}


def test_it_lifts_a_ban_without_throwing_anybody_out(telegram: FakeTelegram) -> None:
    telegram.teach("unbanChatMember", True)
    telegram.teach("unbanChatSenderChat", True)
    perform(replace(REPLY, kind=ActKind.UNBAN, external_id="500101"))
    assert telegram.asked == {"chat_id": GROUP, "user_id": 500101, "only_if_banned": True}
    perform(replace(REPLY, kind=ActKind.UNBAN, external_id="-1002000000077"))
    assert telegram.methods == ["unbanChatMember", "unbanChatSenderChat"]


def test_it_bans_who_wrote_privately_from_the_discussion_group(telegram: FakeTelegram) -> None:
    telegram.teach("getChat", {"id": CHANNEL, "type": "channel", "linked_chat_id": GROUP})
    telegram.teach("banChatMember", True)
    perform(replace(MESSAGE, kind=ActKind.BAN, external_id="500101"))
    assert telegram.calls[0] == ("getChat", {"chat_id": CHANNEL})
    assert telegram.asked["chat_id"] == GROUP


def test_it_bans_nobody_where_there_is_no_group(telegram: FakeTelegram) -> None:
    telegram.teach("getChat", {"id": CHANNEL, "type": "channel"})
    with pytest.raises(Refused, match="no discussion group"):
        perform(replace(MESSAGE, kind=ActKind.BAN, external_id="500101"))


@pytest.mark.parametrize("kind", [ActKind.BAN, ActKind.UNBAN])
@pytest.mark.parametrize("name", ["Мария", "", "0", "٣", "9" * 30])
def test_it_bans_nobody_without_an_id(kind: ActKind, name: str, telegram: FakeTelegram) -> None:
    with pytest.raises(Refused):
        perform(replace(REPLY, kind=kind, external_id=name))
    assert telegram.calls == []


@pytest.mark.parametrize("page", ["", "zarechny_adm", "1002000000001", "-"])
def test_it_says_when_the_page_s_id_is_none_of_a_channel(page: str, telegram: FakeTelegram) -> None:
    access: PageAccess = replace(ACCESS, external_id=page)
    with pytest.raises(Refused, match="no id of a channel"):
        TelegramConnector().act(access, replace(MESSAGE, kind=ActKind.BAN, external_id="500101"))


@pytest.mark.parametrize("name", ["", "group", "wall-1_77_501", "chat-5_7", "t.me/1", "group-1_2_3_4"])
@pytest.mark.parametrize("act", [REPLY, replace(REPLY, kind=ActKind.DELETE)])
def test_it_refuses_a_name_that_is_not_of_telegram(act: Act, name: str, telegram: FakeTelegram) -> None:
    with pytest.raises(Refused):
        perform(replace(act, external_id=name))
    assert telegram.calls == []


def test_it_says_that_a_token_is_missing() -> None:
    with pytest.raises(Refused) as caught:
        TelegramConnector().act(replace(ACCESS, community_token=""), REPLY)
    assert "token" in caught.value.next_step

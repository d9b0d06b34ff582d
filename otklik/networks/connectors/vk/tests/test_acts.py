"""Acts in VK: the call that is made, the receipt that comes back, and failures."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from otklik.networks.connector import Act, ActKind, PageAccess, Receipt
from otklik.networks.connectors.vk.connector import VkConnector
from otklik.networks.connectors.vk.parse import parse
from otklik.networks.connectors.vk.tests.fake_vk import ACCESS, FakeVk
from otklik.networks.errors import Refused, TryLater
from otklik.networks.events import MessageKind

REPLY = Act(
    kind=ActKind.REPLY,
    message_kind=MessageKind.COMMENT,
    external_id="wall-700001_77_501",
    thread_id="wall-700001_77_501",
    container_id="wall-700001_77",
    text="Дорогу починят до 1 июня.",
    idempotency_key=1234567,
)
MESSAGE = replace(
    REPLY,
    kind=ActKind.MESSAGE,
    message_kind=MessageKind.PRIVATE,
    external_id="peer500101_7",
    thread_id="peer500101",
    container_id="",
)


def perform(act: Act) -> Receipt:
    return VkConnector().act(ACCESS, act)


def test_it_answers_a_comment_in_the_name_of_the_page(vk: FakeVk) -> None:
    vk.teach("wall.createComment", {"comment_id": 503, "parents_stack": [501]})
    assert perform(REPLY) == Receipt("wall-700001_77_503", "https://vk.ru/wall-700001_77?reply=503&thread=501")
    assert vk.form == {
        "owner_id": "-700001", "post_id": "77", "reply_to_comment": "501", "message": "Дорогу починят до 1 июня.",
        "from_group": "700001", "guid": "1234567", "access_token": "community-token",
    }  # fmt: skip


def test_its_receipt_is_the_name_that_the_echo_carries(vk: FakeVk) -> None:
    vk.teach("wall.createComment", {"comment_id": 503, "parents_stack": [501]})
    echo: dict[str, Any] = {"id": 503, "from_id": -700001, "post_id": 77, "post_owner_id": -700001, "date": 1764000000}
    told = {"type": "wall_reply_new", "group_id": 700001, "object": echo | {"text": "…", "parents_stack": [501]}}
    (event,) = parse(json.dumps(told).encode(), page_id="700001")
    receipt = perform(REPLY)
    assert (receipt.external_id, receipt.url) == (event.external_id, event.url)


def test_it_comments_a_resident_s_post(vk: FakeVk) -> None:
    vk.teach("wall.createComment", {"comment_id": 95})
    act = replace(REPLY, message_kind=MessageKind.WALL_POST, external_id="wall-700001_90", thread_id="wall-700001_90")
    assert perform(act).external_id == "wall-700001_90_95"
    assert "reply_to_comment" not in vk.form


def test_it_answers_with_the_administrator_s_token_where_there_is_no_other(vk: FakeVk) -> None:
    vk.teach("wall.createComment", {"comment_id": 503})
    VkConnector().act(replace(ACCESS, community_token=""), REPLY)
    assert vk.form["access_token"] == "admin-token"


@pytest.mark.parametrize(
    ("kind", "target", "method", "container"),
    [
        (MessageKind.BOARD_COMMENT, "topic-700001_6_4", "board.createComment", {"group_id": "700001", "topic_id": "6"}),
        (MessageKind.PHOTO_COMMENT, "photo-700001_9_4", "photos.createComment", {"photo_id": "9"}),
        (MessageKind.VIDEO_COMMENT, "video-700001_8_4", "video.createComment", {"video_id": "8"}),
        (MessageKind.MARKET_COMMENT, "market-700001_12_4", "market.createComment", {"item_id": "12"}),
    ],
)
def test_it_answers_comments_elsewhere_with_the_administrator_s_token(
    kind: MessageKind, target: str, *, method: str, container: dict[str, str], vk: FakeVk
) -> None:
    vk.teach(method, 5)
    receipt = perform(replace(REPLY, message_kind=kind, external_id=target, thread_id=target))
    assert receipt.external_id == target.removesuffix("_4") + "_5"
    assert (
        vk.form.items() >= (container | {"access_token": "admin-token", "guid": "1234567", "from_group": "1"}).items()
    )
    assert ("reply_to_comment" in vk.form) == (kind is not MessageKind.BOARD_COMMENT)


def test_it_answers_a_private_message_as_a_reply_to_it(vk: FakeVk) -> None:
    vk.teach("messages.send", [{"peer_id": 500101, "message_id": 34, "conversation_message_id": 8}])
    assert perform(MESSAGE) == Receipt("peer500101_8", "https://vk.ru/gim700001?sel=500101")
    sent = dict(vk.form)
    forward = json.loads(sent.pop("forward"))
    assert forward == {"peer_id": 500101, "conversation_message_ids": [7], "is_reply": True}
    assert sent == {
        "peer_ids": "500101", "message": "Дорогу починят до 1 июня.", "random_id": "1234567", "group_id": "700001",
        "access_token": "community-token",
    }  # fmt: skip


def test_it_answers_privately_when_a_reply_to_a_private_message_is_asked_for(vk: FakeVk) -> None:
    vk.teach("messages.send", [{"peer_id": 500101, "message_id": 34, "conversation_message_id": 8}])
    assert perform(replace(MESSAGE, kind=ActKind.REPLY)).external_id == "peer500101_8"


def test_it_asks_for_the_number_of_a_message_where_the_answer_has_none(vk: FakeVk) -> None:
    vk.teach("messages.send", [{"peer_id": 500101, "message_id": 34}])
    vk.teach("messages.getById", {"count": 1, "items": [{"id": 34, "conversation_message_id": 8}]})
    assert perform(MESSAGE).external_id == "peer500101_8"


def test_a_message_stays_sent_when_its_number_cannot_be_learnt(vk: FakeVk) -> None:
    vk.teach("messages.send", 34)
    vk.teach("messages.getById", httpx.ReadTimeout("late"))
    assert perform(MESSAGE).external_id == "peer500101_m34"


def test_it_is_refused_where_the_receiver_is_refused(vk: FakeVk) -> None:
    error = {"code": 901, "description": "Can't send messages for users without permission"}
    vk.teach("messages.send", [{"peer_id": 500101, "message_id": 0, "conversation_message_id": 0, "error": error}])
    with pytest.raises(Refused) as caught:
        perform(MESSAGE)
    assert caught.value.code == "901"


def test_it_explains_that_the_answered_comment_is_gone(vk: FakeVk) -> None:
    vk.teach_error("wall.createComment", 100, "reply_to_comment is invalid")
    with pytest.raises(Refused, match="no longer there") as caught:
        perform(REPLY)
    assert "privately" in caught.value.next_step


@pytest.mark.parametrize(("act", "method"), [(REPLY, "wall.createComment"), (MESSAGE, "messages.send")])
@pytest.mark.parametrize("answer", [None, [], {}, "ok", 0])
def test_it_is_uncertain_about_an_answer_without_a_number(act: Act, method: str, *, answer: object, vk: FakeVk) -> None:
    vk.teach(method, answer)
    with pytest.raises(TryLater) as caught:
        perform(act)
    assert caught.value.is_uncertain


def test_it_repeats_an_act_with_the_same_key(vk: FakeVk) -> None:
    vk.teach("wall.createComment", httpx.ReadTimeout("late"), {"comment_id": 503})
    with pytest.raises(TryLater):
        perform(REPLY)
    perform(REPLY)
    assert [form["guid"] for _, form in vk.calls] == ["1234567", "1234567"]


@pytest.mark.parametrize("act", [REPLY, MESSAGE])
@pytest.mark.parametrize("text", ["", "  \n", "ж" * 4097])
def test_it_sends_no_text_that_vk_would_not_take(act: Act, text: str, vk: FakeVk) -> None:
    with pytest.raises(Refused) as caught:
        perform(replace(act, text=text))
    assert caught.value.next_step
    assert vk.calls == []


@pytest.mark.parametrize("kind", [ActKind.HIDE, ActKind.DELETE])
def test_it_deletes_a_comment_to_hide_it(kind: ActKind, vk: FakeVk) -> None:
    vk.teach("wall.deleteComment", 1)
    assert perform(replace(REPLY, kind=kind)).external_id == "wall-700001_77_501"
    assert vk.form == {"owner_id": "-700001", "comment_id": "501", "access_token": "admin-token"}


def test_it_counts_a_comment_that_is_gone_as_deleted(vk: FakeVk) -> None:
    vk.teach_error("wall.deleteComment", 104)
    assert perform(replace(REPLY, kind=ActKind.DELETE)).external_id == "wall-700001_77_501"


def test_it_counts_a_comment_that_stands_there_as_restored(vk: FakeVk) -> None:
    vk.teach_error("wall.restoreComment", 243)
    assert perform(replace(REPLY, kind=ActKind.RESTORE)).external_id == "wall-700001_77_501"


def test_it_is_refused_where_the_token_has_no_right(vk: FakeVk) -> None:
    vk.teach_error("wall.deleteComment", 211)
    with pytest.raises(Refused):
        perform(replace(REPLY, kind=ActKind.DELETE))


@pytest.mark.parametrize(("kind", "method"), [(ActKind.DELETE, "wall.delete"), (ActKind.RESTORE, "wall.restore")])
def test_it_removes_a_whole_post(kind: ActKind, method: str, vk: FakeVk) -> None:
    vk.teach(method, 1)
    perform(replace(REPLY, kind=kind, message_kind=MessageKind.WALL_POST, external_id="wall-700001_90"))
    assert vk.form == {"owner_id": "-700001", "post_id": "90", "access_token": "admin-token"}


def test_it_removes_a_comment_of_a_discussion_with_the_community_s_token(vk: FakeVk) -> None:
    vk.teach("board.deleteComment", 1)
    act = replace(REPLY, kind=ActKind.DELETE, message_kind=MessageKind.BOARD_COMMENT, external_id="topic-700001_6_4")
    perform(act)
    assert vk.form == {"group_id": "700001", "topic_id": "6", "comment_id": "4", "access_token": "community-token"}


def test_it_removes_no_private_message_of_a_resident(vk: FakeVk) -> None:
    with pytest.raises(Refused) as caught:
        perform(replace(MESSAGE, kind=ActKind.DELETE))
    assert caught.value.next_step
    assert vk.calls == []


def test_it_bans_an_author_until_a_day_with_a_note_for_administrators(vk: FakeVk) -> None:
    vk.teach("groups.ban", 1)
    until = datetime(2026, 6, 1, tzinfo=UTC)
    perform(replace(REPLY, kind=ActKind.BAN, external_id="500101", until=until, because="Оскорбления", text=""))
    assert vk.form == {
        "group_id": "700001", "owner_id": "500101", "end_date": str(int(until.timestamp())), "comment": "Оскорбления",
        "comment_visible": "0", "access_token": "admin-token",
    }  # fmt: skip


def test_it_shows_the_banned_author_the_words_that_are_for_them(vk: FakeVk) -> None:
    vk.teach("groups.ban", 1)
    words = "Оскорбление, пункт 2.2. Возразить: https://otklik.example/objection/ номер NEMZ6D4V, код CJP5ZFV39D."
    perform(replace(REPLY, kind=ActKind.BAN, external_id="500101", because="insult", text=words))
    assert (vk.form["comment"], vk.form["comment_visible"]) == (words, "1")


def test_it_lifts_a_ban_also_where_there_is_none(vk: FakeVk) -> None:
    vk.teach_error("groups.unban", 104)
    perform(replace(REPLY, kind=ActKind.UNBAN, external_id="-700002"))
    assert vk.form["owner_id"] == "-700002"


@pytest.mark.parametrize("kind", [ActKind.BAN, ActKind.UNBAN])
def test_it_bans_nobody_without_an_id(kind: ActKind, vk: FakeVk) -> None:
    with pytest.raises(Refused):
        perform(replace(REPLY, kind=kind, external_id="Мария"))


@pytest.mark.parametrize(
    ("act", "access"),
    [
        (MESSAGE, replace(ACCESS, community_token="")),
        (replace(REPLY, kind=ActKind.DELETE), replace(ACCESS, admin_token="")),
        (REPLY, replace(ACCESS, community_token="", admin_token="")),
    ],
)
def test_it_says_which_token_is_missing(act: Act, access: PageAccess, vk: FakeVk) -> None:
    with pytest.raises(Refused) as caught:
        VkConnector().act(access, act)
    assert "token" in caught.value.next_step


@pytest.mark.parametrize("name", ["", "wall", "wall-1_x", "peer5_7", "t.me/1"])
def test_it_refuses_a_name_that_is_not_of_vk(name: str, vk: FakeVk) -> None:
    with pytest.raises(Refused):
        perform(replace(REPLY, external_id=name))

"""Answers, private messages and deletion: what OK is asked, and what comes back."""

from dataclasses import replace

import httpx
import pytest

from otklik.networks.connector import Act, ActKind, Receipt
from otklik.networks.connectors.ok.acts import perform
from otklik.networks.connectors.ok.connector import OkConnector
from otklik.networks.connectors.ok.limits import LIMITS
from otklik.networks.connectors.ok.tests.fake_ok import ACCESS, CHAT, TOPIC, FakeOk
from otklik.networks.errors import Refused, TryLater
from otklik.networks.events import MessageKind

ADD, DELETE, SEND = "discussions.addDiscussionComment", "discussions.deleteDiscussionComments", f"me/messages/{CHAT}"
MID = "mid:C1a2b3c4d5e00.19cadc69a802059"
LATER = "mid:C1a2b3c4d5e00.19cadc784e02059"
REPLY = Act(
    ActKind.REPLY, MessageKind.COMMENT, f"{TOPIC}:MQ", f"{TOPIC}:MQ", container_id=TOPIC, text="До 1 июня."
)  # fmt: skip
MESSAGE = Act(ActKind.MESSAGE, MessageKind.PRIVATE, f"{CHAT}/{MID}", CHAT, text="Вода будет к вечеру.")


@pytest.mark.parametrize("answer", ["Mg", {"id": "Mg"}, {"comment": {"id": "Mg"}}])
def test_it_answers_a_comment_in_the_group_s_name(answer: object, ok: FakeOk) -> None:
    ok.teach(ADD, answer)
    receipt = perform(ACCESS, REPLY)
    assert receipt == Receipt(f"{TOPIC}:Mg", "https://ok.ru/group/57000000000001/topic/157000000000077")
    assert ok.asked == {
        "entityId": "157000000000077", "entityType": "GROUP_TOPIC", "comment": "До 1 июня.", "as_admin": "true",
        "reply_to_comment_id": "MQ",
    }  # fmt: skip


def test_it_comments_a_topic_without_answering_anybody(ok: FakeOk) -> None:
    ok.teach(ADD, "Mg")
    perform(ACCESS, replace(REPLY, external_id=TOPIC))
    assert "reply_to_comment_id" not in ok.asked


def test_it_is_uncertain_when_the_answer_names_no_comment(ok: FakeOk) -> None:
    ok.teach(ADD, {"success": True})
    with pytest.raises(TryLater) as caught:
        perform(ACCESS, REPLY)
    assert caught.value.is_uncertain


@pytest.mark.parametrize("kind", [ActKind.MESSAGE, ActKind.REPLY])
def test_it_answers_in_the_talk(kind: ActKind, ok: FakeOk) -> None:
    ok.teach(SEND, {"success": True, "message_id": LATER})
    receipt = perform(ACCESS, replace(MESSAGE, kind=kind))
    assert receipt == Receipt(f"{CHAT}/{LATER}", "https://ok.ru/group/57000000000001/messages")
    assert ok.asked == {
        "recipient": {"chat_id": CHAT}, "message": {"text": "Вода будет к вечеру.", "reply_to": MID},
    }  # fmt: skip


def test_it_writes_to_a_resident_whose_chat_is_not_known(ok: FakeOk) -> None:
    ok.teach("me/messages", {"success": True, "chat_id": CHAT, "message_id": LATER})
    receipt = perform(ACCESS, replace(MESSAGE, external_id="", thread_id="user:500000000101"))
    assert receipt.external_id == f"{CHAT}/{LATER}"
    assert ok.asked["recipient"] == {"user_id": "user:500000000101"}


def test_it_finds_the_name_of_a_message_that_was_sent_without_one(ok: FakeOk) -> None:
    own = {"sender": {"user_id": "group:57000000000001"}, "recipient": {"chat_id": CHAT}, "timestamp": 1772442060000,
           "message": {"text": "Вода будет к  вечеру.", "mid": LATER}}  # fmt: skip
    ok.teach(SEND, {"success": True}, {"messages": [own]})
    assert perform(ACCESS, MESSAGE).external_id == f"{CHAT}/{LATER}"


def test_a_failure_to_find_the_name_does_not_undo_the_sending(ok: FakeOk) -> None:
    ok.teach(SEND, {"success": True}, httpx.ReadTimeout("late"))
    assert perform(ACCESS, MESSAGE).external_id == ""


def test_it_is_refused_when_the_resident_takes_no_messages(ok: FakeOk) -> None:
    ok.teach(SEND, {"success": False})
    with pytest.raises(Refused) as caught:
        perform(ACCESS, MESSAGE)
    assert caught.value.next_step


@pytest.mark.parametrize("act", [REPLY, MESSAGE])
@pytest.mark.parametrize("text", ["", " \n", "я" * 3001])
def test_it_does_not_send_what_ok_would_not_take(act: Act, text: str, ok: FakeOk) -> None:
    with pytest.raises(Refused) as caught:
        perform(ACCESS, replace(act, text=text))
    assert caught.value.next_step
    assert ok.calls == []


def test_it_deletes_a_comment_and_does_not_mind_when_it_is_gone(ok: FakeOk) -> None:
    ok.teach(DELETE, True, {"error_code": 700, "error_msg": "COMMENT_NOT_FOUND"})
    for _ in range(2):
        assert perform(ACCESS, replace(REPLY, kind=ActKind.DELETE)).external_id == REPLY.external_id
    assert ok.asked == {
        "discussionId": "157000000000077", "discussionType": "GROUP_TOPIC", "comment_ids": "MQ",
        "mark_as_spam": "false", "block_author": "false",
    }  # fmt: skip


@pytest.mark.parametrize("kind", [ActKind.HIDE, ActKind.RESTORE, ActKind.BAN, ActKind.UNBAN])
def test_it_says_what_ok_cannot_and_what_to_do_instead(kind: ActKind, ok: FakeOk) -> None:
    with pytest.raises(Refused) as caught:
        perform(ACCESS, replace(REPLY, kind=kind))
    no = LIMITS[kind, MessageKind.COMMENT].never
    assert no is not None
    assert (caught.value.reason, caught.value.next_step) == (no.reason, no.next_step)
    assert ok.calls == []


@pytest.mark.parametrize("act", [replace(MESSAGE, kind=ActKind.DELETE), replace(REPLY, kind=ActKind.DELETE, external_id=TOPIC)])  # fmt: skip # noqa: E501
def test_it_deletes_comments_only(act: Act, ok: FakeOk) -> None:
    with pytest.raises(Refused) as caught:
        perform(ACCESS, act)
    assert caught.value.next_step
    assert ok.calls == []


@pytest.mark.parametrize("name", ["", "wall-1_2_3", "GROUP_TOPIC", "USER_STATUS:1:MQ", "GROUP_TOPIC:1:a b"])
def test_it_refuses_a_name_that_is_none_of_ok(name: str, ok: FakeOk) -> None:
    with pytest.raises(Refused):
        perform(ACCESS, replace(REPLY, external_id=name))
    with pytest.raises(Refused):
        perform(ACCESS, replace(MESSAGE, external_id=name, thread_id=""))
    assert ok.calls == []


@pytest.mark.parametrize("kind", ActKind)
@pytest.mark.parametrize("example", [REPLY, MESSAGE])
def test_the_connector_does_every_act_that_the_table_does_not_exclude(kind: ActKind, example: Act, ok: FakeOk) -> None:
    for method in (ADD, DELETE):
        ok.teach(method, "Mg")
    ok.teach(SEND, {"success": True, "message_id": LATER})
    act = replace(MESSAGE if kind is ActKind.MESSAGE else example, kind=kind)
    if LIMITS[kind, act.message_kind].never:
        with pytest.raises(Refused):
            OkConnector().act(ACCESS, act)
    else:
        assert OkConnector().act(ACCESS, act).external_id

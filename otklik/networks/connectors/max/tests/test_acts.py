"""What each act asks MAX for, and what becomes of its answer."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from otklik.networks.connector import Act, ActKind
from otklik.networks.connectors.max.connector import MaxConnector
from otklik.networks.connectors.max.tests.fake_max import ACCESS, ASKED, CHANNEL, POST, TALK, FakeMax
from otklik.networks.errors import Refused, TryLater
from otklik.networks.events import MessageKind

MAX = MaxConnector()
COMMENTS = f"/messages/{POST}/comments"
REPLY = Act(
    ActKind.REPLY,
    MessageKind.COMMENT,
    f"{POST}/{ASKED}",
    f"{POST}/{ASKED}",
    container_id=POST,
    text="Воду включат до вечера.",
    idempotency_key=1001,
)
MESSAGE = replace(
    REPLY, kind=ActKind.MESSAGE, message_kind=MessageKind.PRIVATE, external_id=f"chat{TALK}/mid.m1",
    thread_id=f"chat{TALK}", container_id="",
)  # fmt: skip
BAN = replace(REPLY, kind=ActKind.BAN, external_id="700501")


def sent(mid: str) -> dict[str, Any]:
    return {"message": {"body": {"mid": mid, "seq": 1, "text": "…"}}}


def test_it_answers_a_comment_where_it_stands(fake: FakeMax) -> None:
    fake.teach(f"POST {COMMENTS}", sent("mid.r1"))
    receipt = MAX.act(ACCESS, REPLY)
    assert receipt.external_id == f"{POST}/mid.r1"
    assert receipt.url.startswith("https://max.ru/c/")
    assert fake.last.body == {"text": REPLY.text, "link": {"type": "reply", "mid": ASKED}}


def test_it_comments_a_post(fake: FakeMax) -> None:
    fake.teach(f"POST {COMMENTS}", sent("mid.r1"))
    MAX.act(ACCESS, replace(REPLY, message_kind=MessageKind.WALL_POST, external_id=POST))
    assert fake.last.body == {"text": REPLY.text}


@pytest.mark.parametrize("kind", [ActKind.MESSAGE, ActKind.REPLY])
def test_it_answers_in_the_private_talk(kind: ActKind, fake: FakeMax) -> None:
    fake.teach("POST /messages", sent("mid.m2"))
    assert MAX.act(ACCESS, replace(MESSAGE, kind=kind)).external_id == f"chat{TALK}/mid.m2"
    assert fake.last.params == {"chat_id": str(TALK)}
    assert fake.last.body == {"text": REPLY.text, "attachments": [], "link": {"type": "reply", "mid": "mid.m1"}}


def test_it_writes_into_a_talk_without_answering_a_message(fake: FakeMax) -> None:
    fake.teach("POST /messages", sent("mid.m2"))
    MAX.act(ACCESS, replace(MESSAGE, external_id=""))
    assert fake.last.body["link"] is None


@pytest.mark.parametrize("answer", [{"message": {}}, {"success": True}, sent("../x")])
def test_it_looks_in_the_thread_when_the_answer_does_not_name_the_message(answer: Any, fake: FakeMax) -> None:
    fake.teach(f"POST {COMMENTS}", answer)
    with pytest.raises(TryLater) as caught:
        MAX.act(ACCESS, REPLY)
    assert caught.value.is_uncertain


@pytest.mark.parametrize("text", ["", "  \n", "я" * 4001])
def test_it_sends_no_text_that_max_would_not_take(text: str, fake: FakeMax) -> None:
    for act in (REPLY, MESSAGE):
        with pytest.raises(Refused):
            MAX.act(ACCESS, replace(act, text=text))
    assert fake.calls == []


def test_it_explains_that_what_it_answers_is_gone(fake: FakeMax) -> None:
    fake.teach_error(f"POST {COMMENTS}", 404, "not.found")
    with pytest.raises(Refused, match="no longer there"):
        MAX.act(ACCESS, REPLY)


def test_it_deletes_a_comment_and_a_post(fake: FakeMax) -> None:
    fake.teach(f"DELETE {COMMENTS}", {"success": True})
    fake.teach("DELETE /messages", {"success": True})
    MAX.act(ACCESS, replace(REPLY, kind=ActKind.DELETE))
    assert fake.last.params == {"comment_id": ASKED}
    MAX.act(ACCESS, replace(REPLY, kind=ActKind.DELETE, message_kind=MessageKind.WALL_POST, external_id=POST))
    assert fake.last.params == {"message_id": POST}


def test_what_is_gone_already_counts_as_deleted(fake: FakeMax) -> None:
    fake.teach_error(f"DELETE {COMMENTS}", 404, "not.found")
    fake.teach(f"GET /chats/{CHANNEL}/members/me", {"user_id": 880001})
    assert MAX.act(ACCESS, replace(REPLY, kind=ActKind.DELETE)).external_id == REPLY.external_id


def test_a_bot_that_sees_nothing_does_not_claim_to_have_deleted(fake: FakeMax) -> None:
    fake.teach_error(f"DELETE {COMMENTS}", 404, "not.found")
    fake.teach_error(f"GET /chats/{CHANNEL}/members/me", 403, "access.denied")
    with pytest.raises(Refused) as caught:
        MAX.act(ACCESS, replace(REPLY, kind=ActKind.DELETE))
    assert caught.value.code == "access.denied"


def test_it_bans_a_member(fake: FakeMax) -> None:
    fake.teach(f"DELETE /chats/{CHANNEL}/members", {"success": True})
    MAX.act(ACCESS, BAN)
    assert fake.last.params == {"user_id": "700501", "block": "true"}


@pytest.mark.parametrize("act", [replace(BAN, external_id=""), replace(BAN, until=datetime(2027, 1, 1, tzinfo=UTC))])
def test_it_explains_a_ban_that_max_has_no_way_for(act: Act, fake: FakeMax) -> None:
    with pytest.raises(Refused) as caught:
        MAX.act(ACCESS, act)
    assert caught.value.next_step
    assert fake.calls == []


@pytest.mark.parametrize("name", ["wall 1", "../x", "", f"{POST}/../x"])
def test_it_refuses_names_that_are_not_max_s(name: str, fake: FakeMax) -> None:
    with pytest.raises(Refused):
        MAX.act(ACCESS, replace(REPLY, external_id=name))
    with pytest.raises(Refused):
        MAX.act(ACCESS, replace(MESSAGE, external_id=name, thread_id=name))
    assert fake.calls == []

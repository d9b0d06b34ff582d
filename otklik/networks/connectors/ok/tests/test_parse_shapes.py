"""Shapes that OK's pages leave open: whatever stands in them, a body is read or ignored with a reason."""

import json
from typing import Any

import pytest

from otklik.networks.connectors.ok.ids import KINDS
from otklik.networks.connectors.ok.parse import parse
from otklik.networks.errors import Ignored
from otklik.networks.events import Author, EventKind, MessageKind

ATTACHED = ["IMAGE", "VIDEO", "AUDIO", "SHARE", "FILE", "CONTACT", "LOCATION", "MUSIC", "PRESENT", "STICKER", "CALL",
            "POLL", "SOMETHING_NEW"]  # fmt: skip


def message(**fields: Any) -> bytes:
    told = {
        "sender": {"user_id": "user:500000000101"},
        "recipient": {"chat_id": "chat:C1a2b3c4d5e00"},
        "message": {"mid": "mid:C1a2b3c4d5e00.19cadc69a802059", "seq": 114022905135218777, **fields},
        "timestamp": 1772442000000,
    }
    return json.dumps(told).encode()


def comments(kind: str = "GROUP_TOPIC", **fields: Any) -> bytes:
    comment = {"id": "MTc3", "author_id": "500000000101", "text": "Где бланк?", "created_ms": 1772442000000}
    told = {"discussionType": kind, "discussionId": 157000000000001, "comments": [comment | fields]}
    return json.dumps(told).encode()


@pytest.mark.parametrize("kind", ATTACHED)
def test_it_reads_a_message_with_nothing_but_something_attached(kind: str) -> None:
    for attached in ({"type": kind, "payload": {"id": 5, "url": None}}, {"type": kind}):
        (event,) = parse(message(text=None, attachments=[attached]))
        assert len(event.attachments) == 1
    (event,) = parse(message(attachment={"type": kind}))
    assert (event.message_kind, event.text) == (MessageKind.PRIVATE, "")


@pytest.mark.parametrize("kind", KINDS)
def test_it_reads_comments_in_every_place_of_a_group(kind: str) -> None:
    (event,) = parse(comments(kind))
    assert (event.kind, event.message_kind) == (EventKind.NEW, KINDS[kind])
    assert event.external_id == f"{kind}:157000000000001:MTc3"


@pytest.mark.parametrize(
    ("fields", "author"),
    [
        ({"author_id": 500000000101}, Author("500000000101")),
        ({"author_id": None, "author_name": "Мария"}, None),
        ({"author_ref": "group:57000000000002", "author_name": "Двор"},
         Author("group:57000000000002", "Двор", is_community=True)),
    ],
    ids=["a number", "gone", "a group"],
)  # fmt: skip
def test_it_reads_whoever_wrote_a_comment(fields: dict[str, Any], author: Author | None) -> None:
    (event,) = parse(comments(**fields))
    assert event.author == author


def test_it_reads_ids_of_comments_that_come_as_numbers() -> None:
    (event,) = parse(comments(id=177, reply_to_comment_id=176))
    assert event.external_id.endswith(":177")
    assert event.reply_to.endswith(":176")


@pytest.mark.parametrize(
    "told",
    [
        [{"uid": "57000000000001", "name": "Двор", "gos_org": True}],
        "MTc3", True, {"anchor": "x", "members": [{"userId": "1"}]}, {"counters": {"members": 5}},
        {"photo_ids": ["x"], "upload_url": "https://ok.example/u"}, {"photos": {"a": {"token": "t"}}},
        {"object_type": "GROUP_TOPIC", "object_id": "1", "title": "Двор"}, {"media_topics": [], "entities": {}},
        {"user_id": "user:5", "name": "Мария"}, {"type": "GROUP_CHAT", "status": "ACTIVE", "participants": {}},
    ],
)  # fmt: skip
def test_it_ignores_answers_without_messages(told: object) -> None:
    with pytest.raises(Ignored) as caught:
        parse(json.dumps(told).encode())
    assert len(caught.value.reason) > 10

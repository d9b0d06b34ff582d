"""Whatever bytes come, only our own errors leave the parser, and events can be stored."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from otklik.networks.connector import PageAccess
from otklik.networks.connectors.telegram.parse import parse
from otklik.networks.connectors.telegram.reception import HEADER, receive
from otklik.networks.connectors.telegram.tests.fake_telegram import CHANNEL, GROUP
from otklik.networks.connectors.telegram.update_types import KINDS, NOT_HANDLED, SERVICE_FIELDS
from otklik.networks.errors import ConnectorError
from otklik.networks.events import NetworkEvent

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=2**53 - 2, max_value=2**70),
    st.floats(),
    st.text(st.characters(codec=None)),
    st.sampled_from(["1", "\ud83d", "\0", "9" * 30, GROUP, CHANNEL]),
)
THINGS = st.recursive(ODD, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4))
NAMES = ["photo", "document", "sticker", "poll", "venue", "location", "story", "contact", "dice", "checklist", "audio",
         "caption", "entities", "media_group_id", "forward_origin", "edit_date", "rich_message", "is_topic_message",
         "direct_messages_topic", "business_connection_id", "author_signature", "paid_media",
         *sorted(SERVICE_FIELDS)[:3]]  # fmt: skip
CHATS = st.fixed_dictionaries(
    {"id": st.sampled_from([GROUP, CHANNEL, 500101, 0]) | ODD},
    optional={"type": st.sampled_from(["private", "supergroup", "group", "channel"]) | ODD, "title": ODD,
              "username": ODD, "is_direct_messages": ODD},
)  # fmt: skip
PEOPLE = st.fixed_dictionaries({"id": st.integers(-1, 2**52) | ODD}, optional={"is_bot": ODD, "first_name": ODD})
RICH = st.fixed_dictionaries({"blocks": st.lists(st.dictionaries(
    st.sampled_from(["text", "items", "blocks", "caption", "label", "cells"]), THINGS, max_size=3
), max_size=3)})  # fmt: skip


def messages(answered: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.builds(
        lambda fixed, more: more | fixed,
        st.fixed_dictionaries(
            {"message_id": st.integers(0, 60) | ODD, "chat": CHATS},
            optional={"message_thread_id": st.integers(1, 60) | ODD, "from": PEOPLE, "sender_chat": CHATS,
                      "reply_to_message": answered, "is_automatic_forward": st.just(True) | ODD, "text": ODD,
                      "date": st.integers(0, 10**11) | ODD},
        ),
        st.dictionaries(st.sampled_from(NAMES), THINGS | RICH, max_size=4),
    )  # fmt: skip


MESSAGES = messages(messages(THINGS) | THINGS)
UPDATES = st.builds(
    lambda name, thing, number: {"update_id": number, name: thing},
    st.sampled_from([*KINDS, *NOT_HANDLED, "unheard_of"]),
    MESSAGES | THINGS,
    st.integers(0, 10**10) | ODD,
)
ANSWERS = st.fixed_dictionaries(
    {"ok": st.just(True) | ODD, "result": st.lists(UPDATES, max_size=3) | MESSAGES | THINGS}
)


def check(body: bytes, *, page_id: str) -> None:
    try:
        events = parse(body, page_id=page_id)
    except ConnectorError:
        return
    assert events
    for event in events:
        check_event(event)


def check_event(event: NetworkEvent) -> None:
    ids = (event.external_id, event.thread_id, event.container_id, event.reply_to)
    assert event.external_id
    assert event.thread_id
    assert all(len(name) <= 200 for name in ids)
    assert len(event.url) <= 300
    texts = [event.text, *(part for one in event.attachments for part in (one.kind, one.title, one.url))]
    for text in texts:
        assert "\0" not in text
        text.encode("utf-8")
    assert event.sequence is None or 0 < event.sequence < 2**63
    assert event.occurred_at is None or event.occurred_at.utcoffset() is not None


def as_bytes(value: Any) -> bytes:
    return json.dumps(value).encode()


@given(st.binary())
def test_no_bytes_crash_the_parser(body: bytes) -> None:
    check(body, page_id=str(CHANNEL))


@given(UPDATES | ANSWERS | MESSAGES | THINGS, st.sampled_from([str(CHANNEL), "", "x"]))
def test_no_value_crashes_the_parser(value: Any, page_id: str) -> None:
    check(as_bytes(value), page_id=page_id)


@given(st.sampled_from(["blocks", "text", "items"]), st.integers(1, 900))
def test_no_depth_crashes_the_parser(name: str, depth: int) -> None:
    deep: Any = "глубоко"
    for _ in range(depth):
        deep = {name: [deep]}
    message = {"message_id": 1, "chat": {"id": 5, "type": "private"}, "rich_message": deep}
    check(as_bytes({"update_id": 1, "message": message}), page_id=str(CHANNEL))


@given(st.binary() | st.builds(as_bytes, UPDATES | THINGS), st.text(st.characters(codec=None)), st.text())
def test_no_body_crashes_the_reception(body: bytes, secret: str, told: str) -> None:
    access = PageAccess("telegram", str(CHANNEL), webhook_secret=secret)
    try:
        receive(body, {HEADER: told}, access=access)
    except ConnectorError:
        return

"""Whatever bytes come, only our own errors leave the parser, and events can be stored."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from otklik.networks.connector import PageAccess
from otklik.networks.connectors.ok.parse import NOT_HANDLED, parse
from otklik.networks.connectors.ok.reception import receive
from otklik.networks.errors import ConnectorError
from otklik.networks.events import NetworkEvent

PAGE = "57000000000001"
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=2**53 - 2, max_value=2**70),
    st.floats(),
    st.text(st.characters(codec=None)),
    st.sampled_from(["1", "-1", "\ud83d", "\0", "9" * 30, "chat:C1", "user:1", f"group:{PAGE}", "GROUP_TOPIC", "MTc3"]),
    st.sampled_from(["mid:C1.19cadc69a802059", "0001-01-01 00:00:00", "9999-12-31 23:59:59", "2026-02-31 00:00:00"]),
)  # fmt: skip
THINGS = st.recursive(ODD, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4))
COMMENTS = st.dictionaries(
    st.sampled_from(["id", "author_id", "author_ref", "author_name", "text", "date", "created_ms", "type", "removed",
                     "reply_to_comment_id", "attachments", "attachment"]),
    THINGS,
)  # fmt: skip
ANSWERS = st.fixed_dictionaries({
    "discussionType": st.sampled_from(["GROUP_TOPIC", "GROUP_PHOTO", "USER_STATUS", 7]),
    "discussionId": st.sampled_from(["157", "", None]) | ODD,
    "comments": st.lists(COMMENTS | THINGS, max_size=5) | THINGS,
})  # fmt: skip
PARTS = st.dictionaries(
    st.sampled_from(["user_id", "group_id", "chat_id", "name", "text", "mid", "seq", "attachments", "reply_to"]), THINGS
)
MESSAGES = st.fixed_dictionaries(
    {"sender": PARTS | THINGS, "recipient": PARTS | THINGS, "message": PARTS | THINGS},
    optional={"timestamp": THINGS, "webhookType": st.sampled_from(["MESSAGE_CREATED", *NOT_HANDLED, "NEW", 5])},
)
LISTS = st.dictionaries(st.sampled_from(["messages", "updates", "chats", "error_code"]), st.lists(MESSAGES) | THINGS)


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
    assert all(len(name) <= 200 for name in ids)
    assert event.author is None or 0 < len(event.author.external_id) <= 64
    assert len(event.url) <= 300
    texts = [event.text, event.author.name if event.author else ""]
    texts += [part for one in event.attachments for part in (one.kind, one.title, one.url, one.external_id)]
    for text in texts:
        assert "\0" not in text
        text.encode("utf-8")
    assert event.occurred_at is None or event.occurred_at.utcoffset() is not None


def as_bytes(value: Any) -> bytes:
    return json.dumps(value).encode()


@given(st.binary())
def test_no_bytes_crash_the_parser(body: bytes) -> None:
    check(body, page_id=PAGE)


@given(ANSWERS | MESSAGES | LISTS | THINGS, st.sampled_from([PAGE, "", "x"]))
def test_no_value_crashes_the_parser(value: Any, page_id: str) -> None:
    check(as_bytes(value), page_id=page_id)


@given(st.binary() | st.builds(as_bytes, MESSAGES | THINGS))
def test_no_body_crashes_the_reception(body: bytes) -> None:
    try:
        receive(body, access=PageAccess("ok", PAGE))
    except ConnectorError:
        return

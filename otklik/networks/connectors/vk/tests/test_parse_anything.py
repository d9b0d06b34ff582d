"""Whatever bytes come, only our own errors leave the parser, and events can be stored."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from otklik.networks.connector import PageAccess
from otklik.networks.connectors.vk.comments import SHAPES
from otklik.networks.connectors.vk.event_types import ALLOWED, KINDS, NOT_HANDLED
from otklik.networks.connectors.vk.parse import parse
from otklik.networks.connectors.vk.reception import receive
from otklik.networks.connectors.vk.tests.fake_vk import ACCESS
from otklik.networks.errors import ConnectorError
from otklik.networks.events import NetworkEvent

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=2**53 - 2, max_value=2**70),
    st.floats(),
    st.text(st.characters(codec=None)),
    st.sampled_from(["1", "-1", "0", "\ud83d", "\0", "9" * 30]),
)
THINGS = st.recursive(ODD, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4))
NAMES = sorted(
    {"id", "from_id", "text", "date", "attachments", "parents_stack", "reply_to_comment", "peer_id", "message", "geo",
     "conversation_message_id", "fwd_messages", "reply_message", "out", "thread", "deleted", "copy_history", "items",
     "template", "update_time", "post_type", "last_message", "conversation", "profiles", "groups", "action", "edited"}
    | {name for shape in SHAPES.values() for name in (*shape.containers, *shape.owners)}
)  # fmt: skip
OBJECTS = st.dictionaries(st.sampled_from(NAMES), st.one_of(st.integers(-10, 10**19), THINGS), max_size=12)
KIND_NAMES = st.sampled_from([*KINDS, *NOT_HANDLED, ALLOWED, "unheard_of"])
EVENTS = st.fixed_dictionaries({
    "type": KIND_NAMES, "group_id": st.sampled_from([700001, "700001", 5]), "object": OBJECTS | THINGS,
})  # fmt: skip
ANSWERS = st.fixed_dictionaries({"response": st.fixed_dictionaries({"items": st.lists(OBJECTS | THINGS)}) | THINGS})
POLLS = st.fixed_dictionaries({"updates": st.lists(EVENTS) | THINGS})


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
    check(body, page_id="700001")


@given(EVENTS | ANSWERS | POLLS | THINGS, st.sampled_from(["700001", "", "x"]))
def test_no_value_crashes_the_parser(value: Any, page_id: str) -> None:
    check(as_bytes(value), page_id=page_id)


@given(st.binary() | st.builds(as_bytes, EVENTS | THINGS), st.text(st.characters(codec=None)))
def test_no_body_crashes_the_reception(body: bytes, secret: str) -> None:
    access = PageAccess("vk", "700001", webhook_secret=secret, confirmation=ACCESS.confirmation)
    try:
        receive(body, access=access)
    except ConnectorError:
        return

"""Whatever bytes come, only our own errors leave the parser, and events can be stored."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from otklik.networks.connector import PageAccess
from otklik.networks.connectors.max.attachments import read_attachments
from otklik.networks.connectors.max.event_types import KINDS, NOT_HANDLED
from otklik.networks.connectors.max.parse import parse
from otklik.networks.connectors.max.reception import receive
from otklik.networks.connectors.max.tests.fake_max import CHANNEL
from otklik.networks.errors import ConnectorError
from otklik.networks.events import NetworkEvent

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=2**53 - 2, max_value=2**70),
    st.floats(),
    st.text(st.characters(codec=None)),
    st.sampled_from(["1", "-1", "0", "\ud83d", "\0", "9" * 30, "mid.c1", "..", "reply", "forward", "image", CHANNEL]),
)
THINGS = st.recursive(ODD, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4))
MIDS = st.sampled_from(["mid.c1", "mid." + "f" * 32, "mid." + "0" * 32]) | THINGS
BODIES = st.fixed_dictionaries({"mid": MIDS, "text": THINGS, "attachments": st.lists(
    st.fixed_dictionaries({"type": THINGS, "payload": THINGS, "latitude": ODD, "longitude": ODD}) | THINGS, max_size=3,
) | THINGS})  # fmt: skip
RECIPIENTS = st.fixed_dictionaries({
    "chat_type": st.sampled_from(["dialog", "channel", "chat"]) | THINGS,
    "chat_id": st.sampled_from([CHANNEL, 5, -5]) | THINGS,
    "post_id": MIDS,
})  # fmt: skip
MESSAGES = st.fixed_dictionaries({
    "recipient": RECIPIENTS | THINGS, "body": BODIES | THINGS, "timestamp": ODD, "url": THINGS,
    "sender": st.fixed_dictionaries({"user_id": ODD, "first_name": THINGS, "is_bot": ODD}) | THINGS,
    "link": st.fixed_dictionaries({"type": st.sampled_from(["reply", "forward"]), "message": BODIES | THINGS}) | THINGS,
})  # fmt: skip
UPDATES = st.fixed_dictionaries({
    "update_type": st.sampled_from([*KINDS, *NOT_HANDLED, "unheard_of"]) | THINGS, "timestamp": ODD,
    "message": MESSAGES | THINGS, "message_id": MIDS, "post_id": MIDS,
    "chat_id": st.sampled_from([CHANNEL, 5]) | ODD,
})  # fmt: skip
ANSWERS = st.fixed_dictionaries({"messages": st.lists(MESSAGES | THINGS, max_size=3) | THINGS}) | MESSAGES
POLLS = st.fixed_dictionaries({"updates": st.lists(UPDATES, max_size=3) | THINGS, "marker": ODD})


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
    assert event.author is None or len(event.author.external_id) <= 64


def as_bytes(value: Any) -> bytes:
    return json.dumps(value).encode()


@given(st.binary())
def test_no_bytes_crash_the_parser(body: bytes) -> None:
    check(body, page_id=str(CHANNEL))


@given(UPDATES | ANSWERS | POLLS | THINGS, st.sampled_from([str(CHANNEL), "", "x"]))
def test_no_value_crashes_the_parser(value: Any, page_id: str) -> None:
    check(as_bytes(value), page_id=page_id)


@given(st.binary() | st.builds(as_bytes, UPDATES | THINGS), st.text(st.characters(codec=None)))
def test_no_body_crashes_the_reception(body: bytes, secret: str) -> None:
    access = PageAccess("max", str(CHANNEL), webhook_secret=secret)
    for told in (secret, "another"):
        try:
            receive(body, {"x-max-bot-api-secret": told}, access=access)
        except ConnectorError:
            continue


def test_an_attachment_whose_kind_is_a_list_crashes_nothing() -> None:
    odd = {"body": {"attachments": [{"type": ["inline_keyboard"]}, {"type": None}]}}
    assert [one.kind for one in read_attachments(odd)] == ["unknown", "unknown"]

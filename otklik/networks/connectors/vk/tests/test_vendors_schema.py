"""Every type of event that VK's schema knows, made up by it: read, or ignored with a reason."""

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

from otklik.networks.connectors.vk.event_types import ALLOWED, KINDS, NOT_HANDLED
from otklik.networks.connectors.vk.parse import parse
from otklik.networks.errors import ConnectorError, Ignored
from tests.made_up import MadeUp

ROOT = Path(__file__).resolve().parents[5]
SHARED = Path(os.environ.get("OTKLIK_TEST_SHARED", ROOT.parent / "shared")) / "networks/specs/vk"
SCHEMA = SHARED / "vk_5.199_draft07.json"
FORMS: dict[str, list[object]] = {
    "topic_id": [55],
    "is_deleted": [False],
    "deleted": [False],
    "post_type": ["post", "reply"],
}
OTHER_NAMES = {
    "wall_reply_delete": "wall_comment_delete", "message_new": "message_object", "message_reply": "message",
    "message_edit": "message", "like_add": "like_add_remove", "like_remove": "like_add_remove",
}  # fmt: skip
UNTOLD = {"topic_id": 55}
"""VK sends it with a comment of a discussion; the schema forgets it."""

pytestmark = pytest.mark.skipif(not SCHEMA.is_file(), reason="VK's schema is not here")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return told


def name_of(kind: str) -> str:
    subject, _, way = kind.rpartition("_")
    shared = subject in ("photo_comment", "video_comment", "market_comment") and way != "delete"
    return f"callback_{OTHER_NAMES.get(kind, subject if shared else kind)}"


def event(kind: str, document: dict[str, Any], *, seed: int, keeps: float) -> bytes:
    made = MadeUp(document, random.Random(seed), FORMS, keeps=keeps).make({"$ref": f"#/definitions/{name_of(kind)}"})
    if kind.startswith("board_post"):
        made |= UNTOLD
    return json.dumps({"type": kind, "group_id": 700001, "v": "5.199", "object": made}).encode()


def outcome_of(body: bytes) -> str:
    """«events», or why the body is ignored. What is refused raises."""
    try:
        return "events" if parse(body) else ""
    except Ignored as why:
        return why.reason


def test_it_knows_every_type_of_the_schema(document: dict[str, Any]) -> None:
    assert set(document["definitions"]["callback_type"]["enum"]) <= {*KINDS, *NOT_HANDLED, ALLOWED}


@pytest.mark.parametrize("kind", sorted({*KINDS, *NOT_HANDLED, ALLOWED} - {"messages_edit"}))
def test_it_reads_every_event_or_says_why_not(kind: str, document: dict[str, Any]) -> None:
    assert all(outcome_of(event(kind, document, seed=seed, keeps=1.0)) for seed in range(20))


@pytest.mark.parametrize("kind", sorted({*KINDS, ALLOWED}))
def test_nothing_that_is_left_out_crashes_it(kind: str, document: dict[str, Any]) -> None:
    for seed in range(20):
        try:
            assert parse(event(kind, document, seed=seed, keeps=0.4))
        except ConnectorError:
            continue


def test_no_answer_of_the_api_crashes_it(document: dict[str, Any]) -> None:
    for name in document["definitions"]:
        made = MadeUp(document, random.Random(name), {}).make({"$ref": f"#/definitions/{name}"})
        for response in (made, [made], {"count": 1, "items": [made]}):
            try:
                assert parse(json.dumps({"response": response}).encode())
            except ConnectorError:
                continue

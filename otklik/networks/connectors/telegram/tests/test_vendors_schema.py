"""Every update and every kind of message that the Bot API's schema knows, made up by it: read, or ignored."""

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

from otklik.networks.connectors.telegram.parse import parse
from otklik.networks.connectors.telegram.update_types import KINDS, SERVICE_FIELDS
from otklik.networks.errors import ConnectorError, Ignored
from tests.made_up import MadeUp

ROOT = Path(__file__).resolve().parents[5]
SHARED = Path(os.environ.get("OTKLIK_TEST_SHARED", ROOT.parent / "shared")) / "networks/specs/telegram"
SCHEMA = SHARED / "bot-api-10.1-draft07.json"
CHATS = {
    "private": {"id": 501, "type": "private", "first_name": "Мария"},
    "supergroup": {"id": -1001234567890, "type": "supergroup", "title": "Обсуждение"},
    "group": {"id": -77, "type": "group", "title": "Группа"},
    "channel": {"id": -1009876543210, "type": "channel", "title": "Канал"},
}
ASIDE = {"business_connection_id", "message_thread_id", "is_automatic_forward", "chat", "message_id"}
"""Fields that say whose a message is, and where."""

pytestmark = pytest.mark.skipif(not SCHEMA.is_file(), reason="Telegram's schema is not here")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return told


def outcome_of(told: object) -> str:
    """«events», or why it is ignored. What is refused raises."""
    try:
        return "events" if parse(json.dumps(told).encode()) else ""
    except Ignored as why:
        return why.reason


def test_it_reads_every_update_or_says_why_not(document: dict[str, Any]) -> None:
    for name, schema in document["definitions"]["Update"]["properties"].items():
        for seed in range(10):
            made = MadeUp(document, random.Random(seed), {"chat": list(CHATS.values())}, keeps=0.3).make(schema)
            assert name == "update_id" or outcome_of({"update_id": seed, name: made})


def test_it_reads_every_kind_of_message(document: dict[str, Any]) -> None:
    fields = document["definitions"]["Message"]["properties"]
    for name, schema in fields.items():
        for seed in range(3):
            made = MadeUp(document, random.Random(seed), {}, keeps=0.3).make(schema)
            person = {"id": 501, "is_bot": False, "first_name": "Мария"}
            for chat in CHATS.values():
                thread = {"message_thread_id": 40} if chat["type"] == "supergroup" else {}
                message = {"message_id": 55, "date": 1_790_000_000, "chat": chat, "from": person, **thread}
                told = message | ({} if name in ASIDE else {name: made})
                outcome = outcome_of({"update_id": 1, "message": told})
                assert outcome
                assert outcome != "events" or name not in SERVICE_FIELDS, name
                assert outcome == "events" or chat["type"] != "private" or name in SERVICE_FIELDS, name


def test_no_object_of_the_api_crashes_it(document: dict[str, Any]) -> None:
    for name in document["definitions"]:
        made = MadeUp(document, random.Random(name), {}, keeps=0.3).make({"$ref": f"#/definitions/{name}"})
        answers = [{"ok": True, "result": result} for result in (made, [made])]
        for told in (made, *answers, *({"update_id": 1, kind: made} for kind in KINDS)):
            try:
                assert parse(json.dumps(told).encode())
            except ConnectorError:
                continue

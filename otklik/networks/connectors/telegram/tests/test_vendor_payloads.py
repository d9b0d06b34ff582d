"""Real payloads, where they are at hand: each parses or is ignored with a reason. Our own fixtures always."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from otklik.networks.connectors.telegram.parse import parse
from otklik.networks.connectors.telegram.update_types import KINDS, NOT_HANDLED, SERVICE_FIELDS
from otklik.networks.errors import Ignored

ROOT = Path(__file__).resolve().parents[5]
SHARED = Path(os.environ.get("OTKLIK_TEST_SHARED", ROOT.parent / "shared")) / "networks"
PAYLOADS = SHARED / "payloads/telegram"
SCHEMA = SHARED / "specs/telegram/bot-api-10.1.json"
OWN = Path(__file__).parent.parent / "fixtures"
WRITTEN = {
    "animation", "audio", "checklist", "contact", "dice", "document", "game", "live_photo", "location", "paid_media",
    "photo", "poll", "rich_message", "sticker", "story", "text", "venue", "video", "video_note", "voice",
}  # fmt: skip
"""What somebody says with a message; everything else is a note of Telegram."""
NOT_UNDERSTOOD = {"unknown_update.json"}


def files_of(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"))


def outcome_of(file: Path) -> str:
    """«events», or why the body is ignored. What is refused raises."""
    try:
        return "events" if parse(file.read_bytes()) else ""
    except Ignored as why:
        return why.reason


@pytest.mark.skipif(not files_of(PAYLOADS), reason="the real payloads are not here")
def test_every_real_payload_is_read_or_ignored_with_a_reason() -> None:
    outcomes = {file.name: outcome_of(file) for file in files_of(PAYLOADS)}
    assert [name for name, outcome in outcomes.items() if not outcome] == []
    assert sum(outcome == "events" for outcome in outcomes.values()) >= 12


@pytest.mark.parametrize(
    "file", [file for file in files_of(OWN) if file.name not in NOT_UNDERSTOOD], ids=lambda f: f.stem
)
def test_every_fixture_is_read_or_ignored_with_a_reason(file: Path) -> None:
    assert outcome_of(file)


def fields_of(name: str) -> set[str]:
    told: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))["types"][name]
    return {field["name"] for field in told["fields"]}


@pytest.mark.skipif(not SCHEMA.is_file(), reason="Telegram's schema is not here")
def test_it_knows_every_update_and_every_note_of_the_schema() -> None:
    assert set(KINDS) | set(NOT_HANDLED) >= fields_of("Update") - {"update_id"}


def test_it_knows_every_update_and_every_note_of_a_newer_client() -> None:
    from aiogram.enums import ContentType  # takes seconds to load
    from aiogram.types import Message, Update

    assert set(KINDS) | set(NOT_HANDLED) == Update.model_fields.keys() - {"update_id"}
    contents = {kind.value for kind in ContentType if kind.value in Message.model_fields} - WRITTEN
    assert contents - SERVICE_FIELDS == set()
    assert Message.model_fields.keys() >= SERVICE_FIELDS

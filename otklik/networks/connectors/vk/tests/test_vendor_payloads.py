"""Real payloads, where they are at hand: each parses or is ignored with a reason. Our own fixtures always."""

import os
from pathlib import Path

import pytest

from otklik.networks.connectors.vk.event_types import ALLOWED, KINDS, NOT_HANDLED
from otklik.networks.connectors.vk.parse import parse
from otklik.networks.errors import Ignored

ROOT = Path(__file__).resolve().parents[5]
SHARED = Path(os.environ.get("OTKLIK_TEST_SHARED", ROOT.parent / "shared")) / "networks/payloads/vk"
OWN = Path(__file__).parent.parent / "fixtures"
NOT_UNDERSTOOD = {"unknown_type.json"}


def files_of(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"))


def outcome_of(file: Path) -> str:
    """«events», or why the body is ignored. What is refused raises."""
    try:
        return "events" if parse(file.read_bytes()) else ""
    except Ignored as why:
        return why.reason


@pytest.mark.skipif(not files_of(SHARED), reason="the real payloads are not here")
def test_every_real_payload_is_read_or_ignored_with_a_reason() -> None:
    outcomes = {file.name: outcome_of(file) for file in files_of(SHARED)}
    assert [name for name, outcome in outcomes.items() if not outcome] == []
    assert sum(outcome == "events" for outcome in outcomes.values()) >= 30


@pytest.mark.parametrize(
    "file", [file for file in files_of(OWN) if file.name not in NOT_UNDERSTOOD], ids=lambda f: f.stem
)
def test_every_fixture_is_read_or_ignored_with_a_reason(file: Path) -> None:
    assert outcome_of(file)


def test_it_knows_every_event_of_an_independent_client() -> None:
    from vkbottle_types.events.enums import GroupEventType  # takes a second to load

    assert {kind.value.lower() for kind in GroupEventType} - {"not_supported"} <= {*KINDS, *NOT_HANDLED, ALLOWED}

"""Every update and every answer that MAX's schema knows, made up by it: read, or ignored with a reason."""

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

from otklik.networks.connectors.max.event_types import KINDS, NOT_HANDLED
from otklik.networks.connectors.max.parse import parse
from otklik.networks.errors import ConnectorError, Ignored
from tests.made_up import MadeUp

ROOT = Path(__file__).resolve().parents[5]
SHARED = Path(os.environ.get("OTKLIK_TEST_SHARED", ROOT.parent / "shared")) / "networks/specs/max"
SCHEMA = SHARED / "max-openapi-0.0.32+comments.json"
MIDS = ["mid.ffffbf8a3e5b0019019b3a27d5c5a1ef", "mid.456", "AaC8xyz"]
FORMS = {"mid": MIDS, "message_id": MIDS, "post_id": MIDS}
STARTED = {"payload": ["43097230-K7QW2MPA", "from_site", ""]}
"""What a link may hand over; elsewhere a payload is an object."""

pytestmark = pytest.mark.skipif(not SCHEMA.is_file(), reason="MAX's schema is not here")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return told


def update(kind: str, document: dict[str, Any], *, seed: int, keeps: float) -> bytes:
    schemas = document["components"]["schemas"]
    reference = schemas["Update"]["discriminator"]["mapping"][kind]
    forms = FORMS | STARTED if kind == "bot_started" else FORMS
    made = MadeUp(document, random.Random(seed), forms, keeps=keeps).make({"$ref": reference})
    return json.dumps(made | {"update_type": kind}).encode()


def kinds_of(document: dict[str, Any]) -> set[str]:
    return set(document["components"]["schemas"]["Update"]["discriminator"]["mapping"])


def outcome_of(body: bytes) -> str:
    """«events», or why the body is ignored. What is refused raises."""
    try:
        return "events" if parse(body) else ""
    except Ignored as why:
        return why.reason


def test_it_knows_every_type_of_the_schema(document: dict[str, Any]) -> None:
    assert kinds_of(document) <= set(KINDS) | set(NOT_HANDLED)


def test_it_reads_every_update_or_says_why_not(document: dict[str, Any]) -> None:
    for kind in sorted(kinds_of(document)):
        outcomes = {outcome_of(update(kind, document, seed=seed, keeps=1.0)) for seed in range(20)}
        assert "" not in outcomes
        assert ("events" in outcomes) is (kind in KINDS)


def test_nothing_that_is_left_out_crashes_it(document: dict[str, Any]) -> None:
    for kind in sorted(kinds_of(document)):
        for seed in range(40):
            try:
                assert parse(update(kind, document, seed=seed, keeps=0.4))
            except ConnectorError:
                continue


def test_no_answer_of_the_api_crashes_it(document: dict[str, Any]) -> None:
    for name in document["components"]["schemas"]:
        for seed in range(5):
            made = MadeUp(document, random.Random(seed), FORMS).make({"$ref": f"#/components/schemas/{name}"})
            try:
                assert parse(json.dumps(made).encode())
            except ConnectorError:
                continue

"""Every code of MAX that is known has a meaning in our words."""

import os
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from otklik.networks.connectors.max.errors import MEANINGS, decide_error, known_codes
from otklik.networks.errors import Refused, TryLater

NOW = datetime(2026, 9, 21, 9, 0, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[5]
SPECS = Path(os.environ.get("OTKLIK_TEST_SHARED", ROOT.parent / "shared")) / "networks/specs/max"
CODES_IN_SPECS = re.compile(
    r"\\?\"code\\?\": ?\\?\"([a-z._]+)\\?\"|\b([a-z]+\.[a-z]+_exceeded|attachment\.not\.ready)\b"
)


def test_it_gives_each_code_one_meaning() -> None:
    counted = Counter(code for meaning in MEANINGS for code in meaning.codes)
    assert [code for code, times in counted.items() if times > 1] == []


@pytest.mark.skipif(not SPECS.is_dir(), reason="MAX's own schema is not here")
def test_it_knows_every_code_that_max_s_own_schema_names() -> None:
    texts = [file.read_text(encoding="utf-8") for file in SPECS.glob("max-openapi*")]
    named = {"".join(found) for text in texts for found in CODES_IN_SPECS.findall(text)}
    assert {"verify.token", "attachment.not.ready", "comments.timeout_exceeded"} <= named
    assert named <= known_codes()


def test_it_tells_a_person_what_to_do_about_everything_final() -> None:
    final = [meaning for meaning in MEANINGS if meaning.is_final]
    assert final
    assert all(meaning.reason and meaning.next_step for meaning in final)


def test_it_waits_where_max_asks_us_to_slow_down() -> None:
    error = decide_error("too.many.requests", status=429, is_write=True, now=NOW)
    assert isinstance(error, TryLater)
    assert (error.until, error.is_uncertain) == (NOW + timedelta(seconds=2), False)
    told = decide_error("rate.limit", status=429, is_write=True, now=NOW, until=NOW + timedelta(minutes=1))
    assert isinstance(told, TryLater)
    assert told.until == NOW + timedelta(minutes=1)


@pytest.mark.parametrize("code", ["internal.error", "service.unavailable", "", "unheard.of", "not.found"])
@pytest.mark.parametrize("is_write", [True, False])
def test_it_is_uncertain_about_a_write_that_max_failed_on_itself(code: str, *, is_write: bool) -> None:
    error = decide_error(code, status=503, is_write=is_write, now=NOW)
    assert isinstance(error, TryLater)
    assert error.is_uncertain is is_write


@pytest.mark.parametrize(
    ("code", "status", "told"),
    [
        ("verify.token", 401, "verify.token"),
        ("verify.token", 403, "verify.token"),
        ("access.denied", 200, "access.denied"),
        ("chat.denied", 403, "chat.denied"),
        ("dialog.not.found", 404, "dialog.not.found"),
        ("comments.timeout_exceeded", 422, "comments.timeout_exceeded"),
        ("unheard.of", 404, "HTTP 404"),
        ("unheard.of", 418, "HTTP 418"),
    ],
)
def test_it_is_final_where_repeating_cannot_help(code: str, status: int, told: str) -> None:
    error = decide_error(code, status=status, is_write=True, now=NOW)
    assert isinstance(error, Refused)
    assert error.code == told
    assert error.next_step

"""Lines of the log: when, with the distance from UTC."""

import logging
import time
from datetime import UTC, datetime

import pytest

from otklik.project.logs import MaskingFormatter


@pytest.mark.parametrize(
    ("zone", "told"), [("Asia/Yekaterinburg", "11:00:00.000+05:00"), ("UTC", "06:00:00.000+00:00")]
)
def test_the_time_of_a_line_names_its_distance_from_utc(monkeypatch: pytest.MonkeyPatch, zone: str, told: str) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        record = logging.makeLogRecord({"created": datetime(2026, 11, 24, 6, tzinfo=UTC).timestamp(), "msg": "x"})
        assert MaskingFormatter("%(asctime)s %(message)s").format(record) == f"2026-11-24 {told} x"
    finally:
        monkeypatch.undo()
        time.tzset()

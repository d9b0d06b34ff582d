"""When a page is looked at: once a day in the zone of its body, always at its own minute, spread out."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from otklik.pages.schedule import SLOT, SLOTS, decide_next_look

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Europe/Kaliningrad", "Asia/Yekaterinburg", "Asia/Kamchatka"])
def test_it_is_soon_after_the_next_midnight_there(zone: str) -> None:
    there = ZoneInfo(zone)
    for page_id in range(1, 50):
        at = decide_next_look(page_id, zone=zone, now=NOON).astimezone(there)
        assert at.date() == NOON.astimezone(there).date() + timedelta(days=1)
        assert at - at.replace(hour=0, minute=0) < SLOT * SLOTS


def test_a_page_keeps_its_minute_and_all_minutes_are_used_alike() -> None:
    first = {page_id: decide_next_look(page_id, zone="UTC", now=NOON) for page_id in range(1, 7_001)}
    assert all(decide_next_look(one, zone="UTC", now=NOON + timedelta(hours=5)) == at for one, at in first.items())
    sizes = Counter(first.values()).values()
    assert len(sizes) == SLOTS
    assert max(sizes) < 1.2 * 7_000 / SLOTS

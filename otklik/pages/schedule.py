"""When a page is looked at: once a day, soon after midnight where its body is, not all at the same moment. Plain."""

import hashlib
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

SLOTS = 12
SLOT = timedelta(minutes=10)
"""Two hours of ten minutes each: few enough for pages of one slot to be asked for together."""


def decide_next_look(page_id: int, *, zone: str, now: datetime) -> datetime:
    """The page's own minute of the coming day in this zone. The same page has the same minute every day."""
    tomorrow = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), tzinfo=ZoneInfo(zone)) + _slot_of(page_id) * SLOT


def _slot_of(page_id: int) -> int:
    return int.from_bytes(hashlib.sha256(str(page_id).encode()).digest()[:4]) % SLOTS

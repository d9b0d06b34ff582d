"""What OK's JSON alone needs: its dates in the time of Moscow and its ways to say yes."""

import re
from datetime import UTC, datetime, timedelta, timezone

from otklik.networks.errors import TryLater
from otklik.networks.objects import Json, as_object, as_objects
from otklik.shared.words import marked as _

MOSCOW = timezone(timedelta(hours=3))
"""OK writes `date` in the time of Moscow and names no zone; Moscow has kept this one since 2014."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}\Z", re.ASCII)


def find_date(value: object) -> datetime | None:
    """A moment written as «2025-11-24 19:00:00» in the time of Moscow."""
    if not isinstance(value, str) or not _DATE.match(value):
        return None
    try:
        return datetime.fromisoformat(value).replace(tzinfo=MOSCOW).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def find_flag(value: object) -> bool | None:
    """OK writes yes as true and as "true"; None where it says neither yes nor no."""
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.lower())
    return value if isinstance(value, bool) else None


_PAGING = frozenset({"anchor", "has_more", "marker"})


def list_of(answer: object, name: str) -> list[Json]:
    """The objects of a list in OK's answer; an empty list may be left out beside the words of paging.

    Raises TryLater for an answer that is none: it must look neither like «nothing new» nor like «not there».
    """
    told = as_object(answer)
    if isinstance(told.get(name), list):
        return as_objects(told[name])
    if _PAGING.isdisjoint(told) or told.get(name) is not None:
        raise TryLater(_("OK's answer cannot be read."))
    return []

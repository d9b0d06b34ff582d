"""Reading OK's JSON: ids, times and texts that may be missing, of another type, or not storable."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone

from otklik.networks.errors import NotOurs
from otklik.shared.words import marked as _

type Json = Mapping[str, object]

MOSCOW = timezone(timedelta(hours=3))
"""OK writes `date` in the time of Moscow and names no zone; Moscow has kept this one since 2014."""

_LARGEST = 2**63 - 1
_DIGITS = re.compile(r"-?[0-9]{1,19}\Z")
_LAST_MILLISECOND = 253_402_300_799_999
"""31.12.9999 UTC, the last moment that a date can hold."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}\Z", re.ASCII)


def read_json(body: bytes) -> object:
    """The value that the bytes hold; OK may also answer a bare null. Raises NotOurs where they hold none."""
    try:
        return json.loads(body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise NotOurs(_("not JSON")) from None


def _refuse_constant(name: str) -> object:
    raise ValueError(name)


def as_object(value: object) -> Json:
    """The value as a JSON object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def as_objects(value: object) -> list[Json]:
    """The objects of a list; anything else is left out."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def find_number(value: object) -> int | None:
    """A whole number, also when it comes as text; None for anything else and for what 64 bits cannot hold."""
    if isinstance(value, str) and _DIGITS.match(value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _LARGEST:
        return None
    return value


def find_moment(value: object) -> datetime | None:
    """A moment given in Unix milliseconds; None when it is missing or no date."""
    moment = find_number(value)
    if moment is None or not 0 < moment <= _LAST_MILLISECOND:
        return None
    return datetime.fromtimestamp(moment // 1000, UTC) + timedelta(milliseconds=moment % 1000)


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


def as_milliseconds(moment: datetime) -> int:
    """How OK writes a moment in its requests."""
    return int(moment.timestamp() * 1000)


def read_text(value: object) -> str:
    """A text that PostgreSQL can store: NUL and halves of characters become «�», everything else stays as it is."""
    if not isinstance(value, str):
        return ""
    text = value.replace("\0", "\ufffd")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def read_title(value: object, *, at_most: int = 300) -> str:
    """A short text on one line."""
    words = " ".join(read_text(value).split())
    return words if len(words) <= at_most else words[: at_most - 1] + "…"


def read_address(value: object) -> str:
    """A web address; empty for anything that a page must not link to."""
    address = read_text(value).strip()
    return address if address.startswith(("https://", "http://")) and len(address) <= 2_000 else ""

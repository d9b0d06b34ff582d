"""Reading Telegram's JSON: ids, times and texts that may be missing, of another type, or not storable."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from otklik.networks.errors import NotOurs
from otklik.shared.words import marked as _

type Json = Mapping[str, object]

_LARGEST = 2**63 - 1
_LAST_SECOND = 253_402_300_799
"""31.12.9999 23:59:59 UTC, the last second that a date can hold."""


def read_json(body: bytes) -> object:
    """The value that the bytes hold. Raises NotOurs where they hold none."""
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
    """A whole number of 64 bits; None for anything else. Telegram never writes a number as text."""
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _LARGEST:
        return None
    return value


def find_id(source: Json, name: str) -> int | None:
    """The id in this field; no chat, account or message has the number zero."""
    return find_number(source.get(name)) or None


def find_message_number(source: Json, name: str = "message_id") -> int | None:
    """The number of a message in its chat; None where it is missing or no number."""
    number = find_id(source, name)
    return number if number and number > 0 else None


def find_time(value: object) -> datetime | None:
    """A moment given in Unix seconds; None when it is missing or no date."""
    seconds = find_number(value)
    if seconds is None or not 0 < seconds <= _LAST_SECOND:
        return None
    return datetime.fromtimestamp(seconds, UTC)


def find_sequence(value: object) -> int | None:
    """An edit's own time in seconds, which orders edits."""
    number = find_number(value)
    return number if number is not None and number > 0 else None


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


def read_username(chat: Json) -> str:
    """The public name of a chat or account; empty where it has none or it could not stand in an address."""
    name = read_title(chat.get("username"), at_most=64)
    return name if name.isascii() and name.replace("_", "").isalnum() else ""

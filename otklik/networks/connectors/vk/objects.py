"""Reading VK's JSON: ids, times and texts that may be missing, of another type, or not storable."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime

from otklik.networks.errors import NotOurs
from otklik.shared.words import marked as _

type Json = Mapping[str, object]

_LARGEST = 2**63 - 1
_DIGITS = re.compile(r"-?[0-9]{1,19}\Z")
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
    """A whole number, also when it comes as text; None for anything else and for what 64 bits cannot hold."""
    if isinstance(value, str) and _DIGITS.match(value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _LARGEST:
        return None
    return value


def find_id(source: Json, *names: str) -> int | None:
    """The first of these fields that holds an id. Zero is VK's word for «none»."""
    for name in names:
        number = find_number(source.get(name))
        if number:
            return number
    return None


def need_id(source: Json, *names: str) -> int:
    """An id without which the object means nothing."""
    number = find_id(source, *names)
    if number is None:
        raise NotOurs(_("a field is missing"), word=" / ".join(names))
    return number


def need_number(source: Json, *names: str) -> int:
    """The number of a thing in its container: never negative, unlike ids of owners."""
    number = need_id(source, *names)
    if number < 0:
        raise NotOurs(_("a number is negative"), word=" / ".join(names))
    return number


def find_time(value: object) -> datetime | None:
    """A moment given in Unix seconds; None when it is missing or no date."""
    seconds = find_number(value)
    if seconds is None or not 0 < seconds <= _LAST_SECOND:
        return None
    return datetime.fromtimestamp(seconds, UTC)


def find_sequence(*values: object) -> int | None:
    """The first positive number among the values: an edit's own time in seconds."""
    numbers = (find_number(value) for value in values)
    return next((number for number in numbers if number is not None and number > 0), None)


def is_true(value: object) -> bool:
    """VK writes yes as true, as 1 and as "1"."""
    return value is True or find_number(value) == 1


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

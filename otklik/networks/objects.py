"""Validates JSON of vendors: ids, times and texts that may be missing, of another type, or not storable."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime

from otklik.networks.errors import NotOurs, TryLater
from otklik.shared.words import marked as _

type Json = Mapping[str, object]

_LARGEST = 2**63 - 1
_DIGITS = re.compile(r"-?[0-9]{1,19}\Z")
_LAST_MILLISECOND = 253_402_300_799_999
"""31.12.9999 23:59:59.999 UTC, the last moment that a date can hold."""


def read_json(body: bytes) -> object:
    """The value that the bytes hold, be it a bare null. Raises NotOurs where they hold none."""
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


def listed(answer: object, name: str, *, unreadable: str) -> list[Json]:
    """The objects of a list that the answer must have, be it empty.

    Raises TryLater with these words where it has none: that means neither «nothing new» nor «not there».
    """
    told = as_object(answer).get(name)
    if not isinstance(told, list):
        raise TryLater(unreadable)
    return as_objects(told)


def find_whole(value: object) -> int | None:
    """A whole number of 64 bits; None for anything else, be it a number written as text."""
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _LARGEST:
        return None
    return value


def find_number(value: object) -> int | None:
    """A whole number, also when it comes as text; None for anything else and for what 64 bits cannot hold."""
    return find_whole(int(value) if isinstance(value, str) and _DIGITS.match(value) else value)


def find_id(source: Json, *names: str) -> int | None:
    """The first of these fields that holds an id. Zero is the networks' word for «none»."""
    for name in names:
        number = find_number(source.get(name))
        if number:
            return number
    return None


def find_sequence(*values: object) -> int | None:
    """The first positive number among the values: networks order what happens by its time."""
    numbers = (find_number(value) for value in values)
    return next((number for number in numbers if number is not None and number > 0), None)


def find_time_of_seconds(value: object) -> datetime | None:
    """A moment given in Unix seconds; None when it is missing or no date."""
    seconds = find_sequence(value)
    return None if seconds is None else find_time_of_milliseconds(seconds * 1000)


def find_time_of_milliseconds(value: object) -> datetime | None:
    """A moment given in Unix milliseconds; None when it is missing or no date."""
    milliseconds = find_sequence(value)
    if milliseconds is None or milliseconds > _LAST_MILLISECOND:
        return None
    seconds, rest = divmod(milliseconds, 1000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest * 1000)


def milliseconds_of(moment: datetime) -> int:
    """A moment in Unix milliseconds, as networks want it told."""
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


def read_address(value: object, *, at_most: int = 2_000) -> str:
    """A web address; empty for anything that a page must not link to."""
    address = read_text(value).strip()
    return address if address.startswith(("https://", "http://")) and len(address) <= at_most else ""

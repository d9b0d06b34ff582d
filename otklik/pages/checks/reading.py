"""What was seen of a page, read from JSON: for trying a formula without a network or a database."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import get_type_hints

from otklik.networks.connector import Badge
from otklik.pages.checks.check import CATEGORIES
from otklik.pages.checks.seen import Seen
from otklik.pages.errors import UnfitSeen
from otklik.shared.words import marked as _


def read_seen(raw: object, *, at: str = "") -> Seen:
    """A `Seen` of the fields with the same names; what is left out or null could not be seen. Raises UnfitSeen.

    Times are ISO 8601 with their zone, days are ISO dates. `network` may be left out, and `category` (active).
    """
    if not isinstance(raw, dict):
        raise UnfitSeen(_("an object is needed"), at=at or "snapshot")
    values: dict[str, object] = {"network": "", "category": "active"}
    for name, value in raw.items():
        if name not in _READERS:
            raise UnfitSeen(_("there is no such field"), at=_at(at, name))
        if value is not None:
            values[name] = _READERS[name](value, _at(at, name))
    if "at" not in values:
        raise UnfitSeen(_("it is missing"), at=_at(at, "at"))
    if values["category"] not in CATEGORIES:
        raise UnfitSeen(_("one of flagship, active, card is needed"), at=_at(at, "category"))
    moment = values["at"]
    if isinstance(moment, datetime):
        values.setdefault("on", moment.date())
    return Seen(**values)  # type: ignore[arg-type]  # each value was read as its field's type


def _at(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name


def _datetime(value: object, at: str) -> datetime:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise UnfitSeen(_("a time with its zone is needed, such as 2026-11-24T06:00:00+00:00"), at=at)
    return moment


def _date(value: object, at: str) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as wrong:
        raise UnfitSeen(_("a day is needed, such as 2026-11-24"), at=at) from wrong


def _int(value: object, at: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise UnfitSeen(_("a whole number that is not negative is needed"), at=at)
    return value


def _bool(value: object, at: str) -> bool:
    if not isinstance(value, bool):
        raise UnfitSeen(_("true or false is needed"), at=at)
    return value


def _str(value: object, at: str) -> str:
    if not isinstance(value, str):
        raise UnfitSeen(_("words are needed"), at=at)
    return value


def _badge(value: object, at: str) -> Badge:
    if value not in list(Badge):
        raise UnfitSeen(_("one of confirmed, absent, unknown is needed"), at=at)
    return Badge(str(value))


def _mapping(value: object, at: str) -> Mapping[str, str]:
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise UnfitSeen(_("an object of words is needed"), at=at)
    return value


_BY_KIND: dict[object, Callable[[object, str], object]] = {
    datetime: _datetime,
    date: _date,
    int: _int,
    bool: _bool,
    str: _str,
    Badge: _badge,
    Mapping[str, str]: _mapping,
}
_READERS = {
    name: next(read for kind, read in _BY_KIND.items() if hint in (kind, kind | None))  # type: ignore[operator]
    for name, hint in get_type_hints(Seen).items()
}

"""Keyset pagination: each page goes on after the last row of the one before, so changes meanwhile hide nothing."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce

from django.db.models import Model, Q, QuerySet

A_PAGE = 50
_LARGEST = 2**63 - 1
type Told = str | int | date
"""What a list can be ordered by; a moment is a date too."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Behind which row a page begins: what the list is ordered by, as that row has it."""

    values: tuple[Told, ...]

    def __str__(self) -> str:
        return json.dumps(self.values, ensure_ascii=False, separators=(",", ":"), default=lambda one: one.isoformat())

    @classmethod
    def find_in(cls, text: str, *, kinds: Sequence[type]) -> "Mark | None":
        """The mark that was told, of a list ordered by columns of these kinds; None for what is none."""
        try:
            told = json.loads(text)
        except (ValueError, RecursionError):
            return None
        if not isinstance(told, list) or len(told) != len(kinds):
            return None
        values = tuple(_read(one, kind) for one, kind in zip(told, kinds, strict=True))
        return cls(tuple(one for one in values if one is not None)) if None not in values else None


def _read(told: object, kind: type) -> Told | None:
    """A value of this kind that the database can be asked for; None for what is none."""
    if kind is int:
        return told if type(told) is int and 0 <= told <= _LARGEST else None
    if not isinstance(told, str):
        return None
    try:
        return _read_text(told, kind)
    except ValueError:  # no date, or no text that can be written down
        return None


def _read_text(told: str, kind: type) -> Told | None:
    if kind is datetime:
        moment = datetime.fromisoformat(told)
        return moment if moment.tzinfo else None
    if kind is date:
        return date.fromisoformat(told)
    return told if b"\x00" not in told.encode() else None


def take_page[M: Model](
    rows: QuerySet[M], columns: Sequence[str], *, after: Mark | None, at_most: int = A_PAGE
) -> tuple[list[M], Mark | None]:
    """The rows behind a mark, in the order of these columns, which name a row together; and where the next page begins.

    A column with a minus goes downwards; none may be null. The database compares as it orders, so its alphabet counts.
    """
    if after is not None:
        rows = rows.filter(_behind(columns, after.values))
    found = list(rows.order_by(*columns)[: at_most + 1])
    if len(found) <= at_most:
        return found, None
    return found[:at_most], Mark(tuple(_value(found[at_most - 1], column) for column in columns))


def _behind(columns: Sequence[str], values: Sequence[Told]) -> Q:
    """Further on in the first column; or the same there and further on in the second, and so on."""
    behind, same = Q(), dict[str, Told]()
    for column, value in zip(columns, values, strict=True):
        name = column.removeprefix("-")
        behind |= Q(**same, **{f"{name}__lt" if name != column else f"{name}__gt": value})
        same[name] = value
    return behind


def _value(row: Model, column: str) -> Told:
    found: Told = reduce(getattr, column.removeprefix("-").split("__"), row)  # type: ignore[assignment]
    return found

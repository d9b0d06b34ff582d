"""A list by pages, each going on behind the last row of the one before: what comes or goes meanwhile hides nothing."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from django.db.models import Model, Q, QuerySet

A_PAGE = 50
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Mark:
    """Behind which row a page begins: what the list is ordered by, as that row has it."""

    values: tuple[str | int, ...]

    def __str__(self) -> str:
        return json.dumps(self.values, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def find_in(cls, text: str, *, kinds: Sequence[type]) -> "Mark | None":
        """The mark that was told, of a list ordered by columns of these kinds; None for what is none."""
        try:
            told = json.loads(text)
        except (ValueError, RecursionError):
            return None
        if not isinstance(told, list) or [type(one) for one in told] != [*kinds]:
            return None
        return cls(tuple(told)) if all(_can_be_asked(one) for one in told) else None


def _can_be_asked(value: str | int) -> bool:
    if isinstance(value, int):
        return 0 <= value <= _LARGEST
    try:
        return b"\x00" not in value.encode()
    except UnicodeEncodeError:
        return False


def take_page[M: Model](
    rows: QuerySet[M], columns: Sequence[str], *, after: Mark | None, at_most: int = A_PAGE
) -> tuple[list[M], Mark | None]:
    """The rows behind a mark, in the order of these columns, which name a row together; and where the next page begins.

    The database compares as it orders, so its alphabet counts.
    """
    if after is not None:
        rows = rows.filter(_behind(columns, after.values))
    found = list(rows.order_by(*columns)[: at_most + 1])
    if len(found) <= at_most:
        return found, None
    return found[:at_most], Mark(tuple(_value(found[at_most - 1], column) for column in columns))


def _behind(columns: Sequence[str], values: Sequence[str | int]) -> Q:
    """Greater in the first column; or the same there and greater in the second, and so on."""
    behind = Q()
    for at, column in enumerate(columns):
        same = dict(zip(columns[:at], values[:at], strict=True))
        behind |= Q(**same, **{f"{column}__gt": values[at]})
    return behind


def _value(row: Model, column: str) -> str | int:
    found: str | int = reduce(getattr, column.split("__"), row)  # type: ignore[assignment]
    return found

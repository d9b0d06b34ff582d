"""Streams CSV line by line, so that a million rows need no memory."""

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime

from otklik.shared.text import without_turning

BYTE_ORDER_MARK = "\ufeff"
"""In front, so that a spreadsheet reads it as UTF-8."""
_FORMULA_STARTS = ("=", "@", "+", "-", "\t", "\r")


def csv_lines(columns: Collection[str], rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """The table, its head first. Values are texts, numbers, days, moments, yes-or-no; None is empty."""
    lines = _Lines()
    writer: csv.DictWriter[str] = csv.DictWriter(lines, columns)
    yield BYTE_ORDER_MARK
    writer.writeheader()
    yield lines.taken()
    for row in rows:
        writer.writerow({name: cell_of(value) for name, value in row.items()})
        yield lines.taken()


def cell_of(value: object) -> str:
    """A value as it stands in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return harmless(without_turning(value)) if isinstance(value, str) else str(value)


def harmless(value: str) -> str:
    """A spreadsheet shall not take a text for a formula."""
    return f"'{value}" if value.startswith(_FORMULA_STARTS) else value


class _Lines:
    """Where a writer of CSV puts its line until it is sent on."""

    def __init__(self) -> None:
        self._text = ""

    def write(self, text: str) -> None:
        self._text += text

    def taken(self) -> str:
        text, self._text = self._text, ""
        return text

"""A report in words: the same cells on the screen, in a file and to a program."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from otklik.analytics.reports.report import Cell, Column, Kind, Report, Row
from otklik.integrations.register.export import Format, write_table
from otklik.pages.public_selectors import look_of
from otklik.web.desk.clocks import share, words_of
from otklik.web.desk.marks import IMPORTANCE_NAMES, KINDS

STRETCHES = (7, 30, 90, 365)
"""Days that a report may be asked for."""
_WORDS = {"importance": IMPORTANCE_NAMES, "kind": KINDS}


def say_cell(column: Column, cell: Cell) -> str:
    """A cell for people; a dash where it is not known."""
    if isinstance(cell, timedelta) or column.kind is Kind.TIME:
        return words_of(cell if isinstance(cell, timedelta) else None)
    if isinstance(cell, date):
        return date_format(cell, "d.m.Y")
    if isinstance(cell, int) and column.kind is Kind.SHARE:
        return share(cell)
    return "—" if cell in (None, "") and column.kind is not Kind.CODE else _label(column, cell)


def _label(column: Column, cell: Cell) -> str:
    text = "" if cell is None else str(cell)
    if column.kind is Kind.LABEL:
        return _(text)
    if column.kind is not Kind.CODE:
        return text
    if column.name == "network":
        return look_of(text).short_name if text else _("not from a network")
    return _(_WORDS[column.name].get(text, text)) if text else _("not clear")


def shown_cells(report: Report, row: Row) -> Sequence[Cell]:
    """The cells that have a column: the key of a row is none of them."""
    return row[1:] if report.by else row


def write_report(report: Report, rows: Sequence[Row], as_format: Format) -> bytes:
    """The report as a table; times in whole minutes, shares in per cent, so that a program can count with them."""
    heads = [_head(column) for column in report.columns]
    cells = ([_plain(*pair) for pair in zip(report.columns, shown_cells(report, row), strict=True)] for row in rows)
    return write_table(heads, cells, as_format)


def _head(column: Column) -> str:
    unit = {Kind.TIME: _("minutes"), Kind.SHARE: "%"}.get(column.kind)
    return f"{_(column.title)}, {unit}" if unit else _(column.title)


def _plain(column: Column, cell: Cell) -> str | int | Decimal | None:
    if isinstance(cell, timedelta):
        return round(cell.total_seconds() / 60)
    if isinstance(cell, date):
        return cell.isoformat()
    return cell if isinstance(cell, int) or cell is None else _label(column, cell)

"""The register as a table: XLSX and CSV, which an import takes again and finds nothing to change in."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum

from otklik.integrations.register.cells import guarded, storable
from otklik.integrations.register.columns import EXPORTED, Column, title_of

_WIDTHS = {
    Column.NAME: 60,
    Column.FOUNDER: 45,
    Column.HEAD: 35,
    Column.HEAD_POST: 30,
    Column.LINK: 40,
    Column.EXEMPTION: 40,
    Column.EXEMPTION_DOCUMENT: 30,
    Column.MUNICIPALITY: 30,
}


class Format(StrEnum):
    """How a table is written."""

    XLSX = "xlsx"
    CSV = "csv"


MEDIA_TYPES = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
}


type Cell = str | int | Decimal | None


def write_register(rows: Iterable[dict[Column, Cell]], *, as_format: Format) -> bytes:
    """Rows of the register under its heads."""
    heads = [title_of(column) for column in EXPORTED]
    widths = [_WIDTHS.get(column, 16) for column in EXPORTED]
    return write_table(heads, ([row.get(column) for column in EXPORTED] for row in rows), as_format, widths=widths)


def write_table(
    heads: Sequence[str], rows: Iterable[Sequence[Cell]], as_format: Format, *, widths: Sequence[int] = ()
) -> bytes:
    """Any table; no text in it can become a formula."""
    write = _as_xlsx if as_format is Format.XLSX else _as_csv
    return write(heads, ([_safe(cell) for cell in row] for row in rows), widths)


def _safe(cell: Cell) -> Cell:
    return guarded(storable(cell)) if isinstance(cell, str) else cell


def _as_xlsx(heads: Sequence[str], rows: Iterator[list[Cell]] | Iterable[list[Cell]], widths: Sequence[int]) -> bytes:
    from openpyxl import Workbook  # takes a third of a second to load, in every process that serves pages
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    def head_cell(head: str) -> WriteOnlyCell:
        cell = WriteOnlyCell(sheet, head)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E8EAF6")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        return cell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Реестр")
    sheet.freeze_panes = "A2"
    for number in range(1, len(heads) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = widths[number - 1] if widths else 24
    sheet.append([head_cell(head) for head in heads])
    count = 1
    for row in rows:
        sheet.append(row)
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(heads), 1))}{count}"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _as_csv(heads: Sequence[str], rows: Iterable[list[Cell]], widths: Sequence[int]) -> bytes:  # noqa: ARG001
    """UTF-8 with its mark and semicolons: what a Russian table program opens by a double click."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    writer.writerow(heads)
    writer.writerows(rows)
    return file.getvalue().encode("utf-8-sig")

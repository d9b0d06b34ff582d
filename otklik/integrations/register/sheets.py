"""Reading a table of any program row by row: XLSX and CSV, as texts.

Limits stand against files made to hurt: a small archive that unpacks to gigabytes, a sheet of a million empty rows, one
text that stands in every cell. What comes from outside is read by `reading_apart`, in a process with bounds.
"""

import contextlib
import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from otklik.integrations.errors import NotAReadableTable, QuotesBroken, TableTooLarge, TableUnfolds
from otklik.integrations.register.cells import UNCOUNTED, plain, unguarded, value_as_text
from otklik.integrations.register.headings import LOOKED_AT, known_in

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from typing import Final

MOST_PARTS: Final = 2_000

MOST_UNPACKED_BYTES: Final = 128 * 2**20

MOST_CELLS: Final = 1_500_000
"""Of a sheet, empty ones included."""

MOST_TAGS: Final = 10_000_000
"""Of all parts; a cell with a value has four signs «<»."""

MOST_TAGS_OF: Final = {"xl/worksheets/": MOST_TAGS, "xl/sharedStrings": 4_000_000, "": 400_000}
"""Beginning of a part's name → the most of it. Other parts than sheets (texts, styles) a reader keeps as a whole."""

_PIECE: Final = 2**20

_CELL: Final = (b"<c ", b"<c>", b"<c/")

_DECLARES: Final = re.compile(rb"<\0?!\0?(?:D\0?O\0?C|E\0?N\0?T)")
"""Entities, in UTF-8 and UTF-16: no table program writes any."""

MOST_BYTES = 16 * 2**20

MOST_ROWS = 50_000

MOST_SHEETS = 20

MOST_COLUMNS = 100

MOST_NUMBER, MOST_WIDTH = 2**20, 2**14
"""Of rows and columns, as table programs count: nothing is below or right of them."""

MOST_SIGNS = 64 * 2**20
"""Of all texts together."""

_XLSX = b"PK\x03\x04"

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]+\d+:[A-Z]+\d+)\"")

_UNCOUNTED = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)"
    rb"\s*(<(?:\w+:)?v\s*(?:/>|></(?:\w+:)?v>))?\s*</(?:\w+:)?c>"
)

_PLACE = re.compile(rb'(?:^|\s)r="([A-Z]{1,3})(\d{1,7})"')

_TEXT = re.compile(rb'(?:^|\s)t="str"')
"""Of a formula whose value is a text: an empty one is a value, too."""

_DAMAGED = (
    zipfile.BadZipFile, ParseError, KeyError, ValueError, OSError, EOFError, TypeError,
    IndexError, AttributeError, NotImplementedError, RuntimeError, zlib.error,
)  # fmt: skip
"""Whatever the readers raise at what is no proper file."""

_NUMBERED = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table."""

    number: int
    """As the table program counts it, from 1."""
    texts: tuple[str, ...]


type CountsHeads = Callable[[Sequence[str]], int]

"""How many cells of a row are heads of a kind of table."""


def read_table(content: bytes, *, heads_in: CountsHeads = known_in) -> Iterator[Line]:
    """The rows that are not empty, in their order. Raises NotAReadableTable, TableTooLarge, also underway."""
    if len(content) > MOST_BYTES:
        raise TableTooLarge
    is_book = content.startswith(_XLSX)
    rows = _rows_of_xlsx(content, heads_in) if is_book else _rows_of_csv(content, heads_in)
    count = signs = 0
    for number, texts in rows:
        filled = len(texts)
        while filled and not texts[filled - 1]:
            filled -= 1
        if not filled:
            continue
        count += 1
        signs += sum(map(len, texts))
        if count > MOST_ROWS or filled > MOST_COLUMNS:
            raise TableTooLarge
        if signs > MOST_SIGNS:
            raise TableUnfolds
        yield Line(number, tuple(texts[:filled]))


def is_numbering(texts: Sequence[str]) -> bool:
    """Whether a row only counts the columns, as official forms do below the heads: 1, 2, 3…"""
    counted = [text for text in texts if text]
    if len(counted) < 3 or not all(_NUMBERED.fullmatch(text) for text in counted):
        return False
    first = int(counted[0])
    return first <= 1 and [int(text) for text in counted] == list(range(first, first + len(counted)))


def load_readers() -> None:
    """Load what reads workbooks: it takes a third of a second, and no process that serves pages should."""
    import openpyxl.worksheet._read_only  # noqa: F401


def _rows_of_xlsx(content: bytes, heads_in: CountsHeads) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        check_unpacked(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = _sheet_of(book, heads_in)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            drawn = archive.read(sheet._worksheet_path.lstrip("/"))
        merged, uncounted, cells = _MergedCells(drawn), _uncounted_in(drawn), 0
        for number, row in enumerate(sheet.iter_rows(), start=1):
            cells += len(row)
            if any(cell.value is not None for cell in row[MOST_COLUMNS:]):
                raise TableTooLarge
            if cells > MOST_CELLS or number > MOST_NUMBER:
                raise TableUnfolds
            texts = [value_as_text(cell.value, number_format=_format_of(cell)) for cell in row[:MOST_COLUMNS]]
            for column in uncounted.get(number, ()):
                texts[column:] = [UNCOUNTED, *texts[column + 1 :]]
            merged.fill(number, texts)
            yield number, texts
    except (*_DAMAGED, InvalidFileException) as error:
        raise NotAReadableTable from error


def _sheet_of(book: "Workbook", heads_in: CountsHeads) -> "ReadOnlyWorksheet":
    """The sheet that has most heads in its first rows; of as many the first."""
    best: ReadOnlyWorksheet | None = None
    most = -1
    for sheet in book.worksheets[:MOST_SHEETS]:
        sheet.reset_dimensions()
        top = sheet.iter_rows(max_row=LOOKED_AT, max_col=MOST_COLUMNS, values_only=True)
        count = max((heads_in([value_as_text(value) for value in row]) for row in top), default=0)
        if count > most:
            best, most = sheet, count
    if best is None:
        raise NotAReadableTable
    return best


def _format_of(cell: object) -> str:
    return str(getattr(cell, "number_format", ""))


def _uncounted_in(drawn: bytes) -> dict[int, list[int]]:
    """Row → columns (from 0) of formulas without a value; an empty text is one."""
    from openpyxl.utils.cell import column_index_from_string

    found: dict[int, list[int]] = {}
    for told, empty in _UNCOUNTED.findall(drawn):
        place = _PLACE.search(told)
        if place is None or (empty and _TEXT.search(told)):
            continue
        column = column_index_from_string(place[1].decode())
        if column <= MOST_COLUMNS:
            found.setdefault(int(place[2]), []).append(column - 1)
    return found


class _MergedCells:
    """Cells that are joined over several rows: what the first of them says holds for all."""

    def __init__(self, drawn: bytes) -> None:
        """`drawn`: the sheet as its part of the workbook has it."""
        self._until: dict[int, dict[int, int]] = {}
        """First row → column (from 0) → last row."""
        self._said: dict[int, tuple[str, int]] = {}
        """Column → what is said, and until which row."""
        from openpyxl.utils.cell import range_boundaries

        found = _MERGED.findall(drawn)
        if len(found) > MOST_ROWS:
            raise TableUnfolds
        for reference in found:
            column, top, _, bottom = range_boundaries(reference.decode())
            if column and column <= MOST_COLUMNS and top and bottom and bottom > top:
                self._until.setdefault(top, {})[column - 1] = bottom

    def fill(self, number: int, texts: list[str]) -> None:
        """Write into the row what cells above it say for it."""
        self._said = {column: said for column, said in self._said.items() if said[1] >= number}
        for column, (text, _) in self._said.items():
            if column < len(texts):
                texts[column] = texts[column] or text
            elif column == len(texts):
                texts.append(text)
        for column, bottom in self._until.get(number, {}).items():
            if column < len(texts):
                self._said[column] = (texts[column], bottom)


def _rows_of_csv(content: bytes, heads_in: CountsHeads) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter_of(text, heads_in), strict=True)
    number = 0
    try:
        for number, row in enumerate(reader, start=1):
            if len(row) > MOST_WIDTH or number > MOST_NUMBER:
                raise TableTooLarge
            yield number, [plain(unguarded(cell)) for cell in row]
    except csv.Error as error:
        raise QuotesBroken(number + 1) from error


def _decoded(content: bytes) -> str:
    """The text: UTF-8 or UTF-16 by their marks, UTF-8 without one, else Windows' Cyrillic."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig"), (b"", "cp1251")):
        if content.startswith(mark):
            with contextlib.suppress(UnicodeDecodeError):
                text = content.decode(encoding)
                if "\x00" not in text:
                    return text
    raise NotAReadableTable


def _delimiter_of(text: str, heads_in: CountsHeads) -> str:
    """The sign between the cells: the one that makes most heads out of the first lines."""
    top = text[:50_000].splitlines(keepends=True)[:LOOKED_AT]

    def heads_with(sign: str) -> int:
        try:
            return max((heads_in(row) for row in csv.reader(top, delimiter=sign)), default=0)
        except csv.Error:
            return 0

    return max(";,\t|", key=heads_with)


def check_unpacked(content: bytes) -> None:
    """Raises TableUnfolds, NotAReadableTable, or whatever `zipfile` raises at a damaged archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
            raise TableUnfolds
        left_bytes, left_tags = MOST_UNPACKED_BYTES, MOST_TAGS
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                size, tags = _measured(archive, part)
                left_bytes, left_tags = left_bytes - size, left_tags - tags
                most = next(most for begins, most in MOST_TAGS_OF.items() if part.filename.startswith(begins))
                if min(left_bytes, left_tags) < 0 or tags > most:
                    raise TableUnfolds


def _measured(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> tuple[int, int]:
    """The length of a part as it comes, whatever its head says, and how many tags stand in it."""
    size = tags = cells = 0
    end = b""
    with archive.open(part) as stream:
        while (piece := stream.read(_PIECE)) and size <= MOST_UNPACKED_BYTES:
            size, tags = size + len(piece), tags + piece.count(b"<")
            cells += sum(piece.count(begins) for begins in _CELL)
            if cells > MOST_CELLS:
                raise TableUnfolds
            if _DECLARES.search(end + piece):
                raise NotAReadableTable
            end = piece[-16:]
    return size, tags

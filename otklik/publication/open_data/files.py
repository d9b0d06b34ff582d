"""Files of open data for everybody: which there are, and their contents piece by piece."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Final, cast

from otklik.media.services import media_storage
from otklik.publication.models import OpenFile
from otklik.publication.open_data.tables import ENDINGS, TABLES, Column, table_of

_PIECE: Final = 65_536


@dataclass(frozen=True, slots=True)
class MadeFile:
    """One file that stands ready."""

    name: str
    """As it is asked for: cases.csv, cases-2026-11-28.csv."""
    title: str
    """Marked for translation."""
    columns: tuple[Column, ...]
    sha256: str
    size: int
    packed_size: int
    row_count: int
    since_on: date | None
    until_on: date | None
    made_at: datetime
    place: str
    """In the storage."""


def list_made_files() -> list[MadeFile]:
    """The newest of each name, as the tables follow one another."""
    newest = {row.name: row for row in OpenFile.objects.order_by("name", "-made_on").distinct("name")}
    names = [f"{table.name}.{ending}" for table in TABLES for ending in ENDINGS]
    return [_told(newest[name], name) for name in names if name in newest]


def list_kept_files() -> list[MadeFile]:
    """All of the last days under their dated names, the newest first."""
    rows = OpenFile.objects.order_by("-made_on", "name")
    return [_told(row, row.dated_name) for row in rows if table_of(row.name)]


def find_made_file(name: str) -> MadeFile | None:
    """The newest of this name, or the one of the day that stands in it; None where there is none (any more)."""
    if table_of(name):
        row = OpenFile.objects.filter(name=name).order_by("-made_on").first()
    elif table_of(_undated(name)):
        kept = OpenFile.objects.filter(name=_undated(name))
        row = next((one for one in kept if one.dated_name == name), None)
    else:
        return None
    return _told(row, name) if row else None


def open_made_file(file: MadeFile, *, is_packed: bool) -> IO[bytes] | None:
    """Its contents, plain or packed; None where they went a moment ago."""
    try:
        return cast("IO[bytes]", media_storage().open(f"{file.place}.gz" if is_packed else file.place))
    except FileNotFoundError:
        return None


def pieces_of(content: IO[bytes], *, start: int, length: int) -> Iterator[bytes]:
    """So many bytes from a place on, and then it is closed."""
    with content:
        content.seek(start)
        while length > 0 and (piece := content.read(min(_PIECE, length))):
            length -= len(piece)
            yield piece


def _undated(name: str) -> str:
    stem, _dot, ending = name.rpartition(".")
    return f"{stem[:-11]}.{ending}"


def _told(row: OpenFile, name: str) -> MadeFile:
    table = table_of(row.name)
    if table is None:
        raise ValueError(f"no table makes {row.name}")
    return MadeFile(
        name=name,
        title=table.title,
        columns=table.columns,
        sha256=row.sha256,
        size=row.size,
        packed_size=row.packed_size,
        row_count=row.row_count,
        since_on=row.since_on,
        until_on=row.until_on,
        made_at=row.made_at,
        place=row.place,
    )

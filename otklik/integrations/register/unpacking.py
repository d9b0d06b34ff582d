"""How much a workbook unfolds to, before a reader keeps anything of it: counted piece by piece, in constant memory.

A hundred kilobytes can hold ten million empty cells or texts: bytes alone do not tell what they cost.
"""

import io
import re
import zipfile
from typing import Final

from otklik.integrations.errors import NotAReadableTable, TableUnfolds

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

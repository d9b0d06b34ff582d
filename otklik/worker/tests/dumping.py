"""Everything that is kept, as one text to search in: each row of each table, and the bytes of each stored file."""

import json
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

_TABLES = "select oid::regclass::text from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})", re.IGNORECASE)


def dump(files: Path | None = None, *, database: Any = connection) -> str:
    """All rows of all tables of the database, partitions, forms of search and jobs too; then all files of a folder."""
    lines: list[str] = []
    with database.cursor() as cursor:
        cursor.execute(f"{_TABLES} order by 1")
        for (table,) in cursor.fetchall():
            cursor.execute(f"select * from {table}")
            names = [column.name for column in cursor.description]
            lines += [
                f"{table}.{name}: {_said(value)}" for row in cursor for name, value in zip(names, row, strict=True)
            ]
    for path in sorted((files or Path(settings.OTKLIK_DATA_DIR) / "none").rglob("*")):
        if path.is_file():
            lines.append(f"{path}: {_said(path.read_bytes())}")
    return "\n".join(lines)


def found_in(text: str, needles: tuple[str, ...]) -> list[str]:
    """The lines in which one of these stands, in whatever case."""
    small = [needle.casefold() for needle in needles]
    return [line[:200] for line in text.split("\n") if any(needle in line.casefold() for needle in small)]


def _said(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        value = bytes(value).decode(errors="replace")
    elif isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False, default=str)
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value)).replace("\n", " ")

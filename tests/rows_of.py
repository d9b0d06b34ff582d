"""Rows of any table as they stand in an `insert`, and the sequences that number them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from django.db import connection

_NAMES: Final = re.compile(r'\b(?:from|join|into|update)\s+"?(\w+)', re.IGNORECASE)


@contextmanager
def touched() -> Iterator[list[str]]:
    """Names of the tables that are read or written inside, in the order of the first time."""
    tables: list[str] = []
    known = connection.introspection.table_names()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        for name in _NAMES.findall(sql):
            if name in known and name not in tables:
                tables.append(name)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables


def are_empty(tables: Sequence[str]) -> bool:
    """Whether there is no row in any of them."""
    return not _ask(f"select {' or '.join(f'exists (select from "{table}")' for table in tables)}")


def read(table: str) -> list[str]:
    """The rows of a table."""
    each = " || ', ' || ".join(f"quote_nullable({name}::text)" for name in _columns(table))
    with connection.cursor() as cursor:
        cursor.execute(f"select '(' || {each} || ')' from \"{table}\" order by 1")
        return [row for (row,) in cursor.fetchall()]


def as_sql(table: str, rows: Sequence[str]) -> str:
    """What writes these rows; nothing where there are none."""
    into = f'insert into "{table}" ({", ".join(_columns(table))}) overriding system value values\n'
    return into + ",\n".join(rows) if rows else ""


def sequence_of(table: str) -> str:
    """The sequence that numbers the rows; nothing where none does."""
    name = _ask(
        "select pg_get_serial_sequence(attrelid::regclass::text, attname) from pg_attribute"
        f" where attrelid = '\"{table}\"'::regclass and attname = 'id'"
    )
    return str(name or "")


def last_of(sequence: str) -> int:
    """The id given last; the one before the first where none was."""
    return int(_ask(f"select case when is_called then last_value else last_value - 1 end from {sequence}"))


def count_on(sequence: str, last: int) -> None:
    """Let the next id be the one after this."""
    _ask(f"select setval('{sequence}', {last + 1}, false)")


def skip(cursor: Any, wanted: Mapping[str, int]) -> tuple[int, ...]:
    """Take so many ids from each sequence; returns the last of each."""
    cursor.execute(
        f"select {', '.join(f"setval('{name}', nextval('{name}') + {n - 1})" for name, n in wanted.items())}"
    )
    tops: tuple[int, ...] = cursor.fetchone()
    return tops


def _columns(table: str) -> list[str]:
    """All but those that the database computes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select quote_ident(attname) from pg_attribute where attrelid = %s::regclass"
            " and attnum > 0 and not attisdropped and attgenerated = '' order by attnum",
            [f'"{table}"'],
        )
        return [name for (name,) in cursor.fetchall()]


def _ask(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone()
    return row[0] if row else None

"""Searches every text column of the database for words that should have been erased."""

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

type Rows = Mapping[str, Sequence[tuple[str, Collection[Any]]]]
"""Table → columns, and which values there mark its rows."""

_COLUMNS: Final = """
select c.relname, a.attname, case t.typname when 'bytea' then 'bytea' else 'text' end
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid left join pg_type e on e.oid = t.typelem
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  and (t.typcategory = 'S' or t.typname in ('bytea', 'json', 'jsonb', 'tsvector', 'hstore', 'xml', 'inet')
       or t.typcategory = 'A' and (e.typcategory = 'S' or e.typname in ('bytea', 'json', 'jsonb')))
order by c.relname, a.attnum
"""
_KEYS: Final = """
select child.relname, a.attname, parent.relname, b.attname from pg_constraint k
join pg_class child on child.oid = k.conrelid join pg_class parent on parent.oid = k.confrelid
join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1]
where k.contype = 'f' and cardinality(k.conkey) = 1 and k.conrelid <> k.confrelid
  and child.relnamespace = 'public'::regnamespace order by 1, 2
"""
_ROWS: Final = 500
_ESCAPED: Final = re.compile(r"\\(?:u([0-9a-f]{4})|([n\"\\]))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Trace:
    """A column in which something still stands, in how many rows; `is_own`: of the rows that were asked about."""

    where: str
    count: int
    is_own: bool

    @property
    def table(self) -> str:
        return self.where.partition(".")[0]


def find_traces(needles: Sequence[str]) -> list[str]:
    """Every column of every table in which one of these stands, as `table.column`."""
    small = [one.lower() for one in needles]
    found = look_everywhere(needles, lambda text, _is_own: any(one in text.lower() for one in small), own={})
    return [one.where for one in found]


def look_everywhere(beginnings: Sequence[str], is_meant: Callable[[str, bool], bool], *, own: Rows) -> list[Trace]:
    """Every column of every table where `is_meant` says so of a text; rows are taken that hold one of these, small or
    not, and all that are `own`, of which `is_meant` is told.

    Slow: every table is read. Bytes, JSON and forms of search are read as text.
    """
    cased = {form for one in beginnings if one for form in (one, one.lower(), one.upper(), one.title())}
    spelled = sorted({*cased, *(json.dumps(one, ensure_ascii=plain)[1:-1] for one in cased for plain in (True, False))})
    found: list[Trace] = []
    with connection.cursor() as cursor:
        for table, columns in _texts(cursor).items() if spelled else ():
            which, values = _condition(own.get(table, ()))
            cursor.execute(_ask_for(table, columns, which), [*values, *values, spelled])
            counts: Counter[tuple[str, bool]] = Counter()
            while rows := cursor.fetchmany(_ROWS):
                for is_own, *texts in rows:
                    named = zip(columns, map(_as_text, texts), strict=True)
                    counts.update((name, is_own) for name, text in named if text and is_meant(text, is_own))
            found += [Trace(f"{table}.{name}", count, is_own) for (name, is_own), count in sorted(counts.items())]
    return found


def rows_below(roots: Rows) -> Rows:
    """These rows, and all that belong to them: by the foreign keys of the database, down to the last."""
    found = {table: {name: set(values) for name, values in columns} for table, columns in roots.items()}
    with connection.cursor() as cursor:
        cursor.execute(_KEYS)
        keys, grows = cursor.fetchall(), True
        while grows:
            grows = False
            for child, column, parent, key in keys:
                which, values = _condition(list(found.get(parent, {}).items()))
                cursor.execute(f"select {_q(key)} from {_q(parent)} as here where {which}", values)  # noqa: S608 (see _q)
                if new := {row[0] for row in cursor.fetchall()} - found.get(child, {}).get(column, set()):
                    found.setdefault(child, {}).setdefault(column, set()).update(new)
                    grows = True
    return {table: list(columns.items()) for table, columns in found.items()}


def _texts(cursor: Any) -> dict[str, dict[str, str]]:
    """Table → columns that can hold words → what kind they are."""
    cursor.execute(_COLUMNS)
    tables: dict[str, dict[str, str]] = {}
    for table, column, kind in cursor.fetchall():
        tables.setdefault(table, {})[column] = kind
    return tables


def _ask_for(table: str, columns: Mapping[str, str], which: str) -> str:
    """The question for rows in which a needle stands: whether they are the wanted ones, and their texts."""
    raw = [f"here.{_q(name)}" for name, kind in columns.items() if kind == "bytea"]
    plain = [f"here.{_q(name)}::text" for name, kind in columns.items() if kind != "bytea"]
    told = [f"here.{_q(name)}{'' if kind == 'bytea' else '::text'}" for name, kind in columns.items()]
    meant = [f"position(convert_to(needle, 'UTF8') in {name}) > 0" for name in raw]
    meant.append("position(lower(needle) in read_as.words) > 0")
    return (
        f"select {which}, {', '.join(told)} from {_q(table)} as here,"  # noqa: S608 (see _q)
        f" lateral (select lower(concat_ws(' ', '', {', '.join(plain) or 'null'})) as words offset 0) as read_as"
        f" where {which} or exists (select from unnest(%s::text[]) as needle where {' or '.join(meant)})"
    )


def _condition(columns: Sequence[tuple[str, Collection[Any]]]) -> tuple[str, list[Any]]:
    """What marks rows, and its values."""
    told = [f"coalesce(here.{_q(name)} = any(%s), false)" for name, _ in columns]
    return " or ".join(told) or "false", [list(values) for _, values in columns]


def _q(name: str) -> str:
    """A name of the database's own catalogue, quoted."""
    return connection.ops.quote_name(name)


def _as_text(value: str | bytes | memoryview | None) -> str:
    """As a person would read it, also what JSON spells otherwise."""
    text = bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else value or ""
    return _ESCAPED.sub(
        lambda found: chr(int(found[1], 16)) if found[1] else "\n" if found[2] == "n" else found[2], text
    )

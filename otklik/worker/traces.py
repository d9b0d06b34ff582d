"""Looking through the whole database for words that must stand nowhere any more."""

import json
from collections.abc import Sequence

from django.db import connection

_COLUMNS = """
select table_name, column_name, data_type from information_schema.columns
join information_schema.tables using (table_schema, table_name)
where table_schema = 'public' and table_type = 'BASE TABLE'
  and data_type in ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'bytea')
order by table_name, ordinal_position
"""


def find_traces(needles: Sequence[str]) -> list[str]:
    """Every column of every table, partitions too, in which one of these stands, as `table.column`.

    Slow: each table is read for each of its columns. Forms of search are left out: they hold no whole sentences.
    """
    if not needles:
        return []
    spelled = [*needles, *(json.dumps(one)[1:-1] for one in needles)]
    spelled += [json.dumps(one, ensure_ascii=False)[1:-1] for one in needles]
    found = []
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS)
        for table, column, kind in cursor.fetchall():
            cursor.execute(_ask_about(table, column, kind), [spelled])
            if cursor.fetchone()[0]:
                found.append(f"{table}.{column}")
    return found


def _ask_about(table: str, column: str, kind: str) -> str:
    """The question whether a needle stands in a column; both names come from the catalogue of the database."""
    name, table = connection.ops.quote_name(column), connection.ops.quote_name(table)
    found = f"convert_to(needle, 'UTF8') in {name}" if kind == "bytea" else f"needle in {name}::text"
    return f"select exists (select from {table}, unnest(%s::text[]) as needle where position({found}) > 0)"  # noqa: S608

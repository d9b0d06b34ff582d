"""Sequences that would give a name that is taken already: whatever is created next would fail."""

from typing import Final

from django.db import connection

_OWNED: Final = """
select seq.oid::regclass::text, owner.oid::regclass::text, attribute.attname
from pg_class seq
left join pg_depend depends on depends.objid = seq.oid and depends.classid = 'pg_class'::regclass
  and depends.refclassid = 'pg_class'::regclass and depends.deptype in ('a', 'i')
left join pg_class owner on owner.oid = depends.refobjid
left join pg_attribute attribute on attribute.attrelid = depends.refobjid and attribute.attnum = depends.refobjsubid
where seq.relkind = 'S' and seq.relnamespace = current_schema()::regnamespace
"""
_UNOWNED: Final = {"appeal_number": ("appeals_appeal", "number")}
"""What is numbered by a sequence that belongs to no column."""


def sequences_behind() -> list[str]:
    """Every sequence of the database whose next number stands in a row already, or lies below one that does."""
    behind = []
    with connection.cursor() as cursor:
        cursor.execute(_OWNED)
        for name, table, column in cursor.fetchall():
            owner, numbered = (table, column) if table else _UNOWNED[name]
            cursor.execute(f"select last_value + is_called::int <= (select max({numbered}) from {owner}) from {name}")
            if cursor.fetchone() == (True,):
                behind.append(name)
    return behind

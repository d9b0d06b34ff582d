"""Invalidation of in-memory caches: tells whether the rows behind them changed."""

from typing import Any

from django.db import connection
from django.db.models import Field, Model


def values_mark(table: type[Model], *fields: str) -> str:
    """Changes when one of these fields does in some row of the table. Takes some 1 ms for a thousand rows."""
    columns = ", ".join(_quoted(str(_field(table, field).column)) for field in fields)
    hashed = f"hashtextextended(concat_ws('|', {columns}), 0)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), sum({hashed}) FROM {_quoted(table._meta.db_table)}")  # noqa: S608 our own names
        return ",".join(str(value) for value in cursor.fetchone() or ())


def _field(table: type[Model], name: str) -> "Field[Any, Any]":
    return next(field for field in table._meta.fields if field.name == name)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)

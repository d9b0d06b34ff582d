"""The rows of one act in one statement: the stamp spent, the account, the message, the act and its link, or nothing.

Six statements between a `begin` and a `commit` would take eight round trips to the database, too slow for a form that
hundreds send at once. Outside a transaction the one statement is a transaction itself, durable on return.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final

from django.db import connection
from django.db.models import Field, Model

from otklik.intake.models import ActLink, ResidentAct, ResidentMessage
from otklik.residents.models import NetworkAccount
from otklik.shared.wake import WAKE_CHANNEL

_FREE: Final = """free as (
  select number from (
    select number, (select true from intake_residentact as taken where taken.number = drawn.number) as is_taken
    from unnest(%s::bigint[]) as drawn (number)
  ) as looked where is_taken is null limit 1
)"""
"""One number after the other by the index: «not exists» reads the whole table as long as it has no statistics."""
_SPENT: Final = """spent as (
  insert into intake_spentstamp (salt, until) select %s, %s from free on conflict (salt) do nothing returning salt
)"""
"""Whoever sends the same form at the same moment waits here for the first, then has it spent."""


@dataclass(frozen=True, slots=True)
class ActRows:
    """What is written; each row names the one before it, and three bear the number: the database puts these in."""

    account: NetworkAccount
    message: ResidentMessage
    act: ResidentAct
    link: ActLink


@dataclass(frozen=True, slots=True)
class _Part:
    """One insert: under which name others find its row, what is put in of the one before, and from where."""

    name: str
    model: type[Model]
    given: Mapping[str, str]
    """Column → what the database puts in."""
    source: str


_PARTS: Final = (
    _Part("account", NetworkAccount, {"external_id": "free.number::text"}, "free"),
    _Part(
        "message",
        ResidentMessage,
        {"author_id": "account.id", "external_id": "account.external_id", "thread_id": "account.external_id"},
        "account",
    ),
    _Part("act", ResidentAct, {"message_id": "message.id", "number": "message.external_id::bigint"}, "message"),
    _Part("link", ActLink, {"act_id": "act.id"}, "act"),
)


def write_act(rows: ActRows, *, numbers: Sequence[int], spends: tuple[str, datetime] | None) -> tuple[int, int] | None:
    """Write all of it and wake the workers; the id of the act and its number, the first of `numbers` that is free.

    `spends`: salt of a stamp, and until when it holds. None where it was spent before: then nothing is written.
    """
    values: list[Any] = [list(numbers), *(spends or ())]
    for part in _PARTS:
        values += _values_of(getattr(rows, part.name), without=part.given)
    with connection.cursor() as cursor:
        cursor.execute(_statement(has_stamp=spends is not None), [*values, WAKE_CHANNEL])
        written: tuple[int, int, str] | None = cursor.fetchone()
    return written[:2] if written else None


@cache
def _statement(*, has_stamp: bool) -> str:
    before = [_FREE, _SPENT] if has_stamp else [_FREE]
    inserts = [f"{part.name} as ({_insert(part, has_stamp=has_stamp)})" for part in _PARTS]
    return f"with {', '.join([*before, *inserts])} select id, number, pg_notify(%s, 'intake') from act"  # noqa: S608


def _insert(part: _Part, *, has_stamp: bool) -> str:
    columns = [str(field.column) for field in _fields_of(part.model) if field.column not in part.given]
    taken = [*["%s"] * len(columns), *part.given.values()]
    source = f"{part.source}, spent" if has_stamp and part.source == "free" else part.source
    into = f"{part.model._meta.db_table} ({', '.join([*columns, *part.given])})"
    return f"insert into {into} select {', '.join(taken)} from {source} returning *"  # noqa: S608


def _values_of(row: Model, *, without: Collection[str]) -> list[Any]:
    return [
        field.get_db_prep_save(getattr(row, field.attname), connection=connection)
        for field in _fields_of(type(row))
        if field.column not in without
    ]


@cache
def _fields_of(model: type[Model]) -> "Sequence[Field[Any, Any]]":
    """What is stored of a row: all its columns but the id that the database gives out."""
    return [field for field in model._meta.concrete_fields if not field.primary_key]

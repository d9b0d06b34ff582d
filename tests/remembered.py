"""What most tests begin with is built once by the services; from then on its rows are laid again in one step.

Each time they have new ids and keys, as if the services had written them: what a process remembers by an id belongs to
no other test. Where the rows tell the moment of their writing, they tell that of the laying.
"""

import dataclasses
import functools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final

import pytest
import time_machine
from django.conf import settings
from django.db import connection, transaction

from tests import rows_of
from tests.renewal import MOMENT, Renewal, numbered_keys

FIRST_ID: Final = 1_731_000_000
APART: Final = 10_000
"""Ids of the first table are counted from here while we learn, those of the next from so much later."""
LOG: Final = "audit_auditrecord"
"""What stands in it decides nothing of what is written."""


def remembered[**Given, Built](build: Callable[Given, Built]) -> Callable[Given, Built]:
    """Let a function that writes into the database do so once for each way of calling it; later its rows are laid.

    It reads its arguments, the clock and the tables that it writes; these must be empty, or it is called as it is.
    What it returns is as new each time: a test may change it.
    """
    memories: dict[Any, Memory] = {}

    @functools.wraps(build)
    def lay(*args: Given.args, **kwargs: Given.kwargs) -> Built:
        given = (args, tuple(sorted(kwargs.items())), tuple(settings.OTKLIK_KEYS))
        memory = memories.get(given) or learn(functools.partial(build, *args, **kwargs))
        if memory is None or not rows_of.are_empty(memory.tables):
            return build(*args, **kwargs)
        memories[given] = memory
        built: Built = memory.lay()
        return built

    return lay


@dataclasses.dataclass(frozen=True)
class Memory:
    """Rows as SQL and what was returned, with the ids, keys and the moment that are to be renewed."""

    built: Any
    sql: str
    tables: tuple[str, ...]
    """Those that must be empty."""
    used: Mapping[str, tuple[int, int]]
    """By sequence: the id before the first that was used, and how many were."""

    def lay(self) -> Any:
        """Write the rows; returns what the function returned that wrote them first."""
        renewal = Renewal(datetime.now(UTC))
        with transaction.atomic(), connection.cursor() as cursor:
            tops = rows_of.skip(cursor, {name: many for name, (_, many) in self.used.items()})
            for top, (first, many) in zip(tops, self.used.values(), strict=True):
                renewal.ids.update({first + step: top - many + step for step in range(1, many + 1)})
            cursor.execute(renewal.in_text(self.sql))
        return renewal.of(self.built)


def learn(build: Callable[[], Any]) -> Memory | None:
    """Build it twice and take it back: to see which tables it writes, and what. None where these are not empty."""
    with taken_back(), rows_of.written() as tables:
        build()
    must_be_empty = tuple(table for table in tables if table != LOG)
    if not rows_of.are_empty(must_be_empty):
        return None
    with taken_back(), counted_from_afar(tables) as firsts, as_remembered():
        there = {table: set(rows_of.read(table)) for table in tables}
        waiting = len(connection.run_on_commit)
        built = build()
        assert len(connection.run_on_commit) == waiting, "what is done at the commit would not be done again"
        sql = [
            rows_of.as_sql(table, [row for row in rows_of.read(table) if row not in there[table]]) for table in tables
        ]
        used = {name: (first, many) for name, first in firsts.items() if (many := rows_of.last_of(name) - first)}
    return Memory(built, ";\n".join(filter(None, sql)), must_be_empty, used)


@contextmanager
def taken_back() -> Iterator[None]:
    """What is written inside is not there afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def as_remembered() -> Iterator[None]:
    """The clock stands still at the moment that is renewed, and keys are such as are renewed."""
    with time_machine.travel(MOMENT, tick=False), pytest.MonkeyPatch.context() as patch:
        patch.setattr("secrets.token_urlsafe", numbered_keys())
        yield


@contextmanager
def counted_from_afar(tables: list[str]) -> Iterator[dict[str, int]]:
    """Let the ids of each table come from a place of its own; gives, by sequence, the one before its first."""
    firsts = {
        sequence: FIRST_ID + place * APART
        for place, table in enumerate(tables)
        if (sequence := rows_of.sequence_of(table))
    }
    held = {sequence: rows_of.last_of(sequence) for sequence in firsts}
    for sequence, first in firsts.items():
        rows_of.count_on(sequence, first)
    try:
        yield firsts
    finally:
        for sequence, last in held.items():
            rows_of.count_on(sequence, last)

"""What most tests begin with is built once by the services; from then on its rows are laid again in one step.

Each time they have new ids and keys, as if the services had written them: what a process remembers by an id belongs to
no other test. Where the rows tell the moment of their writing, they tell that of the laying.

It is learnt when the database is made (conftest.py), before any test has patched a service or changed a setting. Where
a test has other settings than those with which it was learnt, or rows in a table that is read, the services write.
"""

import dataclasses
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
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


_to_learn: list[Callable[[], None]] = []


def remembered[**Given, Built](
    *ways: Mapping[str, Any],
) -> Callable[[Callable[Given, Built]], Callable[Given, Built]]:
    """Let a function that writes into the database do so once for each of these ways of calling it; then rows are laid.

    It reads its arguments, the clock, settings and tables; the tables must be empty and the settings those of the
    beginning, or it is called as it is. What it returns is as new each time: a test may change it.
    """

    def wrap(build: Callable[Given, Built]) -> Callable[Given, Built]:
        memories: list[tuple[Mapping[str, Any], Memory]] = []
        _to_learn.append(lambda: memories.extend((way, learn(functools.partial(build, **way))) for way in ways))

        @functools.wraps(build)
        def lay(*args: Given.args, **kwargs: Given.kwargs) -> Built:
            for way, memory in memories:
                if not args and way == kwargs and memory.is_true_here():
                    built: Built = memory.lay()
                    return built
            return build(*args, **kwargs)

        return lay

    return wrap


def learn_all() -> None:
    """Learn what the tests that were read will begin with. The tables must be empty."""
    while _to_learn:
        _to_learn.pop()()


@dataclasses.dataclass(frozen=True)
class Memory:
    """Rows as SQL and what was returned, with the ids, keys and the moment that are to be renewed."""

    built: Any
    sql: str
    tables: tuple[str, ...]
    """Those that are read or written, without the log: they must be empty."""
    settings: Mapping[str, Any]
    """Those that are read, as they were."""
    used: Mapping[str, tuple[int, int]]
    """By sequence: the id before the first that was used, and how many were."""

    def is_true_here(self) -> bool:
        """Whether the services would write the same rows here and now."""
        return all(getattr(settings, name) == was for name, was in self.settings.items()) and rows_of.are_empty(
            self.tables
        )

    def lay(self) -> Any:
        """Write the rows; returns what the function returned that wrote them first."""
        renewal = Renewal(datetime.now(UTC))
        with transaction.atomic(), connection.cursor() as cursor:
            tops = rows_of.skip(cursor, {name: many for name, (_, many) in self.used.items()})
            for top, (first, many) in zip(tops, self.used.values(), strict=True):
                renewal.ids.update({first + step: top - many + step for step in range(1, many + 1)})
            cursor.execute(renewal.in_text(self.sql))
        return renewal.of(self.built)


def learn(build: Callable[[], Any]) -> Memory:
    """Build it twice and take it back: to see which tables and settings it touches, and what it writes."""
    with taken_back(), rows_of.touched() as touched, settings_read() as read:
        build()
    must_be_empty = tuple(table for table in touched if table != LOG)
    assert rows_of.are_empty(must_be_empty), f"rows are there already in one of {must_be_empty}"
    with taken_back(), counted_from_afar(touched) as firsts, as_remembered():
        there = {table: set(rows_of.read(table)) for table in touched}
        waiting = len(connection.run_on_commit)
        built = build()
        assert len(connection.run_on_commit) == waiting, "what is done at the commit would not be done again"
        sql = [
            rows_of.as_sql(table, [row for row in rows_of.read(table) if row not in there[table]]) for table in touched
        ]
        used = {name: (first, many) for name, first in firsts.items() if (many := rows_of.last_of(name) - first)}
    return Memory(built, ";\n".join(filter(None, sql)), must_be_empty, read, used)


@contextmanager
def settings_read() -> Iterator[dict[str, Any]]:
    """The settings that are asked for inside."""
    read: dict[str, Any] = {}
    outer: Any = settings
    real = outer._wrapped

    class Watched:
        def __getattr__(self, name: str) -> Any:
            value = getattr(real, name)
            if name.isupper():
                read[name] = value
            return value

    outer._wrapped = Watched()  # this empties what Django keeps of them, too
    try:
        yield read
    finally:
        outer._wrapped = real


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
def counted_from_afar(tables: Sequence[str]) -> Iterator[dict[str, int]]:
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

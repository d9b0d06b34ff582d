"""Capped counts for the frame and the queues of the desk: many in one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

COUNT_LIMIT = 100
"""Counts stop here: a hundred is shown as «99+»."""
PRESENT = datetime(1900, 1, 1, tzinfo=UTC)
"""Stands for the present in queries that are written down once and asked later."""


@dataclass(frozen=True, slots=True)
class CountPlan:
    """Counts written down as SQL: for one person they are the same on every page, and to write them takes its time."""

    counts: tuple[str, ...] = ()
    values: tuple[Any, ...] = ()

    def __add__(self, other: "CountPlan") -> "CountPlan":
        """Both by one query."""
        return CountPlan(self.counts + other.counts, self.values + other.values)


def plan_counts(asked: Sequence[QuerySet[Any]]) -> CountPlan:
    """How to count what each of these queries finds, up to 100. Where they need the present they name `PRESENT`."""
    counts: list[str] = []
    values: list[Any] = []
    for rows in asked:
        try:
            sql, given = rows.order_by().values("pk")[:COUNT_LIMIT].query.sql_with_params()
        except EmptyResultSet:  # nothing can be found: no table need be asked
            counts.append("0")
            continue
        counts.append(f"(select count(*) from ({sql}) as capped)")  # noqa: S608 (written by Django)
        values += given
    return CountPlan(tuple(counts), tuple(values))


def count_planned(plan: CountPlan, *, now: datetime) -> tuple[int, ...]:
    """The counts of a plan at a moment, all by one query; none where nothing is asked."""
    if not plan.counts:
        return ()
    values = [now if value == PRESENT else value for value in plan.values]
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(plan.counts)}", values)
        return tuple(cursor.fetchone())

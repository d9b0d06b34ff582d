"""Monthly partitions of tables: adds coming months, drops old ones whole."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from otklik.shared.clock import now as read_clock

MONTHS_AHEAD = 3


def keep_months(cursor: Any, parent: str, *, now: datetime, keep_days: int | None) -> None:
    """Add the partitions of the coming months; drop those in which every row is older than the days to keep.

    `cursor` is a psycopg or Django cursor in a transaction; `parent` is a name of ours. None keeps for ever.
    """
    oldest = None if keep_days is None else (now - timedelta(days=keep_days)).astimezone(UTC).date()
    # a function of the owner of the tables (audit/migrations/0003): the program itself may neither add nor drop one
    cursor.execute("select otklik_keep_months(%s, %s, %s, %s)", (parent, first_of_month(now), MONTHS_AHEAD, oldest))


def add_month_sql(parent: str, month: date) -> str:
    """The statement that adds the partition of a month. A month that is there stays as it is."""
    return (
        f'create table if not exists "{parent}_{month:%Y_%m}" partition of "{parent}" '
        f"for values from ('{month:%Y-%m-%d}+00') to ('{next_month(month):%Y-%m-%d}+00')"
    )


def add_first_months_of(parent: str) -> Callable[[Any, Any], None]:
    """A step of a migration: the table gets the partitions of this month and the next ones."""

    def add(_apps: Any, schema_editor: Any) -> None:
        with schema_editor.connection.cursor() as cursor:
            month = first_of_month(read_clock())
            for _ in range(MONTHS_AHEAD + 1):
                cursor.execute(add_month_sql(parent, month))
                month = next_month(month)

    return add


def first_of_month(moment: datetime) -> date:
    """The month of a moment, in UTC, by its first day."""
    return moment.astimezone(UTC).date().replace(day=1)


def next_month(month: date) -> date:
    """The first day of the month after this one."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)

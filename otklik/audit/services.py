"""Writing the audit log and the log of accesses."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import batched
from typing import Protocol

from django.db import connection, transaction

from otklik.audit.chain import ERASED, digest_words, list_chains, new_salt, seal_rows
from otklik.audit.models import ChainedRecord
from otklik.shared.partitions import keep_months

_ROWS_TOLD = 500
"""So many erased rows are told of by one line of the log."""


class Actor(Protocol):
    """Whoever acts: a member of staff."""

    @property
    def staff_id(self) -> int: ...
    @property
    def name(self) -> str: ...


def record(
    act: str,
    *,
    subject: str,
    by: Actor | None,
    now: datetime,
    because: str = "",
    details: Mapping[str, str | int] | None = None,
) -> None:
    """Add one line to the audit log, in the caller's transaction. Without `by` the system acted."""
    salt, told = new_salt(), dict(details or {})
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into audit_auditrecord"
            " (at, actor_id, actor_name, act, subject, because, details, salt, words, seal)"
            " values (%s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s, '')",
            [
                now,
                by.staff_id if by else None,
                by.name if by else "system",
                act,
                subject,
                because,
                json.dumps(told, ensure_ascii=False),
                salt,
                digest_words(because, told, salt=salt),
            ],
        )


def record_access(by: Actor, *, subject: str, now: datetime) -> None:
    """Note that a person opened a card with a resident's data."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into audit_accessrecord (at, actor_id, actor_name, subject) values (%s, %s, %s, %s)",
            [now, by.staff_id, by.name, subject],
        )


def seal_records(*, now: datetime, at_most: int = 1000) -> int:
    """Chain the new rows of every chained table. Returns how many were sealed."""
    return sum(seal_rows(model, now=now, at_most=at_most) for model in list_chains())


def erase_words(
    model: type[ChainedRecord], ids: Sequence[int], *, by: Actor | None, because: str, now: datetime
) -> None:
    """Take reason and details out of rows, and tell so in the audit log: the chain holds, the words are gone."""
    for batch in batched(sorted(ids), _ROWS_TOLD):
        with connection.cursor() as cursor:
            cursor.execute("select otklik_take_out_words(%s, %s, %s)", [model._meta.db_table, list(batch), now])
        told = " ".join(str(row_id) for row_id in batch)
        record(
            ERASED, subject=f"chain:{model._meta.db_table}", by=by, now=now, because=because, details={"rows": told}
        )  # fmt: skip


@contextmanager
def past_keeping() -> Iterator[None]:
    """Lets the owner of the tables change or delete append-only rows. The program's role has no right to either."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local otklik.past_keeping = 'on'")
        yield
        cursor.execute("set local otklik.past_keeping = 'off'")


def keep_audit_months(*, now: datetime) -> None:
    """Prepare the coming months of both logs; nothing of them is dropped by the system."""
    with transaction.atomic(), connection.cursor() as cursor:
        keep_months(cursor, "audit_auditrecord", now=now, keep_days=None)
        keep_months(cursor, "audit_accessrecord", now=now, keep_days=None)

"""Writing the audit log and the log of accesses."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from django.db import connection, transaction

from otklik.audit.models import AuditRecord
from otklik.shared.partitions import keep_months


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
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into audit_auditrecord (at, actor_id, actor_name, act, subject, because, details, seal)"
            " values (%s, %s, %s, %s, %s, %s, %s::jsonb, '')",
            [
                now,
                by.staff_id if by else None,
                by.name if by else "system",
                act,
                subject,
                because,
                json.dumps(dict(details or {}), ensure_ascii=False),
            ],
        )


def record_access(by: Actor, *, subject: str, now: datetime) -> None:
    """Note that a person opened a card with a resident's data."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into audit_accessrecord (at, actor_id, actor_name, subject) values (%s, %s, %s, %s)",
            [now, by.staff_id, by.name, subject],
        )


def seal_records(*, at_most: int = 1000) -> int:
    """Chain new records by hash. Returns how many were sealed.

    Records of the last moments may still be uncommitted with a smaller id, so one sealer works at a time and the
    chain follows the order of sealing, which each record's seal proves.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('otklik seal', 7))")
        newest = AuditRecord.objects.filter(sealed_no__isnull=False).order_by("-sealed_no").first()
        seal, number = (newest.seal, newest.sealed_no or 0) if newest else ("", 0)
        waiting = list(AuditRecord.objects.filter(seal="").order_by("id")[:at_most])
        rows = []
        for row in waiting:
            number += 1
            seal = seal_of(row, before=seal)
            rows.append((seal, number, row.at, row.id))
        cursor.executemany("update audit_auditrecord set seal = %s, sealed_no = %s where at = %s and id = %s", rows)
    return len(waiting)


def seal_of(row: AuditRecord, *, before: str) -> str:
    """The seal of a record: SHA-256 over the seal before it and all that the record says."""
    said = [row.id, row.at.isoformat(), row.actor_id, row.actor_name, row.act, row.subject, row.because, row.details]
    return hashlib.sha256((before + json.dumps(said, sort_keys=True, ensure_ascii=False)).encode()).hexdigest()


def find_broken_seal() -> AuditRecord | None:
    """The first record of the chain that was changed or whose forerunner is gone; None when the log is whole."""
    seal = ""
    chain = AuditRecord.objects.filter(sealed_no__isnull=False).order_by("sealed_no").iterator()
    for number, row in enumerate(chain, start=1):
        seal = seal_of(row, before=seal)
        if row.seal != seal or row.sealed_no != number:
            return row
    return None


def keep_audit_months(*, now: datetime) -> None:
    """Prepare the coming months of both logs; nothing of them is dropped by the system."""
    with transaction.atomic(), connection.cursor() as cursor:
        keep_months(cursor, "audit_auditrecord", now=now, keep_days=None)
        keep_months(cursor, "audit_accessrecord", now=now, keep_days=None)

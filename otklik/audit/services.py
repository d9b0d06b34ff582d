"""Writing the audit log."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from django.db import transaction

from otklik.audit.models import AuditRecord


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
    AuditRecord.objects.create(
        at=now,
        actor_id=by.staff_id if by else None,
        actor_name=by.name if by else "system",
        act=act,
        subject=subject,
        because=because,
        details=dict(details or {}),
    )


def seal_records(*, at_most: int = 1000) -> int:
    """Chain new records by hash, in order. Returns how many were sealed.

    Records of the last moments may still be uncommitted with a smaller id, so one sealer works at a time and the
    chain follows the order of sealing, which each record's seal proves.
    """
    with transaction.atomic():
        newest = AuditRecord.objects.exclude(seal="").order_by("-sealed_no").first()
        seal, number = (newest.seal, newest.sealed_no or 0) if newest else ("", 0)
        waiting = list(AuditRecord.objects.select_for_update().filter(seal="").order_by("id")[:at_most])
        for row in waiting:
            number += 1
            seal = seal_of(row, before=seal)
            row.seal, row.sealed_no = seal, number
        AuditRecord.objects.bulk_update(waiting, ["seal", "sealed_no"])
    return len(waiting)


def seal_of(row: AuditRecord, *, before: str) -> str:
    """The seal of a record: SHA-256 over the seal before it and all that the record says."""
    said = [row.id, row.at.isoformat(), row.actor_id, row.actor_name, row.act, row.subject, row.because, row.details]
    return hashlib.sha256((before + json.dumps(said, sort_keys=True, ensure_ascii=False)).encode()).hexdigest()


def find_broken_seal() -> AuditRecord | None:
    """The first record of the chain that was changed or whose forerunner is gone; None when the log is whole."""
    seal, number = "", 0
    for row in AuditRecord.objects.exclude(seal="").order_by("sealed_no").iterator():
        number += 1
        seal = seal_of(row, before=seal)
        if row.seal != seal or row.sealed_no != number:
            return row
    return None

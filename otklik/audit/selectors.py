"""Reading the audit log: the history of one thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from otklik.audit.models import AuditRecord


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One act. `by` is empty where the system acted."""

    at: datetime
    by: str
    act: str
    because: str
    details: Mapping[str, str | int]


def list_records(subject: str, *, at_most: int = 50) -> tuple[AuditRow, ...]:
    """What was done to something, the newest first."""
    rows = AuditRecord.objects.filter(subject=subject).order_by("-id")[:at_most]
    return tuple(
        AuditRow(row.at, row.actor_name if row.actor_id else "", row.act, row.because, row.details) for row in rows
    )

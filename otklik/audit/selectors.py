"""Reading the audit log: the history of one thing, or all that fits a question."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, Max, Q

from otklik.audit.models import AccessRecord, AuditRecord


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


@dataclass(frozen=True, slots=True)
class AccessRow:
    """Who opened something, how often, and when last."""

    by: str
    last_at: datetime
    times: int


def list_accesses(subject: str, *, at_most: int = 50) -> tuple[AccessRow, ...]:
    """Who opened something, whoever did last first."""
    opened = AccessRecord.objects.filter(subject=subject).values("actor_id")
    found = opened.annotate(by=Max("actor_name"), last_at=Max("at"), times=Count("id")).order_by("-last_at")[:at_most]
    return tuple(AccessRow(one["by"], one["last_at"], one["times"]) for one in found)


class Log(StrEnum):
    """Which of the two logs."""

    ACTS = "acts"
    ACCESSES = "accesses"
    """Who opened which case, person or evidence."""


@dataclass(frozen=True, slots=True)
class LogQuery:
    """What is looked for; what is empty is not asked."""

    since: datetime
    until: datetime
    log: Log = Log.ACTS
    who: str = ""
    """A part of a name."""
    act: str = ""
    subject: str = ""
    """The whole reference: `appeal:4218`."""
    after: tuple[datetime, int] | None = None
    """The row after which the list goes on."""


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line of a log. `by` is empty where the system acted; of an access only who, when and what is kept."""

    id: int
    at: datetime
    by: str
    act: str
    subject: str
    because: str = ""
    details: Mapping[str, str | int] = field(default_factory=dict)


def list_log(query: LogQuery, *, at_most: int) -> tuple[LogRow, ...]:
    """The newest lines that fit."""
    model = AuditRecord if query.log is Log.ACTS else AccessRecord
    wanted = Q(at__gte=query.since, at__lt=query.until)
    if query.who:
        wanted &= Q(actor_name__icontains=query.who)
    if query.act and query.log is Log.ACTS:
        wanted &= Q(act=query.act)
    if query.subject:
        wanted &= Q(subject=query.subject)
    if query.after is not None:
        at, id_ = query.after
        wanted &= Q(at__lt=at) | Q(at=at, id__lt=id_)
    rows = model._default_manager.filter(wanted).order_by("-at", "-id")[:at_most]
    return tuple(_line(row) for row in rows)


def _line(row: AuditRecord | AccessRecord) -> LogRow:
    by = row.actor_name if row.actor_id else ""
    if isinstance(row, AccessRecord):
        return LogRow(row.id, row.at, by, "", row.subject)
    return LogRow(row.id, row.at, by, row.act, row.subject, row.because, row.details)

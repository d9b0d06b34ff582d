"""Reading notices: the bell of a person, their list, whom an alarm has called."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from otklik.notices.models import Notice, NoticeKind, NoticeSending, SendingState
from otklik.notices.words import headline

COUNT_AT_MOST = 100
SHOWN = 50


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice as its receiver sees it."""

    id: int
    kind: str
    number: int | None
    topic: str
    clock: str
    """What it is about where there is no case, as in `words.CLOCKS`."""
    words: str
    """What is told, with the time left by now."""
    recorded_at: datetime
    is_new: bool
    is_overdue: bool
    letter: str
    """A `SendingState`; empty where none was wanted."""


@dataclass(frozen=True, slots=True)
class CallRow:
    """One person whom an alarm called."""

    name: str
    at: datetime
    letter: str


def count_unread(staff_id: int) -> int:
    """How many notices the person has not seen, at most `COUNT_AT_MOST`."""
    return unread_of(staff_id).values("id")[:COUNT_AT_MOST].count()


def unread_of(staff_id: int) -> QuerySet[Notice]:
    """The notices that the person has not seen, to be counted with other things."""
    return Notice.objects.filter(staff_id=staff_id, read_at=None).exclude(kind=NoticeKind.DIGEST)


def list_notices(staff_id: int, *, now: datetime, before: int | None = None) -> list[NoticeRow]:
    """The newest notices of a person, or those before one; one more than `SHOWN` where there are more."""
    rows = Notice.objects.filter(staff_id=staff_id).exclude(kind=NoticeKind.DIGEST)
    if before is not None:
        rows = rows.filter(id__lt=before)
    newest = list(rows.order_by("-id")[: SHOWN + 1])
    states = _letters([row.id for row in newest])
    return [
        NoticeRow(
            id=row.id,
            kind=row.kind,
            number=row.number,
            topic=row.topic,
            clock=row.clock,
            words=headline(row.kind, clock=row.clock, due_at=row.due_at, now=now),
            recorded_at=row.recorded_at,
            is_new=row.read_at is None,
            is_overdue=row.due_at is not None and row.due_at <= now,
            letter=states.get(row.id, ""),
        )
        for row in newest
    ]


def list_calls(number: int) -> list[CallRow]:
    """Whom the alarm of a case has called, the first one first."""
    calls = list(Notice.objects.filter(kind=NoticeKind.EMERGENCY, number=number).select_related("staff").order_by("id"))
    states = _letters([call.id for call in calls])
    return [CallRow(name=call.staff.name, at=call.recorded_at, letter=states.get(call.id, "")) for call in calls]


def has_letter_trouble(staff_id: int) -> bool:
    """Whether the person's newest letter did not leave: their address, or the mail server, is wrong."""
    newest = NoticeSending.objects.filter(notice__staff_id=staff_id).order_by("-notice_id").first()
    return newest is not None and newest.state in (SendingState.FAILED, SendingState.UNKNOWN)


def _letters(notice_ids: list[int]) -> dict[int, str]:
    return dict(NoticeSending.objects.filter(notice_id__in=notice_ids).values_list("notice_id", "state"))

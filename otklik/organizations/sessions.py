"""Sessions: where people are signed in, and ending sessions."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from otklik.audit.services import Actor, record
from otklik.organizations.models import Staff, StaffSession

SEEN_EVERY = timedelta(minutes=5)
"""How exactly «last seen» is kept: a write for every click would cost more than it tells."""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One place where a person is signed in."""

    id: int
    device: str
    opened_at: datetime
    seen_at: datetime
    is_this: bool


def note_seen(staff_id: int, *, key: str, device: str, now: datetime) -> None:
    """The person is at work in this session. Called at most each five minutes."""
    StaffSession.objects.update_or_create(
        key=key,
        defaults={"staff_id": staff_id, "seen_at": now},
        create_defaults={"staff_id": staff_id, "device": device, "opened_at": now, "seen_at": now},
    )
    Staff.objects.filter(id=staff_id).update(seen_at=now)


def list_sessions(staff_id: int, *, now: datetime, this: str = "") -> list[SessionRow]:
    """The sessions that still run, the latest seen first. `this` is the key of the one that asks."""
    return [
        SessionRow(id=one.id, device=one.device, opened_at=one.opened_at, seen_at=one.seen_at, is_this=one.key == this)
        for one in _running(staff_id, now=now).order_by("-seen_at", "id")
    ]


def end_session(session_id: int, *, staff_id: int, by: Actor, now: datetime) -> bool:
    """Sign a person out of one place. Returns False when that session is over already."""
    return _end(StaffSession.objects.filter(staff_id=staff_id, id=session_id), staff_id=staff_id, by=by, now=now) > 0


def end_other_sessions(staff_id: int, *, this: str, by: Actor, now: datetime) -> int:
    """Sign a person out everywhere else. Returns from how many places."""
    return _end(StaffSession.objects.filter(staff_id=staff_id).exclude(key=this), staff_id=staff_id, by=by, now=now)


def end_all_sessions(staff_id: int) -> None:
    """Sign a person out everywhere; the act that asks for it is written down by itself."""
    _forget(StaffSession.objects.filter(staff_id=staff_id))


@transaction.atomic
def forget_over_sessions(*, now: datetime) -> None:
    """Throw away what is over, Django's sessions and ours."""
    Session.objects.filter(expire_date__lt=now).delete()
    StaffSession.objects.exclude(key__in=Session.objects.values("session_key")).delete()


def _running(staff_id: int, *, now: datetime) -> QuerySet[StaffSession]:
    running = Session.objects.filter(expire_date__gt=now).values("session_key")
    return StaffSession.objects.filter(staff_id=staff_id, key__in=running)


@transaction.atomic
def _end(sessions: QuerySet[StaffSession], *, staff_id: int, by: Actor, now: datetime) -> int:
    ended = _forget(sessions)
    if ended:
        record("end_session", subject=f"staff:{staff_id}", by=by, now=now, details={"sessions": ended})
    return ended


def _forget(sessions: QuerySet[StaffSession]) -> int:
    keys = list(sessions.values_list("key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    StaffSession.objects.filter(key__in=keys).delete()
    return len(keys)

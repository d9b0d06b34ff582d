"""The card of a person for the desk: posts, absences, invitations, and what the viewer may do about them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import QuerySet
from django.utils import timezone

from otklik.organizations.models import Absence, Appointment, Body, Invitation, LetterState, Staff
from otklik.organizations.people import access_staff, may_give_at, may_keep
from otklik.organizations.rights import Right, Role
from otklik.organizations.second_factor import has_factor
from otklik.organizations.selectors import Viewer
from otklik.organizations.staff_list import staff_within


@dataclass(frozen=True, slots=True)
class HeldRole:
    """One role, running, to come or over."""

    appointment_id: int
    role: Role
    body: str
    since_on: date | None
    until_on: date | None
    is_over: bool
    can_end: bool


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """Days away; running or to come."""

    absence_id: int
    staff: str
    since_on: date
    until_on: date
    deputy: str


class Letter(StrEnum):
    """How far the letter of an invitation is."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    EXPIRED = "expired"
    """It was sent, and its link is too old by now."""
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """The latest invitation and how far its letter is."""

    invited_at: datetime
    by: str
    letter: Letter
    expires_at: datetime | None
    trouble: str


@dataclass(frozen=True, slots=True)
class StaffCard:
    """All about one person."""

    staff_id: int
    name: str
    email: str
    post: str
    is_active: bool
    seen_at: datetime | None
    roles: tuple[HeldRole, ...]
    absences: tuple[AbsenceRow, ...]
    stands_in: tuple[AbsenceRow, ...]
    """Absences of others in which this person is the deputy."""
    invitation: InvitationRow | None
    """None: never invited, or the invitation was accepted."""
    has_factor: bool
    can_edit: bool
    can_keep: bool
    """The viewer may decide about the person as a whole: absences, sessions, leaving."""


def access_staff_card(viewer: Viewer, staff_id: int, *, now: datetime) -> StaffCard:
    """The card of a person within the viewer's scope. Raises NotSeen."""
    on = timezone.localdate(now)
    staff = access_staff(viewer, staff_id, right=Right.SEE_STAFF)
    can_edit = viewer.scope(Right.EDIT_STAFF).everything or _is_edited(viewer, staff)
    return StaffCard(
        staff_id=staff.id,
        name=staff.name,
        email=staff.email,
        post=staff.post,
        is_active=staff.is_active,
        seen_at=staff.seen_at,
        roles=_roles(viewer, staff, on=on),
        absences=list_absences(staff.id, on=on),
        stands_in=_rows(Absence.objects.filter(deputy=staff, staff__is_active=True), on=on),
        invitation=_invitation(staff, now=now),
        has_factor=has_factor(staff.id),
        can_edit=can_edit,
        can_keep=can_edit and staff.id != viewer.staff_id and may_keep(viewer, staff),
    )


def list_absences(staff_id: int, *, on: date) -> tuple[AbsenceRow, ...]:
    """Absences of a person that run or are to come, by day."""
    return _rows(Absence.objects.filter(staff_id=staff_id), on=on)


def _is_edited(viewer: Viewer, staff: Staff) -> bool:
    scope = viewer.scope(Right.EDIT_STAFF)
    return not scope.is_empty and staff_within(scope).filter(id=staff.id).exists()


def _roles(viewer: Viewer, staff: Staff, *, on: date) -> tuple[HeldRole, ...]:
    can_give = viewer.may_anywhere(Right.EDIT_STAFF) and staff.id != viewer.staff_id
    held = Appointment.objects.filter(staff=staff).select_related("body").order_by("id")
    rows = []
    for one in held:
        is_over = one.until_on is not None and one.until_on < on
        rows.append(
            HeldRole(
                appointment_id=one.id,
                role=Role(one.role),
                body=one.body.short_name,
                since_on=one.since_on,
                until_on=one.until_on,
                is_over=is_over,
                can_end=can_give and not is_over and may_give_at(viewer, Role(one.role), one.body),
            )
        )
    return tuple(sorted(rows, key=lambda row: row.is_over))


def _rows(absences: QuerySet[Absence], *, on: date) -> tuple[AbsenceRow, ...]:
    return tuple(
        AbsenceRow(
            absence_id=one.id,
            staff=one.staff.name,
            since_on=one.since_on,
            until_on=one.until_on,
            deputy=one.deputy.name if one.deputy else "",
        )
        for one in absences.filter(until_on__gte=on).select_related("staff", "deputy").order_by("since_on", "id")
    )


def _invitation(staff: Staff, *, now: datetime) -> InvitationRow | None:
    last = (
        Invitation.objects.filter(staff=staff, withdrawn_at=None).select_related("invited_by").order_by("-id").first()
    )
    if last is None or last.accepted_at is not None:
        return None
    is_too_old = last.letter == LetterState.SENT and last.expires_at is not None and last.expires_at <= now
    return InvitationRow(
        invited_at=last.invited_at,
        by=last.invited_by.name if last.invited_by else "",
        letter=Letter.EXPIRED if is_too_old else Letter(last.letter),
        expires_at=last.expires_at,
        trouble=last.trouble,
    )


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post that the viewer holds today, and instead of whom."""

    role: Role
    body: str
    instead_of: str


def list_posts(viewer: Viewer) -> list[PostRow]:
    """The viewer's posts of today: the own ones, then those held for others."""
    names = dict(Body.objects.filter(id__in={post.body_id for post in viewer.posts}).values_list("id", "short_name"))
    return [PostRow(role=post.role, body=names[post.body_id], instead_of=post.instead_of) for post in viewer.posts]

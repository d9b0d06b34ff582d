"""Writing staff: roles given and ended, absences with their deputies, who leaves. Each act asks for the right to it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from otklik.audit.services import record
from otklik.organizations.errors import MayNotGive, NotSeen, UnfitEntry
from otklik.organizations.giving import may_give
from otklik.organizations.models import Absence, Appointment, Body, Staff
from otklik.organizations.posts import Held, as_posts, places_under
from otklik.organizations.rights import Right, Role
from otklik.organizations.second_factor import forget_factors
from otklik.organizations.selectors import Viewer, list_deputies
from otklik.organizations.services import appoint
from otklik.organizations.sessions import end_all_sessions, end_other_sessions, end_session
from otklik.organizations.staff_list import staff_within
from otklik.organizations.watching import watch_gaps
from otklik.shared.words import marked as _

LONGEST_ABSENCE = timedelta(days=3 * 366)
"""Parental leave; longer is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class RoleToGive:
    """A role in a body, from a day until a day."""

    role: Role
    body_id: int
    since_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class AbsenceEntry:
    """Days on which a person is away, both included, and who stands in."""

    since_on: date
    until_on: date
    deputy_id: int | None = None


def give_role(staff_id: int, wanted: RoleToGive, *, by: Viewer, now: datetime) -> None:
    """Give a person a role. Raises MayNotGive where it would reach further than the giver's own."""
    with transaction.atomic():
        staff = _access_other(by, staff_id)
        if not staff.is_active:
            raise UnfitEntry(_("This person does not work here any more."), field="role")
        _appoint(staff, wanted, by=by)
        watch_gaps(now=now, staff_id=staff.id)


def _appoint(staff: Staff, wanted: RoleToGive, *, by: Viewer) -> None:
    body = check_role(wanted, by=by)
    appoint(staff, body, wanted.role, since_on=wanted.since_on, until_on=wanted.until_on, by=by)


def check_role(wanted: RoleToGive, *, by: Viewer) -> Body:
    """The body of a role that may be given. Raises MayNotGive, UnfitEntry."""
    if wanted.since_on and wanted.until_on and wanted.until_on < wanted.since_on:
        raise UnfitEntry(_("The last day is before the first."), field="until_on")
    body = Body.objects.filter(id=wanted.body_id, is_active=True).first()
    if body is None or not may_give_at(by, wanted.role, body):
        raise MayNotGive
    return body


def may_give_at(giver: Viewer, role: Role, body: Body) -> bool:
    """Whether this person may give this role in this body, and take it away."""
    (new,) = as_posts([Held(role, body)])
    return may_give(giver.posts, new=new, reaches=places_under(body.id))


def end_role(appointment_id: int, *, staff_id: int, by: Viewer, now: datetime) -> None:
    """End a role: today is its last day; one that has not begun yet is taken away."""
    today = timezone.localdate(now)
    with transaction.atomic():
        staff = _access_other(by, staff_id)
        held = Appointment.objects.select_for_update(of=("self",)).select_related("body")
        appointment = held.filter(id=appointment_id, staff=staff).first()
        if appointment is None:
            raise NotSeen(_("There is no such role."))
        if not may_give_at(by, Role(appointment.role), appointment.body):
            raise MayNotGive
        if appointment.since_on is not None and appointment.since_on >= today:
            appointment.delete()
        else:
            appointment.until_on = today - timedelta(days=1)
            appointment.save(update_fields=["until_on"])
        details = {"role": appointment.role, "body": appointment.body.slug}
        record("end_role", subject=f"staff:{staff.id}", by=by, now=now, details=details)
        watch_gaps(now=now, staff_id=staff.id)


def enter_absence(staff_id: int, entry: AbsenceEntry, *, by: Viewer, now: datetime) -> None:
    """Enter days on which a person is away: everybody for themselves, others with the right to edit them."""
    with transaction.atomic():
        staff = _own_or_edited(staff_id, by=by)
        _check_absence(staff, entry, today=timezone.localdate(now))
        Absence.objects.create(staff=staff, since_on=entry.since_on, until_on=entry.until_on, deputy_id=entry.deputy_id)
        days = {"since": str(entry.since_on), "until": str(entry.until_on)}
        record(
            "enter_absence",
            subject=f"staff:{staff.id}",
            by=by,
            now=now,
            details=days | {"deputy": str(entry.deputy_id or "")},
        )
        watch_gaps(now=now, staff_id=staff.id)


def _check_absence(staff: Staff, entry: AbsenceEntry, *, today: date) -> None:
    if entry.until_on < entry.since_on:
        raise UnfitEntry(_("The last day is before the first."), field="until_on")
    if entry.until_on < today:
        raise UnfitEntry(_("These days are over."), field="until_on")
    if entry.until_on - entry.since_on > LONGEST_ABSENCE:
        raise UnfitEntry(_("More than three years: check the dates."), field="until_on")
    if Absence.objects.filter(staff=staff, since_on__lte=entry.until_on, until_on__gte=entry.since_on).exists():
        raise UnfitEntry(
            _("Some of these days are entered already."), field="since_on", mend=_("Take the other absence away first.")
        )
    if entry.deputy_id is not None and entry.deputy_id not in {one.staff_id for one in list_deputies(staff.id)}:
        raise UnfitEntry(
            _("The deputy must work in the same body, above it, or in the body that founded it."), field="deputy_id"
        )


def take_away_absence(absence_id: int, *, staff_id: int, by: Viewer, now: datetime) -> None:
    """Take an absence away: it was a mistake, or the person is back earlier."""
    with transaction.atomic():
        staff = _own_or_edited(staff_id, by=by)
        taken, _rows = Absence.objects.filter(id=absence_id, staff=staff).delete()
        if not taken:
            raise NotSeen(_("There is no such absence."))
        record("take_away_absence", subject=f"staff:{staff.id}", by=by, now=now)
        watch_gaps(now=now, staff_id=staff.id)


def deactivate(staff_id: int, *, by: Viewer, because: str, now: datetime) -> None:
    """The person leaves: nobody signs in as them any more, and they are signed out everywhere. Roles stay on record."""
    with transaction.atomic():
        staff = access_staff_to_keep(by, staff_id)
        staff.is_active = False
        staff.save(update_fields=["is_active"])
        end_all_sessions(staff.id)
        record("deactivate", subject=f"staff:{staff.id}", by=by, now=now, because=because)
        watch_gaps(now=now, staff_id=staff.id)


def reactivate(staff_id: int, *, by: Viewer, now: datetime) -> None:
    """The person is back, with the roles that still run."""
    with transaction.atomic():
        staff = access_staff_to_keep(by, staff_id)
        staff.is_active = True
        staff.save(update_fields=["is_active"])
        record("reactivate", subject=f"staff:{staff.id}", by=by, now=now)
        watch_gaps(now=now, staff_id=staff.id)


def sign_out(staff_id: int, session_id: int | None = None, *, by: Viewer, now: datetime) -> None:
    """Sign another person out of one place, or everywhere."""
    staff = access_staff_to_keep(by, staff_id)
    if session_id is None:
        end_other_sessions(staff.id, this="", by=by, now=now)
    else:
        end_session(session_id, staff_id=staff.id, by=by, now=now)


def forget_factors_of(staff_id: int, *, by: Viewer, now: datetime) -> None:
    """Take another person's second factor away, and sign them out everywhere."""
    with transaction.atomic():
        staff = access_staff_to_keep(by, staff_id)
        forget_factors(staff.id, by=by, now=now)
        end_all_sessions(staff.id)


def access_staff(viewer: Viewer, staff_id: int, *, right: Right = Right.EDIT_STAFF) -> Staff:
    """The person, where one of their roles is within the viewer's scope of this right. Raises NotSeen."""
    staff = staff_within(viewer.scope(right)).filter(id=staff_id).first()
    if staff is None:
        raise NotSeen(_("There is no such person."))
    return staff


def access_staff_to_keep(viewer: Viewer, staff_id: int) -> Staff:
    """The person as a whole: only who may give each of their roles decides. Raises NotSeen, MayNotGive."""
    staff = access_staff(viewer, staff_id)
    if staff.id == viewer.staff_id or not may_keep(viewer, staff):
        raise MayNotGive
    return staff


def _access_other(viewer: Viewer, staff_id: int) -> Staff:
    """Nobody gives roles to themselves or ends their own: a deputy of some days would be one for ever."""
    if staff_id == viewer.staff_id:
        raise MayNotGive
    return access_staff(viewer, staff_id)


def may_keep(viewer: Viewer, staff: Staff) -> bool:
    """Whether the viewer may decide about this person as a whole: every role of theirs is the viewer's to give."""
    if viewer.scope(Right.EDIT_STAFF).everything and Role.ADMINISTRATOR in {post.role for post in viewer.posts}:
        return True
    held = Appointment.objects.filter(staff=staff).select_related("body")
    return all(may_give_at(viewer, Role(one.role), one.body) for one in held)


def _own_or_edited(staff_id: int, *, by: Viewer) -> Staff:
    """A deputy gets all posts of the absent person, so whoever names one must be able to give them all."""
    if staff_id == by.staff_id:
        return Staff.objects.get(id=staff_id)
    return access_staff_to_keep(by, staff_id)

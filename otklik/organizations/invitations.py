"""Inviting people by e-mail, and what they do with the link."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from otklik.audit.services import record
from otklik.organizations.errors import InvitationOver, UnfitEntry
from otklik.organizations.models import Invitation, Staff
from otklik.organizations.people import RoleToGive, access_staff_to_keep, check_role
from otklik.organizations.selectors import Viewer
from otklik.organizations.services import appoint, enter_staff
from otklik.organizations.sign_in import Person, set_password
from otklik.organizations.watching import watch_gaps
from otklik.shared.wake import wake_workers
from otklik.shared.words import marked as _


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom a link is for."""

    staff_id: int
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What is entered about a person who is invited."""

    email: str
    name: str
    post: str
    role: RoleToGive


def invite(person: NewPerson, *, by: Viewer, now: datetime) -> int:
    """Enter a person with a first role and have the worker write to them. Returns the id of the person."""
    with transaction.atomic():
        body = check_role(person.role, by=by)
        if Staff.objects.filter(email__iexact=person.email).exists():
            raise UnfitEntry(
                _("Somebody signs in with this e-mail already."),
                field="email",
                mend=_("Find the person in the list and give the role there; ask an administrator if nobody is shown."),
            )
        staff = enter_staff(person.email, name=person.name, post=person.post, by=by)
        appoint(staff, body, person.role.role, since_on=person.role.since_on, until_on=person.role.until_on, by=by)
        _write_to(staff, by=by, now=now)
        watch_gaps(now=now, staff_id=staff.id)
    return staff.id


def invite_again(staff_id: int, *, by: Viewer, now: datetime) -> None:
    """Have the worker send a new link; every link before it stops working. Also for a forgotten password."""
    with transaction.atomic():
        staff = access_staff_to_keep(by, staff_id)
        if not staff.is_active:
            raise UnfitEntry(_("This person does not work here any more."), field="email")
        _write_to(staff, by=by, now=now)


def withdraw_invitation(staff_id: int, *, by: Viewer, now: datetime) -> None:
    """No link of this person works any more, and a letter that waits is not sent."""
    with transaction.atomic():
        staff = access_staff_to_keep(by, staff_id)
        _withdraw(staff, now=now)
        record("withdraw_invitation", subject=f"staff:{staff.id}", by=by, now=now)


def _write_to(staff: Staff, *, by: Viewer, now: datetime) -> None:
    _withdraw(staff, now=now)
    Invitation.objects.create(staff=staff, invited_by_id=by.staff_id, invited_at=now, due_at=now)
    record("invite", subject=f"staff:{staff.id}", by=by, now=now)
    with connection.cursor() as cursor:
        wake_workers(cursor, "organizations")


def _withdraw(staff: Staff, *, now: datetime) -> None:
    Invitation.objects.filter(staff=staff, accepted_at=None, withdrawn_at=None).update(withdrawn_at=now, token_hash="")


def make_token() -> tuple[str, str]:
    """A new secret for a link, and the hash of it that is kept."""
    token = secrets.token_urlsafe(32)
    return token, hash_token(token)


def hash_token(token: str) -> str:
    """What is kept of a link: whoever reads the database cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def read_invitation(token: str, *, now: datetime) -> Invited:
    """Whom the link is for. Raises InvitationOver."""
    staff = _find(token, now=now).staff
    return Invited(staff_id=staff.id, name=staff.name, email=staff.email)


def accept_invitation(token: str, *, name: str, password: str, now: datetime) -> Staff:
    """The person sets name and password; the link works once. Raises InvitationOver, UnfitEntry."""
    with transaction.atomic():
        invitation = _find(token, now=now, is_locked=True)
        staff = invitation.staff
        staff.name = name.strip()
        if not staff.name:
            raise UnfitEntry(_("Write your name."), field="name")
        set_password(staff, password)
        staff.save(update_fields=["name"])
        invitation.accepted_at, invitation.token_hash = now, ""
        invitation.save(update_fields=["accepted_at", "token_hash"])
        record("accept_invitation", subject=f"staff:{staff.id}", by=Person(staff.id, staff.name), now=now)
    return staff


def _find(token: str, *, now: datetime, is_locked: bool = False) -> Invitation:
    invitations = Invitation.objects.select_related("staff")
    if is_locked:
        invitations = invitations.select_for_update(of=("self",))
    found = invitations.filter(
        token_hash=hash_token(token), accepted_at=None, withdrawn_at=None, expires_at__gt=now, staff__is_active=True
    ).first()
    if found is None:
        raise InvitationOver
    return found

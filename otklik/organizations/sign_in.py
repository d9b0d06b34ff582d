"""Authenticates by e-mail and password, with a rate limit for guesses."""

import hashlib
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count

from otklik.audit.services import record
from otklik.organizations.errors import NotKnownHere, TooManyAttempts, UnfitEntry, WrongSignIn
from otklik.organizations.models import SignInAttempt, Staff
from otklik.organizations.sessions import end_all_sessions
from otklik.shared.words import marked as _

KEEP = timedelta(hours=1)
MOST_FOR_ONE_EMAIL = 10
"""Failures in an hour for one e-mail from one address; for all that is tried on a device that is known."""
MOST_FOR_ONE_ADDRESS = 100
"""Failures in an hour from one address, whatever the e-mail: an office behind one address still works."""
MOST_FOR_ONE_ACCOUNT = 30
"""Failures in an hour for one e-mail, from wherever."""
MOST_FOR_ONE_NETWORK = 300
"""Failures in an hour from the network of an address, whatever the e-mail."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is written into the audit log: somebody whose posts do not matter here."""

    staff_id: int
    name: str


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody who can sign in to the demo."""

    email: str
    name: str
    post: str


def sign_in(email: str, *, password: str, address: str, now: datetime, device: str = "") -> Staff:
    """Find the person who signs in. `device`: the one on which this e-mail has signed in before, if it is such.

    Raises WrongSignIn, and TooManyAttempts after too many failures in an hour, by address, by network and for the
    account: then even the right password is refused. A known device counts its own failures only, so that nobody can
    shut the person out who works there. Failures are kept for an hour as hashes.
    """
    email = email.strip().lower()
    limits = _limits(email, address=address, device=device)
    if _is_reached(limits, now=now):
        raise TooManyAttempts
    staff = authenticate(username=email, password=password)
    if not isinstance(staff, Staff):
        _note_failure(limits, now=now)
        raise WrongSignIn
    record("sign_in", subject=f"staff:{staff.id}", by=Person(staff.id, staff.name), now=now)
    return staff


def set_password(staff: Staff, password: str) -> None:
    """Set a password that the rules of today allow; every session of the person ends. Raises UnfitEntry."""
    try:
        validate_password(password, staff)
    except ValidationError as weak:
        raise UnfitEntry(" ".join(weak.messages), field="password") from weak
    staff.set_password(password)
    staff.save(update_fields=["password"])
    end_all_sessions(staff.id)


def change_password(staff_id: int, *, old: str, new: str, now: datetime, device: str = "") -> Staff:
    """The person sets another password. Raises UnfitEntry, TooManyAttempts."""
    check_password(staff_id, old, now=now, device=device)
    with transaction.atomic():
        staff = Staff.objects.select_for_update().get(id=staff_id)
        set_password(staff, new)
        record("change_password", subject=f"staff:{staff.id}", by=Person(staff.id, staff.name), now=now)
    return staff


def check_password(staff_id: int, password: str, *, now: datetime, device: str = "") -> None:
    """Ask a person who is signed in once more; who has no password is not asked. Raises UnfitEntry."""
    staff = Staff.objects.get(id=staff_id)
    if not staff.has_usable_password():
        return
    if is_guessing_codes(staff_id, now=now, device=device):
        raise TooManyAttempts
    if not staff.check_password(password):
        note_wrong_code(staff_id, now=now, device=device)
        raise UnfitEntry(_("The password does not fit."), field="old")


def find_active_staff(staff_id: int) -> Staff | None:
    """The person, if they still work here."""
    return Staff.objects.filter(id=staff_id, is_active=True).first()


def note_sign_out(staff_id: int, *, name: str, now: datetime) -> None:
    """Write into the audit log that a person left."""
    record("sign_out", subject=f"staff:{staff_id}", by=Person(staff_id, name), now=now)


def list_demo_people() -> list[DemoPerson]:
    """Who can sign in to the demo, in the order of entry. Only a demo may show it."""
    people = Staff.objects.filter(is_active=True, appointments__isnull=False).distinct().order_by("id")
    return [DemoPerson(email=one.email, name=one.name, post=one.post) for one in people]


def account_mark(email: str) -> str:
    """What stands for an account on a device that knows it: nobody reads from it who works there."""
    return _hash("account", email.strip().lower())[:16]


def _limits(email: str, *, address: str, device: str) -> dict[str, int]:
    """Whose failures count, and how many of them are too many."""
    if device:
        return {_hash("device", device, email): MOST_FOR_ONE_EMAIL}
    near, network = _networks_of(address)
    return {
        _hash(email, near): MOST_FOR_ONE_EMAIL,
        _hash(near): MOST_FOR_ONE_ADDRESS,
        _hash("account", email): MOST_FOR_ONE_ACCOUNT,
        _hash("network", network): MOST_FOR_ONE_NETWORK,
    }


def _networks_of(address: str) -> tuple[str, str]:
    """Whom an address stands for, and who else is near. Of IPv6 each household has a /64: one of them is one caller."""
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address, address
    known = getattr(known, "ipv4_mapped", None) or known
    if known.version == 4:
        return str(known), str(ipaddress.ip_network((known, 24), strict=False))
    half = str(ipaddress.ip_network((known, 64), strict=False))
    return half, half


def _is_reached(limits: Mapping[str, int], *, now: datetime) -> bool:
    recent = SignInAttempt.objects.filter(at__gt=now - KEEP, who__in=limits)
    counts = recent.values_list("who").annotate(count=Count("id")).order_by()
    return any(count >= limits[who] for who, count in counts)


@transaction.atomic
def _note_failure(limits: Mapping[str, int], *, now: datetime) -> None:
    SignInAttempt.objects.filter(at__lte=now - KEEP).delete()
    SignInAttempt.objects.bulk_create([SignInAttempt(who=who, at=now) for who in limits])
    record("sign_in_failed", subject="sign_in", by=None, now=now, details={"who": next(iter(limits))})


def sign_in_by_email(emails: list[str], *, now: datetime) -> Staff:
    """Find who signs in with one of these addresses, which another service has verified. Raises NotKnownHere."""
    known = Staff.objects.filter(email__in=[email.strip().lower() for email in emails], is_active=True)
    staff = known.order_by("id").first()
    if staff is None:
        raise NotKnownHere
    record("sign_in", subject=f"staff:{staff.id}", by=Person(staff.id, staff.name), now=now, details={"by": "oidc"})
    return staff


def is_guessing_codes(staff_id: int, *, now: datetime, device: str = "") -> bool:
    """Whether too many wrong codes or passwords were tried for this person: on this known device, or on any other."""
    return _is_reached({_hash("second factor", str(staff_id), device): MOST_FOR_ONE_EMAIL}, now=now)


@transaction.atomic
def note_wrong_code(staff_id: int, *, now: datetime, device: str = "") -> None:
    """Keep for an hour that a wrong code was tried."""
    SignInAttempt.objects.create(who=_hash("second factor", str(staff_id), device), at=now)
    record("wrong_code", subject=f"staff:{staff_id}", by=None, now=now)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()

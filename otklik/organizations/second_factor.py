"""The second factor: an app that shows codes, passkeys, and codes on paper for when both are lost.

The factors are rows of django-allauth and are checked by its code; signing in itself stays ours
(docs/adr/0017-two-factor-authentication.md).
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, validate_totp_code
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.db import transaction

from otklik.audit.services import Actor, record
from otklik.organizations.errors import NotSeen, TooManyAttempts, UnfitEntry
from otklik.organizations.models import Staff
from otklik.organizations.sign_in import Person, check_password, is_guessing_codes, note_wrong_code
from otklik.shared.words import marked as _


class FactorKind(StrEnum):
    """What one proves oneself with."""

    APP = "totp"
    PASSKEY = "webauthn"
    PAPER = "recovery_codes"


@dataclass(frozen=True, slots=True)
class FactorRow:
    """One factor of a person."""

    id: int
    kind: FactorKind
    name: str
    added_at: datetime
    used_at: datetime | None
    left: int = 0
    """Unused codes on paper."""


def has_factor(staff_id: int) -> bool:
    """Whether the person is asked for more than a password. Codes on paper alone are no factor."""
    return _has(staff_id, FactorKind.APP, FactorKind.PASSKEY)


def has_passkey(staff_id: int) -> bool:
    """Whether the person can be asked for a passkey."""
    return _has(staff_id, FactorKind.PASSKEY)


def _has(staff_id: int, *kinds: FactorKind) -> bool:
    return bool(Authenticator.objects.filter(user_id=staff_id, type__in=kinds).exists())


def list_factors(staff_id: int) -> list[FactorRow]:
    """All factors, in the order in which they were added."""
    return [_row(one) for one in Authenticator.objects.filter(user_id=staff_id).order_by("id")]


def _row(one: Authenticator) -> FactorRow:
    kind = FactorKind(one.type)
    return FactorRow(
        id=one.pk,
        kind=kind,
        name=one.data.get("name", ""),
        added_at=one.created_at,
        used_at=one.last_used_at,
        left=len(one.wrap().get_unused_codes()) if kind is FactorKind.PAPER else 0,
    )


def new_app_secret() -> str:
    """A new secret for an app; kept in the session until a code proves that the app has it."""
    return str(generate_totp_secret())


def draw_app_secret(staff_id: int, secret: str) -> str:
    """The picture that the app reads, as SVG."""
    address = get_adapter().build_totp_url(Staff.objects.get(id=staff_id), secret)
    return segno.make(address, error="m").svg_inline(
        border=2, light="#fff", svgclass="o-qr", lineclass=None, omitsize=True
    )


@transaction.atomic
def add_app(staff_id: int, *, secret: str, code: str, now: datetime) -> list[str]:
    """Add an app once it shows the right code. Returns the codes for paper when these are new. Raises UnfitEntry."""
    staff = Staff.objects.select_for_update().get(id=staff_id)
    if not validate_totp_code(secret, code):
        raise _wrong_code()
    Authenticator.objects.filter(user_id=staff.id, type=FactorKind.APP).delete()
    TOTP.activate(staff, secret)
    return _added(staff, kind=FactorKind.APP, now=now)


def ask_for_new_passkey(staff_id: int) -> str:
    """What the browser needs to make a passkey, as JSON; the challenge is kept in the session."""
    return json.dumps(webauthn.begin_registration(Staff.objects.get(id=staff_id), passwordless=False))


@transaction.atomic
def add_passkey(staff_id: int, *, name: str, answer: str, now: datetime) -> list[str]:
    """Add the passkey that the browser made. Returns the codes for paper when these are new. Raises UnfitEntry."""
    staff = Staff.objects.get(id=staff_id)
    credential = _read(answer)
    _webauthn(lambda: webauthn.complete_registration(webauthn.parse_registration_response(credential)))
    webauthn.WebAuthn.add(staff, name[:100], credential)
    return _added(staff, kind=FactorKind.PASSKEY, now=now)


def _added(staff: Staff, *, kind: FactorKind, now: datetime) -> list[str]:
    record("add_factor", subject=f"staff:{staff.id}", by=Person(staff.id, staff.name), now=now, details={"kind": kind})
    if Authenticator.objects.filter(user_id=staff.id, type=FactorKind.PAPER).exists():
        return []
    return list(RecoveryCodes.activate(staff).get_unused_codes())


@transaction.atomic
def renew_paper_codes(staff_id: int, *, now: datetime) -> list[str]:
    """Ten new codes for paper; those before stop working."""
    staff = Staff.objects.select_for_update().get(id=staff_id)
    if not has_factor(staff.id):
        raise UnfitEntry(_("Add an app or a passkey first."), field="code")
    Authenticator.objects.filter(user_id=staff.id, type=FactorKind.PAPER).delete()
    record("renew_paper_codes", subject=f"staff:{staff.id}", by=Person(staff.id, staff.name), now=now)
    return list(RecoveryCodes.activate(staff).get_unused_codes())


@transaction.atomic
def remove_factor(factor_id: int, *, staff_id: int, is_needed: bool, now: datetime) -> None:
    """Remove one factor; with the last one the codes on paper go too. Raises UnfitEntry where the rules need one."""
    staff = Staff.objects.select_for_update().get(id=staff_id)
    factor = Authenticator.objects.filter(id=factor_id, user_id=staff.id).exclude(type=FactorKind.PAPER).first()
    if factor is None:
        raise NotSeen(_("There is no such factor."))
    kind = factor.type
    factor.delete()
    if not has_factor(staff.id):
        if is_needed:
            raise UnfitEntry(_("Your roles need a second factor."), field="factor", mend=_("Add another one first."))
        Authenticator.objects.filter(user_id=staff.id).delete()
    by = Person(staff.id, staff.name)
    record("remove_factor", subject=f"staff:{staff.id}", by=by, now=now, details={"kind": kind})


def forget_factors(staff_id: int, *, by: Actor, now: datetime) -> None:
    """Take all factors of a person away: the phone is lost and the paper too. They add new ones at the next sign-in."""
    with transaction.atomic():
        Authenticator.objects.filter(user_id=staff_id).delete()
        record("forget_factors", subject=f"staff:{staff_id}", by=by, now=now)


def check_code(staff_id: int, code: str, *, now: datetime, device: str = "") -> None:
    """Check a code of the app, or one from paper: each counts once. Raises UnfitEntry, TooManyAttempts."""
    _guarded(staff_id, lambda: _is_right(staff_id, "".join(code.split()), now=now), now=now, device=device)


def check_once_more(staff_id: int, secret: str, *, now: datetime, device: str = "") -> None:
    """Ask a person who is signed in for the password; who has none, for a code. Raises UnfitEntry, TooManyAttempts."""
    if Staff.objects.get(id=staff_id).has_usable_password():
        check_password(staff_id, secret, now=now, device=device)
    elif has_factor(staff_id):
        check_code(staff_id, secret, now=now, device=device)
    else:
        raise UnfitEntry(
            _("You have neither a password nor a second factor."), field="old", mend=_("Add a second factor first.")
        )


@transaction.atomic
def _is_right(staff_id: int, code: str, *, now: datetime) -> bool:
    locked = Authenticator.objects.select_for_update().filter(user_id=staff_id, type=FactorKind.APP).first()
    if locked is not None and code != locked.data.get("last_code") and locked.wrap().validate_code(code):
        locked.data["last_code"] = code
        locked.last_used_at = now
        locked.save(update_fields=["data", "last_used_at"])
        return True
    paper = Authenticator.objects.filter(user_id=staff_id, type=FactorKind.PAPER).first()
    if paper is not None and paper.wrap().validate_code(code):
        Authenticator.objects.filter(id=paper.pk).update(last_used_at=now)
        record("paper_code_used", subject=f"staff:{staff_id}", by=None, now=now)
        return True
    return False


def ask_for_passkey(staff_id: int) -> str:
    """What the browser needs to use a passkey, as JSON; the challenge is kept in the session."""
    return json.dumps(webauthn.begin_authentication(Staff.objects.get(id=staff_id)))


def check_passkey(staff_id: int, answer: str, *, now: datetime, device: str = "") -> None:
    """Check what the browser answered. Raises UnfitEntry, TooManyAttempts."""
    _guarded(staff_id, lambda: _is_right_passkey(staff_id, answer, now=now), now=now, device=device)


def _is_right_passkey(staff_id: int, answer: str, *, now: datetime) -> bool:
    credential = _read(answer)
    webauthn.parse_authentication_response(credential)
    used = webauthn.complete_authentication(Staff.objects.get(id=staff_id), credential)
    Authenticator.objects.filter(id=used.pk).update(last_used_at=now)
    return True


def _guarded(staff_id: int, is_right: Callable[[], bool], *, now: datetime, device: str) -> None:
    """Ten wrong answers in an hour, and nobody is let in for a while: on a known device, or on all others together."""
    if is_guessing_codes(staff_id, now=now, device=device):
        raise TooManyAttempts
    try:
        fits = is_right()
    except (ValidationError, UnfitEntry):
        fits = False
    if not fits:
        note_wrong_code(staff_id, now=now, device=device)
        raise _wrong_code()
    staff = Staff.objects.get(id=staff_id)
    record("second_factor", subject=f"staff:{staff_id}", by=Person(staff.id, staff.name), now=now)


def _webauthn(act: Callable[[], object]) -> None:
    try:
        act()
    except (ValidationError, ValueError, KeyError) as refused:
        raise UnfitEntry(
            _("The browser's answer does not fit."), field="passkey", mend=_("Try once more.")
        ) from refused


def _read(answer: str) -> Any:
    try:
        return json.loads(answer)
    except ValueError:
        raise _wrong_code() from None


def _wrong_code() -> UnfitEntry:
    return UnfitEntry(
        _("This code does not fit."), field="code", mend=_("Each code counts once; wait for the next and try again.")
    )


def reseal_factors() -> int:
    """Seal all secrets anew with the first key of the ring, after a rotation. Returns of how many factors."""
    adapter, count = get_adapter(), 0
    for factor in Authenticator.objects.exclude(type=FactorKind.PASSKEY).order_by("id"):
        with transaction.atomic():
            locked = Authenticator.objects.select_for_update().get(id=factor.pk)
            for name in {"secret", "seed"} & locked.data.keys():
                locked.data[name] = adapter.encrypt(adapter.decrypt(locked.data[name]))
            locked.save(update_fields=["data"])
        count += 1
    return count

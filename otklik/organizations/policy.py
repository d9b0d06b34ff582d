"""The rules of signing in: dated versions, of which one is in force each day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from otklik.audit.services import Actor, record
from otklik.organizations.errors import UnfitEntry
from otklik.organizations.models import SignInPolicy
from otklik.organizations.rights import Role
from otklik.shared import clock
from otklik.shared.words import marked as _

LENGTHS = range(8, 65)
HOURS = range(1, 721)
DAYS = range(1, 31)


@dataclass(frozen=True, slots=True)
class SignInRules:
    """What is asked of people who sign in."""

    min_length: int = 10
    """Characters of a password."""
    second_factor_roles: frozenset[Role] = frozenset({Role.ADMINISTRATOR})
    session_hours: int = 336
    invitation_days: int = 3

    def needs_second_factor(self, roles: Iterable[Role]) -> bool:
        """Whether somebody with these roles must have one."""
        return not self.second_factor_roles.isdisjoint(roles)


@dataclass(frozen=True, slots=True)
class RulesVersion:
    """One version, for the list of them."""

    since_on: date
    rules: SignInRules
    by: str
    is_in_force: bool


def rules_on(on: date) -> SignInRules:
    """The rules in force on a day; where nobody has entered any, those that we ship."""
    version = SignInPolicy.objects.filter(since_on__lte=on).order_by("-since_on").first()
    return _rules(version) if version else SignInRules()


def list_rules(*, on: date) -> list[RulesVersion]:
    """All versions, the latest first."""
    versions = list(SignInPolicy.objects.select_related("entered_by").order_by("-since_on"))
    current = next((one.id for one in versions if one.since_on <= on), None)
    return [
        RulesVersion(
            since_on=one.since_on,
            rules=_rules(one),
            by=one.entered_by.name if one.entered_by else "",
            is_in_force=one.id == current,
        )
        for one in versions
    ]


def enter_rules(rules: SignInRules, *, since_on: date, by: Actor | None, now: datetime) -> None:
    """Enter a version, or replace the one of the same day. What was in force before stays as it was."""
    if since_on < timezone.localdate(now):
        raise UnfitEntry(_("Rules cannot be changed for days that are over."), field="since_on")
    _check("min_length", rules.min_length, LENGTHS)
    _check("session_hours", rules.session_hours, HOURS)
    _check("invitation_days", rules.invitation_days, DAYS)
    values = {
        "min_length": rules.min_length,
        "second_factor_roles": sorted(role.value for role in rules.second_factor_roles),
        "session_hours": rules.session_hours,
        "invitation_days": rules.invitation_days,
    }
    with transaction.atomic():
        entered = {"entered_by_id": by.staff_id if by else None, "entered_at": now}
        SignInPolicy.objects.update_or_create(since_on=since_on, defaults=values | entered)
        told = {name: ", ".join(value) if isinstance(value, list) else str(value) for name, value in values.items()}
        record("sign_in_rules", subject=f"sign_in_rules:{since_on}", by=by, now=now, details=told)


def _check(field: str, value: int, allowed: range) -> None:
    if value not in allowed:
        limits = {"least": str(allowed[0]), "most": str(allowed[-1])}
        raise UnfitEntry(_("Write a number from %(least)s to %(most)s."), field=field, values=limits)


def _rules(version: SignInPolicy) -> SignInRules:
    return SignInRules(
        min_length=version.min_length,
        second_factor_roles=frozenset(Role(role) for role in version.second_factor_roles),
        session_hours=version.session_hours,
        invitation_days=version.invitation_days,
    )


class PolicyLengthValidator:
    """Django's way to ask about a new password: is it as long as the rules of today want?"""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002 (Django passes it)
        """Raises ValidationError for a password that is too short."""
        if len(password) < _length_today():
            raise ValidationError(self.get_help_text(), code="password_too_short")

    def get_help_text(self) -> str:
        """What is wanted, in words."""
        length = _length_today()
        return ngettext(
            "At least %(length)d character is needed.", "At least %(length)d characters are needed.", length
        ) % {"length": length}


def _length_today() -> int:
    return rules_on(timezone.localdate(clock.now())).min_length

"""What the machine may do by itself on a page: decided by people, by ground and certainty, in dated versions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from otklik.audit.services import Actor, record
from otklik.moderation.errors import UnfitRules
from otklik.moderation.models import MayDo, Policy
from otklik.moderation.rules.grounds import danger_of, is_for_a_person_at_once, is_ground
from otklik.shared.words import marked as _
from otklik.triage.findings import GROUNDS

__all__ = [
    "HIDING", "LEAST_ALLOWED", "Alone", "MayDo", "Permission", "Permissions", "Suspicion", "decide_alone",
    "enter_permissions", "find_policy", "permissions_of_pages", "permissions_on",
]  # fmt: skip

LEAST_ALLOWED = 0.5
"""A guess is no reason to hide anything."""
HIDING = (MayDo.HIDE, MayDo.HIDE_AND_TELL)


@dataclass(frozen=True, slots=True)
class Permission:
    """What the machine may do alone on one ground."""

    may_do: MayDo = MayDo.NOTHING
    least_certainty: float = 0.95
    is_own: bool = False
    """Said for this page; else for all pages, or by nobody."""


type Permissions = Mapping[str, Permission]


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What a rule found, as far as the machine's own acts depend on it."""

    ground: str
    certainty: float


@dataclass(frozen=True, slots=True)
class Alone:
    """What the machine does by itself with a message, and on what ground."""

    may_do: MayDo = MayDo.NOTHING
    ground: str = ""
    certainty: float = 0


def decide_alone(found: Sequence[Suspicion], permissions: Permissions, *, clauses: Mapping[str, str]) -> Alone:
    """What is done without a person: nothing unless the page's owner allowed it for this ground and certainty. Pure.

    Threats, hatred and dangers always go to a person; so does a message that holds anything for which a person is
    wanted, whatever else it holds. A ground without a clause in the page's rules hides nothing.
    """
    worst_first = sorted(found, key=lambda one: (danger_of(one.ground), -one.certainty))
    for one in worst_first:
        if is_for_a_person_at_once(one.ground) or _allows(permissions, one, (MayDo.TO_PERSON,)):
            return Alone(MayDo.TO_PERSON, one.ground, one.certainty)
    for one in worst_first:
        if is_ground(one.ground) and clauses.get(one.ground) and _allows(permissions, one, HIDING):
            return Alone(permissions[one.ground].may_do, one.ground, one.certainty)
    return Alone()


def _allows(permissions: Permissions, found: Suspicion, kinds: Iterable[MayDo]) -> bool:
    permission = permissions.get(found.ground, Permission())
    return permission.may_do in kinds and found.certainty >= permission.least_certainty


def permissions_on(page_id: int | None, on: date) -> dict[str, Permission]:
    """What the machine may do on a page on a day, for every ground; nothing where nobody said otherwise."""
    return permissions_of_pages([page_id], on)[page_id]


def permissions_of_pages(page_ids: Sequence[int | None], on: date) -> dict[int | None, dict[str, Permission]]:
    """The same for many pages, by one query."""
    asked = Q(page_id__in=[one for one in page_ids if one is not None]) | Q(page=None)
    newest: dict[tuple[int | None, str], Policy] = {}
    for row in Policy.objects.filter(asked, since_on__lte=on).order_by("since_on"):
        newest[row.page_id, row.ground] = row
    return {
        page_id: {
            ground: _permission(newest.get((page_id, ground)) or newest.get((None, ground)), page_id=page_id)
            for ground in GROUNDS
        }
        for page_id in page_ids
    }


def find_policy(page_id: int, ground: str, on: date) -> Policy | None:
    """The entry by which the machine may act on a ground on a day: that of the page, else that of all pages."""
    entries = Policy.objects.filter(Q(page_id=page_id) | Q(page=None), ground=ground, since_on__lte=on)
    return entries.select_related("entered_by").order_by(F("page").asc(nulls_last=True), "-since_on").first()


def enter_permissions(
    page_id: int | None, permissions: Permissions, *, since_on: date, by: Actor, now: datetime
) -> None:
    """Say from a day on what the machine may do; only what changes is written. Raises UnfitRules."""
    if since_on < timezone.localdate(now):
        raise UnfitRules(_("Rules cannot be changed for days that are over."), field="since_on")
    for ground, permission in permissions.items():
        _check(ground, permission)
    before = permissions_on(page_id, since_on)
    changed = {ground: one for ground, one in permissions.items() if not _is_same(one, before[ground])}
    with transaction.atomic():
        for ground, one in changed.items():
            values = {"may_do": one.may_do, "least_certainty": one.least_certainty}
            entered = {"entered_by_id": by.staff_id, "entered_at": now}
            Policy.objects.update_or_create(
                page_id=page_id,  # type: ignore[misc]  # None: for all pages
                ground=ground,
                since_on=since_on,
                defaults=values | entered,
            )
        if changed:
            told = {ground: _change(before[ground], one) for ground, one in changed.items()}
            subject = f"page:{page_id}" if page_id else "pages"
            record("moderation_policy", subject=subject, by=by, now=now, details=told | {"since_on": str(since_on)})


def _check(ground: str, permission: Permission) -> None:
    if not is_ground(ground):
        raise UnfitRules(_("This is no ground of the list."), field=f"may_{ground}")
    if is_for_a_person_at_once(ground) and permission.may_do in HIDING:
        raise UnfitRules(
            _("Threats, hatred and dangers are decided by a person."),
            field=f"may_{ground}",
            mend=_("Choose «nothing» or «call a person at once»."),
        )
    if not LEAST_ALLOWED <= permission.least_certainty <= 1:
        raise UnfitRules(
            _("Write a certainty from %(least)s to 100 percent."),
            field=f"least_{ground}",
            values={"least": f"{LEAST_ALLOWED:.0%}".rstrip("%")},
        )


def _change(before: Permission, after: Permission) -> str:
    if before.may_do != after.may_do:
        return f"{before.may_do} → {after.may_do}"
    return f"{before.least_certainty:.0%} → {after.least_certainty:.0%}"


def _is_same(one: Permission, other: Permission) -> bool:
    return (one.may_do, one.least_certainty) == (other.may_do, other.least_certainty)


def _permission(row: Policy | None, *, page_id: int | None) -> Permission:
    if row is None:
        return Permission()
    is_own = page_id is not None and row.page_id == page_id
    return Permission(MayDo(row.may_do), row.least_certainty, is_own=is_own)

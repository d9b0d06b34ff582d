"""The posts (roles) that a person holds on a day: their own, those they deputise for, those of a body without staff."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, Subquery

from otklik.organizations.gaps import ANSWERING_ROLES, GapKind
from otklik.organizations.models import Absence, Appointment, Body, BodyAncestry, BodyLevel, SignInPolicy, StaffGap
from otklik.organizations.policy import SignInRules
from otklik.organizations.rights import READ_ONLY_ROLES, Place, Post, Role, ScopeKind, scope_kind


@dataclass(frozen=True, slots=True)
class Held:
    """A role in a body, and instead of whom it is held."""

    role: Role
    body: Body
    instead_of: str = ""
    instead_of_id: int | None = None
    needs_factor: bool = False


def on_day(on: date, *, prefix: str = "") -> Q:
    """Appointments that are in force on this day."""
    since, until = f"{prefix}since_on", f"{prefix}until_on"
    return (Q(**{since: None}) | Q(**{f"{since}__lte": on})) & (Q(**{until: None}) | Q(**{f"{until}__gte": on}))


def load_posts(staff_id: int, *, on: date) -> tuple[Post, ...]:
    """Every post that this person holds on this day."""
    absent = Absence.objects.filter(deputy_id=staff_id, since_on__lte=on, until_on__gte=on).values("staff_id")
    appointments = Appointment.objects.filter(
        on_day(on), Q(staff_id=staff_id) | Q(staff_id__in=absent, staff__is_active=True), body__is_active=True
    ).select_related("body", "staff")
    rules = SignInPolicy.objects.filter(since_on__lte=on).order_by("-since_on").values("second_factor_roles")
    told = appointments.annotate(factor_roles=Subquery(rules[:1]))  # no page waits for a query of its own
    held = [_held(appointment, by_id=staff_id) for appointment in told.order_by("id")]
    posts = as_posts(held)
    stands_in = _held_for_others(posts, on=on)
    return posts + as_posts(stands_in) if stands_in else posts


def _held(appointment: Appointment, *, by_id: int) -> Held:
    role, roles = Role(appointment.role), appointment.factor_roles  # type: ignore[attr-defined]
    needs_factor = role in (SignInRules().second_factor_roles if roles is None else roles)
    if appointment.staff_id == by_id:
        return Held(role, appointment.body, needs_factor=needs_factor)
    who = appointment.staff
    return Held(role, appointment.body, instead_of=who.name, instead_of_id=who.id, needs_factor=needs_factor)


def _held_for_others(posts: Iterable[Post], *, on: date) -> list[Held]:
    """The founder stands in: where nobody of a body may answer, the founder's answering people hold its posts."""
    roles: dict[int, set[Role]] = {}
    for post in posts:
        if post.is_founder and post.role in ANSWERING_ROLES:
            roles.setdefault(post.body_id, set()).add(post.role)
    if not roles:
        return []
    gaps = StaffGap.objects.filter(
        kind=GapKind.NOBODY, since_on__lte=on, until_on__gte=on, body__founder_id__in=roles, body__is_active=True
    ).select_related("body")
    return [
        Held(role, gap.body, instead_of=gap.body.short_name)
        for gap in gaps.order_by("body_id")
        for role in sorted(roles[gap.body.founder_id or 0])
    ]


_LOOK_FAR = READ_ONLY_ROLES | {Role.CURATOR, Role.MODERATOR}
"""Roles that see the whole region from the body on top of it; the others never do, and pay no query for it."""


def as_posts(held: Sequence[Held]) -> tuple[Post, ...]:
    """What roles in bodies mean for rights: with the bodies under each, and what kind of body it is."""
    body_ids = {one.body.id for one in held}
    founders = set(Body.objects.filter(founder_id__in=body_ids).values_list("founder_id", flat=True).distinct())
    looks_far = any(one.body.parent_id is None and one.role in _LOOK_FAR for one in held)
    tops = _tops() if looks_far else frozenset()
    posts = [
        Post(
            role=one.role,
            body_id=one.body.id,
            body_ids=frozenset({one.body.id}),
            municipality_id=one.body.municipality_id,
            is_founder=one.body.id in founders,
            is_regional_centre=one.body.is_regional_centre or one.body.id in tops,
            instead_of=one.instead_of,
            instead_of_id=one.instead_of_id,
            needs_factor=one.needs_factor,
        )
        for one in held
    ]
    # who sees everything needs no list of all the bodies of a region, on every request
    below = _below({post.body_id for post in posts if scope_kind(post) is not ScopeKind.EVERYTHING})
    return tuple(replace(post, body_ids=post.body_ids | below.get(post.body_id, frozenset())) for post in posts)


def _tops() -> frozenset[int]:
    """The body that stands for the whole region where it is no regional centre by its card; mostly none.

    It is the only one of the region itself that is under nobody, be other bodies entered without a parent or not. A
    town's is so only where it is alone: an installation of one town.
    """
    roots = Body.objects.filter(parent=None, is_active=True)
    found = list(roots.filter(municipality=None, level__in=("", BodyLevel.REGION)).values_list("id", flat=True)[:2])
    if not found and not Body.objects.filter(is_regional_centre=True).exists():
        found = list(roots.values_list("id", flat=True)[:2])
    return frozenset(found) if len(found) == 1 else frozenset()


def _below(body_ids: Collection[int]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    pairs = BodyAncestry.objects.filter(ancestor_id__in=body_ids).values_list("ancestor_id", "descendant_id")
    for above, under in pairs if body_ids else ():
        found.setdefault(above, set()).add(under)
    return {above: frozenset(under) for above, under in found.items()}


def places_under(body_id: int) -> list[Place]:
    """Where the body and all bodies under it stand."""
    bodies = Body.objects.filter(above__ancestor_id=body_id).values_list("id", "municipality_id", "founder_id")
    return [Place(*row) for row in bodies]

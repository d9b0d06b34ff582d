"""Reading bodies and staff: who this person is, what they may see, whom one can pass a case to."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from otklik.organizations.models import Appointment, Body, BodyAncestry, Staff
from otklik.organizations.rights import Place, Post, Right, Role, Scope, may, roles_over, scope_of

__all__ = [
    "BodyChoice", "ExecutorChoice", "StaffRow", "Viewer", "bodies_within", "list_bodies", "list_executors",
    "list_staff", "load_viewer", "within",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person at work: who they are and the posts that they hold today."""

    staff_id: int
    name: str
    email: str
    posts: tuple[Post, ...] = ()

    def scope(self, right: Right = Right.SEE_CASES) -> Scope:
        """Where this person has the right."""
        return scope_of(self.posts, right=right)

    def roles_at(self, place: Place) -> frozenset[Role]:
        """The roles that this person holds over what stands there; empty: it does not exist for them."""
        return roles_over(self.posts, place=place)

    def may_at(self, place: Place, right: Right) -> bool:
        """Whether this person has the right over what stands there."""
        return may(self.roles_at(place), right)

    def may_anywhere(self, right: Right) -> bool:
        """Whether any of this person's posts gives the right: for showing a link, never for an act."""
        return may((post.role for post in self.posts), right)


@dataclass(frozen=True, slots=True)
class BodyChoice:
    """A body to choose from a list."""

    id: int
    slug: str
    name: str
    short_name: str


@dataclass(frozen=True, slots=True)
class ExecutorChoice:
    """A person who can be given a case."""

    staff_id: int
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A person with the roles of a day, for whoever keeps the system."""

    email: str
    name: str
    roles: tuple[str, ...]
    """`role in body`."""


def load_viewer(staff_id: int, *, on: date) -> Viewer:
    """The person with the posts of this day. Raises Staff.DoesNotExist."""
    staff = Staff.objects.get(id=staff_id, is_active=True)
    return Viewer(staff_id=staff.id, name=staff.name, email=staff.email, posts=_posts_of(staff, on=on))


def _posts_of(staff: Staff, *, on: date) -> tuple[Post, ...]:
    appointments = list(
        Appointment.objects.filter(
            Q(since_on=None) | Q(since_on__lte=on),
            Q(until_on=None) | Q(until_on__gte=on),
            staff=staff,
            body__is_active=True,
        ).select_related("body")
    )
    body_ids = {appointment.body_id for appointment in appointments}
    below: dict[int, set[int]] = {body_id: {body_id} for body_id in body_ids}
    for above, under in BodyAncestry.objects.filter(ancestor_id__in=body_ids).values_list(
        "ancestor_id", "descendant_id"
    ):
        below[above].add(under)
    founders = set(Body.objects.filter(founder_id__in=body_ids).values_list("founder_id", flat=True).distinct())
    return tuple(
        Post(
            role=Role(appointment.role),
            body_id=appointment.body_id,
            body_ids=frozenset(below[appointment.body_id]),
            municipality_id=appointment.body.municipality_id,
            is_founder=appointment.body_id in founders,
            is_regional_centre=appointment.body.is_regional_centre or appointment.body.parent_id is None,
        )
        for appointment in appointments
    )


def within(scope: Scope, *, body: str = "body", municipality: str = "municipality", founder: str = "founder") -> Q:
    """The scope as a condition on rows that carry the three scope columns; nothing is seen with an empty one."""
    if scope.everything:
        return Q()
    seen = Q(pk__in=[])
    if scope.body_ids:
        seen |= Q(**{f"{body}_id__in": sorted(scope.body_ids)})
    if scope.municipality_ids:
        seen |= Q(**{f"{municipality}_id__in": sorted(scope.municipality_ids)})
    if scope.founder_ids:
        seen |= Q(**{f"{founder}_id__in": sorted(scope.founder_ids)})
    return seen


def list_bodies(scope: Scope | None = None) -> list[BodyChoice]:
    """Bodies by name: all that are at work, or those within a scope."""
    bodies = Body.objects.filter(is_active=True)
    if scope is not None:
        bodies = bodies.filter(bodies_within(scope))
    return [
        BodyChoice(id=body.id, slug=body.slug, name=body.name, short_name=body.short_name)
        for body in bodies.order_by("short_name")
    ]


def bodies_within(scope: Scope) -> Q:
    """The scope as a condition on bodies themselves."""
    if scope.everything:
        return Q()
    return (
        Q(id__in=sorted(scope.body_ids))
        | Q(municipality_id__in=sorted(scope.municipality_ids))
        | Q(founder_id__in=sorted(scope.founder_ids))
    )


def list_executors(body_id: int, *, on: date) -> list[ExecutorChoice]:
    """The people of a body who can work a case out, by name."""
    staff = Staff.objects.filter(
        Q(appointments__since_on=None) | Q(appointments__since_on__lte=on),
        Q(appointments__until_on=None) | Q(appointments__until_on__gte=on),
        appointments__body_id=body_id,
        appointments__role__in=[Role.EXECUTOR, Role.CONTENT_MANAGER],
        is_active=True,
    ).distinct()
    return [ExecutorChoice(staff_id=one.id, name=one.name, post=one.post) for one in staff.order_by("name")]


def list_staff(*, on: date) -> list[StaffRow]:
    """Everybody who can sign in, by name, with the roles that they hold on this day."""
    held = Appointment.objects.filter(
        Q(since_on=None) | Q(since_on__lte=on), Q(until_on=None) | Q(until_on__gte=on)
    ).select_related("body")
    roles: dict[int, list[str]] = {}
    for appointment in held.order_by("id"):
        roles.setdefault(appointment.staff_id, []).append(f"{appointment.role} in {appointment.body.slug}")
    people = Staff.objects.filter(is_active=True).order_by("name")
    return [StaffRow(email=one.email, name=one.name, roles=tuple(roles.get(one.id, ()))) for one in people]

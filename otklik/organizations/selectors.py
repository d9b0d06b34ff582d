"""Reading bodies and staff: who this person is, what they may see, whom one can pass a case to."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce

from django.db.models import Q

from otklik.organizations.models import Absence, Appointment, Body, BodyAncestry, Staff
from otklik.organizations.posts import load_posts, on_day
from otklik.organizations.rights import Place, Post, Right, Role, Scope, may, roles_over, scope_of

__all__ = [
    "BodyChoice",
    "ExecutorChoice",
    "StaffRow",
    "Viewer",
    "bodies_within",
    "find_bodies",
    "list_bodies",
    "list_deputies",
    "list_executors",
    "list_staff",
    "load_viewer",
    "offered_to",
    "viewer_of",
    "within",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person at work: who they are and the posts that they hold today."""

    staff_id: int
    name: str
    email: str
    posts: tuple[Post, ...] = ()

    @property
    def stands_in_for(self) -> tuple[str, ...]:
        """The absent people, and the bodies without anybody of their own, whose posts this person holds today."""
        return tuple(dict.fromkeys(post.instead_of for post in self.posts if post.instead_of))

    @property
    def staff_ids(self) -> frozenset[int]:
        """Whose work is this person's today: their own, and that of the absent people."""
        return frozenset(post.instead_of_id for post in self.posts if post.instead_of_id) | {self.staff_id}

    @property
    def needs_second_factor(self) -> bool:
        """Whether the rules of signing in want a second factor of this person, by the posts of the day."""
        return any(post.needs_factor for post in self.posts)

    def scope(self, right: Right = Right.SEE_CASES) -> Scope:
        """Where this person has the right."""
        return scope_of(self.posts, right=right)

    def scope_of_any(self, rights: Iterable[Right]) -> Scope:
        """Where this person has any of the rights."""
        return reduce(Scope.merged, (self.scope(right) for right in rights))

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
    instead_of: str = ""
    """The absent person of the body whose deputy this is."""


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A person with the roles of a day, for whoever keeps the system."""

    email: str
    name: str
    roles: tuple[str, ...]
    """`role in body`."""


def load_viewer(staff_id: int, *, on: date) -> Viewer:
    """The person with the posts of this day. Raises Staff.DoesNotExist."""
    return viewer_of(Staff.objects.get(id=staff_id, is_active=True), on=on)


def viewer_of(staff: Staff, *, on: date) -> Viewer:
    """The same of a person that was read a moment ago, as whoever signed in is."""
    return Viewer(staff_id=staff.id, name=staff.name, email=staff.email, posts=load_posts(staff.id, on=on))


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


def offered_to(body: Body | None) -> Q:
    """Rows that a body carries, as they are offered to this one: everybody's, its own, its founder's, of those above
    it, and of what became part of it. None: everybody's alone.
    """
    if body is None:
        return Q(body=None)
    higher = BodyAncestry.objects.filter(descendant=body).values("ancestor_id")
    near = {body.id, body.founder_id or body.id}
    return Q(body=None) | Q(body_id__in=near) | Q(body__in=higher) | Q(body__merged_into=body)


def list_executors(body_id: int, *, on: date) -> list[ExecutorChoice]:
    """The people of a body who can work a case out, by name; and the deputies of those who are away."""
    staff = Staff.objects.filter(
        on_day(on, prefix="appointments__"),
        appointments__body_id=body_id,
        appointments__role__in=[Role.EXECUTOR, Role.CONTENT_MANAGER],
        is_active=True,
    ).distinct()
    people = {one.id: ExecutorChoice(staff_id=one.id, name=one.name, post=one.post) for one in staff}
    away = Absence.objects.filter(
        staff_id__in=people, since_on__lte=on, until_on__gte=on, deputy__is_active=True
    ).select_related("staff", "deputy")
    for absence in away:
        deputy = absence.deputy
        if deputy is not None and deputy.id not in people:
            people[deputy.id] = ExecutorChoice(deputy.id, deputy.name, deputy.post, instead_of=absence.staff.name)
    return sorted(people.values(), key=lambda one: one.name)


def list_deputies(staff_id: int) -> list[ExecutorChoice]:
    """Who may stand in for a person, by name: colleagues of the same bodies, of those above and of the founders."""
    bodies = Appointment.objects.filter(staff_id=staff_id).values("body_id")
    near = (
        Q(appointments__body_id__in=bodies)
        | Q(appointments__body_id__in=BodyAncestry.objects.filter(descendant_id__in=bodies).values("ancestor_id"))
        | Q(appointments__body_id__in=Body.objects.filter(id__in=bodies).values("founder_id"))
    )
    staff = Staff.objects.filter(near, is_active=True).exclude(id=staff_id).distinct()
    return [ExecutorChoice(staff_id=one.id, name=one.name, post=one.post) for one in staff.order_by("name", "id")]


def find_bodies(scope: Scope, text: str = "", *, body_id: int | None = None, at_most: int = 100) -> list[BodyChoice]:
    """The first bodies at work within a scope whose name has these words, or the one; for a list to choose from."""
    bodies = Body.objects.filter(bodies_within(scope), is_active=True)
    if body_id is not None:
        bodies = bodies.filter(id=body_id)
    for word in text.split()[:5]:
        bodies = bodies.filter(Q(name__icontains=word) | Q(short_name__icontains=word))
    return [
        BodyChoice(id=body.id, slug=body.slug, name=body.name, short_name=body.short_name)
        for body in bodies.order_by("short_name", "id")[:at_most]
    ]


def ids_within(scope: Scope, body_ids: Collection[int]) -> frozenset[int]:
    """Those of these bodies at work that stand within a scope."""
    bodies = Body.objects.filter(bodies_within(scope), is_active=True, id__in=body_ids)
    return frozenset(bodies.values_list("id", flat=True))


def list_staff(*, on: date) -> list[StaffRow]:
    """Everybody who can sign in, by name, with the roles that they hold on this day."""
    held = Appointment.objects.filter(on_day(on)).select_related("body")
    roles: dict[int, list[str]] = {}
    for appointment in held.order_by("id"):
        roles.setdefault(appointment.staff_id, []).append(f"{appointment.role} in {appointment.body.slug}")
    people = Staff.objects.filter(is_active=True).order_by("name")
    return [StaffRow(email=one.email, name=one.name, roles=tuple(roles.get(one.id, ()))) for one in people]


def names_by_slug(slugs: Iterable[str]) -> dict[str, str]:
    """Short names of bodies by their slugs; unknown slugs are left out."""
    return dict(Body.objects.filter(slug__in=set(slugs)).values_list("slug", "short_name"))


def names_of_bodies(body_ids: Collection[int]) -> dict[int, str]:
    """Short names of bodies, at work or closed."""
    return dict(Body.objects.filter(id__in=body_ids).values_list("id", "short_name"))


def names_of_staff(staff_ids: Collection[int]) -> dict[int, str]:
    """Names of members of staff, those who left too."""
    return dict(Staff.objects.filter(id__in=staff_ids).values_list("id", "name"))

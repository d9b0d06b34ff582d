"""Permissions: who may do what, and whose cases a person sees. Pure: no Django, no database, no clock.

A person holds posts: a role in a body. A role gives rights and a stretch of the region (a scope); both count only
together, so somebody who answers for one school and reads reports of the whole region still answers for one school.
Therefore ask `scope_of(posts, right=…)` for lists and `roles_over(posts, place=…)` for one case.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is in a body."""

    CONTENT_MANAGER = "content_manager"
    EXECUTOR = "executor"
    APPROVER = "approver"
    COORDINATOR = "coordinator"
    FOUNDER = "founder"
    CURATOR = "curator"
    MODERATOR = "moderator"
    ANALYST = "analyst"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """What a role allows besides the steps of a case, which the table of appeals names role by role."""

    SEE_CASES = "see_cases"
    SEE_REPORTS = "see_reports"
    SEE_AUDIT = "see_audit"
    TYPE_IN_CASE = "type_in_case"
    WRITE_NOTE = "write_note"
    EDIT_CASE = "edit_case"
    WRITE_ANSWER = "write_answer"
    APPROVE_ANSWER = "approve_answer"
    MODERATE = "moderate"
    DECIDE_OBJECTION = "decide_objection"
    """Upon what a resident says against a decision of another."""
    SEE_EVIDENCE = "see_evidence"
    """Take out what is kept of a decision, for a lawyer."""
    WRITE_POST = "write_post"
    SEE_PAGES = "see_pages"
    EDIT_PAGES = "edit_pages"
    CONNECT_PAGES = "connect_pages"
    EDIT_RULES = "edit_rules"
    EDIT_ROUTES = "edit_routes"
    """Say which body answers what."""
    EDIT_APPROVAL = "edit_approval"
    """Say whose word an answer needs before it is published."""
    EDIT_BODIES = "edit_bodies"
    SEE_STAFF = "see_staff"
    EDIT_STAFF = "edit_staff"


class ScopeKind(StrEnum):
    """How far a role sees from the body in which it is held."""

    OWN_BODIES = "own_bodies"
    """The body and all bodies under it."""
    MUNICIPALITY = "municipality"
    SPHERE = "sphere"
    """The bodies that name this one as their founder, and those under it."""
    EVERYTHING = "everything"


READ_ONLY_ROLES = frozenset({Role.ANALYST, Role.AUDITOR})

_STANDS_IN_FOR = {
    Role.COORDINATOR: frozenset({Role.CONTENT_MANAGER, Role.EXECUTOR, Role.APPROVER}),
    Role.CURATOR: frozenset(
        {
            Role.COORDINATOR,
            Role.FOUNDER,
            Role.CONTENT_MANAGER,
            Role.EXECUTOR,
            Role.APPROVER,
            Role.MODERATOR,
        }
    ),
}
"""Curator and coordinator may do what those under them may. A coordinator is not above the moderators."""

_LOOKS = frozenset({Right.SEE_CASES, Right.SEE_PAGES, Right.SEE_REPORTS, Right.SEE_STAFF})
_ANSWERS = frozenset({Right.SEE_CASES, Right.SEE_PAGES, Right.WRITE_NOTE, Right.WRITE_ANSWER})

_RIGHTS_OF = {
    Role.CONTENT_MANAGER: _ANSWERS
    | {
        Right.SEE_REPORTS,
        Right.SEE_STAFF,
        Right.TYPE_IN_CASE,
        Right.EDIT_CASE,
        Right.MODERATE,
        Right.SEE_EVIDENCE,
        Right.WRITE_POST,
        Right.EDIT_PAGES,
    },
    Role.EXECUTOR: _ANSWERS,
    Role.APPROVER: _ANSWERS | {Right.SEE_REPORTS, Right.SEE_STAFF, Right.APPROVE_ANSWER},
    Role.COORDINATOR: _LOOKS
    | {Right.TYPE_IN_CASE, Right.WRITE_NOTE, Right.EDIT_CASE, Right.EDIT_PAGES, Right.EDIT_ROUTES, Right.EDIT_STAFF},
    Role.FOUNDER: _LOOKS | {Right.WRITE_NOTE, Right.EDIT_APPROVAL},
    Role.CURATOR: _LOOKS
    | {
        Right.WRITE_NOTE,
        Right.EDIT_CASE,
        Right.EDIT_RULES,
        Right.EDIT_APPROVAL,
        Right.EDIT_BODIES,
        Right.EDIT_STAFF,
    },
    Role.MODERATOR: frozenset(
        {
            Right.SEE_CASES,
            Right.SEE_PAGES,
            Right.WRITE_NOTE,
            Right.MODERATE,
            Right.DECIDE_OBJECTION,
            Right.SEE_EVIDENCE,
        }
    ),
    Role.ANALYST: _LOOKS,
    Role.AUDITOR: _LOOKS | {Right.SEE_AUDIT, Right.SEE_EVIDENCE},
    Role.ADMINISTRATOR: frozenset(
        {
            Right.SEE_PAGES,
            Right.EDIT_PAGES,
            Right.CONNECT_PAGES,
            Right.EDIT_RULES,
            Right.EDIT_ROUTES,
            Right.EDIT_APPROVAL,
            Right.EDIT_BODIES,
            Right.SEE_STAFF,
            Right.EDIT_STAFF,
            Right.SEE_AUDIT,
        }
    ),
}
"""An administrator keeps the system, not the cases: residents' messages are none of their work."""


@dataclass(frozen=True, slots=True)
class Post:
    """A role that a person holds in a body today."""

    role: Role
    body_id: int
    body_ids: frozenset[int]
    """The body and all bodies under it."""
    municipality_id: int | None = None
    """None for bodies of the region."""
    is_founder: bool = False
    """Other bodies name this one as their founder."""
    is_regional_centre: bool = False
    """The regional management centre, or the top of the tree: its people look at the whole region."""
    instead_of: str = ""
    """Whose post this is: an absent person's, or a body's that nobody of its own can answer for. Empty: the own."""
    instead_of_id: int | None = None
    """The absent person."""
    needs_factor: bool = False
    """By the rules of signing in of the day."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case, a message or a page stands: the three columns that every scope is asked by."""

    body_id: int
    municipality_id: int | None = None
    founder_id: int | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What a person sees: any of the bodies, the municipalities or the founders' spheres, or everything."""

    body_ids: frozenset[int] = frozenset()
    municipality_ids: frozenset[int] = frozenset()
    founder_ids: frozenset[int] = frozenset()
    everything: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing at all is seen."""
        return not (self.everything or self.body_ids or self.municipality_ids or self.founder_ids)

    def covers(self, place: Place) -> bool:
        """Whether what stands at this place is seen."""
        if self.everything or place.body_id in self.body_ids:
            return True
        return place.municipality_id in self.municipality_ids or place.founder_id in self.founder_ids

    def merged(self, other: "Scope") -> "Scope":
        """What is seen by either."""
        if self.everything or other.everything:
            return Scope(everything=True)
        return Scope(
            body_ids=self.body_ids | other.body_ids,
            municipality_ids=self.municipality_ids | other.municipality_ids,
            founder_ids=self.founder_ids | other.founder_ids,
        )


def standing_in(roles: Iterable[Role]) -> frozenset[Role]:
    """The roles themselves and those whose work their holder may do."""
    held = frozenset(roles)
    return held.union(*(_STANDS_IN_FOR.get(role, frozenset()) for role in held))


def rights_of(roles: Iterable[Role]) -> frozenset[Right]:
    """Everything that these roles allow together, with what they may do for those under them."""
    return frozenset[Right]().union(*(_RIGHTS_OF[role] for role in standing_in(roles)))


def may(roles: Iterable[Role], right: Right) -> bool:
    """Whether one of the roles allows it."""
    return right in rights_of(roles)


def scope_kind(post: Post) -> ScopeKind:
    """How far this post sees: by its role, and by what kind of body it is held in."""
    if post.role is Role.ADMINISTRATOR:
        return ScopeKind.EVERYTHING
    if post.role is Role.CURATOR:
        return _curators_kind(post)
    if post.role is Role.COORDINATOR and post.municipality_id is not None:
        return ScopeKind.MUNICIPALITY
    if post.role is Role.FOUNDER:
        return ScopeKind.SPHERE
    if post.role in READ_ONLY_ROLES or post.role is Role.MODERATOR:
        return _watchers_kind(post)
    return ScopeKind.OWN_BODIES


def _curators_kind(post: Post) -> ScopeKind:
    """A curator sees the region or a sector: a ministry's curator its sphere, a town's curator the town.

    The whole region only from the centre: a ministry that founds nothing any more must not make its curator see more.
    """
    if post.municipality_id is not None:
        return ScopeKind.MUNICIPALITY
    return ScopeKind.EVERYTHING if post.is_regional_centre else ScopeKind.SPHERE


def _watchers_kind(post: Post) -> ScopeKind:
    """Moderators, analysts and auditors see as far as the body that they sit in."""
    if post.is_regional_centre:
        return ScopeKind.EVERYTHING
    return ScopeKind.SPHERE if post.is_founder else ScopeKind.OWN_BODIES


def scope_of_post(post: Post) -> Scope:
    """What one post alone lets its holder see."""
    kind = scope_kind(post)
    if kind is ScopeKind.EVERYTHING:
        return Scope(everything=True)
    if kind is ScopeKind.MUNICIPALITY and post.municipality_id is not None:
        return Scope(body_ids=post.body_ids, municipality_ids=frozenset({post.municipality_id}))
    if kind is ScopeKind.SPHERE:
        return Scope(body_ids=post.body_ids, founder_ids=frozenset({post.body_id}))
    return Scope(body_ids=post.body_ids)


def scope_of(posts: Iterable[Post], *, right: Right = Right.SEE_CASES) -> Scope:
    """Where a person has this right: the posts that give it, put together. Empty when none does."""
    scope = Scope()
    for post in posts:
        if may((post.role,), right):
            scope = scope.merged(scope_of_post(post))
    return scope


def roles_over(posts: Iterable[Post], *, place: Place) -> frozenset[Role]:
    """The roles that a person holds over what stands at this place; empty means: it does not exist for them."""
    return frozenset(post.role for post in posts if scope_of_post(post).covers(place))

"""Who can give the word that an answer needs: the rules asked about a case, and the people who hold the roles."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from otklik.answers.approval.route import (
    OF_THE_BODY,
    TAKEN_BY,
    Asked,
    Route,
    Rule,
    StepRole,
    can_take,
    find_route,
    terms_of,
)
from otklik.answers.models import ApprovalRule
from otklik.appeals.models import Appeal
from otklik.organizations.models import Absence, Appointment, Body, BodyAncestry
from otklik.organizations.posts import Held, as_posts, on_day
from otklik.organizations.reach import place_of
from otklik.organizations.rights import Place, Role, Scope, scope_of_post
from otklik.topics.models import Topic


@dataclass(frozen=True, slots=True)
class Holders:
    """The people who can take a step for a body on a day."""

    own: frozenset[int] = frozenset()
    """Who holds the very role, by a post or as a deputy."""
    standing_in: frozenset[int] = frozenset()
    """Who may do it for them: the coordinator, the curator."""
    founders: frozenset[int] = frozenset()
    """People of the founder: where none of the own is left."""
    away: frozenset[int] = frozenset()
    """Those of the own who are away on this day: they may all the same, but nobody has to wait for them."""

    def besides(self, *those: int | None) -> frozenset[int]:
        """Who is left when these people may not; the founder's only where none of the own is, or is there today."""
        own = self.own.difference(those)
        there = own - self.away
        return (own | self.standing_in | (frozenset() if there else self.founders)).difference(those)


def route_of(appeal: Appeal, *, roles: frozenset[Role]) -> Route:
    """Whose word the answer of this case needs when somebody with these roles writes it."""
    return load_route_book([appeal]).route(appeal, roles=roles)


@dataclass(frozen=True, slots=True)
class RouteBook:
    """What the routes of some cases are decided by, read once for all of them."""

    rules: tuple[Rule, ...]
    body_ids: Mapping[int, frozenset[int]]
    """By body: it, its founder, and those above it where a rule asks for them."""
    topic_ids: Mapping[int, frozenset[int]]
    """By topic: it and those above it; empty where no rule asks."""

    def route(self, appeal: Appeal, *, roles: frozenset[Role]) -> Route:
        """Whose word the answer of one of these cases needs when somebody with these roles writes it."""
        asked = Asked(
            body_ids=self.body_ids[appeal.body_id],
            topic_ids=self.topic_ids.get(appeal.topic_id or 0, frozenset()),
            importance=appeal.importance,
            author_roles=roles,
            body_requires_approval=appeal.body.requires_approval,
        )
        return find_route(self.rules, asked)


def load_route_book(appeals: Collection[Appeal]) -> RouteBook:
    """Read the rules that may concern these cases, in at most three queries."""
    bodies = {appeal.body_id: appeal.body for appeal in appeals}
    near = {body_id: frozenset({body_id, one.founder_id or body_id}) for body_id, one in bodies.items()}
    above_them = BodyAncestry.objects.filter(descendant__in=bodies).values("ancestor_id")
    concerned = Q(body=None) | Q(body_id__in=set().union(*near.values())) | Q(body__in=above_them)
    rows = ApprovalRule.objects.filter(concerned, is_active=True)
    rules = tuple(as_rule(row) for row in rows.order_by("position", "id"))
    topics = {appeal.topic_id for appeal in appeals if appeal.topic_id}
    return RouteBook(
        rules,
        above_each(bodies.values()) if any(rule.body_id for rule in rules) else near,
        _topics_above(topics if any(rule.topic_id for rule in rules) else ()),
    )


def as_rule(row: ApprovalRule) -> Rule:
    """A row as the decision takes it."""
    steps = tuple(StepRole(step) for step in row.steps)
    return Rule(
        id=row.id,
        name=row.name,
        steps=steps,
        body_id=row.body_id,
        topic_id=row.topic_id,
        importance=row.importance,
        author_role=row.author_role,
        may_be_urgent=row.may_be_urgent,
        terms=terms_of(steps, row.step_terms),
        forbids_personal=row.forbids_personal,
    )


def above_each(bodies: Iterable[Body]) -> dict[int, frozenset[int]]:
    """By body: it, those above it, and its founder; in one query."""
    over = {body.id: {body.id, body.founder_id or body.id} for body in bodies}
    ancestry = BodyAncestry.objects.filter(descendant__in=over)
    for ancestor_id, body_id in ancestry.values_list("ancestor_id", "descendant_id"):
        over[body_id].add(ancestor_id)
    return {body_id: frozenset(ids) for body_id, ids in over.items()}


def topics_above(topic_id: int | None) -> frozenset[int]:
    """A topic and those above it; there are three levels."""
    return frozenset() if topic_id is None else _topics_above((topic_id,)).get(topic_id, frozenset())


def _topics_above(topic_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """The same for each of these topics."""
    rows = Topic.objects.filter(id__in=topic_ids).values_list("id", "parent_id", "parent__parent_id")
    return {row[0]: frozenset(one for one in row if one) for row in rows}


@dataclass(frozen=True, slots=True)
class Holding:
    """A person with a post of today, their own or an absent person's."""

    staff_id: int
    role: Role
    scope: Scope
    """Over what the post is held."""
    is_away: bool = False


def find_holders(step: StepRole, body: Body, *, on: date) -> Holders:
    """Who can take this step for the body on this day."""
    return find_holders_of_each([(step, body)], on=on)[step, body.id]


def find_holders_of_each(asked: Collection[tuple[StepRole, Body]], *, on: date) -> dict[tuple[StepRole, int], Holders]:
    """The same for many steps and bodies, by step and body: in as many queries as for one."""
    bodies = {body.id: body for _step, body in asked}
    over = above_each(bodies.values())
    towns = {body.municipality_id for body in bodies.values()} - {None}
    near = Q(body_id__in=set().union(*over.values())) | Q(body__is_regional_centre=True) | Q(body__parent=None)
    if towns:
        near |= Q(body__municipality_id__in=towns, role__in=(Role.COORDINATOR, Role.CURATOR))
    roles = set().union(*(roles_for(step) for step, _body in asked))
    holdings = load_holdings(roles, near, on=on) if asked else []
    return {(step, body.id): holders_among(holdings, step, place_of(body)) for step, body in asked}


def roles_for(step: StepRole) -> set[Role]:
    """Roles whose holders may take the step, the founder's included where it may fall to them."""
    return {role for role in Role if can_take(step, {role})} | ({Role.FOUNDER} if step in OF_THE_BODY else set())


def load_holdings(roles: Collection[Role], near: Q, *, on: date) -> list[Holding]:
    """The people who hold one of these roles in bodies that the condition names; deputies beside the absent."""
    rows = Appointment.objects.filter(
        near, on_day(on), role__in=roles, staff__is_active=True, body__is_active=True
    ).select_related("body")
    held = list(rows.order_by("id"))
    posts = as_posts([Held(Role(one.role), one.body) for one in held])
    absences = list(Absence.objects.filter(since_on__lte=on, until_on__gte=on).select_related("deputy").order_by("id"))
    away = {one.staff_id for one in absences}
    deputies = {one.staff_id: one.deputy.id for one in absences if one.deputy and one.deputy.is_active}
    found = [
        Holding(one.staff_id, post.role, scope_of_post(post), is_away=one.staff_id in away)
        for one, post in zip(held, posts, strict=True)
    ]
    return found + [
        replace(one, staff_id=deputies[one.staff_id], is_away=deputies[one.staff_id] in away)
        for one in found
        if one.staff_id in deputies
    ]


def holders_among(holdings: Iterable[Holding], step: StepRole, place: Place) -> Holders:
    """Those of them who can take the step for what stands at this place."""
    own, standing_in, founders, away = set(), set(), set(), set()
    for one in holdings:
        if not one.scope.covers(place):
            continue
        if one.role in TAKEN_BY[step]:
            own.add(one.staff_id)
            away |= {one.staff_id} if one.is_away else set()
        elif can_take(step, {one.role}):
            standing_in.add(one.staff_id)
        elif one.role is Role.FOUNDER and step in OF_THE_BODY:
            founders.add(one.staff_id)
    return Holders(frozenset(own), frozenset(standing_in), frozenset(founders), frozenset(away))

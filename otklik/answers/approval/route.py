"""Whose word an answer needs, in which order. Plain decisions: no Django, no database, no clock.

Rules are data, in the order in which they are asked; the first that fits decides. Without one it is as the body itself
is set: an approver, or nobody.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from otklik.organizations.rights import Role, standing_in


class StepRole(StrEnum):
    """Who takes a step of the approval."""

    APPROVER = "approver"
    COORDINATOR = "coordinator"
    FOUNDER = "founder"
    CURATOR = "curator"
    ANOTHER = "another"
    """Any other person who may publish for the body: where an answer was submitted though nothing asks for it."""


TAKEN_BY = {
    StepRole.APPROVER: frozenset({Role.APPROVER}),
    StepRole.COORDINATOR: frozenset({Role.COORDINATOR}),
    StepRole.FOUNDER: frozenset({Role.FOUNDER}),
    StepRole.CURATOR: frozenset({Role.CURATOR}),
    StepRole.ANOTHER: frozenset({Role.APPROVER, Role.CONTENT_MANAGER}),
}
OF_THE_BODY = frozenset({StepRole.APPROVER, StepRole.ANOTHER})
"""Steps that go to the founder where the body has no other person."""
MOST_STEPS = 3
USUAL_TERM = 240
"""Working minutes for a step of which no rule says how long it may take: half a day, so that the other half is left."""
IMPORTANCE_ORDER = ("ordinary", "high", "emergency")
AUTHORS = (Role.EXECUTOR, Role.CONTENT_MANAGER, Role.APPROVER, Role.COORDINATOR, Role.CURATOR)
"""Who may write an answer, the highest last."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table; None and empty: everything."""

    id: int
    name: str
    steps: tuple[StepRole, ...]
    body_id: int | None = None
    topic_id: int | None = None
    importance: str = ""
    author_role: str = ""
    may_be_urgent: bool = False
    terms: tuple[int, ...] = ()
    """Working minutes for each step; 0: no term."""
    forbids_personal: bool = False
    """Of whatever it fits no personal data goes out in public; without steps it says nothing of approval then."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a rule is asked about: a case, and who writes its answer."""

    body_ids: frozenset[int]
    """The body, those above it and its founder."""
    topic_ids: frozenset[int] = frozenset()
    """The topic and those above it."""
    importance: str = IMPORTANCE_ORDER[0]
    author_roles: frozenset[Role] = frozenset()
    body_requires_approval: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """Whose word is needed, and by which rule; an empty name means: as the body is set."""

    steps: tuple[StepRole, ...]
    rule: str = ""
    may_be_urgent: bool = False
    terms: tuple[int, ...] = ()
    """Working minutes for each step; 0: no term."""
    forbids_personal: bool = False


def find_route(rules: Iterable[Rule], asked: Asked) -> Route:
    """The route of an answer, by the first rule that fits and says whose word is needed; what any forbids, is."""
    fitting = [rule for rule in rules if _fits(rule, asked)]
    forbids = any(rule.forbids_personal for rule in fitting)
    for rule in fitting:
        if rule.steps or not rule.forbids_personal:
            urgent = rule.may_be_urgent and asked.importance != IMPORTANCE_ORDER[0]
            return Route(rule.steps, rule.name, urgent, rule.terms, forbids)
    steps, terms = ((StepRole.APPROVER,), (USUAL_TERM,)) if asked.body_requires_approval else ((), ())
    return Route(steps, terms=terms, forbids_personal=forbids)


def terms_of(steps: tuple[StepRole, ...], kept: Iterable[int]) -> tuple[int, ...]:
    """Working minutes for each step, as they are kept with a rule; the usual ones where it keeps none."""
    return tuple(kept) or (USUAL_TERM,) * len(steps)


def can_take(step: StepRole, roles: Collection[Role]) -> bool:
    """Whether one of these roles, or one that stands in for another, takes the step."""
    return not standing_in(roles).isdisjoint(TAKEN_BY[step])


def covers_all(steps: Iterable[StepRole], candidates: dict[StepRole, frozenset[int]], *, without: int | None) -> bool:
    """Whether every step finds a person of its own, who is not the author."""
    return _fill(tuple(steps), candidates, frozenset() if without is None else frozenset({without}))


def _fill(steps: tuple[StepRole, ...], candidates: dict[StepRole, frozenset[int]], taken: frozenset[int]) -> bool:
    if not steps:
        return True
    free = candidates.get(steps[0], frozenset()) - taken
    return any(_fill(steps[1:], candidates, taken | {person}) for person in free)


def _fits(rule: Rule, asked: Asked) -> bool:
    if rule.body_id is not None and rule.body_id not in asked.body_ids:
        return False
    if rule.topic_id is not None and rule.topic_id not in asked.topic_ids:
        return False
    if rule.importance and _weight(asked.importance) < _weight(rule.importance):
        return False
    return not rule.author_role or _highest(asked.author_roles) == rule.author_role


def _weight(importance: str) -> int:
    return IMPORTANCE_ORDER.index(importance) if importance in IMPORTANCE_ORDER else 0


def _highest(roles: Collection[Role]) -> Role | None:
    return next((role for role in reversed(AUTHORS) if role in roles), None)

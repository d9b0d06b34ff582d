"""Whose word an answer needs: rules in order, and whether every step finds a person."""

import pytest

from otklik.answers.approval.route import Asked, Rule, StepRole, covers_all, find_route
from otklik.organizations.rights import Role

A, C, F = StepRole.APPROVER, StepRole.COORDINATOR, StepRole.FOUNDER
RULES = (
    Rule(1, "food", (A, F), topic_id=7, importance="high", may_be_urgent=True),
    Rule(2, "thanks", (), topic_id=8),
    Rule(3, "executors", (A,), body_id=20, author_role="executor"),
    Rule(4, "school", (C,), body_id=30),
)
CASES = [
    (Asked(frozenset({10}), frozenset({7}), "high"), (A, F), True),
    (Asked(frozenset({10}), frozenset({7}), "ordinary"), (), False),
    (Asked(frozenset({10}), frozenset({7, 70}), "emergency"), (A, F), True),
    (Asked(frozenset({10}), frozenset({8}), body_requires_approval=True), (), False),
    (Asked(frozenset({10, 20}), author_roles=frozenset({Role.EXECUTOR})), (A,), False),
    (Asked(frozenset({20}), author_roles=frozenset({Role.EXECUTOR, Role.CONTENT_MANAGER})), (), False),
    (Asked(frozenset({30, 20}), author_roles=frozenset({Role.EXECUTOR})), (A,), False),
    (Asked(frozenset({30}), author_roles=frozenset({Role.EXECUTOR})), (C,), False),
    (Asked(frozenset({10}), body_requires_approval=True), (A,), False),
    (Asked(frozenset({10})), (), False),
]


@pytest.mark.parametrize(("asked", "steps", "urgent"), CASES)
def test_the_first_rule_that_fits_decides(asked: Asked, steps: tuple[StepRole, ...], urgent: bool) -> None:
    route = find_route(RULES, asked)
    assert (route.steps, route.may_be_urgent) == (steps, urgent)


@pytest.mark.parametrize(
    ("steps", "people", "author", "is_served"),
    [
        ((), {}, 1, True),
        ((A,), {}, None, False),
        ((A,), {A: {1}}, 1, False),
        ((A,), {A: {1, 2}}, 1, True),
        ((A, F), {A: {1, 2}, F: {2}}, None, True),
        ((A, F), {A: {2}, F: {2}}, None, False),
        ((A, F), {A: {1, 2}, F: {2}}, 1, False),
    ],
)
def test_every_step_needs_a_person_of_its_own(
    steps: tuple[StepRole, ...], people: dict[StepRole, set[int]], author: int | None, is_served: bool
) -> None:
    found = {step: frozenset(ids) for step, ids in people.items()}
    assert covers_all(steps, found, without=author) is is_served

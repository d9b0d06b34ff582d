"""Who may give which role where: every giver × every role × near and far bodies. Nobody gives more than they have."""

from itertools import product

import pytest

from otklik.organizations.giving import may_give, roles_to_give
from otklik.organizations.rights import Place, Post, Right, Role, may, scope_of_post

TOWN, OTHER_TOWN = 1, 2
REGION, MINISTRY, ADMINISTRATION, SCHOOL, REVDA, REVDA_SCHOOL = 10, 20, 30, 31, 40, 41
UNDER = {
    REGION: {REGION, MINISTRY, ADMINISTRATION, SCHOOL, REVDA, REVDA_SCHOOL},
    MINISTRY: {MINISTRY},
    ADMINISTRATION: {ADMINISTRATION, SCHOOL},
    SCHOOL: {SCHOOL},
    REVDA: {REVDA, REVDA_SCHOOL},
    REVDA_SCHOOL: {REVDA_SCHOOL},
}
TOWN_OF = {ADMINISTRATION: TOWN, SCHOOL: TOWN, REVDA: OTHER_TOWN, REVDA_SCHOOL: OTHER_TOWN}
FOUNDER_OF = {SCHOOL: MINISTRY, REVDA_SCHOOL: MINISTRY}
BODIES = list(UNDER)

CM, EX, AP, CO = Role.CONTENT_MANAGER, Role.EXECUTOR, Role.APPROVER, Role.COORDINATOR
FO, CU, MO, AN, AU, AD = Role.FOUNDER, Role.CURATOR, Role.MODERATOR, Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR
WORKERS = {CM, EX, AP}

_TOWN_CURATOR = {body: WORKERS | {CO, MO, AN} for body in (ADMINISTRATION, SCHOOL)}
_REVDA_CURATOR = {body: WORKERS | {CO, MO, AN} for body in (REVDA, REVDA_SCHOOL)}
_TOWN_COORDINATOR = dict.fromkeys((ADMINISTRATION, SCHOOL), WORKERS)
_REVDA_COORDINATOR = dict.fromkeys((REVDA, REVDA_SCHOOL), WORKERS)
GIVERS = {
    **{(AD, body): {where: set(Role) for where in BODIES} for body in BODIES},
    (CU, REGION): {body: WORKERS | {CO, FO, MO, AN} for body in BODIES},
    **dict.fromkeys(((CU, ADMINISTRATION), (CU, SCHOOL)), _TOWN_CURATOR),
    **dict.fromkeys(((CU, REVDA), (CU, REVDA_SCHOOL)), _REVDA_CURATOR),
    (CU, MINISTRY): {
        MINISTRY: WORKERS | {CO, FO, MO, AN},
        SCHOOL: WORKERS | {MO, AN},
        REVDA_SCHOOL: WORKERS | {MO, AN},
    },
    **dict.fromkeys(((CO, ADMINISTRATION), (CO, SCHOOL)), _TOWN_COORDINATOR),
    **dict.fromkeys(((CO, REVDA), (CO, REVDA_SCHOOL)), _REVDA_COORDINATOR),
    (CO, REGION): dict.fromkeys(BODIES, WORKERS),
    (CO, MINISTRY): {MINISTRY: WORKERS},
}
"""(giver's role, giver's body): {body: roles that may be given there}. Everybody else gives nothing anywhere."""


def post(role: Role, body_id: int) -> Post:
    """This role in this body."""
    return Post(
        role=role,
        body_id=body_id,
        body_ids=frozenset(UNDER[body_id]),
        municipality_id=TOWN_OF.get(body_id),
        is_founder=body_id == MINISTRY,
        is_regional_centre=body_id == REGION,
    )


def places(body_id: int) -> list[Place]:
    """The body and those under it."""
    return [Place(one, TOWN_OF.get(one), FOUNDER_OF.get(one)) for one in sorted(UNDER[body_id])]


@pytest.mark.parametrize(("giver", "body_id"), list(product(Role, BODIES)), ids=str)
def test_everybody_gives_what_the_table_says_and_nothing_else(giver: Role, body_id: int) -> None:
    own = post(giver, body_id)
    found = {
        where: {role for role in Role if may_give([own], new=post(role, where), reaches=places(where))}
        for where in BODIES
    }
    assert {where: roles for where, roles in found.items() if roles} == GIVERS.get((giver, body_id), {})


@pytest.mark.parametrize(("giver", "body_id"), list(product(Role, BODIES)), ids=str)
def test_nobody_gives_sight_of_what_they_do_not_see(giver: Role, body_id: int) -> None:
    own = post(giver, body_id)
    scope = scope_of_post(own)
    for role, where in product(Role, BODIES):
        new = post(role, where)
        if may_give([own], new=new, reaches=places(where)):
            seen = scope_of_post(new)
            everything = [place for body in BODIES for place in places(body)]
            assert all(scope.covers(place) for place in everything if seen.covers(place)), (role, where)


def test_two_posts_do_not_add_up_to_more_than_either() -> None:
    posts = [post(CO, ADMINISTRATION), post(AU, REGION)]
    assert not may_give(posts, new=post(CM, REVDA), reaches=places(REVDA))
    assert roles_to_give(posts) == [CM, EX, AP]


def test_whoever_may_give_a_role_may_edit_staff() -> None:
    assert {role for role in Role if roles_to_give([post(role, REGION)])} == {
        role for role in Role if may((role,), Right.EDIT_STAFF)
    }

"""How far a post sees. Taking something away from a body never lets anybody see more."""

from dataclasses import replace
from itertools import product

import pytest

from otklik.organizations.rights import Place, Post, Role, scope_of_post

OWN, BELOW, FOUNDED, ELSEWHERE = 1, 2, 3, 4
TOWN, OTHER_TOWN = 10, 20
PLACES = (
    Place(OWN, TOWN), Place(BELOW, TOWN), Place(FOUNDED, OTHER_TOWN, OWN), Place(ELSEWHERE, TOWN),
    Place(ELSEWHERE, OTHER_TOWN, ELSEWHERE),
)  # fmt: skip


def seen_by(post: Post) -> set[Place]:
    scope = scope_of_post(post)
    return {place for place in PLACES if scope.covers(place)}


@pytest.mark.parametrize(("role", "town", "is_centre"), list(product(Role, (None, TOWN), (False, True))))
def test_nobody_sees_more_once_something_was_taken_away(role: Role, town: int | None, is_centre: bool) -> None:
    before = Post(
        role=role,
        body_id=OWN,
        body_ids=frozenset({OWN, BELOW}),
        municipality_id=town,
        is_founder=True,
        is_regional_centre=is_centre,
    )
    for taken in (
        replace(before, is_founder=False),
        replace(before, is_regional_centre=False),
        replace(before, body_ids=frozenset({OWN})),
        replace(before, is_founder=False, is_regional_centre=False),
    ):
        assert seen_by(taken) <= seen_by(before), taken


def test_only_the_curator_of_the_centre_sees_the_whole_region() -> None:
    curator = Post(role=Role.CURATOR, body_id=OWN, body_ids=frozenset({OWN, BELOW}))
    assert seen_by(curator) == set(PLACES[:3])
    assert seen_by(replace(curator, is_regional_centre=True)) == set(PLACES)

"""Whose people look at the whole region: the centre's, and the top's where there is one. A town is no region."""

import pytest

from otklik.organizations.models import Body, BodyLevel
from otklik.organizations.posts import Held, as_posts
from otklik.organizations.rights import Role, scope_of_post
from otklik.organizations.services import BodyCard, enter_body, enter_territory

pytestmark = pytest.mark.django_db
REGION = ("region", BodyLevel.REGION, False)
MINISTRY = ("region", BodyLevel.MINISTRY, False)
CENTRE = ("region", BodyLevel.REGION, True)
TOWN = ("town", BodyLevel.MUNICIPALITY, False)
OTHER = ("other", BodyLevel.MUNICIPALITY, False)
SCHOOL = ("town", BodyLevel.INSTITUTION, False)
Card = tuple[str, BodyLevel, bool]


def enter(cards: dict[Card, Card | None]) -> dict[Card, Body]:
    """Bodies, each under the one that is named."""
    region = enter_territory("region", "Область")
    places = {"region": region} | {
        one: enter_territory("municipality", one, parent=region) for one in ("town", "other")
    }
    made: dict[Card, Body] = {}
    for card, above in cards.items():
        place, level, is_centre = card
        made[card] = enter_body(
            BodyCard(
                slug=f"body-{len(made)}", name=f"Орган {len(made)}", short_name=f"О{len(made)}",
                territory_id=places[place].id, level=level, is_regional_centre=is_centre,
                parent_id=made[above].id if above else None,
            )
        )  # fmt: skip
    return made


@pytest.mark.parametrize(
    ("cards", "held", "sees_all"),
    [
        ({TOWN: None, SCHOOL: TOWN}, TOWN, True),
        ({TOWN: None, SCHOOL: TOWN}, SCHOOL, False),
        ({TOWN: None, OTHER: None}, TOWN, False),
        ({CENTRE: None, TOWN: None}, TOWN, False),
        ({CENTRE: None, TOWN: None}, CENTRE, True),
        ({REGION: None, CENTRE: REGION, TOWN: REGION}, REGION, True),
        ({REGION: None, CENTRE: REGION, TOWN: REGION}, CENTRE, True),
        ({REGION: None, CENTRE: REGION, TOWN: None}, TOWN, False),
        ({REGION: None, TOWN: None, OTHER: None}, REGION, True),
        ({REGION: None, TOWN: None, OTHER: None}, TOWN, False),
        ({CENTRE: None, REGION: None, TOWN: REGION}, REGION, False),
        ({CENTRE: None, MINISTRY: None}, MINISTRY, False),
        ({REGION: None, MINISTRY: None, TOWN: None}, MINISTRY, False),
    ],
)
@pytest.mark.parametrize("role", [Role.MODERATOR, Role.ANALYST, Role.AUDITOR])
def test_a_body_without_a_parent_is_the_region_only_where_it_stands_for_it(
    cards: dict[Card, Card | None], held: Card, sees_all: bool, role: Role
) -> None:
    (post,) = as_posts([Held(role, enter(cards)[held])])
    assert scope_of_post(post).everything is sees_all


def test_a_closed_body_is_no_second_top() -> None:
    made = enter({TOWN: None, OTHER: None})
    Body.objects.filter(id=made[OTHER].id).update(is_active=False)
    (post,) = as_posts([Held(Role.AUDITOR, made[TOWN])])
    assert scope_of_post(post).everything

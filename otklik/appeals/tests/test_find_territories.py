"""In which territories of the routes a case lies."""

import pytest
import shapely

from otklik.appeals.territories import RouteTerritory, Whereabouts, find_territories

REGION, TOWN, VILLAGE, MIRA, LANE = 1, 2, 3, 4, 5
KNOWN = (
    RouteTerritory(TOWN, "municipality", "Полевской", (REGION,), shapely.box(60, 56, 61, 57)),
    RouteTerritory(VILLAGE, "settlement", "село Курганово", (TOWN, REGION), shapely.box(60.4, 56.4, 60.6, 56.6)),
    RouteTerritory(MIRA, "street", "улица Мира", (TOWN, REGION)),
    RouteTerritory(LANE, "street", "переулок Мира", (TOWN, REGION)),
)


@pytest.mark.parametrize(
    ("where", "ids"),
    [
        (Whereabouts("улица Мира, 5"), [MIRA, TOWN, REGION]),
        (Whereabouts("Мира, 5"), [MIRA, TOWN, REGION]),
        (Whereabouts("переулок Мира, 5"), [LANE, TOWN, REGION]),
        (Whereabouts("село Курганово, улица Мира, 5"), [MIRA, VILLAGE, TOWN, REGION]),
        (Whereabouts("улица Мирная, 5"), []),
        (Whereabouts("", 56.5, 60.5), [VILLAGE, TOWN, REGION]),
        (Whereabouts("улица Ленина", 56.1, 60.1), [TOWN, REGION]),
        (Whereabouts("улица Ленина", 10.0, 10.0), []),
        (Whereabouts(""), []),
    ],
)
def test_it_goes_by_the_point_and_by_the_names_the_closest_first(where: Whereabouts, ids: list[int]) -> None:
    assert find_territories(where, KNOWN) == ids

"""In which territories of the routes a case lies."""

import pytest
import shapely

from otklik.appeals.territories import RouteTerritory, Whereabouts, find_territories, names_street

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


@pytest.mark.parametrize(
    ("street", "address"),
    [
        ("улица Карла Маркса", "К. Маркса, 5"),
        ("улица 1-я Заводская", "улица 1 Заводская, 7"),
        ("1-я Заводская улица", "Первая Заводская, 7"),
        ("улица им. Вавилова Н. И.", "улица Вавилова, 3"),
        ("улица 50-летия Октября", "50 лет Октября, 3"),
        ("улица Ленина", "город Полевской, Ленина, 5"),
        ("улица Ленина", "село Косой Брод, Ленина, 5"),
        ("проспект Победы", "Победы проспект, 5"),
    ],
)
def test_it_knows_the_street_of_a_route_however_an_address_writes_it(street: str, address: str) -> None:
    assert names_street(street, address)


@pytest.mark.parametrize(
    ("street", "address"),
    [
        ("улица Мира", "Мира переулок, 5"),
        ("улица Мира", "село Косой Брод, переулок Мира, 5"),
        ("улица Генерала Иванова", "улица Иванова, 5"),
        ("улица 2-я Заводская", "1-я Заводская, 5"),
        ("проспект Победы", "Победы, 5"),
        ("улица Ленина", "село Ленина, улица Мира"),
    ],
)
def test_it_takes_no_other_street_for_it(street: str, address: str) -> None:
    assert not names_street(street, address)

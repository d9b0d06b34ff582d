"""The order in which people are called is read once for a place."""

import pytest
from pytest_django import DjangoAssertNumQueries

from otklik.appeals.calling_order import Order
from otklik.organizations.rights import Place
from tests.people import NOW, Cast, enter_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


def test_the_second_case_of_a_place_asks_nothing(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    order, place = Order(NOW), Place(body_id=cast.utilities.id, founder_id=cast.ministry.id)
    first = list(order.of(place))
    with django_assert_num_queries(0):
        assert list(order.of(place)) == first
    assert len(first) == 5


def test_later_groups_are_read_when_somebody_asks_for_them(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    order, place = Order(NOW), Place(body_id=cast.utilities.id)
    next(order.of(place))
    with django_assert_num_queries(0):
        next(order.of(place))
    assert len(list(order.of(place))) == 5

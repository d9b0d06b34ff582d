"""Counts of many things by one query."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from otklik.organizations.counting import PRESENT, CountPlan, count_planned, plan_counts
from otklik.organizations.models import Territory, TerritoryLevel

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_all_are_counted_by_one_query_up_to_a_hundred(django_assert_num_queries: Callable[[int], object]) -> None:
    Territory.objects.bulk_create(Territory(level=TerritoryLevel.REGION, name=f"Край {n}") for n in range(103))
    some = Territory.objects.filter(name__in=["Край 1", "Край 100%", "Край 102"])
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        plan = plan_counts([some, Territory.objects.all(), Territory.objects.none(), some])
        found = count_planned(plan, now=NOW)
    assert found == (2, 100, 0, 2)


def test_where_nothing_is_asked_nothing_is_queried(django_assert_num_queries: Callable[[int], object]) -> None:
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        assert count_planned(CountPlan(), now=NOW) == ()


def test_a_plan_of_yesterday_counts_what_is_true_now() -> None:
    from otklik.organizations.models import Staff

    Staff.objects.create(email="one@example.org", name="Один", last_login=NOW)
    plan = plan_counts([Staff.objects.filter(last_login__lt=PRESENT)])
    assert count_planned(plan, now=NOW) == (0,)
    assert count_planned(plan, now=NOW.replace(hour=13)) == (1,)
    assert count_planned(plan + plan, now=NOW.replace(hour=13)) == (1, 1)

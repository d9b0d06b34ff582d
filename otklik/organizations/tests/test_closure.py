"""The closure of the tree: whatever moves happen, it is what the parents say; and a move reads no whole table."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from otklik.organizations.errors import MakesCircle, NotPossible
from otklik.organizations.models import Body, BodyAncestry
from otklik.organizations.services import BodyCard, enter_body, enter_territory
from otklik.organizations.tree import move_body
from tests.people import NOW

pytestmark = pytest.mark.django_db
BODIES = 9


def list_pairs() -> set[tuple[int, int, int]]:
    return set(BodyAncestry.objects.values_list("ancestor_id", "descendant_id", "depth"))


def recompute() -> set[tuple[int, int, int]]:
    """The closure from nothing but the parents."""
    parents = dict(Body.objects.values_list("id", "parent_id"))
    pairs = set()
    for body in parents:
        above: int | None = body
        depth = 0
        while above is not None:
            pairs.add((above, body, depth))
            above, depth = parents[above], depth + 1
    return pairs


def enter_bodies() -> list[Body]:
    place = enter_territory("region", "Область")
    return [enter_body(BodyCard(f"b-{n}", f"Орган {n}", f"Орган {n}", territory_id=place.id)) for n in range(BODIES)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, BODIES - 1), st.one_of(st.none(), st.integers(0, BODIES - 1))), max_size=25))
def test_it_is_what_the_parents_say_after_any_moves(moves: list[tuple[int, int | None]]) -> None:
    with transaction.atomic():
        bodies = enter_bodies()
        for moved, under in moves:
            try:
                with transaction.atomic():
                    move_body(
                        bodies[moved],
                        under=None if under is None else bodies[under],
                        by=None,
                        because="проверка",
                        now=NOW,
                    )
            except (MakesCircle, NotPossible):
                continue
        assert list_pairs() == recompute()
        transaction.set_rollback(True)


def test_entering_a_body_anew_under_another_one_moves_it_with_all_below_it() -> None:
    top, other, school, *_ = enter_bodies()
    for parent in (top, other):
        enter_body(BodyCard("b-2", "Школа", "Школа", territory_id=top.territory_id, parent_id=parent.id))
    assert list_pairs() == recompute()
    assert (other.id, school.id, 1) in list_pairs()
    assert not BodyAncestry.objects.filter(ancestor=top, descendant=school).exists()


@pytest.fixture
def region() -> list[Body]:
    """7,000 bodies: the region, 70 administrations, 10 departments in each, schools below those."""
    place = enter_territory("region", "Область")

    def make(parents: list[Body | None], count: int, level: str) -> list[Body]:
        return Body.objects.bulk_create(
            Body(slug=f"{level}-{n}", name=level, short_name=level, territory=place, parent=parents[n % len(parents)])
            for n in range(count)
        )

    top = make([None], 1, "top")
    towns = make([*top], 70, "town")
    departments = make([*towns], 700, "department")
    schools = make([*departments], 6229, "school")
    BodyAncestry.objects.bulk_create(BodyAncestry(ancestor_id=a, descendant_id=b, depth=d) for a, b, d in recompute())
    with connection.cursor() as cursor:
        cursor.execute("analyze organizations_body, organizations_bodyancestry")
    return [*top, *towns, *departments, *schools]


def test_moving_a_town_among_seven_thousand_bodies_reads_no_whole_table(region: list[Body]) -> None:
    plans: list[str] = []

    def explain(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if sql.lstrip().lower().startswith(("delete", "insert", "select", "update")) and "pg_advisory" not in sql:
            with context["cursor"].db.connection.cursor() as plain:
                plain.execute(f"explain {sql}", params)
                plans.append("\n".join(row[0] for row in plain.fetchall()))
        return execute(sql, params, many, context)

    town, other = region[1], region[2]
    assert len(region) == 7000
    with connection.execute_wrapper(explain):
        move_body(town, under=other, by=None, because="объединение округов", now=NOW)
    assert len(plans) > 5
    assert not [plan for plan in plans if "Seq Scan" in plan]
    assert list_pairs() == recompute()

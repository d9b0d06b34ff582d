"""Long vocabularies: what a search of tags and a look for a name read, by EXPLAIN on a filled table."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from otklik.appeals.models import Tag
from otklik.appeals.tag_names import of_one_name
from otklik.appeals.tags import list_known
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from tests.people import NOW, Cast, enter_cast

pytestmark = pytest.mark.django_db
NAMES = 1_000


def fill() -> Cast:
    """Two bodies have each name."""
    cast = enter_cast()
    Tag.objects.bulk_create(
        Tag(name=f"Снег {number}", body=body, made_at=NOW)
        for number in range(NAMES)
        for body in (cast.school, cast.utilities)
    )
    with connection.cursor() as cursor:
        cursor.execute("analyze appeals_tag")
    return cast


def test_a_search_reads_each_tag_some_times_whatever_their_number() -> None:
    person = load_viewer(fill().staff[Role.CURATOR].id, on=NOW.date())
    plans: list[dict[str, Any]] = []
    with connection.execute_wrapper(_analyzing(plans)):
        list_known(person, "снег")
    read = [step["Actual Rows"] * step["Actual Loops"] for plan in plans for step in _steps(plan)]
    assert NAMES < max(read) <= 10 * NAMES


def test_which_of_each_name_is_shown_is_chosen_within_the_database() -> None:
    person = load_viewer(fill().staff[Role.CURATOR].id, on=NOW.date())
    with CaptureQueriesContext(connection) as asked:
        known, _ = list_known(person, "снег", at_most=3)
    assert len(known) == 3
    assert sum(len(one["sql"]) for one in asked) < 10 * NAMES


def test_those_of_one_name_are_found_without_reading_the_vocabulary() -> None:
    fill()
    one = Tag.objects.filter(name="Снег 7")[0].id
    plans: list[dict[str, Any]] = []
    with connection.execute_wrapper(_analyzing(plans)):
        assert len(of_one_name([one])) == 2
    (plan,) = plans
    assert "Seq Scan" not in {step["Node Type"] for step in _steps(plan)}


def _steps(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from _steps(part)


def _analyzing(plans: list[dict[str, Any]]) -> Callable[..., Any]:
    def analyze(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if '"appeals_tag"' in sql:
            with context["cursor"].db.connection.cursor() as plain:
                plain.execute(f"explain (analyze, timing off, format json) {sql}", params)
                plans.append(plain.fetchone()[0][0]["Plan"])
        return execute(sql, params, many, context)

    return analyze

"""No list and no map reads the whole table: EXPLAIN on a filled one."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection

from otklik.publication.published.filtering import CaseFilter, matching
from otklik.publication.published.mapping import Box, draw
from otklik.publication.published.selectors import count_published, find_published, list_published
from otklik.publication.subscriptions.choosing import list_choices

pytestmark = pytest.mark.django_db
FILLED = 20_000


def fill() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into publication_publishedcase (number, text, answer, state, topic, topic_code, group_code,"
            " body_slug, body_name, network, town, street, wrote_on, waits_for, latitude, longitude, tag_keys, search)"
            " select n, '', '', case n %% 9 when 0 then 'deferred' else 'answered' end, 't' || n %% 26,"
            " 't' || n %% 200, 'g' || n %% 26, 'b' || n %% 400, 'b', '', 'town' || n %% 7, 'street' || n %% 900,"
            " date '2026-11-01' - n / 100, '', 50 + n %% 977 / 60.0, 55 + n %% 491 / 30.0,"
            " array['w' || n %% 3000], to_tsvector('simple', 'яма w' || n %% 3000) from generate_series(1, %s) n",
            [FILLED],
        )
        cursor.execute("analyze publication_publishedcase")


@pytest.mark.parametrize("before", [None, 9_000_000])
def test_no_list_reads_the_whole_table(before: int | None) -> None:
    fill()
    asked = (
        CaseFilter(), CaseFilter(topic="g3"), CaseFilter(topic="t33"), CaseFilter(body="b7"),
        CaseFilter(town="town3", street="street3"), CaseFilter(state="deferred"), CaseFilter(words="яма"),
        CaseFilter(words="w77"), CaseFilter(topic="g3", state="deferred", since=date(2026, 10, 1)),
        CaseFilter(since=date(2026, 10, 20)), CaseFilter(until=date(2026, 6, 1)),
        CaseFilter(tag="w77"),
    )  # fmt: skip
    assert [one for one in asked if "Seq Scan" in _plan(one, before=before)] == []


def test_neither_the_map_nor_a_case_nor_the_choices_read_the_whole_table() -> None:
    fill()
    plans: list[str] = []
    town = Box(60.1, 56.1, 60.4, 56.3)
    with connection.execute_wrapper(_explaining(plans)):
        draw(CaseFilter(topic="g3"), town, zoom=12)
        draw(CaseFilter(), town, zoom=12)
        draw(CaseFilter(words="w77"), Box(50, 50, 75, 70), zoom=5)
        list_published(CaseFilter(), box=town)
        count_published(CaseFilter(), box=town)
        find_published("77")
        list_choices()
    assert len(plans) >= 10
    assert [plan for plan in plans if "Seq Scan on publication" in plan] == []


def _plan(asked: CaseFilter, *, before: int | None) -> str:
    rows = matching(asked) if before is None else matching(asked).filter(id__lt=before)
    sql, params = rows.order_by("-id")[:21].query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"explain {sql}", params)
        return "\n".join(row[0] for row in cursor.fetchall())


def _explaining(plans: list[str]) -> Callable[..., Any]:
    def explain(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if "publication_publishedcase" in sql:
            with context["cursor"].db.connection.cursor() as plain:
                plain.execute(f"explain {sql}", params)
                plans.append("\n".join(row[0] for row in plain.fetchall()))
        return execute(sql, params, many, context)

    return explain

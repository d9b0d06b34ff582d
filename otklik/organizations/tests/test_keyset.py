"""A list by pages: marks are read back as they were told, and what is none is none."""

from datetime import UTC, date, datetime

import pytest

from otklik.organizations.keyset import Mark, take_page
from otklik.organizations.models import Body
from otklik.shared.versions import version_of
from tests.people import enter_cast


def test_a_mark_is_read_back_whatever_the_name_is() -> None:
    mark = Mark(('Школа «8»\n"[1]"', 7))
    assert Mark.find_in(str(mark), kinds=(str, int)) == mark


def test_a_mark_of_moments_and_days_is_read_back() -> None:
    mark = Mark((datetime(2026, 11, 24, 10, 30, 0, 5, tzinfo=UTC), date(2026, 11, 24), 7))
    assert Mark.find_in(str(mark), kinds=(datetime, date, int)) == mark
    for text in ('["2026-11-24T10:30:00","2026-11-24",7]', '["2026-13-24T10:30:00Z","2026-11-24",7]', '[1,2,7]',
                 '["2026-11-24T10:30:00Z","x",7]', '["2026-11-24T10:30:00Z","2026-11-24T10:30:00Z",7]'):  # fmt: skip
        assert Mark.find_in(text, kinds=(datetime, date, int)) is None, text


def test_what_is_no_mark_is_none() -> None:
    for text in (
        "", "x", "{}", "[]", "[1]", '["a"]', '["a","b"]', '["a",-1]', '["a",true]', '["a",1.0]',
        '["a",9223372036854775808]', '["a\\u0000",1]', '["\\ud800",1]', "[" * 100_000,
    ):  # fmt: skip
        assert Mark.find_in(text, kinds=(str, int)) is None, text[:40]


@pytest.mark.django_db
@pytest.mark.parametrize("columns", [("name", "id"), ("-name", "id"), ("territory__name", "-name", "-id")])
@pytest.mark.parametrize("at_most", [1, 2, 5, 100])
def test_pages_hold_each_row_once_in_one_order(at_most: int, columns: tuple[str, ...]) -> None:
    enter_cast()
    Body.objects.filter(slug__in=["revda", "cur"]).update(name="Администрация")
    whole = list(Body.objects.select_related("territory").order_by(*columns))
    found, after = [], None
    for _page in whole:
        rows, after = take_page(Body.objects.select_related("territory"), columns, after=after, at_most=at_most)
        assert len(rows) <= at_most
        found += rows
        if after is None:
            break
    assert found == whole


def test_another_value_is_another_version() -> None:
    assert version_of("a", 1) == version_of("a", 1)
    assert len({version_of("a", 1), version_of("a", 2), version_of("a1"), version_of("a", "1")}) == 4

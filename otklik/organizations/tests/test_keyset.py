"""A list by pages: marks are read back as they were told, and what is none is none."""

import pytest

from otklik.organizations.keyset import Mark, take_page
from otklik.organizations.models import Body
from otklik.shared.versions import version_of
from tests.people import enter_cast


def test_a_mark_is_read_back_whatever_the_name_is() -> None:
    mark = Mark(('Школа «8»\n"[1]"', 7))
    assert Mark.find_in(str(mark), kinds=(str, int)) == mark


def test_what_is_no_mark_is_none() -> None:
    for text in (
        "", "x", "{}", "[]", "[1]", '["a"]', '["a","b"]', '["a",-1]', '["a",true]', '["a",1.0]',
        '["a",9223372036854775808]', '["a\\u0000",1]', '["\\ud800",1]', "[" * 100_000,
    ):  # fmt: skip
        assert Mark.find_in(text, kinds=(str, int)) is None, text[:40]


@pytest.mark.django_db
@pytest.mark.parametrize("at_most", [1, 2, 5, 100])
def test_pages_hold_each_row_once_in_one_order(at_most: int) -> None:
    enter_cast()
    Body.objects.filter(slug__in=["revda", "cur"]).update(name="Администрация")
    whole = list(Body.objects.order_by("name", "id"))
    found, after = [], None
    for _page in whole:
        rows, after = take_page(Body.objects.all(), ("name", "id"), after=after, at_most=at_most)
        assert len(rows) <= at_most
        found += rows
        if after is None:
            break
    assert found == whole


def test_another_value_is_another_version() -> None:
    assert version_of("a", 1) == version_of("a", 1)
    assert len({version_of("a", 1), version_of("a", 2), version_of("a1"), version_of("a", "1")}) == 4

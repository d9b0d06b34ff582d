"""What an address asks of published cases."""

from datetime import date

import pytest
from django.http import QueryDict

from otklik.publication.published.filtering import CaseFilter
from otklik.web.portal.asking import filter_of, query_of

EVERYTHING = CaseFilter(
    topic="roads", body="school-21", tag="У школы", town="Полевской", street="улица Ленина", state="answered",
    since=date(2026, 11, 1), until=date(2026, 11, 30), words="яма & лужа",
)  # fmt: skip


@pytest.mark.parametrize("asked", [CaseFilter(), EVERYTHING, CaseFilter(words="100 % льда")])
def test_what_it_writes_it_reads_again(asked: CaseFilter) -> None:
    assert filter_of(QueryDict(query_of(asked).removeprefix("?"))) == asked


def test_a_filter_that_asks_nothing_leaves_the_address_alone() -> None:
    assert query_of(CaseFilter()) == ""
    assert query_of(CaseFilter(topic="roads"), before="12") == "?topic=roads&before=12"


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("state=broken&since=yesterday&until=2026-13-45&page=2", CaseFilter()),
        ("since=0001-01-01", CaseFilter()),
        ("q=%00%20%20яма%0a%20лужа", CaseFilter(words="яма лужа")),
        ("topic=" + "x" * 300, CaseFilter(topic="x" * 200)),
        ("since=2026-11-30&until=2026-11-01", CaseFilter(since=date(2026, 11, 1), until=date(2026, 11, 30))),
    ],
)
def test_nonsense_asks_nothing(query: str, asked: CaseFilter) -> None:
    assert filter_of(QueryDict(query)) == asked

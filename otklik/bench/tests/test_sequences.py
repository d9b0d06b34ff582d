"""What benchmarks fill in bulk is a database that goes on working: every sequence gives a name that is free."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from otklik.appeals.services import TypedIn, type_in_case
from otklik.bench.crowd import enter_crowd, fill
from otklik.bench.readers import _published
from otklik.bench.recompute import measure_recompute
from otklik.bench.region import build_region
from otklik.bench.staff.office import enter_office
from otklik.organizations.models import Staff
from otklik.organizations.selectors import load_viewer
from otklik.publication.models import PublishedCase
from otklik.web.edge.tests.conftest import test_database_url
from tests.sequences import sequences_behind

FAR = 5_000_000
"""Beyond what other tests have taken from the sequences."""


def now() -> datetime:
    return datetime.now(UTC)


def fill_inbox() -> None:
    crowd = enter_crowd(now=now())
    fill(test_database_url(), crowd, since=FAR, until=FAR + 400, now=now())


def fill_readers() -> None:
    build_region(pages=20, staff=5)
    PublishedCase.objects.bulk_create(_published(20, ["government"]))


FILLINGS = (
    fill_inbox,
    fill_readers,
    lambda: measure_recompute(cases=1_200),
    lambda: enter_office(people=5, cases=1_100, now=now()),
)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fill_it", FILLINGS)
def test_every_sequence_is_ahead_of_what_was_filled_in(fill_it: Callable[[], object]) -> None:
    fill_it()
    assert sequences_behind() == []


@pytest.mark.django_db(transaction=True)
def test_a_case_can_be_opened_in_a_filled_database() -> None:
    fill_inbox()
    by = load_viewer(Staff.objects.get(email="coordinator@bench.example").id, on=now().date())
    entry = TypedIn(body_id=by.posts[0].body_id, channel="phone", text="Яма на улице Ленина, 5", author_name="Мария")
    assert type_in_case(entry, by=by, now=now()) == FAR + 1_400

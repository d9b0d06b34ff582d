"""The made-up scores of the demo: a month, the same each time, one objection."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from otklik.demo.cast import Cast
from otklik.demo.entries import fill_entries
from otklik.demo.scores import seed_scores
from otklik.demo.seed import seed_pages, seed_town
from otklik.demo.snapshots import DAYS, UNDESCRIBED, plan_past, seed_snapshots
from otklik.demo.tests.conftest import SilentControl
from otklik.pages.methodologies import enter_shipped
from otklik.pages.models import Page, PageScore, PageSnapshot, ScoreObjection

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_every_page_has_two_months_of_scores_and_one_waits_for_a_curator() -> None:
    enter_shipped()  # where a test before has emptied the tables, what migrations had filled in is gone
    seed_town()
    seed_pages(SilentControl(), now=NOW)
    fill_entries(now=NOW)
    writer, past = Cast(on=NOW.date()).writer(UNDESCRIBED[1]), plan_past(now=NOW)
    for _ in range(2):
        seed_scores(past, writer=writer, now=NOW)
        seed_snapshots(past, now=NOW)
    assert PageSnapshot.objects.count() == Page.objects.count() * (DAYS + 1)
    for page_id in Page.objects.values_list("id", flat=True):
        days = PageSnapshot.objects.filter(page_id=page_id).order_by("on").values_list("posts_in_7_days", flat=True)
        assert sum(before != after for before, after in pairwise(days)) <= 1, "a sum over days does not jump to and fro"
    light = PageScore.objects.filter(methodology__code="traffic-light")
    assert light.count() == Page.objects.count() * (DAYS + 1)
    current = light.filter(is_current=True)
    assert current.count() == Page.objects.count()
    assert {one.colour for one in current} == {"green", "yellow", "red", "none"}
    moved = light.filter(is_current=True).exclude(moved=0).exclude(moved=None)
    assert moved.count() < current.count()
    objection = ScoreObjection.objects.get()
    assert (objection.state, objection.by_name) == ("open", writer.name)

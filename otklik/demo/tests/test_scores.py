"""The made-up scores of the demo: a month, the same each time, one objection."""

from datetime import UTC, datetime

import pytest

from otklik.demo.cast import Cast
from otklik.demo.scores import DAYS, OBJECTED, seed_scores
from otklik.demo.seed import seed_pages, seed_town
from otklik.demo.tests.conftest import SilentControl
from otklik.pages.models import Page, PageScore, ScoreObjection

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_every_page_has_two_months_of_scores_and_one_waits_for_a_curator() -> None:
    seed_town()
    seed_pages(SilentControl(), now=NOW)
    writer = Cast(on=NOW.date()).writer(OBJECTED[0])
    for _ in range(2):
        seed_scores(writer=writer, now=NOW)
    light = PageScore.objects.filter(methodology__code="traffic-light")
    assert light.count() == Page.objects.count() * (DAYS + 1)
    current = light.filter(is_current=True)
    assert current.count() == Page.objects.count()
    assert {one.colour for one in current} == {"green", "yellow", "red", "none"}
    objection = ScoreObjection.objects.get()
    assert (objection.state, objection.by_name) == ("open", writer.name)

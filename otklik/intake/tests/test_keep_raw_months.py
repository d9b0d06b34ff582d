"""How long raw events are kept."""

from datetime import UTC, datetime

import pytest
from pytest_django import Settings

from otklik.intake.models import RawEvent
from otklik.intake.retention import keep_raw_months
from tests.town import arrive, build_town


@pytest.mark.django_db
def test_it_drops_whole_months_that_are_past_their_time(settings: Settings) -> None:
    settings.OTKLIK_RAW_EVENT_DAYS = 90
    page = build_town().page
    keep_raw_months(now=datetime(2030, 1, 15, tzinfo=UTC))
    arrive(page, b"{}", at=datetime(2030, 1, 20, tzinfo=UTC))
    arrive(page, b"{}", at=datetime(2030, 3, 20, tzinfo=UTC))
    keep_raw_months(now=datetime(2030, 4, 20, tzinfo=UTC))
    assert RawEvent.objects.count() == 2
    keep_raw_months(now=datetime(2030, 5, 20, tzinfo=UTC))
    assert RawEvent.objects.count() == 1

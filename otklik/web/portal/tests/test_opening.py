"""When a body works."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from django.utils import translation

from otklik.organizations.public_selectors import PublicBody
from otklik.web.portal.opening import opening_of

BODY = PublicBody(
    slug="office", name="Администрация", short_name="Администрация", sphere="", territory="Полевской", founder="",
    zone="Asia/Yekaterinburg", workday_from=time(8), workday_to=time(17), break_from=time(12), break_to=time(13),
)  # fmt: skip


@pytest.mark.parametrize(
    ("utc", "is_open", "words"),
    [
        (datetime(2026, 11, 24, 3, 0, tzinfo=UTC), True, "Open now, until 12:00"),
        (datetime(2026, 11, 24, 2, 59, tzinfo=UTC), False, "Closed now, opens at 8:00"),
        (datetime(2026, 11, 24, 7, 30, tzinfo=UTC), False, "Closed now, opens at 13:00"),
        (datetime(2026, 11, 24, 11, 59, tzinfo=UTC), True, "Open now, until 17:00"),
        (datetime(2026, 11, 24, 12, 0, tzinfo=UTC), False, "Closed now, opens tomorrow at 8:00"),
        (datetime(2026, 11, 27, 12, 0, tzinfo=UTC), False, "Closed now, opens Monday, 30 November at 8:00"),
        (datetime(2026, 12, 31, 20, 0, tzinfo=UTC), False, "Closed now, opens Monday, 11 January at 8:00"),
    ],
)  # fmt: skip
def test_it_says_whether_the_body_is_open_in_its_own_zone(utc: datetime, is_open: bool, words: str) -> None:
    with translation.override("en"):
        opening = opening_of(BODY, now=utc)
    assert (opening.is_open, opening.words) == (is_open, words)


def test_it_shows_the_week_with_its_shortened_and_free_days() -> None:
    week = opening_of(BODY, now=datetime(2026, 11, 3, 5, tzinfo=UTC)).week
    assert [day.hours for day in week] == [
        "8:00–17:00", "8:00–16:00", "", "8:00–17:00", "8:00–17:00", "", "",
    ]  # fmt: skip
    assert [day.is_today for day in week].index(True) == 1


def test_another_zone_has_another_hour() -> None:
    there = replace(BODY, zone="Asia/Kamchatka")
    assert not opening_of(there, now=datetime(2026, 11, 24, 6, tzinfo=UTC)).is_open
    assert opening_of(BODY, now=datetime(2026, 11, 24, 6, tzinfo=UTC)).is_open


@pytest.mark.parametrize(
    ("zone", "told"), [("Asia/Yekaterinburg", "МСК+2"), ("Europe/Moscow", "МСК"), ("Europe/Kaliningrad", "МСК−1")]
)
def test_the_zone_is_told_by_moscow_time(zone: str, told: str) -> None:
    assert opening_of(replace(BODY, zone=zone), now=datetime(2026, 11, 24, 6, tzinfo=UTC)).zone == told

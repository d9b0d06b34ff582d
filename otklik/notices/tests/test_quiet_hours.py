"""When a person may be told: working time of the body, days off, own quiet hours."""

from datetime import UTC, datetime, time

import pytest

from otklik.notices.quiet import NOT_QUIET, QuietHours, next_moment
from otklik.shared.calendar import WorkingCalendar, office_calendar


@pytest.fixture
def calendar() -> WorkingCalendar:
    """08:00 to 17:00 with lunch at 12:00, in Yekaterinburg (UTC+5)."""
    return office_calendar(
        "Asia/Yekaterinburg", opens=time(8), closes=time(17), break_from=time(12), break_to=time(13)
    )  # fmt: skip


NIGHT = QuietHours(time(22), time(9, 30))
NOON = QuietHours(time(11), time(14))
ALL_DAY = QuietHours(time(7), time(20))


@pytest.mark.parametrize(
    ("now", "quiet", "told"),
    [
        ("2026-11-24T06:00", NOT_QUIET, "2026-11-24T06:00"),  # Tuesday, 11:00 there
        ("2026-11-24T07:30", NOT_QUIET, "2026-11-24T08:00"),  # lunch
        ("2026-11-24T12:00", NOT_QUIET, "2026-11-25T03:00"),  # 17:00 there: over
        ("2026-11-27T15:00", NOT_QUIET, "2026-11-30T03:00"),  # Friday evening
        ("2026-12-31T13:00", NOT_QUIET, "2027-01-11T03:00"),  # the holidays of New Year
        ("2026-11-03T11:30", NOT_QUIET, "2026-11-05T03:00"),  # a shortened day is over at 16:00, then a holiday
        ("2026-11-24T02:00", NIGHT, "2026-11-24T04:30"),  # quiet until 9:30, past midnight
        ("2026-11-24T04:29", NIGHT, "2026-11-24T04:30"),
        ("2026-11-24T06:30", NOON, "2026-11-24T09:00"),
        ("2026-11-24T06:30", ALL_DAY, "2026-11-24T06:30"),  # covers the working time: not kept
    ],
)
def test_it_waits_for_the_working_time_and_the_end_of_quiet_hours(
    calendar: WorkingCalendar, now: str, quiet: QuietHours, told: str
) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert next_moment(at, calendar=calendar, quiet=quiet) == datetime.fromisoformat(told).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "clock", "holds"),
    [
        (NOON, time(11), True),
        (NOON, time(14), False),
        (NIGHT, time(23), True),
        (NIGHT, time(0), True),
        (NIGHT, time(9, 30), False),
        (NIGHT, time(12), False),
        (NOT_QUIET, time(3), False),
    ],
)
def test_the_hours_may_pass_midnight(hours: QuietHours, clock: time, holds: bool) -> None:
    assert hours.hold(clock) is holds

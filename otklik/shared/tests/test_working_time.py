from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.shared.calendar import (
    Hours,
    WorkingCalendar,
    calendar_round_the_clock,
    hours_on,
    is_shortened,
    office_calendar,
)
from otklik.shared.working_time import add_working_days, add_working_time, working_minutes_between

ZONE = "Asia/Yekaterinburg"
OFFICE = office_calendar(ZONE, opens=time(8), closes=time(17), break_from=time(12), break_to=time(13))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE))


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        ("2026-03-03 08:00", 8 * 60, "2026-03-03 17:00"),
        ("2026-03-03 09:00", 8 * 60, "2026-03-04 09:00"),
        ("2026-03-03 11:30", 60, "2026-03-03 13:30"),
        ("2026-03-03 12:30", 30, "2026-03-03 13:30"),
        ("2026-03-03 03:00", 60, "2026-03-03 09:00"),
        ("2026-03-06 16:00", 2 * 60, "2026-03-10 09:00"),  # the weekend and the transferred 8 March
        ("2026-04-30 15:00", 2 * 60, "2026-05-04 09:00"),  # shortened by an hour, then the holiday and the weekend
        ("2026-12-30 16:00", 2 * 60, "2027-01-11 09:00"),
        ("2024-04-26 16:00", 2 * 60, "2024-04-27 09:00"),  # a worked Saturday
        ("2024-11-02 15:00", 2 * 60, "2024-11-05 09:00"),  # a worked and shortened Saturday
        ("2026-03-03 20:00", 0, "2026-03-03 20:00"),
    ],
)
def test_it_counts_only_the_hours_that_the_body_works(start: str, minutes: int, due: str) -> None:
    assert add_working_time(at(start), minutes, calendar=OFFICE) == at(due)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-03-03 08:00", "2026-03-03 17:00", 480),
        ("2026-03-03 11:00", "2026-03-03 14:00", 120),
        ("2026-03-06 16:30", "2026-03-10 08:15", 45),
        ("2026-11-03 08:00", "2026-11-04 20:00", 420),
        ("2026-03-03 17:00", "2026-03-04 08:00", 0),
        ("2026-03-04 10:00", "2026-03-03 10:00", 0),
    ],
)
def test_it_tells_the_working_minutes_between_two_moments(start: str, end: str, minutes: int) -> None:
    assert working_minutes_between(at(start), at(end), calendar=OFFICE) == minutes


@pytest.mark.parametrize(("year", "hours"), [(2024, 1979), (2025, 1972), (2026, 1972)])
def test_it_equals_the_official_norm_of_hours_of_a_forty_hour_week(year: int, hours: int) -> None:
    minutes = working_minutes_between(at(f"{year}-01-01 00:00"), at(f"{year + 1}-01-01 00:00"), calendar=OFFICE)

    assert minutes == hours * 60


def test_it_knows_the_shortened_days_of_2026() -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]

    assert [day for day in days if is_shortened(day)] == [
        date(2026, 4, 30),
        date(2026, 5, 8),
        date(2026, 6, 11),
        date(2026, 11, 3),
    ]


def test_it_shortens_the_eve_of_a_holiday_in_years_beyond_the_tables() -> None:
    assert is_shortened(date(2028, 5, 8))
    assert is_shortened(date(2028, 2, 22))
    assert not is_shortened(date(2028, 2, 21))
    assert not is_shortened(date(2028, 1, 7))


def test_it_ends_seven_working_days_later_at_the_end_of_the_day() -> None:
    assert add_working_days(at("2026-04-28 10:00"), 7, calendar=OFFICE) == at("2026-05-08 16:00")
    assert add_working_days(at("2026-05-02 10:00"), 1, calendar=OFFICE) == at("2026-05-04 17:00")


def test_it_lets_a_special_day_override_the_week_and_the_holidays() -> None:
    special = {date(2026, 5, 9): (Hours(600, 720),), date(2026, 5, 7): ()}
    calendar = office_calendar(ZONE, opens=time(8), closes=time(17), special_days=special)

    assert add_working_time(at("2026-05-06 16:00"), 120, calendar=calendar) == at("2026-05-08 09:00")
    assert add_working_time(at("2026-05-08 15:00"), 120, calendar=calendar) == at("2026-05-09 11:00")


def test_it_closes_a_library_that_works_on_saturdays_only_on_holidays() -> None:
    day = (Hours(600, 1080),)
    library = WorkingCalendar(ZoneInfo(ZONE), ((), day, day, day, day, day, day))

    assert hours_on(date(2026, 3, 7), calendar=library) == day
    assert hours_on(date(2026, 3, 8), calendar=library) == ()


def test_it_counts_every_minute_round_the_clock() -> None:
    duty = calendar_round_the_clock(ZONE)

    assert add_working_time(at("2026-12-31 23:30"), 60, calendar=duty) == at("2027-01-01 00:30")
    assert working_minutes_between(at("2026-12-31 23:00"), at("2027-01-02 01:00"), calendar=duty) == 26 * 60


def test_it_stops_at_the_hours_of_the_zone_and_not_of_utc() -> None:
    moscow = office_calendar("Europe/Moscow", opens=time(9), closes=time(18))

    assert add_working_time(datetime(2026, 3, 3, 14, 30, tzinfo=UTC), 60, calendar=moscow) == datetime(
        2026, 3, 4, 6, 30, tzinfo=UTC
    )


def test_it_refuses_what_would_never_end() -> None:
    with pytest.raises(ValueError, match="without a single working hour"):
        WorkingCalendar(ZoneInfo(ZONE), ((), (), (), (), (), (), ()))
    with pytest.raises(ValueError, match="not a stretch"):
        Hours(600, 600)
    with pytest.raises(ValueError, match="without a zone"):
        add_working_time(at("2026-03-03 10:00").replace(tzinfo=None), 60, calendar=OFFICE)


@given(
    day=st.dates(date(2024, 1, 1), date(2027, 6, 1)),
    clock=st.times(timezones=st.just(UTC)),
    minutes=st.integers(min_value=0, max_value=20_000),
)
def test_it_finds_between_start_and_due_exactly_the_minutes_that_were_added(
    day: date, clock: time, minutes: int
) -> None:
    start = datetime.combine(day, clock)
    due = add_working_time(start, minutes, calendar=OFFICE)

    assert working_minutes_between(start, due, calendar=OFFICE) == minutes
    assert due >= start

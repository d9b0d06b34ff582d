from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from otklik.appeals.deadlines import Deadline, Moments, Pause, decide_deadline, due_after_pause, due_of
from otklik.appeals.profiles import (
    EMERGENCY,
    HIGH,
    OFFICIAL_APPEAL,
    ORDINARY,
    THANKS,
    ClockKind,
    Importance,
    Profile,
    Regime,
    profile_for,
)
from otklik.shared.calendar import office_calendar

ZONE = "Asia/Yekaterinburg"
OFFICE = office_calendar(ZONE, opens=time(8), closes=time(17), break_from=time(12), break_to=time(13))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE))


def deadline(profile: Profile, clock: ClockKind, moments: Moments, *, now: datetime) -> Deadline:
    decided = decide_deadline(profile, clock, moments=moments, calendar=OFFICE, now=now)
    assert decided
    return decided


@pytest.mark.parametrize(
    ("regime", "kind", "importance", "profile"),
    [
        (Regime.COMMENT, "problem", Importance.ORDINARY, ORDINARY),
        (Regime.COMMENT, "problem", Importance.HIGH, HIGH),
        (Regime.PLATFORM, "question", Importance.EMERGENCY, EMERGENCY),
        (Regime.COMMENT, "thanks", Importance.ORDINARY, THANKS),
        (Regime.COMMENT, "thanks", Importance.EMERGENCY, THANKS),
        (Regime.APPEAL, "problem", Importance.EMERGENCY, OFFICIAL_APPEAL),
        ("unheard of", "", "", ORDINARY),
    ],
)
def test_it_takes_the_first_profile_that_fits(regime: str, kind: str, importance: str, profile: Profile) -> None:
    assert profile_for(regime=regime, channel="comment", kind=kind, importance=importance) is profile


@pytest.mark.parametrize(
    ("profile", "clock", "since", "due"),
    [
        (ORDINARY, ClockKind.ASSIGNMENT, "2026-03-03 16:30", "2026-03-04 08:30"),
        (ORDINARY, ClockKind.PRIMARY, "2026-03-03 10:00", "2026-03-04 10:00"),
        (HIGH, ClockKind.PRIMARY, "2026-03-03 10:00", "2026-03-03 15:00"),
        (EMERGENCY, ClockKind.PRIMARY, "2026-03-07 23:30", "2026-03-08 00:30"),
        (ORDINARY, ClockKind.FINAL, "2026-03-03 10:00", "2026-03-13 17:00"),
        (OFFICIAL_APPEAL, ClockKind.PRIMARY, "2026-03-03 10:00", "2026-04-03 00:00"),
    ],
)
def test_it_sets_the_deadline_by_profile(profile: Profile, clock: ClockKind, since: str, due: str) -> None:
    assert due_of(profile, clock, since=at(since), calendar=OFFICE) == at(due)


def test_it_runs_no_clock_for_thanks() -> None:
    since = Moments(at("2026-03-03 10:00"))

    assert due_of(THANKS, ClockKind.PRIMARY, since=since.started_at, calendar=OFFICE) is None
    assert (
        decide_deadline(THANKS, ClockKind.PRIMARY, moments=since, calendar=OFFICE, now=at("2026-03-09 10:00")) is None
    )


def test_it_tells_what_is_spent_and_what_is_left() -> None:
    stands = deadline(ORDINARY, ClockKind.PRIMARY, Moments(at("2026-03-03 10:00")), now=at("2026-03-03 14:30"))

    assert (stands.spent_minutes, stands.remaining_minutes) == (210, 270)
    assert stands.is_running
    assert not stands.is_overdue
    assert stands.due_at.tzinfo is UTC
    assert [why.text % why.values for why in stands.why] == ["Term: 8 working hours."]


def test_it_is_overdue_from_the_minute_after_the_end_even_at_night() -> None:
    moments = Moments(at("2026-03-03 08:00"))

    assert not deadline(ORDINARY, ClockKind.PRIMARY, moments, now=at("2026-03-03 17:00")).is_overdue
    assert deadline(ORDINARY, ClockKind.PRIMARY, moments, now=at("2026-03-03 17:01")).is_overdue
    assert deadline(ORDINARY, ClockKind.PRIMARY, moments, now=at("2026-03-04 09:00")).remaining_minutes == -60


def test_it_stops_at_the_published_answer() -> None:
    answered = Moments(at("2026-03-03 10:00"), stopped_at=at("2026-03-03 11:00"))
    stands = deadline(ORDINARY, ClockKind.PRIMARY, answered, now=at("2026-04-20 10:00"))

    assert (stands.spent_minutes, stands.remaining_minutes, stands.is_running) == (60, 420, False)


def test_it_stands_while_the_author_is_asked() -> None:
    asked = Moments(at("2026-03-03 10:00"), pauses=[Pause(at("2026-03-03 11:00"))])
    stands = deadline(ORDINARY, ClockKind.PRIMARY, asked, now=at("2026-03-20 10:00"))

    assert (stands.spent_minutes, stands.remaining_minutes, stands.is_running) == (60, 420, False)
    assert len(stands.why) == 3


def test_it_goes_on_with_what_was_left() -> None:
    asked = Moments(at("2026-03-03 10:00"), pauses=[Pause(at("2026-03-03 11:00"), at("2026-03-05 09:00"))])
    stands = deadline(ORDINARY, ClockKind.PRIMARY, asked, now=at("2026-03-05 10:00"))

    assert stands.due_at == at("2026-03-05 17:00")
    assert (stands.spent_minutes, stands.remaining_minutes) == (120, 360)


@pytest.mark.parametrize("asked_at", ["2026-03-04 09:45", "2026-03-04 15:00"])
def test_it_is_never_overdue_at_the_moment_of_return(asked_at: str) -> None:
    pause = Pause(at(asked_at), at("2026-03-06 16:30"))
    due_at = due_after_pause(ORDINARY, ClockKind.PRIMARY, due_at=at("2026-03-04 10:00"), pause=pause, calendar=OFFICE)

    assert due_at == at("2026-03-10 08:30")


def test_it_pauses_an_emergency_round_the_clock() -> None:
    pause = Pause(at("2026-03-07 22:00"), at("2026-03-08 03:00"))
    due_at = due_after_pause(EMERGENCY, ClockKind.PRIMARY, due_at=at("2026-03-07 22:50"), pause=pause, calendar=OFFICE)

    assert due_at == at("2026-03-08 03:50")


def test_it_never_pauses_the_terms_of_the_law() -> None:
    asked = Moments(at("2026-03-03 10:00"), pauses=[Pause(at("2026-03-04 10:00"))])
    stands = deadline(OFFICIAL_APPEAL, ClockKind.PRIMARY, asked, now=at("2026-03-13 10:00"))

    assert stands.is_running
    assert stands.due_at == at("2026-04-03 00:00")
    assert stands.spent_minutes == 10 * 24 * 60

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.appeals.deadlines import Deadline, Moments, Pause, SetDate, Standing, decide_deadline, due_of
from otklik.appeals.policies import Policy, PolicyQuestion, choose_policy
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
    Term,
    Unit,
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
    question = PolicyQuestion(regime=regime, channel="comment", kind=kind, importance=importance)

    assert choose_policy(question, ()).profile is profile


OWN = (
    Policy(Profile("schools"), body_ids=frozenset({3, 4}), priority=20, own_id=1),
    Policy(Profile("snow"), topic_ids=frozenset({7}), priority=20, own_id=2),
    Policy(Profile("calls"), channel="phone", importance="high", priority=10, own_id=3),
)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        (PolicyQuestion("comment", "comment", "problem", "ordinary", topic_id=7, body_id=3), "schools"),
        (PolicyQuestion("comment", "comment", "problem", "ordinary", topic_id=7, body_id=5), "snow"),
        (PolicyQuestion("comment", "phone", "problem", "high", topic_id=7, body_id=3), "calls"),
        (PolicyQuestion("comment", "phone", "problem", "ordinary", topic_id=8), "ordinary"),
        (PolicyQuestion("appeal", "comment", "problem", "ordinary", body_id=4), "official_appeal"),
    ],
)
def test_it_asks_own_policies_by_priority_and_age_before_those_of_the_program(
    question: PolicyQuestion, name: str
) -> None:
    assert choose_policy(question, OWN[::-1]).profile.name == name


@pytest.mark.parametrize(
    ("profile", "clock", "since", "due"),
    [
        (ORDINARY, ClockKind.ASSIGNMENT, "2026-03-03 16:30", "2026-03-04 08:30"),
        (ORDINARY, ClockKind.PRIMARY, "2026-03-03 10:00", "2026-03-04 10:00"),
        (HIGH, ClockKind.PRIMARY, "2026-03-03 10:00", "2026-03-03 15:00"),
        (EMERGENCY, ClockKind.PRIMARY, "2026-03-07 23:30", "2026-03-08 00:30"),
        (ORDINARY, ClockKind.FINAL, "2026-03-03 10:00", "2026-03-13 17:00"),
        (OFFICIAL_APPEAL, ClockKind.PRIMARY, "2026-03-03 10:00", "2026-04-02 23:59:59"),
    ],
)
def test_it_sets_the_deadline_by_profile(profile: Profile, clock: ClockKind, since: str, due: str) -> None:
    assert due_of(profile, clock, moments=Moments(at(since)), calendar=OFFICE) == at(due)


def test_it_runs_no_clock_for_thanks() -> None:
    since = Moments(at("2026-03-03 10:00"))

    assert due_of(THANKS, ClockKind.PRIMARY, moments=since, calendar=OFFICE) is None
    assert (
        decide_deadline(THANKS, ClockKind.PRIMARY, moments=since, calendar=OFFICE, now=at("2026-03-09 10:00")) is None
    )


def test_it_tells_what_is_spent_and_what_is_left() -> None:
    stands = deadline(ORDINARY, ClockKind.PRIMARY, Moments(at("2026-03-03 10:00")), now=at("2026-03-03 14:30"))

    assert (stands.spent_minutes, stands.remaining_minutes) == (210, 270)
    assert stands.is_running
    assert not stands.is_overdue
    assert stands.due_at.tzinfo is UTC
    assert [why.text % why.values for why in stands.why] == [
        "Term: 8 h of working time",
        "Counted from 03.03.2026 10:00.",
    ]


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
    assert stands.standing is Standing.PAUSED
    assert stands.why[-1].text == "It stands now: no time is counted until the case goes on."


def test_it_goes_on_with_what_was_left() -> None:
    asked = Moments(at("2026-03-03 10:00"), pauses=[Pause(at("2026-03-03 11:00"), at("2026-03-05 09:00"))])
    stands = deadline(ORDINARY, ClockKind.PRIMARY, asked, now=at("2026-03-05 10:00"))

    assert stands.due_at == at("2026-03-05 17:00")
    assert (stands.spent_minutes, stands.remaining_minutes) == (120, 360)


@pytest.mark.parametrize("asked_at", ["2026-03-04 09:45", "2026-03-04 15:00"])
def test_it_is_never_overdue_at_the_moment_of_return(asked_at: str) -> None:
    asked = Moments(at("2026-03-03 10:00"), pauses=[Pause(at(asked_at), at("2026-03-06 16:30"))])
    stands = deadline(ORDINARY, ClockKind.PRIMARY, asked, now=at("2026-03-06 16:30"))

    assert stands.due_at == at("2026-03-10 08:30")
    assert stands.why[-2].text.startswith("On return at least")


def test_it_pauses_an_emergency_round_the_clock() -> None:
    asked = Moments(at("2026-03-07 21:50"), pauses=[Pause(at("2026-03-07 22:00"), at("2026-03-08 03:00"))])

    assert due_of(EMERGENCY, ClockKind.PRIMARY, moments=asked, calendar=OFFICE) == at("2026-03-08 03:50")


def test_it_never_pauses_the_terms_of_the_law() -> None:
    asked = Moments(at("2026-03-03 10:00"), pauses=[Pause(at("2026-03-04 10:00"))])
    stands = deadline(OFFICIAL_APPEAL, ClockKind.PRIMARY, asked, now=at("2026-03-13 10:00"))

    assert stands.is_running
    assert stands.due_at == at("2026-04-02 23:59:59")
    assert stands.spent_minutes == 10 * 24 * 60


def test_it_counts_a_paused_working_day_only_when_all_of_it_was_paused() -> None:
    half = Moments(at("2026-03-03 10:00"), pauses=[Pause(at("2026-03-04 09:00"), at("2026-03-04 15:00"))])
    whole = Moments(at("2026-03-03 10:00"), pauses=[Pause(at("2026-03-04 07:00"), at("2026-03-05 08:00"))])

    assert due_of(ORDINARY, ClockKind.FINAL, moments=half, calendar=OFFICE) == at("2026-03-13 17:00")
    assert due_of(ORDINARY, ClockKind.FINAL, moments=whole, calendar=OFFICE) == at("2026-03-16 17:00")


def test_it_holds_a_date_that_a_person_set_and_moves_it_by_later_pauses_only() -> None:
    promised = SetDate(at("2026-03-04 10:00"), to=at("2026-03-20 17:00"))
    early, late = (
        Pause(at("2026-03-03 11:00"), at("2026-03-04 09:00")),
        Pause(at("2026-03-05 08:00"), at("2026-03-06 08:00")),
    )

    def due(*pauses: Pause) -> datetime | None:
        moments = Moments(at("2026-03-03 10:00"), pauses=pauses, set_date=promised)
        return due_of(ORDINARY, ClockKind.FINAL, moments=moments, calendar=OFFICE)

    assert due() == due(early) == at("2026-03-20 17:00")
    assert due(late) == due(early, late) == at("2026-03-23 17:00")


def test_it_leaves_at_least_the_grace_to_a_case_that_came_back() -> None:
    profile = Profile("short", primary=Term(10, Unit.WORKING_MINUTES))
    moments = Moments(at("2026-03-03 16:30"), with_grace=True)

    assert due_of(profile, ClockKind.PRIMARY, moments=moments, calendar=OFFICE) == at("2026-03-04 08:30")


@settings(max_examples=60)
@given(
    spells=st.lists(st.tuples(st.integers(0, 100), st.integers(0, 3000)), max_size=4),
    last=st.integers(0, 3000),
    term=st.sampled_from([Term(480, Unit.WORKING_MINUTES), Term(600, Unit.MINUTES)]),
)
def test_what_is_spent_and_what_remains_are_the_term(spells: list[tuple[int, int]], last: int, term: Term) -> None:
    profile, now, pauses = Profile("plain", primary=term, grace=Term(0, Unit.MINUTES)), at("2026-04-29 08:00"), []
    for worked, stood in spells:
        from_at = now + timedelta(minutes=worked)
        now = from_at + timedelta(minutes=stood)
        pauses.append(Pause(from_at, now))
    moments = Moments(at("2026-04-29 08:00"), pauses=pauses)
    stands = deadline(profile, ClockKind.PRIMARY, moments, now=now + timedelta(minutes=last))

    late_at_night = stands.remaining_minutes == -1 and stands.spent_minutes == term.amount
    assert stands.spent_minutes + stands.remaining_minutes == term.amount or late_at_night

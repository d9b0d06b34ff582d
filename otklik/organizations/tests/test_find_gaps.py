"""When nobody of a body may answer: a table of people, absences and days."""

from datetime import date, timedelta

import pytest

from otklik.organizations.gaps import Away, Gap, GapKind, Holding, find_gaps

TODAY = date(2026, 11, 24)
SCHOOL, CLUB = 1, 2
ANNA, BORIS, VERA = 11, 12, 13
NOBODY, ONE_ONLY = GapKind.NOBODY, GapKind.ONE_ONLY


def day(number: int) -> date:
    """So many days from today."""
    return TODAY + timedelta(days=number)


def anna(since: int | None = None, until: int | None = None) -> Holding:
    """Anna answers for the school."""
    since_on, until_on = (None if number is None else day(number) for number in (since, until))
    return Holding(ANNA, SCHOOL, since_on, until_on)


BORIS_TOO = Holding(BORIS, SCHOOL)

TABLE = {
    "two are there": ((anna(), BORIS_TOO), (), []),
    "one alone": ((anna(),), (), [(ONE_ONLY, 0, 9)]),
    "one alone with two roles is still one": ((anna(), anna()), (), [(ONE_ONLY, 0, 9)]),
    "nobody at all": ((), (), [(NOBODY, 0, 9)]),
    "the only one is away": ((anna(),), (Away(ANNA, day(3), day(5)),), [(NOBODY, 3, 5)]),
    "away today only": ((anna(),), (Away(ANNA, day(-7), day(0)),), [(NOBODY, 0, 0)]),
    "away beyond the horizon": ((anna(),), (Away(ANNA, day(8), day(40)),), [(NOBODY, 8, 9)]),
    "away after the horizon": ((anna(),), (Away(ANNA, day(10), day(12)),), [(ONE_ONLY, 0, 9)]),
    "away before": ((anna(),), (Away(ANNA, day(-9), day(-1)),), [(ONE_ONLY, 0, 9)]),
    "the other one is there": ((anna(), BORIS_TOO), (Away(ANNA, day(3), day(5)),), []),
    "both are away on some days": (
        (anna(), BORIS_TOO),
        (Away(ANNA, day(1), day(4)), Away(BORIS, day(4), day(6))),
        [(NOBODY, 4, 4)],
    ),
    "a deputy stands in": ((anna(),), (Away(ANNA, day(3), day(5), VERA),), [(ONE_ONLY, 0, 9)]),
    "the deputy is away as well": (
        (anna(),),
        (Away(ANNA, day(3), day(5), VERA), Away(VERA, day(5), day(7))),
        [(NOBODY, 5, 5)],
    ),
    "a deputy of the deputy does not count": (
        (anna(),),
        (Away(ANNA, day(3), day(5), VERA), Away(VERA, day(5), day(7), BORIS)),
        [(NOBODY, 5, 5)],
    ),
    "two absences leave two gaps": (
        (anna(),),
        (Away(ANNA, day(1), day(2)), Away(ANNA, day(6), day(7))),
        [(NOBODY, 1, 2), (NOBODY, 6, 7)],
    ),
    "the role ends": ((anna(until=4),), (), [(NOBODY, 5, 9)]),
    "the role is over": ((anna(until=-1),), (), [(NOBODY, 0, 9)]),
    "the role begins later": ((anna(since=3),), (), [(NOBODY, 0, 2)]),
    "one hands over to the other": ((anna(until=4), Holding(BORIS, SCHOOL, day(5))), (), []),
}


@pytest.mark.parametrize("name", TABLE)
def test_it_finds_the_days_without_anybody(name: str) -> None:
    holdings, away, expected = TABLE[name]
    found = find_gaps([SCHOOL], holdings=holdings, away=away, today=TODAY, days=10)
    assert found == [Gap(SCHOOL, kind, day(since), day(until)) for kind, since, until in expected]


def test_it_looks_at_each_body_by_itself() -> None:
    away = (Away(ANNA, day(0), day(9)),)
    holdings = (anna(), BORIS_TOO, Holding(ANNA, CLUB))
    found = find_gaps([CLUB, SCHOOL], holdings=holdings, away=away, today=TODAY, days=10)
    assert found == [Gap(CLUB, NOBODY, day(0), day(9))]

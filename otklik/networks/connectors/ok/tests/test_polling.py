"""When a page is read next."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.networks.abilities import PageActivity, ReadOften
from otklik.networks.connectors.ok.connector import OkConnector
from otklik.networks.connectors.ok.polling import (
    LATEST,
    QUOTA,
    SOONEST,
    Quota,
    decide_interval,
    decide_next_poll,
    explain,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def quiet_for(quiet: timedelta | None, *, post: timedelta | None = None) -> PageActivity:
    return PageActivity(NOW, NOW - quiet if quiet is not None else None, NOW - post if post is not None else None)


@pytest.mark.parametrize(
    ("activity", "interval"),
    [
        (quiet_for(timedelta()), SOONEST),
        (quiet_for(timedelta(minutes=5)), SOONEST),
        (quiet_for(HOUR), timedelta(minutes=2)),
        (quiet_for(10 * HOUR), timedelta(minutes=20)),
        (quiet_for(timedelta(days=9)), LATEST),
        (quiet_for(None), LATEST),
        (quiet_for(timedelta(days=9), post=HOUR), SOONEST),
        (quiet_for(None, post=timedelta(days=2)), LATEST),
        (quiet_for(-HOUR), SOONEST),
    ],
)
def test_it_reads_lively_pages_often_and_quiet_ones_hourly(activity: PageActivity, interval: timedelta) -> None:
    assert decide_interval(activity, now=NOW) == interval
    assert decide_next_poll(activity, now=NOW) == NOW + interval


def test_it_slows_all_down_when_they_want_more_than_the_quota() -> None:
    lively, calm = quiet_for(timedelta()), quiet_for(HOUR)
    others = (lively,) * 39 + (calm,) * 20
    slow, slower = (decide_next_poll(one, now=NOW, others=others) - NOW for one in (lively, calm))
    assert SOONEST < slow < slower <= LATEST
    assert slower / slow == pytest.approx(6, rel=0.05)


def test_it_slows_nobody_down_while_the_quota_holds() -> None:
    assert decide_next_poll(quiet_for(HOUR), now=NOW, others=(quiet_for(None),) * 100) == NOW + timedelta(minutes=2)


def test_it_waits_longer_than_an_hour_only_when_even_hourly_readings_do_not_fit() -> None:
    small = Quota(calls_a_minute=3, calls_a_reading=3)
    crowd = (quiet_for(timedelta()),) * 119
    assert decide_next_poll(quiet_for(timedelta()), now=NOW, others=crowd, quota=small) == NOW + 2 * HOUR


QUIET = st.timedeltas(min_value=timedelta(), max_value=timedelta(days=30))
PAGES = st.lists(st.builds(quiet_for, st.none() | QUIET, post=st.none() | QUIET), min_size=1, max_size=60)


@given(PAGES, st.integers(1, 200))
def test_all_pages_together_stay_within_the_quota(pages: list[PageActivity], calls: int) -> None:
    quota = Quota(calls_a_minute=calls)
    each = [
        decide_next_poll(page, now=NOW, others=(*pages[:number], *pages[number + 1 :]), quota=quota) - NOW
        for number, page in enumerate(pages)
    ]
    used = sum(timedelta(minutes=1) / one for one in each) * quota.calls_a_reading
    assert used <= calls * 1.001
    assert all(one >= SOONEST for one in each)


def test_it_prints_the_quota_and_what_the_pages_make_of_it() -> None:
    told = explain((quiet_for(timedelta()),) * 40, now=NOW)
    assert f"{QUOTA.calls_a_minute} calls a minute" in told
    assert "40 pages want 360.0 and get 60.0" in told


def test_the_connector_decides_for_whoever_reads_pages() -> None:
    ok = OkConnector()
    assert isinstance(ok, ReadOften)
    assert ok.decide_next_reading(quiet_for(HOUR), others=[], now=NOW) == NOW + timedelta(minutes=2)

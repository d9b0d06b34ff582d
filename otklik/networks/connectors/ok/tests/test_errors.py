"""Every code of OK has a meaning in our words."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from otklik.networks.connectors.ok.errors import MEANINGS, decide_error, known_codes
from otklik.networks.errors import Refused, TryLater

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PUBLISHED = {
    1, 2, 3, 4, 7, 8, 9, 10, 11, 12, 21, 22, 23, 24, 25, 26, 30, 31, 50, 100, 101, 102, 103, 104, 105, 106, 110,
    120, 121, 130, 140, 141, 150, 151, 160, 200, 210, 211, 212, 213, 214, 220, 300, 324, 401, 402, 403, 451, 453,
    454, 455, 456, 457, 458, 500, 501, 502, 503, 504, 505, 508, 511, 512, 513, 514, 600, 601, 602, 603, 604, 605,
    606, 607, 610, 700, 701, 702, 704, 705, 706, 707, 708, 709, 800, 801, 802, 900, 1001, 1003, 1004, 1005, 1101,
    1102, 1103, 1200, 1300, 1301, 1302, 1400, 1401, 2001, 5000, 9999,
}  # fmt: skip
"""The codes of OK's page «Errors» (apiok.ru/dev/errors), retyped: OK publishes no file of them."""


def test_it_gives_each_code_one_meaning() -> None:
    counted = Counter(code for meaning in MEANINGS for code in meaning.codes)
    assert [code for code, times in counted.items() if times > 1] == []


def test_it_knows_every_code_that_ok_publishes() -> None:
    assert known_codes() == PUBLISHED


def test_it_tells_a_person_what_to_do_about_everything_final() -> None:
    final = [meaning for meaning in MEANINGS if meaning.is_final]
    assert final
    assert all(meaning.reason and meaning.next_step for meaning in final)


@pytest.mark.parametrize(("code", "wait"), [(8, timedelta(minutes=5)), (11, timedelta(minutes=30))])
def test_it_waits_where_ok_asks_us_to_slow_down(code: int, wait: timedelta) -> None:
    error = decide_error(code, is_write=True, now=NOW)
    assert isinstance(error, TryLater)
    assert (error.until, error.is_uncertain, error.code) == (NOW + wait, False, str(code))


@pytest.mark.parametrize("code", [1, 2, 5000, 9999])
@pytest.mark.parametrize("is_write", [True, False])
def test_it_is_uncertain_about_a_write_that_ok_failed_on_itself(code: int, is_write: bool) -> None:
    error = decide_error(code, is_write=is_write, now=NOW)
    assert isinstance(error, TryLater)
    assert error.is_uncertain is is_write


@pytest.mark.parametrize("code", [10, 50, 100, 102, 104, 300, 454, 456, 700, 705])
def test_it_is_final_where_repeating_cannot_help(code: int) -> None:
    error = decide_error(code, is_write=True, now=NOW)
    assert isinstance(error, Refused)
    assert error.next_step


def test_it_takes_an_unheard_of_code_as_final() -> None:
    assert isinstance(decide_error(424242, is_write=True, now=NOW), Refused)

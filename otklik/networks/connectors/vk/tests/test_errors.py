"""Every code of VK has a meaning in our words."""

import json
import os
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from otklik.networks.connectors.vk.errors import MEANINGS, decide_error, known_codes
from otklik.networks.errors import Refused, TryLater

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[5]
VENDOR_LIST = Path(os.environ.get("OTKLIK_TEST_SHARED", ROOT.parent / "shared")) / "networks/specs/vk/vk_errors.json"


def test_it_gives_each_code_one_meaning() -> None:
    counted = Counter(code for meaning in MEANINGS for code in meaning.codes)
    assert [code for code, times in counted.items() if times > 1] == []


@pytest.mark.skipif(not VENDOR_LIST.is_file(), reason="VK's own list of errors is not here")
def test_it_knows_every_code_of_vk_s_own_list() -> None:
    assert set(json.loads(VENDOR_LIST.read_text()).values()) == known_codes()


def test_it_tells_a_person_what_to_do_about_everything_final() -> None:
    final = [meaning for meaning in MEANINGS if meaning.is_final]
    assert final
    assert all(meaning.reason and meaning.next_step for meaning in final)


@pytest.mark.parametrize(("code", "wait"), [(6, timedelta(seconds=1)), (9, timedelta(minutes=5))])
def test_it_waits_where_vk_asks_us_to_slow_down(code: int, wait: timedelta) -> None:
    error = decide_error(code, is_write=True, now=NOW)
    assert isinstance(error, TryLater)
    assert (error.until, error.is_uncertain, error.code) == (NOW + wait, False, str(code))


@pytest.mark.parametrize(("is_write", "is_uncertain"), [(True, True), (False, False)])
def test_it_is_uncertain_about_a_write_that_vk_failed_on_itself(is_write: bool, is_uncertain: bool) -> None:
    error = decide_error(10, is_write=is_write, now=NOW)
    assert isinstance(error, TryLater)
    assert error.is_uncertain is is_uncertain


@pytest.mark.parametrize("code", [5, 7, 15, 18, 27, 100, 104, 213, 901, 902, 914, 1117, 3609])
def test_it_is_final_where_repeating_cannot_help(code: int) -> None:
    error = decide_error(code, is_write=True, now=NOW)
    assert isinstance(error, Refused)
    assert error.next_step


def test_it_takes_an_unheard_of_code_as_final() -> None:
    assert isinstance(decide_error(424242, is_write=True, now=NOW), Refused)

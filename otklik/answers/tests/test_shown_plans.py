"""A plan is done by whom it was shown, in that press, with the cases and versions that were shown, within a day."""

import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from otklik.answers.bulk.plans import NotShown, Plan, read_plan, sign_plan
from otklik.answers.bulk.running import SHOWN_FOR
from otklik.answers.bulk.tasks import Doing, Task

PLAN = Plan((Task(Doing.NOTE, text="ждём тепла"), Task(Doing.TAKE)), macro_id=7)
MINE: Any = SimpleNamespace(staff_id=1)
SHOWN = {4201: 3, 4207: 1}


def signed() -> str:
    return sign_plan(PLAN, by=MINE, key="k", shown=SHOWN)


@pytest.mark.parametrize("versions", [SHOWN, {4207: 1}])
def test_what_was_shown_can_be_done_with_all_or_some_of_it(versions: dict[int, int]) -> None:
    assert read_plan(signed(), by=MINE, key="k", versions=versions) == PLAN


@pytest.mark.parametrize(
    "otherwise",
    [
        {"by": SimpleNamespace(staff_id=2)},
        {"key": "l"},
        {"versions": {4201: 4}},
        {"versions": SHOWN | {4208: 1}},
    ],
)
def test_nothing_of_it_is_taken_to_anything_else(otherwise: dict[str, Any]) -> None:
    with pytest.raises(NotShown):
        read_plan(signed(), **{"by": MINE, "key": "k", "versions": SHOWN} | otherwise)


@pytest.mark.parametrize(
    "spoil", [lambda text: "", lambda text: text[:-2] + "xx", lambda text: "x" + text, lambda text: text * 2]
)
def test_what_we_have_not_signed_is_nothing(spoil: Callable[[str], str]) -> None:
    with pytest.raises(NotShown):
        read_plan(spoil(signed()), by=MINE, key="k", versions=SHOWN)


def test_after_a_day_it_is_to_be_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    shown_at, day = 1_795_000_000.0, SHOWN_FOR.total_seconds()
    monkeypatch.setattr(time, "time", lambda: shown_at)
    text = signed()
    monkeypatch.setattr(time, "time", lambda: shown_at + day)
    assert read_plan(text, by=MINE, key="k", versions=SHOWN) == PLAN
    monkeypatch.setattr(time, "time", lambda: shown_at + day + 1)
    with pytest.raises(NotShown):
        read_plan(text, by=MINE, key="k", versions=SHOWN)

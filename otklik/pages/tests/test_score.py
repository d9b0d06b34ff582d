"""Scores by hand: every row of the table was reckoned on paper, from the formula of the region."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest

from otklik.networks.connector import Badge
from otklik.pages.checks.check import CATEGORIES, UNSEEN
from otklik.pages.checks.registry import CHECKS
from otklik.pages.checks.seen import Seen
from otklik.pages.formula_files import BLOCKS, SHIPPED, load_formula, path_of
from otklik.pages.models import PageCategory
from otklik.pages.scoring import CheckState, Colour, Move, Result, compare, correct, score
from otklik.pages.tests.made_up import AT, WELL, seen

LIGHT = load_formula(path_of("traffic-light"))
BLOCKED = load_formula(path_of("three-blocks"))
TABLE = list(csv.DictReader((Path(__file__).parent / "traffic_light.csv").read_text(encoding="utf-8").splitlines()))
YES_OR_NO = {"yes": True, "no": False, "?": None}
BADGES = {"yes": Badge.CONFIRMED, "no": Badge.ABSENT, "?": Badge.UNKNOWN}


def number(text: str) -> int | None:
    return None if text == "?" else int(text)


def seen_in(row: dict[str, str]) -> Seen:
    return Seen(
        at=AT,
        on=AT.date(),
        network="vk",
        category="active",
        is_in_component=YES_OR_NO[row["component"]],
        badge=BADGES[row["badge"]],
        has_avatar=YES_OR_NO[row["avatar"]],
        has_description=YES_OR_NO[row["description"]],
        has_cover=YES_OR_NO[row["cover"]],
        widgets_count=number(row["widgets"]),
        posts_in_7_days=number(row["posts"]),
        weekly_reach=number(row["reach"]),
        members_count=number(row["members"]),
    )


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["what"])
def test_it_gives_what_was_reckoned_by_hand(row: dict[str, str]) -> None:
    got = score(seen_in(row), LIGHT)
    assert (got.points, got.checked, got.colour) == (int(row["points"]), int(row["checked"]), row["colour"])
    assert (got.share is None) == (got.colour is Colour.NONE)


def result_of(check: str, page: Seen) -> Result:
    return next(one for one in score(page, BLOCKED).results if one.check == check)


SPOILT = [
    ("component", {"is_in_component": False}, 0),
    ("badge", {"badge": Badge.ABSENT}, 0),
    ("avatar", {"has_avatar": False}, 0),
    ("description", {"has_description": False}, 0),
    ("cover", {"has_cover": False}, 0),
    ("widgets", {"widgets_count": 1}, 4),
    ("widgets", {"widgets_count": 0}, 0),
    ("posts", {"posts_in_7_days": 2}, 0),
    ("posts", {"posts_in_7_days": 6, "category": "flagship"}, 0),
    ("posts", {"posts_in_7_days": 0, "category": "card"}, 0),
    ("last_post", {"last_post_at": AT - timedelta(days=8)}, 0),
    ("comments", {"are_comments_open": False}, 0),
    ("messages", {"are_messages_open": False}, 0),
    ("unanswered", {"unanswered_count": 1, "oldest_unanswered_at": AT - timedelta(hours=25)}, 0),
    ("administrators", {"administrators_count": 1}, 0),
    ("two_factor", {"is_two_factor_confirmed": False}, 0),
    ("weekly_reach", {"weekly_reach": 310}, 10),
    ("post_reach", {"post_reach": 100}, 0),
    ("post_reach", {"post_reach": 101}, 10),
    ("post_reach", {"post_reach": 300}, 14),
]


@pytest.mark.parametrize(("check", "spoilt", "points"), SPOILT)
def test_each_check_sees_what_is_wrong(check: str, spoilt: dict[str, object], points: int) -> None:
    result = result_of(check, seen(**spoilt))
    assert result.points == points
    assert result.state is (CheckState.PARTLY if points else CheckState.FAILED)
    assert result.lost == result.of - points
    assert result_of(check, WELL).state is CheckState.PASSED


ENOUGH = [
    ("posts", {"posts_in_7_days": 1, "category": "card"}),
    ("posts", {"posts_in_7_days": 7, "category": "flagship"}),
    ("last_post", {"last_post_at": AT - timedelta(days=7, hours=23)}),
    ("last_post", {"last_post_at": AT + timedelta(minutes=1)}),
    ("unanswered", {"unanswered_count": 3, "oldest_unanswered_at": AT - timedelta(hours=24, minutes=59)}),
    ("post_reach", {"post_reach": 301}),
]


@pytest.mark.parametrize(("check", "page"), ENOUGH)
def test_each_check_is_content_with_just_enough(check: str, page: dict[str, object]) -> None:
    assert result_of(check, seen(**page)).state is CheckState.PASSED


UNSEEN_FIELDS = [(check.code, name) for check in CHECKS for name in check.looks_at if name != "oldest_unanswered_at"]


@pytest.mark.parametrize(("check", "name"), UNSEEN_FIELDS)
def test_what_could_not_be_seen_is_unknown_costs_nothing_and_is_named(check: str, name: str) -> None:
    unseen = Badge.UNKNOWN if name == "badge" else None
    result = result_of(check, seen(**{name: unseen, "missing": {name: "Give the token the right of statistics."}}))
    assert result.state is CheckState.UNKNOWN
    assert (result.lost, result.missing) == (0, "Give the token the right of statistics.")
    assert result_of(check, seen(**{name: unseen})).missing == UNSEEN


def test_a_waiting_comment_of_unknown_age_is_unknown() -> None:
    assert result_of("unanswered", seen(unanswered_count=2)).state is CheckState.UNKNOWN


def test_a_page_that_withholds_is_told_each_thing_that_is_missing_once() -> None:
    right = "Give the token the right of statistics."
    blind = seen(weekly_reach=None, post_reach=None, missing={"weekly_reach": right, "post_reach": right})
    got = score(blind, BLOCKED)
    assert (got.points, got.checked, got.colour) == (60, 60, Colour.NONE)
    assert got.missing == (right,)


def test_an_accepted_objection_counts_one_check_in_full() -> None:
    before = score(seen(posts_in_7_days=0, has_cover=False), LIGHT)
    after = correct(before, "posts", LIGHT)
    assert (before.points, before.colour) == (50, Colour.RED)
    assert (after.points, after.checked, after.colour) == (90, 100, Colour.GREEN)
    assert [one.check for one in after.results if one.is_corrected] == ["posts"]


def test_it_tells_what_moved_a_score() -> None:
    before = score(seen(has_cover=False, widgets_count=None), LIGHT).results
    after = score(seen(posts_in_7_days=1), LIGHT).results
    assert compare(before, after) == (Move("cover", 0, 10), Move("widgets", None, 10), Move("posts", 40, 0))
    assert compare(after, after) == ()


def test_it_knows_the_categories_of_the_register() -> None:
    assert set(CATEGORIES) == set(PageCategory.values)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_block_of_a_shipped_formula_has_words(name: str) -> None:
    assert {one.block for one in load_formula(path_of(name)).criteria} <= {"", *BLOCKS}


def test_the_words_of_every_check_take_its_figures() -> None:
    for check in CHECKS:
        assert "%(" not in check.wrong % {"value": 1, "need": 2}
        assert "%" not in check.mend

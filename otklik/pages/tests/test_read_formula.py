"""A formula says where it is wrong; snapshots in files do, too."""

import json
from pathlib import Path
from typing import Any

import pytest

from otklik.pages.checks.reading import read_seen
from otklik.pages.errors import UnfitFormula, UnfitSeen
from otklik.pages.formula import read_formula
from otklik.pages.formula_files import SHIPPED, load_formula, load_snapshots, path_of
from otklik.pages.tests.made_up import AT, WELL


def shipped() -> Any:
    return json.loads(path_of("traffic-light").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_shipped_can_be_read(name: str) -> None:
    assert sum(one.points for one in load_formula(path_of(name)).criteria) == 100


def spoil(path: str, value: object) -> Any:
    """The shipped formula with something else at a place such as `criteria.5.points`; `None` takes it away."""
    formula = shipped()
    *above, last = path.split(".")
    place = formula
    for step in above:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if value is None:
        del place[int(last) if isinstance(place, list) else last]
    else:
        place[int(last) if isinstance(place, list) else last] = value
    return formula


WRONG: list[tuple[str, object, str]] = [
    ("green_from", None, "formula.green_from: it is missing"),
    ("green_from", 70, "green_from: 0 < yellow_from < green_from"),
    ("green_from", "90", "green_from: a whole number"),
    ("comparable_from", 101, "comparable_from: it must lie"),
    ("least_peers", 0, "least_peers: a whole number"),
    ("criteria", [], "criteria: a list of criteria"),
    ("criteria.0", None, "criteria: the points of all criteria together must be 100"),
    ("criteria.0", 7, "criteria[0]: an object"),
    ("criteria.0.check", "likes", "criteria[0].check: there is no such check"),
    ("criteria.0.check", "badge", "criteria: each check may stand there once"),
    ("criteria.0.points", True, "criteria[0].points: a whole number"),
    ("criteria.0.block", 3, "criteria[0].block: words"),
    ("criteria.0.weight", 3, "criteria[0].weight: there is no such field"),
    ("criteria.5.steps", [], "criteria[5].steps: a list of steps"),
    ("criteria.5.steps.0.points", 9, "criteria[5].steps: steps go from the full points downwards"),
    ("criteria.5.steps.0.more_than", 2, "criteria[5].steps[0]: one of at_least"),
    ("criteria.5.steps.0.at_least", -1, "criteria[5].steps[0].at_least: a number"),
    ("criteria.5.steps.0.at_least", {"card": 1}, "criteria[5].steps[0].at_least: a number, or one for each"),
]


@pytest.mark.parametrize(("path", "value", "said"), WRONG)
def test_it_names_the_place_of_what_is_wrong(path: str, value: object, said: str) -> None:
    with pytest.raises(UnfitFormula) as wrong:
        read_formula(spoil(path, value))
    assert said in str(wrong.value)


FIELDS: dict[str, object] = {"at": AT.isoformat(), "badge": "confirmed", "has_cover": True, "widgets_count": 2}
UNFIT: list[tuple[str, object, str]] = [
    ("at", "2026-11-24", "[3].at: a time with its zone"),
    ("at", None, "[3].at: it is missing"),
    ("on", "24.11.2026", "[3].on: a day"),
    ("badge", "yes", "[3].badge: one of confirmed"),
    ("has_cover", 1, "[3].has_cover: true or false"),
    ("widgets_count", True, "[3].widgets_count: a whole number"),
    ("widgets_count", -1, "[3].widgets_count: a whole number"),
    ("category", "big", "[3].category: one of flagship"),
    ("network", 5, "[3].network: words"),
    ("missing", {"badge": 1}, "[3].missing: an object of words"),
    ("likes", 5, "[3].likes: there is no such field"),
]


@pytest.mark.parametrize(("name", "value", "said"), UNFIT)
def test_a_snapshot_names_the_field_that_is_wrong(name: str, value: object, said: str) -> None:
    with pytest.raises(UnfitSeen) as wrong:
        read_seen(FIELDS | {name: value}, at="[3]")
    assert said in str(wrong.value)


def test_snapshots_are_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "seen.json"
    path.write_text(json.dumps([FIELDS, FIELDS | {"last_post_at": AT.isoformat(), "missing": {"has_avatar": "why"}}]))
    first, second = load_snapshots(path)
    assert (first.on, first.category, first.has_avatar) == (AT.date(), "active", None)
    assert (second.last_post_at, second.missing) == (AT, {"has_avatar": "why"})
    assert first.badge is WELL.badge

"""Scores are kept a day each, with the version that held; a changed formula and an accepted objection show in them."""

import json
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from otklik.organizations.models import Body
from otklik.pages.errors import TooEarly, UnfitFormula
from otklik.pages.formula import read_formula
from otklik.pages.formula_files import load_json, path_of
from otklik.pages.methodologies import adopt_formula, enter_shipped, list_methodologies, preview_formula
from otklik.pages.models import Methodology, Page, PageScore
from otklik.pages.scores import forget_old_scores, score_page
from otklik.pages.scoring import Colour
from otklik.pages.tests.made_up import AT, WELL, seen
from tests.town import Town, build_town

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def town() -> Town:
    """A page of a body whose peers are known."""
    town = build_town()
    Body.objects.filter(id=town.office.id).update(sphere="Органы власти", level="municipality")
    town.page.refresh_from_db()
    return town


def score_on(page: Page, day: int, **spoilt: Any) -> PageScore:
    """The score by traffic light so many days after the first."""
    at = AT + day * DAY
    return score_page(page, replace(seen(**spoilt), at=at, on=at.date()), now=at)[0]


def changed(**numbers: int) -> Any:
    formula: Any = load_json(path_of("traffic-light"))
    return formula | numbers


def test_it_writes_a_score_by_every_methodology(town: Town) -> None:
    light, blocks = score_page(town.page, WELL, now=AT)
    assert (light.methodology.code, light.points, light.checked, light.colour) == ("traffic-light", 100, 100, "green")
    assert (blocks.methodology.code, blocks.points) == ("three-blocks", 100)
    assert light.peers == "Органы власти|active|municipality"
    assert light.on == WELL.on
    enter_shipped()
    assert Methodology.objects.count() == 2


def test_looking_again_replaces_the_score_of_the_day_and_a_new_day_adds_one(town: Town) -> None:
    score_on(town.page, 0, has_cover=False)
    again = score_on(town.page, 0)
    assert PageScore.objects.get(methodology=again.methodology).points == 100
    tomorrow = score_on(town.page, 1, has_cover=False)
    late = score_on(town.page, 0, posts_in_7_days=0)
    kept = PageScore.objects.filter(methodology=again.methodology).order_by("on")
    assert [(one.points, one.is_current) for one in kept] == [(60, False), (90, True)]
    assert (tomorrow.is_current, late.is_current) == (True, False)


def test_it_tells_how_far_a_page_moved_within_a_week(town: Town) -> None:
    assert score_on(town.page, 0).moved is None
    assert score_on(town.page, 6, has_cover=False).moved is None
    assert score_on(town.page, 7, has_cover=False).moved == -1000
    assert score_on(town.page, 14, posts_in_7_days=None).moved is None


def test_it_says_what_another_formula_would_change(town: Town) -> None:
    score_on(town.page, 0, has_cover=False)
    preview = preview_formula("traffic-light", read_formula(changed(green_from=95)))
    assert (preview.before, preview.after) == ({Colour.GREEN: 1}, {Colour.YELLOW: 1})
    assert preview.effects[0].page == town.page.name
    assert preview_formula("traffic-light", read_formula(changed())).effects == ()


def test_a_preview_takes_the_answers_of_other_methodologies_and_norms_of_the_category(town: Town) -> None:
    score_on(town.page, 0, are_comments_open=False)
    formula = changed()
    formula["criteria"][0] = {"check": "comments", "points": 10}
    formula["criteria"][6]["steps"] = [{"at_least": {"flagship": 9, "active": 5, "card": 1}, "points": 40}]
    (effect,) = preview_formula("traffic-light", read_formula(formula)).effects
    assert (effect.points_before, effect.points_after, effect.after) == (100, 50, Colour.RED)


def test_a_new_version_holds_from_its_day_and_old_scores_keep_theirs(town: Town) -> None:
    old = score_on(town.page, 0, has_cover=False)
    adopted = adopt_formula(
        "traffic-light", changed(green_from=95), since_on=AT.date() + 2 * DAY, by=town.manager, now=AT
    )
    assert score_on(town.page, 1, has_cover=False).colour == "green"
    new = score_on(town.page, 2, has_cover=False)
    assert (new.colour, new.methodology_id, new.moved) == ("yellow", adopted.id, None)
    old.refresh_from_db()
    assert (old.colour, old.methodology.version, old.is_current) == ("green", 1, False)
    assert [one.version for one in list_methodologies(on=new.on)] == [2, 1]


def test_a_new_version_cannot_rewrite_the_past_nor_say_nonsense(town: Town) -> None:
    with pytest.raises(TooEarly):
        adopt_formula("traffic-light", changed(), since_on=AT.date(), by=None, now=AT)
    with pytest.raises(UnfitFormula):
        adopt_formula("traffic-light", changed(green_from=0), since_on=AT.date() + DAY, by=None, now=AT)


def test_the_command_lists_previews_and_adopts(town: Town, tmp_path: Path) -> None:
    score_on(town.page, 0, has_cover=False)
    path = tmp_path / "stricter.json"
    path.write_text(json.dumps(changed(green_from=95)))

    def said(*words: str) -> str:
        out = StringIO()
        call_command("methodology", *words, stdout=out)
        return out.getvalue()

    assert "green: 1 → 0" in said("preview", "traffic-light", str(path))
    assert "version 2, holds from 2999-01-01 on" in said("adopt", "traffic-light", str(path), "--since", "2999-01-01")
    assert "traffic-light 1: Traffic light, from the beginning – 2998-12-31" in said("list")
    with pytest.raises(CommandError, match="There is no methodology likes"):
        said("adopt", "likes", str(path), "--since", str(date(2999, 1, 2)))


def test_old_scores_go_but_not_the_newest_nor_one_that_was_objected_to(town: Town) -> None:
    for day in range(4):
        score_on(town.page, day)
    kinds = PageScore.objects.values("methodology").distinct().count()
    objected = PageScore.objects.filter(on=AT.date()).order_by("id")[0]
    objected.objections.create(check_code="badge", result={}, comment="Метка есть", by_name="Оксана", at=AT)
    late = AT + 400 * DAY
    assert forget_old_scores(now=late, keep_days=399, at_most=1) == 1
    assert forget_old_scores(now=late, keep_days=399) == 2 * kinds - 2
    assert forget_old_scores(now=late, keep_days=60) == kinds
    days = PageScore.objects.order_by("on").values_list("on", flat=True).distinct()
    assert list(days) == [AT.date(), (AT + 3 * DAY).date()]

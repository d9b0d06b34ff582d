"""Places among peers, the order of the list, and objections."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from otklik.organizations.errors import NotSeen
from otklik.organizations.models import Body
from otklik.organizations.rights import Right, Role, Scope
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.pages.errors import AlreadyDecided, AlreadyObjected, NothingLost, OwnObjection, WordsMissing
from otklik.pages.formula_files import load_json, path_of
from otklik.pages.methodologies import Held, adopt_formula, list_methodologies
from otklik.pages.models import Page, PageScore
from otklik.pages.objections import accept_objection, object_to_score, reject_objection
from otklik.pages.places import spread
from otklik.pages.rating import Cursor, RatingOrder, RatingQuery, RatingRow, count_colours, list_rating, list_spheres
from otklik.pages.score_card import access_score_card
from otklik.pages.scores import score_page
from otklik.pages.scoring import CheckState, Colour, Move
from otklik.pages.services import register_page
from otklik.pages.tests.made_up import AT, seen
from tests.people import Cast, enter_cast

pytestmark = pytest.mark.django_db
ALL = Scope(everything=True)
DAY = timedelta(days=1)


@pytest.fixture
def cast() -> Cast:
    """Bodies whose spheres and levels are known."""
    cast = enter_cast()
    Body.objects.update(sphere="Образование", level="institution")
    return cast


def light() -> Held:
    return list_methodologies(on=AT.date())[0]


def score(page: Page, *, days: int = 0, **spoilt: Any) -> PageScore:
    page = Page.objects.select_related("owner").get(id=page.id)
    at = AT + timedelta(days=days)
    return score_page(page, replace(seen(**spoilt), at=at, on=at.date()), now=at)[0]


def six_pages(cast: Cast) -> list[Page]:
    """Peers with 100, 100, 90, 90, 60 points and one of which too little is known."""
    pages = [register_page(cast.school, network="vk", external_id=str(n), name=f"Страница {n}") for n in range(6)]
    cover, posts = {"has_cover": False}, {"posts_in_7_days": 0}
    spoilt: tuple[dict[str, Any], ...] = ({}, {}, cover, cover, posts, {"posts_in_7_days": None})
    for page, wrong in zip(pages, spoilt, strict=True):
        score(page, **wrong)
    return pages


def test_places_over_time_are_among_the_peers_of_today(cast: Cast) -> None:
    pages = six_pages(cast)
    late = register_page(cast.school, network="vk", external_id="7", name="Новая")
    for page in (*pages[1:5], late):
        score(page, days=3)
    score(pages[0], days=3, posts_in_7_days=0)
    card = access_score_card(viewer(cast, Role.CURATOR), pages[0].id, light(), days=30)
    assert [(one.on, one.place.place, one.place.peers) for one in card.places] == [
        (AT.date(), 1, 5), ((AT + 3 * DAY).date(), 6, 6),
    ]  # fmt: skip


def test_of_many_days_a_few_are_drawn_the_last_among_them() -> None:
    days = [AT.date() + number * DAY for number in range(31)]
    drawn = spread(days, at_most=14)
    gaps = {later - day for day, later in pairwise(drawn)}
    assert (len(drawn) <= 14, drawn[-1], len(gaps)) == (True, days[-1], 1)
    assert spread(days[:3], at_most=14) == days[:3]


def rows(query: RatingQuery | None = None, scope: Scope = ALL, at_most: int = 50) -> list[RatingRow]:
    found = list_rating(scope, light(), query or RatingQuery(), at_most=at_most)
    return list(found.rows)


def viewer(cast: Cast, role: str) -> Viewer:
    return load_viewer(cast.staff[role].id, on=AT.date())


def test_equal_pages_share_a_place_and_what_cannot_be_compared_has_none(cast: Cast) -> None:
    six_pages(cast)
    found = {row.name: row.place for row in rows(RatingQuery(order=RatingOrder.BEST))}
    assert [place.place for place in found.values()] == [1, 1, 3, 3, 5, None]
    assert {place.peers for place in found.values()} == {5}
    assert found["Страница 5"].why == "Too little could be checked."


def test_too_few_peers_or_an_unknown_level_are_not_ranked_and_say_why(cast: Cast) -> None:
    pages = six_pages(cast)
    Page.objects.filter(id=pages[0].id).update(category="flagship")
    Body.objects.filter(id=cast.administration.id).update(level="")
    score(pages[0], days=1)
    score(cast.page, days=1)
    found = {row.name: row.place for row in rows()}
    assert found["Страница 0"].why == "Too few pages of the same sphere, category and level."
    assert found["Страница 1"].why == "Too few pages of the same sphere, category and level."
    assert found[cast.page.name].why == "The body has no sphere or no level in the register."


def test_places_are_the_same_whoever_looks(cast: Cast) -> None:
    six_pages(cast)
    score(cast.page, posts_in_7_days=0, has_avatar=False)
    mine = viewer(cast, Role.FOUNDER).scope(Right.SEE_PAGES)
    assert len(rows(scope=mine)) == 6
    assert {row.name: row.place.place for row in rows(scope=mine)}["Страница 4"] == 5


def test_the_worst_come_first_or_those_that_moved_farthest(cast: Cast) -> None:
    pages = six_pages(cast)
    score(pages[0], days=7, badge="absent")
    score(pages[4], days=7)
    assert [row.name for row in rows()][:2] == ["Страница 0", "Страница 2"]
    changed = rows(RatingQuery(order=RatingOrder.CHANGED))
    assert [(row.name, row.moved) for row in changed][:2] == [("Страница 4", 4000), ("Страница 0", -1000)]


@pytest.mark.parametrize("order", RatingOrder)
def test_paging_shows_every_page_once(cast: Cast, order: RatingOrder) -> None:
    six_pages(cast)
    after, names = None, []
    while True:
        query = RatingQuery(order=order, after=after)
        listed = list_rating(ALL, light(), query, at_most=2)
        names += [row.name for row in listed.rows]
        if listed.next is None:
            break
        after = Cursor.find_in(str(listed.next))
    assert names == [row.name for row in rows(RatingQuery(order=order))]
    assert len(set(names)) == 6


def test_a_page_that_was_not_checked_since_a_new_version_keeps_its_old_score_in_the_list(cast: Cast) -> None:
    pages = six_pages(cast)
    adopt_formula("traffic-light", load_json(path_of("traffic-light")), since_on=AT.date() + DAY, by=None, now=AT)
    score(pages[0], days=1)
    (held, _) = list_methodologies(on=AT.date() + DAY)
    found = {row.name: row.place.peers for row in list_rating(ALL, held, RatingQuery()).rows}
    assert found == {"Страница 0": 1} | {f"Страница {number}": 4 for number in range(1, 6)}
    card = access_score_card(viewer(cast, Role.CURATOR), pages[1].id, held, days=30)
    assert (card.version, held.version) == (1, 2)


def test_filters_narrow_the_list_and_its_counts(cast: Cast) -> None:
    six_pages(cast)
    assert count_colours(ALL, light(), RatingQuery()) == {
        Colour.GREEN: 4, Colour.YELLOW: 0, Colour.RED: 1, Colour.NONE: 1,
    }  # fmt: skip
    assert [row.name for row in rows(RatingQuery(colour=Colour.RED))] == ["Страница 4"]
    assert [row.name for row in rows(RatingQuery(text="страница 3"))] == ["Страница 3"]
    assert rows(RatingQuery(network="ok")) == rows(RatingQuery(sphere="ЖКХ")) == []
    assert list_spheres(ALL, light()) == ["Образование"]
    assert Cursor.find_in("1_x") is None


def test_a_card_tells_what_moved_the_score(cast: Cast) -> None:
    days_of_page: list[dict[str, Any]] = [{}, {}, {"has_cover": False, "weekly_reach": 310}, {"has_cover": False}]
    for days, wrong in enumerate(days_of_page):
        score(cast.page, days=days, **wrong)
    card = access_score_card(viewer(cast, Role.COORDINATOR), cast.page.id, light(), days=30)
    assert [one.points for one in card.curve] == [100, 100, 85, 90]
    assert [one.moves for one in card.moves] == [
        (Move("weekly_reach", 5, 10),),
        (Move("cover", 10, 0), Move("weekly_reach", 10, 5)),
    ]
    assert [one.check for one in card.row.lost] == ["cover"]
    with pytest.raises(NotSeen):
        access_score_card(viewer(cast, Role.FOUNDER), cast.page.id, light(), days=30)
    with pytest.raises(NotSeen):
        access_score_card(viewer(cast, Role.COORDINATOR), cast.school_page.id, light(), days=30)


def test_an_accepted_objection_counts_the_check_and_stays_when_the_page_is_looked_at_again(cast: Cast) -> None:
    score(cast.page, has_cover=False, posts_in_7_days=0)
    keeper, curator = viewer(cast, Role.CONTENT_MANAGER), viewer(cast, Role.CURATOR)
    objection = object_to_score(
        keeper, cast.page.id, methodology="traffic-light", check="posts", comment="Лента скрыта", now=AT
    )
    (waiting,) = rows(RatingQuery(is_objected=True))
    assert waiting.is_objected
    accept_objection(curator, cast.page.id, objection.id, answer="Верно", now=AT)
    again = score(cast.page, has_cover=False, posts_in_7_days=0)
    assert (again.points, again.colour) == (90, "green")
    card = access_score_card(keeper, cast.page.id, light(), days=30)
    (kept,) = card.objections
    assert (kept.result.points, kept.comment, kept.answer, kept.by) == (0, "Лента скрыта", "Верно", keeper.name)
    assert next(one.state for one in card.row.results if one.check == "posts") is CheckState.PASSED
    with pytest.raises(AlreadyDecided):
        reject_objection(curator, cast.page.id, objection.id, answer="Нет", now=AT)


def test_a_rejected_objection_changes_nothing_and_is_kept(cast: Cast) -> None:
    score(cast.page, has_cover=False)
    objection = object_to_score(
        viewer(cast, Role.COORDINATOR), cast.page.id, methodology="traffic-light", check="cover", comment="Есть", now=AT
    )
    curator = viewer(cast, Role.CURATOR)
    with pytest.raises(WordsMissing):
        reject_objection(curator, cast.page.id, objection.id, answer="", now=AT)
    reject_objection(curator, cast.page.id, objection.id, answer="Обложки нет", now=AT)
    assert PageScore.objects.get(id=objection.score_id).points == 90
    objection.refresh_from_db()
    assert (objection.state, objection.decided_by_name) == ("rejected", curator.name)


def test_who_may_not_object_or_decide_is_refused(cast: Cast) -> None:
    score(cast.page, has_cover=False)
    curator, keeper = viewer(cast, Role.CURATOR), viewer(cast, Role.CONTENT_MANAGER)

    def object_as(who: Viewer, check: str = "cover", comment: str = "Есть") -> int:
        return object_to_score(who, cast.page.id, methodology="traffic-light", check=check, comment=comment, now=AT).id

    for role in (Role.EXECUTOR, Role.ANALYST, "stranger"):
        with pytest.raises(NotSeen):
            object_as(viewer(cast, role))
    with pytest.raises(NothingLost):
        object_as(keeper, check="badge")
    with pytest.raises(WordsMissing):
        object_as(keeper, comment="")
    own = object_as(curator)
    with pytest.raises(AlreadyObjected):
        object_as(keeper)
    with pytest.raises(OwnObjection):
        accept_objection(curator, cast.page.id, own, answer="Да", now=AT)
    with pytest.raises(NotSeen):
        accept_objection(keeper, cast.page.id, own, answer="Да", now=AT)

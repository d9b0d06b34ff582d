"""The rating in a browser: the list, a page's check, what to mend and the help, at every width and look."""

from dataclasses import replace
from datetime import timedelta

import pytest

from otklik.networks.connector import Badge
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from otklik.pages.methodologies import enter_shipped
from otklik.pages.models import PageScore, ScoreObjection
from otklik.pages.objections import object_to_score
from otklik.pages.scores import score_page
from otklik.pages.services import register_page
from otklik.pages.tests.made_up import WELL
from otklik.shared import clock
from tests.browser.conftest import Site, enter
from tests.browser.looks import check_looks
from tests.people import Cast, enter_cast

pytestmark = pytest.mark.browser


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """A page that lost points and moved, one of which too little is known, enough peers, an objection that waits."""
    enter_shipped()
    cast = enter_cast()
    Body.objects.update(sphere="Образование", level="institution")
    now = clock.now()
    for days_ago in (9, 8, 2, 1, 0):
        at = now - timedelta(days=days_ago)
        seen = replace(WELL, at=at, on=at.date(), has_cover=days_ago > 1, badge=Badge.ABSENT, widgets_count=1)
        score_page(cast.page, seen, now=at)
    why = "Ключ не даёт права на статистику: его должен дать администратор страницы."
    blind = replace(WELL, at=now, on=now.date(), posts_in_7_days=None, missing={"posts_in_7_days": why})
    score_page(cast.school_page, blind, now=now)
    for number in range(5):
        name = f"Муниципальное учреждение с длинным названием, которое не помещается в строку, № {number}"
        peer = register_page(cast.school, network="ok", external_id=f"57{number}", name=name)
        score_page(peer, replace(WELL, at=now, on=now.date()), now=now)
    keeper = load_viewer(cast.staff[Role.CONTENT_MANAGER].id, on=now.date())
    object_to_score(
        keeper, cast.page.id, methodology="traffic-light", check="cover", comment="Обложка загружена вчера", now=now
    )
    return cast


def test_every_page_fits_and_axe_finds_nothing(site: Site, cast: Cast) -> None:
    page = enter(site, cast, Role.CURATOR, "/desk/rating/")
    for path in (
        "rating/?by=three-blocks",
        "rating/?q=нет",
        f"rating/{cast.page.id}/",
        f"rating/{cast.school_page.id}/?by=three-blocks&days=90",
        "rating/mend/",
        "help/widgets/",
    ):
        page.goto(f"{site.address}/desk/{path}")
        check_looks(page, path)
    page.context.close()


def test_a_curator_accepts_an_objection_by_keyboard(site: Site, cast: Cast) -> None:
    page = enter(site, cast, Role.CURATOR, f"/desk/rating/{cast.page.id}/")
    answer = page.locator("#objections textarea")
    answer.fill("Верно, обложка стоит")
    answer.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-toast]:has-text('Принято')")
    assert ScoreObjection.objects.get().state == "accepted"
    current = PageScore.objects.get(page=cast.page, methodology__code="traffic-light", is_current=True)
    assert current.points == 85
    page.context.close()

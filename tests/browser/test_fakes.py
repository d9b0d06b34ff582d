"""Suspected fakes in a browser: the list in every state at every width and look, and a decision."""

import pytest

from otklik.organizations.rights import Role
from otklik.pages.models import FakeState, SuspectedFake
from tests.browser.conftest import Site, enter
from tests.browser.looks import check_looks
from tests.people import NOW, Cast, enter_cast

pytestmark = pytest.mark.browser
LIST = "/desk/pages/fakes/"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The bodies and people of the tests, with a fake in each state."""
    cast = enter_cast()
    for place, state in enumerate(FakeState):
        SuspectedFake.objects.create(
            network="telegram",
            key=f"town_administration_{place}_official",
            name="" if place else "Администрация города Полевского | Официальная страница для жителей",
            resembles=cast.page,
            likenesses=["letters", "near_address", "name", "avatar"],
            found_by="question",
            found_at=NOW,
            asked_count=1_204,
            state=state,
            decided_by="Марина Орлова" if place else "",
            decided_at=NOW if place else None,
            because="Просят перевести деньги на карту" if place else "",
        )
    return cast


def test_the_list_fits_and_axe_finds_nothing(site: Site, cast: Cast) -> None:
    page = enter(site, cast, Role.CURATOR, LIST)
    for path in (LIST, f"{LIST}?state=confirmed", f"{LIST}?state=cleared"):
        page.goto(site.address + path)
        page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true })")
        check_looks(page, path)
    page.context.close()


def test_a_person_decides_and_a_resident_is_warned(site: Site, cast: Cast) -> None:
    page = enter(site, cast, Role.CURATOR, LIST)
    page.locator("article summary").click()
    page.locator("article textarea").fill("Просят номер карты")
    page.locator("article .btn-danger").click()
    page.wait_for_selector("main .o-empty")
    page.goto(f"{site.address}/verify/?url=t.me/{SuspectedFake.objects.earliest('id').key}")
    assert "Нет, это не официальная страница" in page.locator(".o-verdict--bad").inner_text()
    page.context.close()

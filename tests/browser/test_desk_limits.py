"""What the network cannot do, in a browser: it fits, is read out, and cannot be pressed."""

from datetime import timedelta

import pytest

from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.intake.models import ResidentMessage
from otklik.organizations.rights import Role
from otklik.pages.models import Page as OfficialPage
from otklik.shared import clock
from tests.browser.conftest import Site, enter
from tests.browser.looks import check_looks
from tests.browser.test_desk_work import cast
from tests.people import Cast, open_case

__all__ = ["cast"]

pytestmark = pytest.mark.browser
LONG = "Тротуар от остановки до школы — сплошной лёд, вчера упала соседка"


def case_without_a_way(cast: Cast) -> Appeal:
    """VK lets only the administrator's token answer under a photo; the page has the community's alone."""
    case = open_case(cast, LONG, state=State.IN_WORK, now=clock.now(), opened_at=clock.now() - timedelta(hours=1))
    ResidentMessage.objects.update(kind="photo_comment")
    return case


def test_the_button_that_cannot_work_is_reached_by_keyboard_says_why_and_does_nothing(site: Site, cast: Cast) -> None:
    case = case_without_a_way(cast)
    page = enter(site, cast, Role.CONTENT_MANAGER, f"/desk/appeals/{case.number}/")
    button = page.get_by_role("button", name="Ответить")
    button.focus()
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "no-way"
    assert "Отсюда ответ не отправить" in page.locator("#no-way").inner_text()
    address = page.url
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    assert page.url == address
    assert page.locator("#answer form").count() == 0
    page.context.close()


@pytest.mark.parametrize("network", ["vk", "max"])
def test_it_fits_and_axe_finds_nothing(site: Site, cast: Cast, network: str) -> None:
    case = case_without_a_way(cast)
    if network != "vk":
        OfficialPage.objects.filter(id=cast.page.id).update(network=network)
        ResidentMessage.objects.update(kind="comment", author=None)
    page = enter(site, cast, Role.CONTENT_MANAGER, "/desk/")
    for path in (f"/desk/appeals/{case.number}/", f"/desk/?open={case.number}"):
        page.goto(site.address + path)
        page.locator("details[id^='limits-'] > summary").first.click()
        check_looks(page, path)
    page.context.close()

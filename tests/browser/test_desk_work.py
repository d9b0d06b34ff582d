"""The work of a day in a browser: by keyboard from the list to the case, pass on, write; every width and look."""

from datetime import timedelta
from types import MappingProxyType

import pytest
from pytest_django import Settings

from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.organizations.rights import Role
from otklik.pages.models import Page as NetworkPage
from otklik.shared import clock
from tests.browser.conftest import Site, enter
from tests.browser.looks import check_as_it_is, check_looks
from tests.people import Cast, enter_cast, open_case

pytestmark = pytest.mark.browser


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The bodies and people of the tests."""
    return enter_cast()


def test_by_the_keyboard_a_case_is_chosen_opened_and_passed_on(site: Site, cast: Cast) -> None:
    now = clock.now()
    open_case(cast, "Автобус не пришёл", due_in=timedelta(minutes=20), now=now)
    case = open_case(cast, "Тротуар — сплошной лёд", due_in=timedelta(minutes=50), now=now)
    page = enter(site, cast, Role.COORDINATOR, "/desk/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#open[data-number='{case.number}']")
    assert page.locator("[data-row][aria-current='true']").get_attribute("data-number") == str(case.number)
    page.keyboard.press("a")
    body = str(cast.utilities.id)
    # the list comes when it is asked for, and hears of a choice from when it stands
    page.wait_for_selector(f"#assign-fields:not(.htmx-added) option[value='{body}']", state="attached")
    page.locator("#assign-body").select_option(body)
    page.wait_for_selector("#assign-executor option:has-text('Андрей Лаптев')", state="attached")
    page.locator("#act-assign button.btn-primary").click()
    page.wait_for_selector("#open .o-state:has-text('Назначено')")
    assert Appeal.objects.get(number=case.number).body_id == cast.utilities.id
    page.context.close()


def test_what_is_typed_is_kept_on_the_server_and_counted(site: Site, cast: Cast) -> None:
    case = open_case(cast, "Тротуар — сплошной лёд", state=State.IN_WORK)
    page = enter(site, cast, Role.CONTENT_MANAGER, f"/desk/appeals/{case.number}/")
    page.keyboard.press("r")
    page.keyboard.type("Завтра до 12:00")
    page.wait_for_selector("#draft-status:has-text('черновик сохранён')")
    assert page.locator("#answer-count").inner_text() == "15 / 4096"
    page.reload()
    assert page.locator("#answer-text").input_value() == "Завтра до 12:00"
    page.context.close()


def test_the_counter_counts_as_the_network_does_and_warns_before_its_limit(
    site: Site, cast: Cast, settings: Settings
) -> None:
    settings.OTKLIK_NETWORKS = MappingProxyType({"telegram": settings.OTKLIK_NETWORKS["vk"]})
    case = open_case(cast, "Тротуар — сплошной лёд", state=State.IN_WORK)
    NetworkPage.objects.filter(id=cast.page.id).update(network="telegram")
    page = enter(site, cast, Role.CONTENT_MANAGER, f"/desk/appeals/{case.number}/")
    count, room, text = page.locator("#answer-count"), page.locator("#answer-room"), page.locator("#answer-text")
    text.fill("😀" * 5)
    assert (count.inner_text(), room.inner_text()) == ("10 / 4096", "")
    text.fill("😀" * 2000)
    assert (count.inner_text(), room.inner_text()) == ("4000 / 4096", "Близко к пределу Telegram.")
    text.fill("😀" * 2049)
    assert count.inner_text() == "4098 / 4096"
    assert "Такой длинный текст Telegram не примет" in room.inner_text()
    assert text.get_attribute("aria-invalid") == "true"
    check_as_it_is(page)
    text.fill("Сделали")
    assert (room.inner_text(), text.get_attribute("aria-invalid")) == ("", None)
    page.context.close()


def test_inbox_and_case_fit_and_axe_finds_nothing(site: Site, cast: Cast) -> None:
    case = open_case(cast, "Тротуар от остановки до школы — сплошной лёд", importance="emergency", now=clock.now())
    open_case(cast, "Ждём автора", state=State.CLARIFYING, due_in=None)
    page = enter(site, cast, Role.COORDINATOR, f"/desk/?open={case.number}")
    for path in (f"/desk/?open={case.number}", "/desk/", f"/desk/appeals/{case.number}/", "/desk/new/"):
        page.goto(site.address + path)
        check_looks(page, path)
    page.context.close()


@pytest.mark.parametrize("path", ["/desk/overview/", "/desk/moderation/report/"])
def test_tables_of_figures_fit_a_phone(site: Site, cast: Cast, path: str) -> None:
    now = clock.now()
    for state in (State.IN_WORK, State.DECLINED):
        open_case(cast, "Тротуар — сплошной лёд", state=state, opened_at=now - timedelta(minutes=1), now=now)
    page = enter(site, cast, Role.CURATOR, path)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.locator(".o-table-box td").count() > 0
    assert page.eval_on_selector_all(".o-table-box", "all => all.every(one => one.scrollWidth <= one.clientWidth)")
    check_looks(page, path)
    page.context.close()

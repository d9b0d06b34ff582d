"""The frame of the desk in a browser: signing in, keys, looks."""

from typing import Literal

import pytest
from playwright.sync_api import Page

from otklik.organizations.rights import Role
from otklik.organizations.services import BodyCard, appoint, enter_body, enter_staff, enter_territory
from tests.browser.conftest import Site
from tests.browser.looks import ALL_RULES, check_as_it_is

pytestmark = pytest.mark.browser
PASSWORD = "Клеверный-луг-17"


@pytest.fixture
def desk(transactional_db: None, site: Site) -> Page:
    """The inbox of a person who signed in by the form."""
    place = enter_territory("region", "Свердловская область")
    body = enter_body(BodyCard(slug="office", name="Администрация", short_name="Адм.", territory_id=place.id))
    appoint(enter_staff("anna@example.org", name="Анна Берсенева", password=PASSWORD), body, Role.CONTENT_MANAGER)
    page = site.open("/desk/")
    page.locator("#id_email").fill("anna@example.org")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")
    page.wait_for_url("**/desk/")
    return page


def test_it_opens_the_desk_after_signing_in_and_axe_finds_nothing(desk: Page) -> None:
    check_as_it_is(desk, rules=ALL_RULES)
    desk.context.close()


def test_keys_open_the_help_and_the_search_but_not_while_typing(desk: Page) -> None:
    desk.keyboard.press("?")
    assert desk.locator("#keys").is_visible()
    desk.keyboard.press("Escape")
    assert not desk.locator("#keys").is_visible()
    desk.keyboard.press("/")
    desk.keyboard.type("j?")
    assert desk.locator("#q").input_value() == "j?"
    assert not desk.locator("#keys").is_visible()
    desk.context.close()


def test_a_person_changes_the_look_and_the_language_and_signs_out(desk: Page) -> None:
    desk.locator("[data-opens=me]").click()
    desk.locator("#me button[value=dark]").click()
    assert desk.evaluate("document.documentElement.dataset.theme") == "dark"
    desk.locator("#me button[value=en]").click()
    desk.wait_for_function("document.documentElement.lang === 'en'")
    assert desk.evaluate("document.documentElement.dataset.theme") == "dark"
    desk.locator("[data-opens=me]").click()
    desk.locator("#me form[action='/desk/sign-out/'] button").click()
    desk.wait_for_url("**/desk/sign-in/")
    desk.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_edge_of_an_empty_box_stands_out(desk: Page, scheme: Literal["light", "dark"]) -> None:
    """Three to one, as WCAG 1.4.11 wants it; axe looks at letters only."""
    desk.emulate_media(color_scheme=scheme)
    edge, ground = desk.evaluate(
        """() => {
          const box = document.createElement("input");
          box.type = "checkbox"; box.className = "form-check-input";
          document.querySelector("main").append(box);
          const style = getComputedStyle(box);
          return [style.borderColor, getComputedStyle(document.body).backgroundColor]
            .map(one => one.match(/[\\d.]+/g).slice(0, 3).map(Number));
        }"""
    )
    lighter, darker = sorted((_brightness(edge), _brightness(ground)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 3
    desk.context.close()


def _brightness(colour: list[float]) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (one / 255 for one in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_page_of_the_navigation_can_be_reached_on_a_phone(desk: Page) -> None:
    desk.set_viewport_size({"width": 360, "height": 740})
    seen = "all => all.filter(one => one.checkVisibility()).map(one => one.pathname)"
    assert len(desk.eval_on_selector_all(".o-rail a", seen)) == 4
    desk.locator("[data-opens=me]").click()
    listed = desk.eval_on_selector_all("#me nav a", seen)
    held = set(desk.eval_on_selector_all(".o-queues a.o-q", "all => all.map(one => one.pathname)"))
    assert held <= {*listed, "/desk/"}
    assert "/desk/pages/" in listed
    check_as_it_is(desk, rules=ALL_RULES)
    desk.context.close()


def test_the_second_column_stays_as_it_was_left(desk: Page) -> None:
    desk.set_viewport_size({"width": 1440, "height": 900})
    desk.goto(desk.url + "pages/")
    check_as_it_is(desk, rules=ALL_RULES)
    desk.locator("#second > summary").click()
    desk.wait_for_function("document.cookie.includes('otklik_second=closed')")
    desk.reload()
    assert desk.locator("#second").get_attribute("open") is None
    desk.context.close()

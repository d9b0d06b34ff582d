"""The map of published cases and the map of the report form, as a browser draws them, by finger and by keyboard."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from otklik.demo.seed import GAZETTEER
from otklik.gazetteer.services import import_places
from otklik.organizations.services import BodyCard, enter_body, enter_territory
from otklik.publication.models import PublishedCase
from otklik.shared.clock import now
from tests.browser.conftest import Site
from tests.browser.looks import ALL_RULES, check_as_it_is, check_looks

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def town(transactional_db: None) -> None:
    """Four cases in one street, one in a village."""
    place = enter_territory("municipality", "Полевской", parent=enter_territory("region", "Свердловская область"))
    enter_body(
        BodyCard(slug="administration", name="Администрация", short_name="Адм.", territory_id=place.id, sphere="Власть")
    )
    import_places(GAZETTEER.read_bytes(), into=place, source="g.csv", by=None, now=now(), replaces=True)
    for number in range(4):
        publish(f"10{number}", f"Яма номер {number}.", "улица Ленина", 56.44, 60.19)
    publish("200", "Автобус не пришёл.", "село Полдневая", 56.31, 60.10)


def publish(number: str, text: str, street: str, latitude: float, longitude: float) -> None:
    PublishedCase.objects.create(
        number=number, text=text, answer="Сделали.", state="answered", topic="Дороги", group_code="roads",
        body_slug="administration", body_name="Администрация", wrote_on=date(2026, 11, 12), town="Полевской",
        street=street, latitude=latitude, longitude=longitude,
    )  # fmt: skip


def open_page(site: Site, path: str) -> tuple[Page, list[str]]:
    """On a phone; with all that the browser complains of."""
    context = site.browser.new_context(
        viewport={"width": 360, "height": 740}, locale="ru-RU", reduced_motion="reduce", has_touch=True
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(site.address + path)
    return page, complaints


def test_a_point_opens_by_keyboard_and_the_list_follows_the_map(site: Site) -> None:
    page, complaints = open_page(site, "/map/")
    many = page.get_by_role("button", name="улица Ленина, Обращения: 4")
    many.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".o-atplace__name")).to_have_text("улица Ленина")
    expect(page.locator(".o-atplace a").first).to_be_focused()
    check_as_it_is(page, rules=ALL_RULES)
    expect(page.locator("#list-title")).to_contain_text("5 обращений")
    for _step in range(3):
        with page.expect_response("**/map/cells.json*"):
            page.locator(".leaflet-control-zoom-in").click()
    expect(page.locator("#list .o-empty")).to_be_visible()
    assert "box=" in page.url
    page.get_by_role("link", name="Показать всю карту").click()
    expect(page.locator("#list-title")).to_contain_text("5 обращений")
    assert not complaints


def test_the_list_of_an_older_view_is_not_waited_for(site: Site) -> None:
    page, _complaints = open_page(site, "/map/")
    page.route("**/map/?*part=rows*", lambda _route: None)  # the server is slow
    closer = page.locator(".leaflet-control-zoom-in")
    with page.expect_request("**/map/?*part=rows*") as first:
        closer.click()
    with page.expect_event("requestfailed", lambda one: one.url == first.value.url):
        closer.click()


def test_a_place_is_chosen_on_the_map_of_the_form(site: Site) -> None:
    page, complaints = open_page(site, "/report/")
    fetched = "performance.getEntriesByType('resource').filter(one => /choose|ground/.test(one.name)).length"
    assert page.evaluate(fetched) == 0, "the map is fetched when somebody wants it"
    page.get_by_role("button", name="Показать на карте").click()
    page.locator("[data-choose-map] .g-name").first.wait_for()
    page.get_by_role("button", name="Здесь, посередине").click()
    expect(page.locator("[data-here-said]")).to_contain_text("Точка отмечена")
    assert float(page.input_value("[name=latitude]")) == pytest.approx(56.47, abs=0.1)
    check_looks(page, "the map of the form", rules=ALL_RULES)
    page.get_by_role("button", name="Убрать точку").click()
    assert page.input_value("[name=latitude]") == ""
    assert not complaints


def test_without_script_the_list_tells_the_same(site: Site) -> None:
    page = site.browser.new_context(java_script_enabled=False, locale="ru-RU").new_page()
    page.goto(f"{site.address}/map/?street=село Полдневая")
    assert page.locator(".o-answer").count() == 1
    assert "село Полдневая" in page.locator(".o-answer").inner_text()
    expect(page.locator(".o-map")).to_be_hidden()


def test_show_more_comes_below_without_loading_the_page_again(site: Site) -> None:
    for number in range(20):
        publish(f"3{number}", f"Фонарь номер {number}.", "улица Ленина", 56.44, 60.19)
    page, _complaints = open_page(site, "/answers/")
    page.get_by_role("link", name="Показать ещё").click()
    expect(page.locator(".o-answer")).to_have_count(25)
    expect(page.locator(".o-answer").nth(20).locator("h3 a, a").first).to_be_focused()
    assert page.url.endswith("/answers/")

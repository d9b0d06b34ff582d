"""The map of a case's place, as a browser draws it: nothing is asked of others, nothing is only for the eye."""

import re

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page, Request, expect
from pytest_django import Settings

from otklik.appeals.models import Appeal
from otklik.demo.seed import GAZETTEER
from otklik.duplicates.services import remember_messages
from otklik.duplicates.steps import compare_waiting_texts
from otklik.gazetteer.services import import_places
from otklik.intake.models import ResidentMessage
from otklik.organizations.models import Territory
from otklik.organizations.rights import Role
from otklik.shared.clock import now
from otklik.triage.models import Verdict
from tests.browser.conftest import Site, enter
from tests.browser.looks import check_looks
from tests.people import Cast, enter_cast, open_case

pytestmark = pytest.mark.browser
TEXT = "Двор по Мира, 5 замело снегом, не пройти"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cast = enter_cast()
    place = Territory.objects.get(name="Полевской")
    import_places(GAZETTEER.read_bytes(), into=place, source="g.csv", by=None, now=now(), replaces=True)
    return cast


def lying(cast: Cast, latitude: float, *, is_of: str = "street") -> Appeal:
    case = open_case(cast, TEXT)
    told = {"latitude": latitude, "longitude": 60.19}
    Appeal.objects.filter(id=case.id).update(address="улица Мира", **told)
    Verdict.objects.filter(message__case_link__appeal=case).update(point_of=is_of, point_certainty=0.5, **told)
    return case


def compare() -> None:
    """Let the machine say which cases seem to be the same."""
    remember_messages(list(ResidentMessage.objects.all()))
    compare_waiting_texts()


def listen(page: Page) -> tuple[list[str], list[str]]:
    """Addresses elsewhere that the page asks for, and what the browser complains of; our edge listens in no test."""
    asked: list[str] = []
    complaints: list[str] = []
    ours = (page.url.partition("/desk/")[0], django_settings.OTKLIK_EDGE_URL, "data:")

    def note(request: Request) -> None:
        if not request.url.startswith(ours):
            asked.append(request.url)

    page.on("request", note)
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return asked, complaints


def test_it_shows_the_place_and_leads_to_a_similar_case_by_keyboard(site: Site, cast: Cast) -> None:
    case, near = lying(cast, 56.45), lying(cast, 56.452)
    compare()
    page = enter(site, cast, Role.COORDINATOR, "/desk/")
    asked, complaints = listen(page)
    page.goto(f"{site.address}/desk/appeals/{case.number}/")
    page.locator(".o-spot .g-built, .o-spot .g-name").first.wait_for(state="attached")
    expect(page.locator(".o-spot .o-reach")).to_be_visible()
    mark = page.get_by_role("link", name=f"№ {near.number}", exact=True).and_(page.locator(".o-also"))
    mark.wait_for()
    check_looks(page, "the map of a case")
    assert asked == []
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/desk/appeals/{near.number}/")
    of_edge = ("Failed to load", django_settings.OTKLIK_EDGE_URL)
    assert not [words for words in complaints if not any(one in words for one in of_edge)], "only the edge is missed"


def test_the_place_is_corrected_where_it_always_was(site: Site, cast: Cast) -> None:
    case = lying(cast, 56.45)
    page = enter(site, cast, Role.COORDINATOR, f"/desk/appeals/{case.number}/")
    page.get_by_role("link", name="Место неверно").click()
    field = page.locator("#correct-address")
    expect(field).to_be_focused()
    field.fill("улица Ленина")
    field.press("Enter")
    expect(page.locator("#place-map")).to_contain_text("середина улицы, дом неизвестен")
    assert page.locator("[data-case-map]").get_attribute("data-at") != "56.45000,60.19000"
    assert Appeal.objects.get(id=case.id).address == "улица Ленина"


def test_cases_at_one_point_are_one_mark_beside_the_pin(site: Site, cast: Cast) -> None:
    case, *others = (lying(cast, 56.45) for _one in range(3))
    compare()
    page = enter(site, cast, Role.COORDINATOR, f"/desk/appeals/{case.number}/")
    mark = page.locator(".o-also")
    expect(mark).to_have_text("2")
    assert all(str(one.number) in (mark.get_attribute("aria-label") or "") for one in others)
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#alike")).to_be_in_viewport()
    expect(page.locator("#alike a:focus")).to_have_text(re.compile("|".join(f"№ {one.number}" for one in others)))


def test_one_that_lies_in_another_town_leaves_the_place_in_view(site: Site, cast: Cast) -> None:
    case, _near, _far = lying(cast, 56.45), lying(cast, 56.452), lying(cast, 57.9)
    compare()
    page = enter(site, cast, Role.COORDINATOR, f"/desk/appeals/{case.number}/")
    mark = page.locator(".o-also")
    expect(mark).to_have_count(2)
    reach = page.locator(".o-spot .o-reach").bounding_box()
    assert reach
    assert reach["width"] > 40, "the place itself is more than a speck"


def test_without_script_the_words_tell_the_same(site: Site, cast: Cast) -> None:
    case = lying(cast, 56.45)
    page = enter(site, cast, Role.COORDINATOR, "/desk/")
    context = site.browser.new_context(java_script_enabled=False, locale="ru-RU")
    context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    plain = context.new_page()
    plain.goto(f"{site.address}/desk/appeals/{case.number}/")
    expect(plain.locator("#place-map .o-map")).to_be_hidden()
    expect(plain.locator("#place-map figcaption")).to_contain_text("середина улицы")


def test_a_finger_moves_the_page_and_not_the_map(site: Site, cast: Cast) -> None:
    case = lying(cast, 56.45)
    page = enter(site, cast, Role.COORDINATOR, "/desk/")
    context = site.browser.new_context(
        viewport={"width": 360, "height": 740}, locale="ru-RU", has_touch=True, is_mobile=True
    )
    context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    phone = context.new_page()
    phone.goto(f"{site.address}/desk/appeals/{case.number}/")
    box = phone.locator(".o-spot .o-map.leaflet-container")
    box.scroll_into_view_if_needed()
    assert box.evaluate("one => getComputedStyle(one).touchAction") == "pan-x pan-y"
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_tiles_come_from_the_named_server_and_from_nowhere_else(site: Site, cast: Cast, settings: Settings) -> None:
    settings.OTKLIK_TILES_URL = "https://tiles.example/{z}/{x}/{y}.png"
    settings.OTKLIK_TILES_HOSTS = ["https://tiles.example"]
    settings.OTKLIK_TILES_BY = "© участники OpenStreetMap"
    case = lying(cast, 56.45)
    page = enter(site, cast, Role.COORDINATOR, "/desk/")
    asked, complaints = listen(page)
    page.route("https://tiles.example/**", lambda route: route.fulfill(content_type="image/png", body=b""))
    with page.expect_request("https://tiles.example/**"):
        page.goto(f"{site.address}/desk/appeals/{case.number}/")
    assert asked
    assert all(url.startswith("https://tiles.example/") for url in asked)
    assert not [words for words in complaints if "Content Security Policy" in words]

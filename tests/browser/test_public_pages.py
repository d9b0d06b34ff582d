"""The public side and the door of the desk, as a browser draws them."""

from datetime import date

import pytest
from django.utils import timezone

from otklik.organizations.services import BodyCard, enter_body, enter_territory
from otklik.pages.services import register_page
from otklik.publication.models import PublishedCase, Subscription
from otklik.publication.open_data.making import make_open_files
from otklik.publication.subscriptions.links import LinkFor, secret_of
from tests.browser.conftest import Site
from tests.browser.looks import ALL_RULES, check_looks

pytestmark = pytest.mark.browser
PAGES = (
    "/", "/?q=ничего", "/bodies/administration/", "/bodies/administration/badges/", "/opendata/", "/case/4821937405/",
    "/answers/", "/answers/?q=лавина&street=улица Мира&tag=Возле школы", "/map/", "/speed/",
    "/verify/", "/verify/?url=vk.com/polevskoy",
    "/verify/?url=vk.com/p0levskoy", "/verify/?url=t.me/neizvestny_kanal", "/desk/sign-in/", "/no-such-page/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def town(transactional_db: None) -> None:
    place = enter_territory("municipality", "Полевской", parent=enter_territory("region", "Свердловская область"))
    body = enter_body(
        BodyCard(slug="administration", name="Администрация", short_name="Адм.", territory_id=place.id, sphere="Власть")
    )
    register_page(body, network="vk", external_id="7", name="Полевской", url="https://vk.com/polevskoy")
    PublishedCase.objects.create(
        number="4821937405", text="Яма у садика. Почините!", answer="Засыпали.", state="answered", topic="Дороги",
        body_slug="administration", body_name="Администрация", network="vk", wrote_on=date(2026, 11, 12),
        answered_on=date(2026, 11, 14), town="Полевской", street="улица Ленина", latitude=56.44, longitude=60.19,
        tags=["Возле школы", "Гололёд"], tag_keys=["возле школы", "гололед"],
    )  # fmt: skip
    make_open_files(now=timezone.now())


def test_axe_finds_nothing_and_nothing_scrolls_sideways(site: Site) -> None:
    page = site.open("/")
    for path in PAGES:
        page.goto(site.address + path)
        check_looks(page, path, rules=ALL_RULES)
    page.context.close()


def test_letters_are_asked_for_confirmed_and_ended(site: Site) -> None:
    page = site.browser.new_context(locale="ru-RU", viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{site.address}/subscribe/?body=administration&q=яма")
    page.click("main form button")
    assert page.evaluate("document.activeElement.id") == "wrong"
    check_looks(page, "/subscribe/ with errors", rules=ALL_RULES)
    page.fill("#email", "vera@mail.example")
    page.check("#consent")
    page.click("main form button")
    page.wait_for_url("**/subscribe/asked/**")
    check_looks(page, "/subscribe/asked/", rules=ALL_RULES)
    key = Subscription.objects.get().key
    page.goto(f"{site.address}/subscribe/{secret_of(key, LinkFor.CONFIRM)}/")
    check_looks(page, "the question", rules=ALL_RULES)
    page.click("main form button")
    page.wait_for_url("**/subscription/**")
    check_looks(page, "the subscription", rules=ALL_RULES)
    page.click("[value=end]")
    page.wait_for_url("**/unsubscribe/")
    assert not Subscription.objects.exists()


def test_the_policy_of_the_pages_stops_nothing_that_they_need(site: Site) -> None:
    page = site.browser.new_context(locale="ru-RU").new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    for path in PAGES[:-1]:  # what is not there is complained of
        page.goto(site.address + path)
        page.wait_for_load_state("networkidle")
    assert not complaints
    page.context.close()


def test_a_site_shows_the_badge_in_its_own_page(site: Site) -> None:
    page = site.browser.new_context(locale="ru-RU").new_page()
    frame = f'<iframe src="{site.address}/bodies/administration/badge/vk/" width="370" height="80"></iframe>'
    page.route("**/elsewhere", lambda route: route.fulfill(body=frame, content_type="text/html"))
    page.goto(f"{site.address}/elsewhere")
    picture = page.frame_locator("iframe").locator("img")
    picture.wait_for()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 350
    page.context.close()


def test_the_look_changes_at_once_and_stays(site: Site) -> None:
    page = site.open("/")
    page.locator("summary").click()
    page.locator('button[value="dark"]').click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.context.close()


def test_everything_works_without_scripts(site: Site) -> None:
    context = site.browser.new_context(java_script_enabled=False, locale="ru-RU")
    page = context.new_page()
    page.goto(site.address + "/")
    page.locator("#q").fill("админестрация")
    page.locator(".o-search button").click()
    page.locator(".o-body h3 a").click()
    page.locator(".o-asked h3 a").click()
    assert "Засыпали." in page.locator(".o-reply").inner_text()
    context.close()

"""«Report a problem» and «say what you think», as a browser on a phone shows them, with script and without."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page, Route, expect

from otklik.appeals.models import Appeal, CasePhoto
from otklik.appeals.states import State
from otklik.media.film_steps import make_next_film
from otklik.media.tests.films import FILM
from otklik.media.tests.pictures import jpeg
from otklik.organizations.rights import Role
from otklik.organizations.sign_in import Person
from otklik.pages.models import Page as PageOfBody
from otklik.pages.models import Widget
from otklik.pages.widgets import keep_widget
from otklik.shared.clock import now
from tests.browser.conftest import Site, enter
from tests.browser.looks import ALL_RULES, check_looks
from tests.flow import run_flow
from tests.people import Cast, enter_cast

pytestmark = pytest.mark.browser


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return enter_cast()


def phone(site: Site, *, has_script: bool = True) -> BrowserContext:
    return site.browser.new_context(
        viewport={"width": 360, "height": 740}, locale="ru-RU", reduced_motion="reduce", has_touch=True,
        java_script_enabled=has_script,
    )  # fmt: skip


def fill_in(page: Page, text: str = "Во дворе после ремонта труб осталась яма") -> None:
    page.fill("#text", text)
    page.fill("#place", "ул. Ленина, 5")
    page.set_input_files("#photos", [FilePayload(name="IMG_2214.jpg", mimeType="image/jpeg", buffer=jpeg())])
    page.check("#consent")
    page.click("[name=step]")


@pytest.mark.parametrize("has_script", [True, False])
def test_a_report_with_a_photo_is_sent_from_a_phone(site: Site, cast: Cast, has_script: bool) -> None:
    page = phone(site, has_script=has_script).new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{site.address}/report/")
    fill_in(page)
    expect(page.locator("h1")).to_have_text("Всё верно?")
    page.click("[value=send]")
    page.wait_for_url(re.compile(r"/case/\d{8}/[\w-]{32}/\?sent=1"))
    assert not complaints
    number = int(page.locator(".o-ticket .no").inner_text())
    run_flow()
    appeal = Appeal.objects.get()
    assert (appeal.number, "Ленина" in appeal.address) == (number, True)
    assert (appeal.state == State.IN_MODERATION) is not has_script, "without the work done a person looks first"
    assert CasePhoto.objects.get().of == "resident"


def test_a_network_is_chosen_and_opened_from_a_phone(site: Site, cast: Cast) -> None:
    owner = cast.administration
    PageOfBody.objects.filter(id=cast.page.id).update(takes_talks=True)
    PageOfBody.objects.create(
        network="max", external_id="-9", name="Администрация Полевского городского округа в MAX", owner=owner,
        takes_talks=True, bot_name="id880001_bot",
    )  # fmt: skip
    keep_widget(cast.page, sites="", is_on=True, by=Person(0, "Оксана"), now=now())
    page = phone(site).new_page()
    page.goto(f"{site.address}/report/?page={Widget.objects.get().key}")
    page.check("[value=network]")
    fill_in(page)
    page.click("[value=send]")
    page.click("a[href$='/network/'].btn")
    expect(page.locator("a[href^='https://max.ru/id880001_bot?start=']")).to_have_text("Открыть MAX")
    check_looks(page, "where to hear", rules=ALL_RULES)


def test_a_video_goes_on_where_the_connection_broke_and_staff_watch_it(site: Site, cast: Cast) -> None:
    page = phone(site).new_page()
    breaks: list[str] = []

    def break_once(route: Route) -> None:
        if breaks:
            route.continue_()
            return
        breaks.append(route.request.url)
        route.abort()

    page.route(re.compile("/upload/.+/"), break_once)
    page.goto(f"{site.address}/report/")
    page.fill("#text", "Во дворе после ремонта труб осталась яма")
    video = FILM.read_bytes() + b"\x00\x18\x00\x08free" + bytes(0x180000)
    page.set_input_files("#photos", [FilePayload(name="VID_2214.mp4", mimeType="video/mp4", buffer=video)])
    expect(page.locator(".o-file")).to_be_visible()  # from then on nothing moves
    page.check("#consent")
    page.click("[name=step]")  # while it is coming: sent as soon as it is there
    expect(page.locator("h1")).to_have_text("Всё верно?")
    assert len(breaks) == 1
    page.click("[value=send]")
    page.wait_for_url(re.compile(r"/case/\d{8}/"))
    run_flow()
    number = Appeal.objects.get().number
    desk = enter(site, cast, Role.COORDINATOR, f"/desk/appeals/{number}/")
    shown = desk.locator("video")
    expect(desk.locator(".o-photos")).to_contain_text("Видео готовится к показу")
    play = """video => new Promise((done) => {
      video.onloadedmetadata = video.onerror = () => done([video.videoWidth, video.videoHeight, video.error?.message]);
      video.preload = "auto";
      video.load();
    })"""
    assert shown.evaluate(play) == [64, 48, None]
    assert make_next_film(now=now()) == 1
    desk.reload()
    assert shown.evaluate(play) == [64, 48, None]
    expect(desk.locator(".o-photos")).not_to_contain_text("Видео")


def test_a_large_file_that_is_refused_on_its_way_is_named_before_anything_is_sent(site: Site, cast: Cast) -> None:
    page = phone(site).new_page()
    held: list[Route] = []
    is_free: list[bool] = []

    def hold(route: Route) -> None:
        if is_free:
            route.continue_()
        else:
            held.append(route)

    page.route(re.compile("/upload/.+/"), hold)
    page.goto(f"{site.address}/report/")
    page.fill("#text", "Во дворе после ремонта труб осталась яма")
    too_large = FilePayload(name="IMG_1.jpg", mimeType="image/jpeg", buffer=bytes(21 * 1024 * 1024))
    page.set_input_files("#photos", [too_large])
    expect(page.locator(".o-file")).to_contain_text("IMG_1.jpg: Фотография больше 20 МБ")
    assert not held, "nothing of it was sent"
    page.click(".o-file button")
    with page.expect_request(re.compile("/upload/.+/")):
        page.set_input_files("#photos", [FilePayload(name="IMG_2.jpg", mimeType="image/jpeg", buffer=bytes(0x180000))])
    expect(page.locator(".o-file")).to_contain_text("IMG_2.jpg загружается")
    page.check("#consent")
    page.click("[name=step]")  # while it is coming
    is_free.append(True)
    for route in held:
        route.continue_()
    expect(page.locator(".o-file .form-error")).to_contain_text("IMG_2.jpg: Это не фотография")
    expect(page.locator(".o-file button")).to_be_focused()
    expect(page.locator("h1")).to_have_text("Сообщить о проблеме")
    page.click("[name=step]")
    expect(page.locator("h1")).to_have_text("Всё верно?")


def test_nothing_typed_is_lost_and_what_is_wrong_is_named(site: Site, cast: Cast) -> None:
    page = phone(site).new_page()
    page.goto(f"{site.address}/report/")
    page.fill("#text", "Яма")
    page.check("[name=contact][value=mail]")
    page.fill("#email", "мама")
    page.click("[name=step]")
    expect(page.locator("#email-wrong")).to_be_visible()
    expect(page.locator("#consent-wrong")).to_be_visible()
    assert page.input_value("#text") == "Яма"
    assert page.input_value("#email") == "мама"
    check_looks(page, "/report/ with errors", rules=ALL_RULES)


def test_a_draft_stays_on_the_device_until_it_is_sent(site: Site, cast: Cast) -> None:
    context = phone(site)
    page = context.new_page()
    page.goto(f"{site.address}/report/")
    page.fill("#text", "Во дворе яма")
    expect(page.locator("[data-danger]")).to_be_hidden()
    page.goto(f"{site.address}/")
    page.goto(f"{site.address}/report/")
    assert page.input_value("#text") == "Во дворе яма"
    page.click("[data-forget]")
    page.reload()
    assert page.input_value("#text") == ""


def test_axe_finds_nothing_on_the_pages_of_a_report(site: Site, cast: Cast) -> None:
    page = phone(site).new_page()
    for path in ("/report/", "/opinion/", "/consent/", "/official-appeal/", "/mail/xx/"):
        page.goto(site.address + path)
        check_looks(page, path, rules=ALL_RULES)
    page.goto(f"{site.address}/report/")
    fill_in(page, "Пахнет газом в подъезде, дети дома")
    expect(page.get_by_role("alert")).to_contain_text("112")
    check_looks(page, "the last look", rules=ALL_RULES)
    page.click("[value=send]")
    page.wait_for_url("**/case/**")
    check_looks(page, "the private page", rules=ALL_RULES)
    for words in ("Забрать сообщение", "Удалить мои данные"):
        own = page.url
        with page.expect_navigation():
            page.get_by_role("link", name=words).click()
        check_looks(page, words, rules=ALL_RULES)
        page.goto(own)
    page.goto(page.url.split("?")[0] + "erase/")
    page.get_by_role("button", name="Да, удалить всё").click()
    expect(page.locator("h1")).to_have_text("Ваши данные удаляются")
    check_looks(page, "being erased", rules=ALL_RULES)


@contextmanager
def another_site(html: str) -> Iterator[str]:
    """A site of somebody else: another origin, served over HTTP."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("is_allowed", [True, False])
def test_only_a_site_that_is_named_shows_the_form(site: Site, cast: Cast, is_allowed: bool) -> None:
    keep_widget(cast.school_page, sites="", is_on=True, by=Person(0, "Оксана"), now=now())
    key = Widget.objects.get().key
    script = f'<script src="{site.address}/widget.js" data-page="{key}" data-kind="report" data-theme="dark"></script>'
    with another_site(f"<!doctype html><title>Школа</title><p>Школа № 8</p>{script}") as origin:
        Widget.objects.update(origins=[origin] if is_allowed else ["http://school8.example"])
        page = phone(site).new_page()
        page.goto(origin)
        _use_frame(page, cast, is_allowed=is_allowed)


def _use_frame(page: Page, cast: Cast, *, is_allowed: bool) -> None:
    frame = page.frame_locator("iframe")
    if not is_allowed:
        page.wait_for_load_state("networkidle")
        assert frame.locator("#text").count() == 0
        return
    frame.locator("#text").fill("В раздевалке не горит свет")
    # the frame grows with what it holds: nothing is to be scrolled within it
    page.wait_for_function("document.querySelector('iframe').style.height !== '900px'")
    frame.locator("#consent").check()
    frame.locator("[name=step]").click()
    frame.locator("[value=send]").click()
    expect(frame.locator(".o-ticket .no")).to_be_visible()
    run_flow()
    assert Appeal.objects.get().body == cast.school


def test_axe_finds_nothing_in_the_frames_and_in_the_card_of_the_desk(site: Site, cast: Cast) -> None:
    keep_widget(cast.page, sites="http://school8.example", is_on=True, by=Person(0, "Оксана"), now=now())
    key = Widget.objects.get().key
    page = phone(site).new_page()
    for path in (f"/embed/{key}/report/", f"/embed/{key}/buttons/?theme=dark"):
        page.goto(site.address + path)
        check_looks(page, path, rules=ALL_RULES)
    page = enter(site, cast, Role.ADMINISTRATOR, f"/desk/pages/{cast.page.id}/widget/")
    check_looks(page, "the card of the forms")

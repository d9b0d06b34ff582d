"""My tasks on a phone without signal: what is taken there outlives the browser and reaches the server once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, Route, expect

from otklik.answers.models import Facts
from otklik.appeals.models import Appeal, CasePhoto
from otklik.appeals.states import State
from otklik.media.tests.pictures import jpeg
from otklik.organizations.rights import Role
from otklik.shared import clock
from tests.browser.conftest import Site
from tests.browser.looks import check_looks
from tests.people import Cast, enter_cast, open_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PHOTOS = 20
PLACE = (56.4425, 60.1876)
CAMERA = (56.5, 60.25)
NOWHERE = ["--proxy-server=http://127.0.0.1:9", "--proxy-bypass-list=<-loopback>"]
"""Every request of this browser ends at a shut door, those of its workers too."""


@dataclass(frozen=True)
class Phone:
    """A phone whose browser keeps what it keeps in a folder: closed and opened again it is the same one."""

    kind: BrowserType
    chromium: str
    folder: Path
    site: Site
    session: str

    @contextmanager
    def browser(self, *, has_signal: bool = True) -> Iterator[BrowserContext]:
        """The browser, started anew."""
        context = self.kind.launch_persistent_context(
            self.folder, executable_path=self.chromium, args=["--no-sandbox", *([] if has_signal else NOWHERE)],
            viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True, reduced_motion="reduce",
            locale="ru-RU", permissions=["geolocation"], geolocation={"latitude": PLACE[0], "longitude": PLACE[1]},
        )  # fmt: skip
        name = django_settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": self.session, "url": self.site.address}])
        context.set_offline(not has_signal)
        try:
            yield context
        finally:
            context.close()

    def open(self, context: BrowserContext) -> Page:
        """The page of tasks."""
        page = context.pages[0]
        page.goto(f"{self.site.address}/desk/tasks/")
        return page


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The bodies and people of the tests."""
    return enter_cast()


@pytest.fixture
def tasks(cast: Cast) -> list[Appeal]:
    """Two, of the executor."""
    cases = [
        open_case(cast, words, body=cast.utilities, state=State.IN_WORK, now=clock.now())
        for words in ("Лёд у школы", "Яма во дворе")
    ]
    Appeal.objects.filter(id__in=[one.id for one in cases]).update(executor=cast.staff[Role.EXECUTOR])
    return cases


@pytest.fixture
def phone(site: Site, cast: Cast, browser: Browser, chromium: str, tmp_path: Path) -> Phone:
    """The executor's; signed in already."""
    client = Client()
    client.force_login(cast.staff[Role.EXECUTOR])
    session = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    return Phone(browser.browser_type, chromium, tmp_path / "phone", site, session)


def photo(number: int) -> bytes:
    """Every second camera writes time and place."""
    colour = (number * 12, 90, 40)
    return jpeg(colour=colour, taken="2026:11:20 10:00:00", point=CAMERA) if number % 2 else jpeg(colour=colour)


def take(page: Page, case: Appeal, number: int) -> None:
    """A photo and a note; afterwards they stand on the phone."""
    form = page.locator(f"form[data-task='{case.number}']")
    form.locator("[data-place] input").set_checked(True)
    form.locator("textarea").fill(f"Заметка {number}")
    form.locator("[type=file]").set_input_files(
        {"name": f"{number}.jpg", "mimeType": "image/jpeg", "buffer": photo(number)}
    )
    form.locator("button").click()
    page.locator(f"#tasks-waiting li:has-text('Заметка {number} ')").wait_for()


def test_twenty_photos_taken_without_signal_outlive_the_browser_and_go_once(phone: Phone, tasks: list[Appeal]) -> None:
    with phone.browser() as context:
        page = phone.open(context)
        page.wait_for_selector("#tasks-kept[data-opens-offline=kept]", state="attached")
        context.set_offline(True)
        for number in range(1, PHOTOS // 2 + 1):
            take(page, tasks[number % 2], number)
        page.wait_for_selector("#tasks-state:has-text('Нет связи')")

    with phone.browser(has_signal=False) as context:
        page = phone.open(context)  # as it was seen last
        page.wait_for_selector(f"#tasks-waiting li:nth-child({PHOTOS // 2})")
        for number in range(PHOTOS // 2 + 1, PHOTOS + 1):
            take(page, tasks[number % 2], number)
        page.wait_for_selector(f"#tasks-state:has-text('Нет связи'):has-text('{PHOTOS}')")
    assert (Facts.objects.count(), CasePhoto.objects.count()) == (0, 0)

    heard: list[str] = []

    def lose_every_third(route: Route) -> None:
        """The server gets it, and the phone does not hear so."""
        heard.append(route.request.url)
        if len(heard) % 3:
            route.continue_()
        else:
            route.fetch()
            route.abort()

    with phone.browser() as context:
        context.route("**/desk/tasks/*/", lose_every_third)
        page = phone.open(context)
        for _ in range(PHOTOS):
            state = page.wait_for_selector("#tasks-state:is(:has-text('Нет связи'), :has-text('Всё отправлено'))")
            if state and "Всё" in state.inner_text():
                break
            page.evaluate("window.dispatchEvent(new Event('online'))")
            page.wait_for_selector("#tasks-state:not(:has-text('Нет связи'))")
        assert page.locator("#tasks-waiting li").count() == 0
    assert len(heard) > PHOTOS  # some went twice
    assert sorted(Facts.objects.values_list("text", flat=True)) == sorted(f"Заметка {n}" for n in range(1, PHOTOS + 1))
    assert CasePhoto.objects.count() == PHOTOS
    for told in Facts.objects.all():
        kept = told.photos.get()
        number = int(told.text.split()[1])
        assert kept.appeal == told.appeal == tasks[number % 2]
        assert (kept.latitude, kept.longitude) == (CAMERA if number % 2 else PLACE)
        assert kept.taken_at is not None
        assert (kept.taken_at == datetime(2026, 11, 20, 5, tzinfo=UTC)) == bool(number % 2)


def test_what_the_server_refuses_is_told_in_words_and_the_rest_goes(phone: Phone, tasks: list[Appeal]) -> None:
    with phone.browser() as context:
        page = phone.open(context)
        page.wait_for_selector("#tasks-kept[data-opens-offline=kept]", state="attached")
        check_looks(page, "my tasks")
        context.set_offline(True)
        form = page.locator(f"form[data-task='{tasks[0].number}']")
        form.locator("button").click()
        assert "Напишите что-нибудь" in form.locator("[role=alert]").inner_text()
        form.locator("[type=file]").set_input_files(
            {"name": "1.jpg", "mimeType": "image/jpeg", "buffer": b"<svg xmlns='http://www.w3.org/2000/svg'/>"}
        )
        form.locator("button").click()
        take(page, tasks[1], 1)
        context.set_offline(False)
        wrong = page.wait_for_selector("#tasks-waiting .o-error")
        page.wait_for_selector("#tasks-state:has-text('Сервер не принял')")
        assert wrong is not None
        assert "Это не фотография, а SVG" in wrong.inner_text()
        assert page.locator("#tasks-waiting li").count() == 1
        check_looks(page, "my tasks with something refused")
        page.locator("#tasks-waiting button").click()
        page.wait_for_selector("#tasks-waiting:not(:has(li))", state="attached")
    assert [one.text for one in Facts.objects.all()] == ["Заметка 1"]


def test_what_the_server_never_takes_is_told_and_what_it_cannot_take_now_goes_later(
    phone: Phone, tasks: list[Appeal]
) -> None:
    """413 and 400 come from whatever stands before the server; 503 is a matter of time."""
    answers = {"Заметка 1": 413, "Заметка 2": 400, "Заметка 3": 503}

    def refuse(route: Route) -> None:
        told = (route.request.post_data_buffer or b"").decode(errors="replace")
        status = next((code for words, code in answers.items() if words in told), 0)
        route.fulfill(status=status) if status else route.continue_()

    with phone.browser() as context:
        context.route("**/desk/tasks/*/", refuse)
        page = phone.open(context)
        page.route("**/desk/tasks/*/", refuse)
        for number in (1, 2, 3):
            take(page, tasks[0], number)
        page.get_by_text("Фото слишком большое").wait_for()
        page.get_by_text("Сервер не может это прочитать").wait_for()
        page.get_by_text("Сервер не отвечает").wait_for()
        answers.clear()
        page.reload()
        expect(page.locator("#tasks-waiting li")).to_have_count(2)
        expect(page.locator("#tasks-waiting li:has-text('Заметка 3 ')")).to_have_count(0)
    assert list(CasePhoto.objects.values_list("appeal__number", flat=True)) == [tasks[0].number]


def test_whoever_signs_out_leaves_no_page_behind(phone: Phone, tasks: list[Appeal]) -> None:
    with phone.browser() as context:
        page = phone.open(context)
        page.wait_for_selector("#tasks-kept[data-opens-offline=kept]", state="attached")
        assert page.evaluate("caches.has('otklik-tasks')")
        page.locator("[data-opens=me]").click()
        page.locator("form[action$='/sign-out/'] button").click()
        page.wait_for_url("**/desk/sign-in/**")
        assert not page.evaluate("caches.has('otklik-tasks')")

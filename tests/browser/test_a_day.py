"""A day of a case, played in browsers by all who have a part in it, from a resident's message to a closed case.

Everything is real: the sandbox plays VK over HTTP, edge and worker are processes, each person has a browser of their
own, the resident reads and clicks in the network itself.
"""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Page, ViewportSize, expect
from pytest_django import Settings

from otklik.appeals.models import Appeal
from otklik.appeals.states import Outcome, State
from otklik.media.tests.pictures import jpeg
from otklik.organizations.models import Staff
from otklik.organizations.selectors import Viewer
from otklik.sandbox.testing import RunningSandbox
from otklik.topics.services import seed_topics
from tests.browser.conftest import Site
from tests.town import GROUP, build_town
from tests.whole.networks.vk import Vk
from tests.whole.stage import Stage, raised, with_photos_for_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PHONE = ViewportSize(width=360, height=740)
DESKTOP = ViewportSize(width=1440, height=900)
QUESTION = "Яма на дороге у дома Свердлова, 12, разбили колесо. Когда отремонтируют дорогу?"
DONE = "Яму у Свердлова, 12 засыпали сегодня в 10:30, асфальт положим до 15 декабря."
WHY_BACK = "Поздоровайтесь и назовите, кто делал."
BY_WHOM = "Здравствуйте! Работу сделал участок № 3. "
STILL = "Яма снова открылась, колесо проваливается."
WHY_AGAIN = "Житель пишет, что яма открылась снова."
ANEW = "Здравствуйте! Яму у Свердлова, 12 сегодня в 15:00 заделали горячим асфальтом, приёмка 1 декабря."
HERE = 120_000.0
"""Milliseconds within which what other processes do has to be seen: a busy machine is no failure."""
USUAL = 5_000.0
"""Playwright's own."""


@dataclass(frozen=True)
class Day:
    """Who plays, each in a browser of their own."""

    site: Site
    stage: Stage
    resident: Page
    coordinator: Page
    executor: Page
    approver: Page

    @property
    def case(self) -> Appeal:
        """The one case."""
        return Appeal.objects.get()

    def open_case(self, page: Page, part: str = "") -> None:
        """The page of the case, as a person of the desk sees it now."""
        page.goto(f"{self.site.address}/desk/appeals/{self.case.number}/{part}")


@pytest.fixture
def day(
    running_sandbox: RunningSandbox, site: Site, settings: Settings, transactional_db: None, tmp_path: Path
) -> Iterator[Day]:
    """The town before anybody has written."""
    running_sandbox.control.reset()
    seed_topics()
    town, play = build_town(requires_approval=True), Vk(running_sandbox)
    settings.OTKLIK_NETWORKS = play.networks(settings.OTKLIK_NETWORKS)
    settings.OTKLIK_SITE_URL = site.address
    settings.STORAGES = with_photos_for_all(settings)
    expect.set_options(timeout=HERE)
    with raised(town, play, folder=tmp_path, told={"OTKLIK_SITE_URL": site.address}) as stage:
        settings.OTKLIK_EDGE_URL = stage.edge_url
        settings.SECURE_CSP = {**settings.SECURE_CSP, "connect-src": ["'self'", stage.edge_url]}
        yield Day(
            site=site,
            stage=stage,
            resident=_window(site, on_phone=True),
            coordinator=_window(site, town.coordinator),
            executor=_window(site, town.executor, on_phone=True),
            approver=_window(site, town.approver),
        )
    expect.set_options(timeout=USUAL)


def _window(site: Site, viewer: Viewer | None = None, *, on_phone: bool = False) -> Page:
    """A browser of one's own; a person of the desk is signed in."""
    context = site.browser.new_context(
        viewport=PHONE if on_phone else DESKTOP, is_mobile=on_phone, has_touch=on_phone, locale="ru-RU",
        reduced_motion="reduce",
    )  # fmt: skip
    context.set_default_timeout(HERE)
    if viewer is not None:
        client = Client()
        client.force_login(Staff.objects.get(id=viewer.staff_id))
        name = django_settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site.address}])
    return context.new_page()


def test_a_day_from_a_message_to_a_closed_case(day: Day) -> None:
    the_coordinator_sees_a_message_come_in(day)
    the_coordinator_corrects_what_was_proposed_and_passes_it_on(day)
    the_executor_tells_on_the_phone_what_was_done_with_a_photo(day)
    the_coordinator_writes_the_answer_from_it(day)
    the_approver_sends_it_back_with_a_reason(day)
    the_coordinator_mends_it(day)
    the_approver_sees_text_and_photo_and_approves(day)
    the_answer_stands_in_the_talk_with_the_photo(day)
    the_resident_says_that_it_is_not_solved(day)
    the_coordinator_reopens(day)
    the_executor_answers_anew(day)
    the_approver_approves_again(day)
    the_coordinator_closes_with_an_outcome(day)
    the_overview_shows_it(day)


def the_coordinator_sees_a_message_come_in(day: Day) -> None:
    """Without touching the page: the list was empty."""
    page = day.coordinator
    page.goto(f"{day.site.address}/desk/")
    expect(page.locator("[data-live-state=on]").first).to_be_visible(timeout=HERE)
    expect(page.locator("[data-row]")).to_have_count(0)
    talk = day.resident
    talk.goto(f"{day.stage.play.sandbox.url}/vk/{GROUP}/talk/")
    talk.locator("#talk-name").fill("Мария Ковалёва")
    talk.locator("#message").fill(QUESTION)
    talk.get_by_role("button", name="Отправить").click()
    expect(page.locator("[data-row]")).to_contain_text(QUESTION)


def the_coordinator_corrects_what_was_proposed_and_passes_it_on(day: Day) -> None:
    page = day.coordinator
    page.locator("[data-row]").click()
    page.get_by_role("link", name="Открыть целиком").click()
    page.locator("#correct > summary").click()
    page.locator("#correct-importance").select_option("high")
    page.locator("#correct-address").fill("улица Свердлова, 12")
    page.locator("#correct").get_by_role("button", name="Сохранить").click()
    expect(page.locator(".o-case-head")).to_contain_text("Высокая")
    page.locator("#acts-menu > summary").click()
    page.locator("#act-assign > summary").click()
    page.locator("#assign-executor").select_option(str(day.stage.town.executor.staff_id))
    page.locator("#assign-text").fill("Свердлова – его участок.")
    page.locator("#act-assign").get_by_role("button", name="Передать").click()
    expect(page.locator(".o-case-head")).to_contain_text("Назначено")


def the_executor_tells_on_the_phone_what_was_done_with_a_photo(day: Day) -> None:
    """Four taps from the notice: it, the words, the camera, «Отправить»."""
    page = day.executor
    page.goto(f"{day.site.address}/desk/notices/")
    notice, until = page.get_by_text("Задача для вас"), time.monotonic() + HERE / 1000
    while not notice.count() and time.monotonic() < until:
        page.reload()  # the worker tells of it every two seconds
    notice.tap()  # one
    task = page.locator(f"form[data-task='{day.case.number}']")
    task.locator("textarea").tap()  # two
    page.keyboard.type(DONE)
    with page.expect_file_chooser() as camera:
        task.locator("[type=file]").tap()  # three
    camera.value.set_files({"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": jpeg(size=(640, 480))})
    task.get_by_role("button", name="Отправить").tap()  # four
    expect(page.locator("#tasks-state")).to_contain_text("Всё отправлено")


def the_coordinator_writes_the_answer_from_it(day: Day) -> None:
    """The executor's words and the photo, without typing them anew; another person has to agree."""
    page = day.coordinator
    day.open_case(page)
    page.locator("#facts").get_by_role("button", name="Вставить в ответ", exact=True).click()
    expect(page.locator("#answer-text")).to_have_value(re.compile(re.escape(DONE)))
    page.locator("#facts input[name=photo]").check()
    page.get_by_role("button", name="Вставить в ответ ссылку на отмеченные фотографии").click()
    expect(page.locator("#answer-text")).to_have_value(re.compile("/photos/"))
    _press_last(page)
    expect(page.locator(".o-case-head")).to_contain_text("На согласовании")


def the_approver_sends_it_back_with_a_reason(day: Day) -> None:
    page = day.approver
    page.goto(f"{day.site.address}/desk/answers/approval/")
    page.locator("#waiting h3 a").click()
    page.locator("#send-back > summary").click()
    page.locator("#send-back-text").fill(WHY_BACK)
    page.locator("#send-back form button").click()
    expect(page.locator(".o-case-head")).to_contain_text("На доработке")


def the_coordinator_mends_it(day: Day) -> None:
    """The reason stands there, and the text that was sent back is the draft."""
    page = day.coordinator
    day.open_case(page)
    expect(page.locator("main")).to_contain_text(WHY_BACK)
    text = page.locator("#answer-text")
    text.fill(BY_WHOM + text.input_value())
    _press_last(page)
    expect(page.locator(".o-case-head")).to_contain_text("На согласовании")


def the_approver_sees_text_and_photo_and_approves(day: Day) -> None:
    page = day.approver
    page.goto(f"{day.site.address}/desk/answers/approval/")
    page.locator("#waiting h3 a").click()
    expect(page.locator("#approval .o-answer-text").first).to_contain_text(BY_WHOM + DONE)
    expect(page.locator("#approval .o-photos img")).to_have_js_property("naturalWidth", 480)
    page.locator("#approval .o-next").click()
    expect(page.locator("#approval")).to_have_count(0)


def the_answer_stands_in_the_talk_with_the_photo(day: Day) -> None:
    said = day.resident.locator(".message:not(.mine)").first
    expect(said.locator(".text")).to_contain_text(BY_WHOM + DONE)
    expect(said.locator(".attached")).to_have_text("Фотография")


def the_resident_says_that_it_is_not_solved(day: Day) -> None:
    """By the link that came after the answer."""
    page = day.resident
    page.locator(".message a[href*='/solved/']").tap()
    page.get_by_label("Нет, не решено").tap()
    page.get_by_label("2", exact=True).tap()
    page.get_by_label("Сделано плохо или не всё").tap()
    page.locator("#words").fill(STILL)
    page.get_by_role("button", name="Отправить").tap()
    expect(page.locator("main")).to_contain_text("Вы сказали: не решено")


def the_coordinator_reopens(day: Day) -> None:
    """Once the desk says that the resident is not satisfied."""
    page = day.coordinator
    page.goto(f"{day.site.address}/desk/?queue=wrote_again")
    page.locator("[data-row]").click()
    page.get_by_role("link", name="Открыть целиком").click()
    for words in ("Не решено", "оценка 2 из 5", "Сделано плохо или не всё", STILL):
        expect(page.locator("#verdict")).to_contain_text(words)
    page.locator("#acts-menu > summary").click()
    page.locator("#act-reopen > summary").click()
    page.locator("#reopen-text").fill(WHY_AGAIN)
    page.locator("#act-reopen form button").click()
    expect(page.locator(".o-case-head")).to_contain_text("В работе")
    expect(page.locator(".o-case-head")).to_contain_text("возвращено в работу 1 раз")


def the_executor_answers_anew(day: Day) -> None:
    """On the phone again: the case, the text, «На согласование»."""
    page = day.executor
    page.goto(f"{day.site.address}/desk/tasks/")
    page.locator(f"#task-{day.case.number} h2 a").tap()
    page.locator("#answer-text").tap()
    page.keyboard.type(ANEW)
    _press_last(page)
    expect(page.locator(".o-case-head")).to_contain_text("На согласовании")


def the_approver_approves_again(day: Day) -> None:
    page = day.approver
    page.goto(f"{day.site.address}/desk/answers/approval/")
    page.locator("#waiting h3 a").click()
    page.locator("#approval .o-next").click()
    expect(page.locator("#approval")).to_have_count(0)


def the_coordinator_closes_with_an_outcome(day: Day) -> None:
    """When the open page says by itself that the resident has the answer."""
    page = day.coordinator
    ours = page.locator("#talk .o-msg-ours:not(.o-msg-pending)", has_text=ANEW)
    expect(ours).to_have_count(1)
    # the network may show us our answer before the case hears that it has left
    expect(page.locator(".o-case-head")).to_contain_text("Отвечено")
    day.open_case(page)
    page.locator("#act-close > summary").click()
    page.locator("#close-outcome").select_option(Outcome.SOLVED.value)
    page.locator("#act-close form button").click()
    expect(page.locator(".o-case-head")).to_contain_text("Решено, есть доказательство")
    assert (day.case.state, day.case.outcome, day.case.reopened_count) == (State.CLOSED, Outcome.SOLVED, 1)
    talk = day.resident
    talk.goto(f"{day.stage.play.sandbox.url}/vk/{GROUP}/talk/")
    expect(talk.locator(".message:not(.mine) .text", has_text=ANEW)).to_have_count(1)


def the_overview_shows_it(day: Day) -> None:
    """Each figure opens the cases behind it."""
    page = day.coordinator
    page.goto(f"{day.site.address}/desk/overview/")
    row = page.get_by_role("row", name="Администрация")
    expect(row.get_by_role("link").first).to_have_text("1")
    row.get_by_role("link").first.click()
    expect(page.locator("tbody")).to_contain_text(str(day.case.number))


def _press_last(page: Page) -> None:
    """The button with which an answer goes on."""
    page.locator("#answer .o-answer-foot button").last.click()

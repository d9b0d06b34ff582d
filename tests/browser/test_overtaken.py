"""What a case says when it has moved on: words that changed after the answer, a save that comes second, a deletion."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from otklik.appeals.models import Appeal
from otklik.appeals.profiles import Importance
from otklik.appeals.services import correct_case
from otklik.appeals.states import Act, State
from otklik.intake.models import MessageVersion, ResidentMessage
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from tests.browser.conftest import Site, enter
from tests.browser.looks import check_looks
from tests.people import Cast, enter_cast, open_case

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ASKED = "Скользко на крыльце школы № 8, дети падают. Посыпьте песком!"


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


def now() -> datetime:
    return datetime.now(UTC)


def opened(site: Site, cast: Cast, case: Appeal) -> Page:
    return enter(site, cast, Role.CONTENT_MANAGER, f"/desk/appeals/{case.number}/")


def message_of(case: Appeal) -> ResidentMessage:
    return ResidentMessage.objects.get(case_link__appeal=case)


def test_words_that_changed_after_the_answer_are_told_on_top_until_somebody_has_read_them(
    site: Site, cast: Cast
) -> None:
    case = open_case(cast, ASKED, state=State.ANSWERED)
    message, changed = message_of(case), f"{ASKED} И ступени разбиты."
    for text, is_edit in ((ASKED, False), (changed, True)):
        MessageVersion.objects.create(
            message=message, event_key=text[-9:], is_edit=is_edit, text=text, received_at=now()
        )
    ResidentMessage.objects.update(text=changed, edited_at=now())
    Appeal.objects.update(final_answered_at=now() - timedelta(hours=1), wrote_again_at=now())
    page = opened(site, cast, case)
    told = page.locator("#wrote-again")
    assert "житель написал ещё или изменил свои слова" in told.inner_text()
    assert "И ступени разбиты." in page.locator("ins").inner_text()
    check_looks(page, "Слова изменились после ответа")
    told.get_by_role("button", name="Прочитано, ничего не нужно").click()
    expect(page.locator("#wrote-again")).to_be_empty()


def test_that_a_resident_wrote_again_is_told_on_the_open_page(site: Site, cast: Cast) -> None:
    case = open_case(cast, ASKED, state=State.ANSWERED)
    page = opened(site, cast, case)
    expect(page.locator("#wrote-again")).to_be_empty()
    Appeal.objects.update(final_answered_at=now() - timedelta(hours=1), wrote_again_at=now())
    page.evaluate("window.htmx.trigger('#talk', 'live')")  # as the news of it does
    expect(page.locator("#wrote-again")).to_contain_text("житель написал ещё")
    page.locator("#wrote-again").get_by_role("button", name="Прочитано, ничего не нужно").click()
    expect(page.locator("#wrote-again")).to_be_empty()


def test_whoever_comes_second_reads_what_changed_and_goes_on(site: Site, cast: Cast) -> None:
    case = open_case(cast, ASKED, state=State.IN_WORK)
    page = opened(site, cast, case)
    coordinator = load_viewer(cast.staff[Role.COORDINATOR].id, on=now().date())
    values = {"topic_id": None, "address": "Мира, 3", "importance": Importance.HIGH, "version": None}
    correct_case(case.number, by=coordinator, now=now(), **values)  # type: ignore[arg-type]
    page.locator("#acts-menu > summary").click()
    page.locator("#act-return_not_ours > summary").click()
    page.locator("#return_not_ours-text").fill("Крыльцо чистит школа")
    page.get_by_role("button", name="Вернуть: не наше", exact=True).click()
    told = page.locator(".o-alert[role=alert]")
    told.wait_for()
    assert "Марина Орлова: уточнено обращение: адрес, важность" in told.inner_text()
    check_looks(page, "Обращение изменили раньше")
    assert page.locator("#return_not_ours-text").input_value() == "Крыльцо чистит школа"
    page.get_by_role("button", name="Вернуть: не наше", exact=True).click()
    page.get_by_text("Вернули: не наше").first.wait_for()


def test_what_was_typed_into_a_form_that_is_gone_stands_beside_the_message(site: Site, cast: Cast) -> None:
    case = open_case(cast, ASKED, state=State.ASSIGNED)
    page = opened(site, cast, case)
    page.locator("#answer-text").fill("Посыпали песком в 13:40.")
    Appeal.objects.update(state=State.ANSWERED, version=case.version + 1)
    page.evaluate("document.querySelector('#answer-text').form.requestSubmit()")
    page.locator("#left-words").wait_for()
    assert page.locator("#left-words").input_value() == "Посыпали песком в 13:40."
    check_looks(page, "Формы больше нет")


def test_a_case_whose_author_deleted_the_message_is_ended_with_a_reason(site: Site, cast: Cast) -> None:
    case = open_case(cast, ASKED, state=State.IN_WORK)
    ResidentMessage.objects.update(is_deleted=True, deleted_keys=["a"], deleters={"a": "author"})
    page = opened(site, cast, case)
    assert page.get_by_text("удалено автором", exact=True).is_visible()
    page.locator("#act-accept_withdrawal > summary").click()
    check_looks(page, "Автор забрал сообщение")
    page.locator("#accept_withdrawal-text").fill("Автор удалил комментарий сам")
    page.get_by_role("button", name="Завершить: автор забрал сообщение", exact=True).click()
    page.get_by_text("Отозвано").first.wait_for()
    assert Appeal.objects.get().state == State.CLOSED
    history = Appeal.objects.get().transitions.latest("id")
    assert (history.act, history.reason) == (Act.ACCEPT_WITHDRAWAL, "Автор удалил комментарий сам")

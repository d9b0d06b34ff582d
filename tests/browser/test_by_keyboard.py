"""Answering by the keyboard alone, and what is typed when something else on the page is pressed."""

from datetime import timedelta

import pytest
from playwright.sync_api import Route

from otklik.appeals.models import Appeal, Note
from otklik.appeals.states import State
from otklik.organizations.rights import Role
from otklik.shared import clock
from tests.browser.conftest import Site, enter
from tests.people import Cast, enter_cast, open_case

pytestmark = pytest.mark.browser
WORDS = "Здравствуйте! Завтра до 12:00 уберём."


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The bodies and people of the tests."""
    return enter_cast()


def test_an_answer_is_written_and_submitted_and_the_list_is_there_again(site: Site, cast: Cast) -> None:
    now = clock.now()
    case = open_case(cast, "Тротуар — сплошной лёд", state=State.IN_WORK, due_in=timedelta(hours=1), now=now)
    later = open_case(cast, "Фонарь не горит", state=State.IN_WORK, due_in=timedelta(hours=2), now=now)
    page = enter(site, cast, Role.CONTENT_MANAGER, "/desk/?queue=my_body")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#open[data-number='{case.number}']")
    page.keyboard.press("r")
    page.wait_for_url(f"**/desk/appeals/{case.number}/#answer-text")
    page.wait_for_selector("#answer-text:focus")
    page.keyboard.type(WORDS)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#case-now .o-state:has-text('На согласовании')")
    assert Appeal.objects.get(number=case.number).state == State.AWAITING_APPROVAL
    page.keyboard.press("u")
    page.wait_for_url("**/desk/?queue=my_body")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.dataset.number") == str(later.number), "it goes on below"
    page.context.close()


def test_words_just_typed_outlive_another_act_on_the_page(site: Site, cast: Cast) -> None:
    case = open_case(cast, "Тротуар — сплошной лёд", state=State.IN_WORK)
    page = enter(site, cast, Role.CONTENT_MANAGER, f"/desk/appeals/{case.number}/")
    page.locator("#new-note summary").click()
    page.locator("#note-text").fill("позвонили дворнику")
    page.locator("#answer-text").fill(WORDS)
    page.locator("#new-note button").click()
    page.wait_for_selector(".o-msg-note:has-text('позвонили дворнику'), .o-note:has-text('позвонили дворнику')")
    assert page.locator("#answer-text").input_value() == WORDS
    page.context.close()


def test_another_act_waits_until_the_words_are_kept_and_is_done_once(site: Site, cast: Cast) -> None:
    case = open_case(cast, "Тротуар — сплошной лёд", state=State.IN_WORK)
    page = enter(site, cast, Role.CONTENT_MANAGER, f"/desk/appeals/{case.number}/")
    slow: list[Route] = []
    page.route("**/answer/draft/", lambda route: slow.append(route))  # noqa: PLW0108
    page.locator("#new-note summary").click()
    page.locator("#note-text").fill("позвонили дворнику")
    page.locator("#answer-text").fill(WORDS)
    with page.expect_request("**/answer/draft/"):
        page.locator("#new-note button").click()
    page.locator("#new-note button").click()
    slow[0].continue_()
    page.wait_for_selector(".o-msg-note:has-text('позвонили дворнику'), .o-note:has-text('позвонили дворнику')")
    assert page.locator("#answer-text").input_value() == WORDS
    assert Note.objects.count() == 1
    page.context.close()


def test_keys_that_send_press_no_other_button(site: Site, cast: Cast) -> None:
    case = open_case(cast, "Тротуар — сплошной лёд", state=State.IN_WORK)
    page = enter(site, cast, Role.CONTENT_MANAGER, f"/desk/appeals/{case.number}/")
    page.locator("#answer-text").fill(WORDS)
    page.get_by_role("button", name="Проверить").focus()
    with page.expect_response("**/answer/draft/"):
        page.keyboard.press("Control+Enter")
    page.locator("#promised-on").focus()
    assert Appeal.objects.get(number=case.number).state == State.IN_WORK
    page.locator("#answer-text").press("Control+Enter")
    page.wait_for_selector("#case-now .o-state:has-text('На согласовании')")
    page.context.close()

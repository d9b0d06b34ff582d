"""The queue of approval in a browser: every width and look, and from the queue to a checked answer."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from otklik.answers.approval.rules import RuleEntry, enter_rule
from otklik.answers.models import Answer
from otklik.answers.services import HowToSend, answer_at_once, submit_answer
from otklik.appeals.models import Appeal, AppealMessage
from otklik.appeals.states import State
from otklik.intake.models import ResidentMessage
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from otklik.shared import clock
from tests.browser.conftest import Site, enter
from tests.browser.looks import check_looks
from tests.people import Cast, enter_cast, open_case, write_message

pytestmark = pytest.mark.browser
TEXT = "Здравствуйте! Лёд у школы убрали сегодня в 13:40, завтра посыплем песком ещё раз. Фото во вложении."


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The bodies and people of the tests."""
    return enter_cast()


def _fill(cast: Cast) -> Appeal:
    """Two answers wait, one of them late; a third was sent urgently."""
    now = clock.now()
    manager, admin = (
        load_viewer(cast.staff[role].id, on=now.date()) for role in (Role.CONTENT_MANAGER, Role.ADMINISTRATOR)
    )
    entry = RuleEntry(
        "Срочное – потом",
        ("approver", "coordinator"),
        body_id=cast.administration.id,
        may_be_urgent=True,
        terms=(120, 0),
    )
    enter_rule(entry, by=admin, now=now)
    cases = [
        open_case(cast, text, state=State.IN_WORK) for text in ("Лёд у школы", "Яма на Ленина, 5", "Прорвало трубу")
    ]
    for case in cases[:2]:
        submit_answer(case.number, kind="final", text=TEXT, promised_on=None, by=manager, version=None, now=now)
    Answer.objects.filter(appeal=cases[1]).update(step_due_at=now - timedelta(hours=3))
    Appeal.objects.filter(id=cases[2].id).update(importance="emergency")
    how = HowToSend(urgent_because="прорыв", not_before=now + timedelta(days=1))
    answer_at_once(
        cases[2].number, kind="final", text=TEXT, promised_on=None, by=manager, version=None, now=now, how=how
    )
    return cases[2]


def test_the_queue_fits_and_leads_to_a_checked_answer(site: Site, cast: Cast) -> None:
    urgent = _fill(cast)
    page = enter(site, cast, Role.APPROVER, "/desk/answers/approval/")
    expect(page.locator("#waiting article")).to_have_count(2)
    expect(page.locator("#waiting article").first).to_contain_text("просрочено")
    check_looks(page, "the queue of approval")
    page.locator("#to-check input[name=text]").fill("Назовите, кто приедет")
    page.locator("#to-check button").click()
    expect(page.locator("#to-check article")).to_have_count(0)
    page.goto(f"{site.address}/desk/appeals/{urgent.number}/")
    expect(page.locator("main")).to_contain_text("Назовите, кто приедет")
    check_looks(page, "a case whose urgent answer was checked")
    rules = enter(site, cast, Role.ADMINISTRATOR, "/desk/answers/rules/")
    expect(rules.locator("tbody")).to_contain_text("2 рабочих часа")
    check_looks(rules, "the rules of approval")


def test_what_the_resident_adds_while_an_answer_waits_is_shown_at_once_and_marked(site: Site, cast: Cast) -> None:
    now = clock.now()
    manager = load_viewer(cast.staff[Role.CONTENT_MANAGER].id, on=now.date())
    opened_at, wrote_at = now - timedelta(hours=3), now - timedelta(hours=1)
    case = open_case(cast, "Лёд у школы № 8", state=State.IN_WORK, now=now, opened_at=opened_at)
    submit_answer(case.number, kind="final", text=TEXT, promised_on=None, by=manager, version=None, now=wrote_at)
    page = enter(site, cast, Role.APPROVER, f"/desk/appeals/{case.number}/")
    expect(page.locator("#approval")).to_be_visible()
    expect(page.locator("#said-since")).to_be_empty()

    first = ResidentMessage.objects.get(case_link__appeal=case)
    said = write_message(
        cast, "А у спортзала сосулька!", author=first.author, thread=first.thread_id, at=now, reply_to=first.external_id
    )
    AppealMessage.objects.create(appeal=case, message=said, joined_at=now)
    page.evaluate("window.htmx.trigger('#talk', 'live')")  # as the news of it does

    expect(page.locator("#said-since")).to_contain_text("до нас дошло новое")
    expect(page.locator(".o-msg", has_text="позже ответа")).to_have_count(1)
    expect(page.locator(f"#message-{said.id}")).to_contain_text("позже ответа")
    page.locator("#said-since a").click()
    assert page.url.endswith(f"#message-{said.id}")
    expect(page.locator(f"#message-{said.id}")).to_be_in_viewport()
    check_looks(page, "an answer that waits, and a resident who wrote on")
    page.goto(f"{site.address}/desk/?open={case.number}")
    expect(page.locator("#said-since a")).to_be_visible()
    check_looks(page, "the same in the pane")
    page.context.close()

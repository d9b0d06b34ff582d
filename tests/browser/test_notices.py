"""Notices, the rota and emergencies in a browser: every width and look; an answer from a notice on a phone."""

from datetime import timedelta

import pytest

from otklik.answers.models import Answer, AnswerState
from otklik.appeals.clocks import start_clocks
from otklik.appeals.emergencies import call_for_emergencies
from otklik.appeals.extending import extend_deadline
from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.notices.duty import ShiftEntry, enter_shift
from otklik.notices.models import NoticeKind
from otklik.notices.services import Told, tell
from otklik.notices.talks import enter_bot
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from otklik.shared import clock
from tests.browser.conftest import Site, enter
from tests.browser.looks import check_looks
from tests.people import Cast, enter_cast, open_case

pytestmark = pytest.mark.browser


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The bodies and people of the tests."""
    return enter_cast()


def _begin(cast: Cast, role: Role, *, body: Body | None = None) -> Appeal:
    """A case in work, of which a person was warned."""
    now = clock.now()
    case = open_case(cast, "Лёд у школы", body=body or cast.administration, state=State.IN_WORK, now=now, opened_at=now)
    start_clocks(case, now=now)
    case.save()
    told = Told(
        NoticeKind.WARNING, f"appeal:{case.number}", "x", number=case.number, topic="Благоустройство",
        clock="primary", due_at=case.due_at,
    )  # fmt: skip
    tell([cast.staff[role].id], told, now=now)
    return case


def test_pages_fit_and_axe_finds_nothing(site: Site, cast: Cast) -> None:
    now = clock.now()
    curator = load_viewer(cast.staff[Role.CURATOR].id, on=now.date())
    case = _begin(cast, Role.CURATOR)
    assert case.due_at
    extend_deadline(
        case.number, to=(case.due_at + timedelta(days=3)).date(), because="Ждём заключения.", by=curator,
        version=case.version, now=now,
    )  # fmt: skip
    Appeal.objects.filter(id=case.id).update(importance="emergency")
    call_for_emergencies(now=now)
    hours = timedelta(hours=12)
    enter_shift(
        ShiftEntry(cast.utilities.id, cast.staff[Role.EXECUTOR].id, now + hours, now + 2 * hours), by=curator, now=now
    )
    enter_bot("max", "a-token-of-max", by=curator, now=now)
    page = enter(site, cast, Role.CURATOR, "/desk/notices/")
    for path in (
        "/desk/notices/",
        "/desk/account/notices/",
        "/desk/staff/bots/",
        "/desk/duty/",
        "/desk/deadlines/warnings/",
        f"/desk/appeals/{case.number}/?told=extension",
    ):
        page.goto(site.address + path)
        page.evaluate("document.querySelectorAll('#extend').forEach((one) => { one.open = true; })")
        check_looks(page, path)
    page.goto(f"{site.address}/desk/account/notices/")
    page.get_by_role("button", name="Подключить").click()
    page.locator("[data-code]").wait_for()
    check_looks(page, "the code for a messenger")
    page.context.close()


def test_on_a_phone_an_answer_takes_three_taps_from_the_notice(site: Site, cast: Cast) -> None:
    case = _begin(cast, Role.CONTENT_MANAGER, body=cast.utilities)
    page = enter(site, cast, Role.CONTENT_MANAGER, "/desk/notices/")
    page.set_viewport_size({"width": 360, "height": 740})
    page.get_by_text("Благоустройство").click()  # one
    page.locator("#answer-text").click()  # two
    page.keyboard.type("Посыпали песком сегодня в 10:00.")
    with page.expect_navigation():
        page.locator("#answer .o-answer-foot button").last.click()  # three
    answer = Answer.objects.get(appeal=case)
    assert (answer.text, answer.state) == ("Посыпали песком сегодня в 10:00.", AnswerState.SENDING)
    page.context.close()

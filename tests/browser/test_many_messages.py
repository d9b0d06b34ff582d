"""Decisions about many messages in a browser: shown, left to the worker, followed, taken back."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from otklik.intake.models import ResidentMessage
from otklik.moderation.bulk.runs import decide_waiting
from otklik.moderation.models import Review
from otklik.moderation.tests.test_queue import waiting
from otklik.organizations.models import Staff
from tests.browser.conftest import Site
from tests.browser.looks import check_looks
from tests.browser.test_many_cases import keep
from tests.town import Town, build_town

pytestmark = pytest.mark.browser


@pytest.fixture
def town(transactional_db: None) -> Town:
    """A town with three comments on the queue."""
    town = build_town()
    waiting(town, grounds=("insult", "flood", "threat"))
    return town


def test_the_page_follows_the_worker_and_tells_what_was_left_alone(site: Site, town: Town) -> None:
    client = Client()
    client.force_login(Staff.objects.get(id=town.moderator.staff_id))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page = site.open("/desk/moderation/", session=session)
    for box in page.locator("input[name=message]").all():
        box.check()
    page.locator("button[name=act][value=hide]").first.click()
    page.wait_for_url("**/desk/moderation/bulk/")
    page.locator("#ground").select_option("insult")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Скрыть", exact=True).click()
    expect(page.get_by_text("Ждёт очереди")).to_be_visible()
    check_looks(page, "many messages under way")
    keep(page, "messages-waiting")
    last = ResidentMessage.objects.latest("id")
    ResidentMessage.objects.filter(id=last.id).update(text="Спасибо, всё починили")
    decide_waiting()
    expect(page.get_by_text("2 выполнено")).to_be_visible()
    expect(page.get_by_text("Спасибо, всё починили")).to_be_visible()
    check_looks(page, "many messages decided")
    keep(page, "messages-over")
    page.get_by_role("button", name="Отменить").click()
    expect(page.locator("input[name=message]")).to_have_count(3)
    assert Review.objects.filter(state="waiting").count() == 3
    page.context.close()

"""The residents' pages in a browser: they draw themselves anew, and fit a telephone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from otklik.sandbox.control_client import PageOfSandbox
from otklik.sandbox.testing import RunningSandbox

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("default"),
]
PHONE: ViewportSize = {"width": 360, "height": 740}


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


def test_it_shows_a_new_answer_without_reloading_and_keeps_a_half_written_text(
    tab: Page, sandbox: RunningSandbox, page: PageOfSandbox, post_id: int
) -> None:
    written = sandbox.control.write_comment(page.group_id, post_id, text="Яма " * 60, author_name="Мария Петрова")
    tab.clock.install()
    tab.goto(f"{sandbox.url}/vk/{page.group_id}/")
    box = tab.locator("form.write textarea").last
    place = {"author_id": -page.group_id, "reply_to": written.id}

    sandbox.control.write_comment(page.group_id, post_id, text="Едем чинить", **place)
    tab.clock.run_for(2_000)
    tab.get_by_text("Едем чинить").wait_for(timeout=60_000)
    box.fill("Спасибо, но")
    sandbox.control.write_comment(page.group_id, post_id, text="Починили", **place)
    tab.clock.run_for(6_000)

    assert box.input_value() == "Спасибо, но"
    assert tab.get_by_text("Починили").count() == 0
    assert tab.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    box.fill("")
    box.blur()
    tab.clock.run_for(2_000)
    tab.get_by_text("Починили").wait_for(timeout=60_000)

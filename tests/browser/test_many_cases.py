"""Acts on many cases in a browser: by keyboard, and on a phone."""

import itertools
import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from otklik.answers.bulk import working
from otklik.answers.bulk.macros import enter_macro
from otklik.answers.bulk.running import do_many
from otklik.answers.bulk.tasks import Doing, Task
from otklik.answers.bulk.working import go_on_with_runs
from otklik.appeals.models import Appeal
from otklik.appeals.saved_views import save_view
from otklik.appeals.states import State
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from otklik.publication.tag_book import enter_tag
from otklik.shared.clock import now
from tests.browser.conftest import Site, enter
from tests.browser.looks import check_looks
from tests.people import NOW, Cast, enter_cast, open_case

pytestmark = pytest.mark.browser


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The town, with two cases at work, a macro and a view."""
    cast = enter_cast()
    for text in ("Снег на улице Ленина", "Лёд у школы, ребёнок упал"):
        open_case(cast, text, state=State.ASSIGNED, now=now(), opened_at=now())
    by = load_viewer(cast.staff[Role.COORDINATOR].id, on=NOW.date())
    acts = [Task(Doing.TAKE), Task(Doing.NOTE, text="взято")]
    enter_macro("Взять и отметить", acts, body_id=cast.administration.id, by=by, now=now())
    save_view("Передано", {"state": "assigned"}, body_id=None, is_default=False, by=by, now=now())
    return cast


def keep(page: Page, name: str) -> None:
    """A picture for whoever looks at the pages, where a folder for them is named."""
    folder = os.environ.get("OTKLIK_TEST_PICTURES")
    if folder:
        for scheme, width in itertools.product(("light", "dark"), (1440, 360)):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=Path(folder) / f"{name}-{width}-{scheme}.png")
        page.emulate_media(color_scheme="light")


def states() -> list[str]:
    return list(Appeal.objects.order_by("id").values_list("state", flat=True))


def test_cases_are_marked_done_and_undone_by_keyboard(site: Site, cast: Cast) -> None:
    page = enter(site, cast, Role.COORDINATOR, "/desk/?queue=open")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator("[data-mark]:checked").count() == 2
    keep(page, "inbox")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.keyboard.press("m")
    page.wait_for_url("**/desk/many/")
    page.locator("button[value=take]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/many/*/?back=*")
    go_on_with_runs()
    expect(page.get_by_role("button", name="Выполнить")).to_be_visible()
    assert states() == ["assigned", "assigned"]
    page.keyboard.press("m")
    expect(page.locator("progress")).to_be_visible()
    go_on_with_runs()
    expect(page.get_by_role("button", name="Отменить")).to_be_visible()
    assert states() == ["in_work", "in_work"]
    page.keyboard.press("z")
    expect(page.locator("progress")).to_be_visible()
    go_on_with_runs()
    expect(page.get_by_text("отменено", exact=False).first).to_be_visible()
    expect(page.locator("[data-key=z]")).to_have_count(0)
    assert states() == ["assigned", "assigned"]
    page.context.close()


def test_the_page_follows_the_worker_case_by_case_and_stops_it(
    site: Site, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "AT_ONCE", 1)
    cases = [open_case(cast, f"Яма {number}", state=State.ASSIGNED, now=now(), opened_at=now()) for number in range(3)]
    open_case(cast, "Лёд", state=State.NEW, now=now(), opened_at=now())
    versions = {case.number: case.version for case in Appeal.objects.all()}
    by = load_viewer(cast.staff[Role.COORDINATOR].id, on=NOW.date())
    run_id = do_many(versions, (Task(Doing.TAKE),), key="k", by=by, now=now())
    page = enter(site, cast, Role.COORDINATOR, f"/desk/many/{run_id}/")
    expect(page.get_by_text("Ждёт очереди")).to_be_visible()
    stop = page.get_by_role("button", name="Остановить")
    stop.focus()
    for number in range(1, len(cases) + 1):
        go_on_with_runs()
        expect(page.get_by_text(f"{number} из {len(versions)}")).to_be_visible()
        expect(stop).to_be_focused()  # whoever is about to press is not thrown out by how far it is
    check_looks(page, "progress")
    keep(page, "progress")
    with page.expect_navigation():
        stop.click()
    expect(page.get_by_text("Остановлено раньше", exact=False)).to_have_count(len(versions) - len(cases))
    keep(page, "stopped")
    page.goto(f"{site.address}/desk/many/runs/")
    check_looks(page, "runs")
    keep(page, "runs")
    page.context.close()


def test_a_run_is_followed_without_scripts(site: Site, cast: Cast) -> None:
    versions = {case.number: case.version for case in Appeal.objects.all()}
    by = load_viewer(cast.staff[Role.COORDINATOR].id, on=NOW.date())
    run_id = do_many(versions, (Task(Doing.TAKE),), key="k", by=by, now=now())
    client = Client()
    client.force_login(cast.staff[Role.COORDINATOR])
    context = site.browser.new_context(java_script_enabled=False)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site.address}])
    page = context.new_page()
    page.goto(f"{site.address}/desk/many/{run_id}/")
    go_on_with_runs()
    page.get_by_role("link", name="Проверить снова").click()
    expect(page.get_by_role("button", name="Отменить")).to_be_visible()


def test_the_pages_of_many_cases_fit_a_phone_and_axe_finds_nothing(site: Site, cast: Cast) -> None:
    page = enter(site, cast, Role.COORDINATOR, "/desk/?queue=open")
    page.set_viewport_size({"width": 360, "height": 900})
    for box in page.locator("[data-mark]").all():
        box.check()
    check_looks(page, "inbox")
    page.set_viewport_size({"width": 360, "height": 900})
    page.locator(".o-with-marked button").click()
    page.locator("#bulk-assign summary").click()
    check_looks(page, "choose")
    keep(page, "choose")
    page.set_viewport_size({"width": 360, "height": 900})
    page.get_by_role("button", name="Взять и отметить").click()
    page.wait_for_url("**/desk/many/*/?back=*")
    go_on_with_runs()
    expect(page.get_by_role("button", name="Выполнить")).to_be_visible()
    check_looks(page, "preview")
    keep(page, "preview")
    page.get_by_role("button", name="Выполнить").click()
    expect(page.locator("progress")).to_be_visible()
    go_on_with_runs()
    expect(page.get_by_role("button", name="Отменить")).to_be_visible()
    check_looks(page, "report")
    keep(page, "report")
    page.goto(f"{site.address}/desk/macros/")
    page.locator("#defer_on").check()
    check_looks(page, "macros")
    keep(page, "macros")
    page.goto(f"{site.address}/desk/views/?queue=open&state=in_work")
    check_looks(page, "views")
    keep(page, "views")
    page.context.close()


def test_a_case_is_tagged_by_keyboard_and_found_by_its_tag(site: Site, cast: Cast) -> None:
    by = load_viewer(cast.staff[Role.COORDINATOR].id, on=NOW.date())
    for name, is_public in (("Возле школы", True), ("Обещано на встрече с жителями в октябре", False)):
        enter_tag(name, body_id=cast.administration.id, is_public=is_public, by=by, now=now())
    page = enter(site, cast, Role.COORDINATOR, f"/desk/appeals/{Appeal.objects.latest('id').number}/")
    for name in ("возле школы", "обещано на встрече с жителями в октябре"):
        page.locator("#tag-name").focus()
        expect(page.locator("#tag-names option")).to_have_count(2)
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        expect(page.locator("#tags .o-tag").filter(has_text=re.compile(name, re.IGNORECASE))).to_have_count(1)
    page.locator("#tags").scroll_into_view_if_needed()
    keep(page, "case-tags")
    check_looks(page, "a case with tags")

    page.goto(f"{site.address}/desk/")
    page.get_by_text("Метка", exact=True).click()
    page.locator(".o-menu-box").get_by_role("link", name="Возле школы").click()  # rows name it, too
    page.wait_for_url("**tag=**")
    assert page.locator("[data-row]").count() == 1
    keep(page, "inbox-tags")

    page.goto(f"{site.address}/desk/tags/")
    keep(page, "tags")
    check_looks(page, "the vocabulary of tags")

"""Our forms as an application of a community: opened by the network in a frame, the vendor's own library within."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page, expect
from pytest_django import Settings

from otklik.appeals.models import Appeal
from otklik.intake.models import ResidentAct
from otklik.intake.talk_codes import code_of
from otklik.organizations.sign_in import Person
from otklik.pages.services import ConnectionSecrets, connect_page
from otklik.pages.widgets import keep_widget
from otklik.sandbox.testing import RunningSandbox
from otklik.sandbox.vk.mini_app import PROTECTED_KEY
from otklik.shared.clock import now
from tests.browser.conftest import Site
from tests.browser.looks import ALL_RULES, check_looks
from tests.flow import run_flow
from tests.people import Cast, enter_cast

pytestmark = pytest.mark.browser

BEGINS_BELOW_THE_HEAD = """() => document.querySelector("#app").getBoundingClientRect().top
  >= document.querySelector(".top").getBoundingClientRect().bottom - 1"""
"""Whoever pressed the button at the foot of one step sees the beginning of the next."""


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return enter_cast()


@pytest.fixture
def window(site: Site, cast: Cast, running_sandbox: RunningSandbox, settings: Settings) -> Page:
    """A dark phone on the page of a community that has our forms for an application."""
    running_sandbox.control.reset()
    page, group = cast.school_page, int(cast.school_page.external_id)
    vk = replace(
        django_settings.OTKLIK_NETWORKS["vk"], application_secret=PROTECTED_KEY, sites_of_forms=(running_sandbox.url,)
    )
    settings.OTKLIK_NETWORKS = MappingProxyType({"vk": vk})
    keep_widget(page, sites="", is_on=True, by=Person(0, "Оксана"), now=now())
    connect_page(page, secrets_entered=ConnectionSecrets(community_token="t"), by=None, now=now())
    running_sandbox.control.create_page(page.name, group_id=group, app_url=f"{site.address}/in/vk/")
    context = site.browser.new_context(
        viewport={"width": 360, "height": 740}, locale="ru-RU", reduced_motion="reduce", has_touch=True,
        color_scheme="dark",
    )  # fmt: skip
    tab = context.new_page()
    tab.goto(f"{running_sandbox.url}/vk/{group}/")
    return tab


def test_a_problem_is_told_within_the_network_and_the_community_may_write_back(
    window: Page, cast: Cast, running_sandbox: RunningSandbox
) -> None:
    complaints: list[str] = []
    window.on("console", lambda message: complaints.append(message.text))
    window.get_by_role("link", name="Сообщить о проблеме").click()
    form = window.frame_locator("#app")
    expect(form.locator("html")).to_have_attribute("data-theme", "dark")
    form.locator("#text").fill("В раздевалке не горит свет")
    # the frame grows with what it holds: nothing is to be scrolled within it
    window.wait_for_function("parseInt(document.querySelector('#app').style.height) > 900")
    form.locator("#consent").check()
    form.locator("[name=step]").click()
    expect(form.locator("h1")).to_have_text("Всё верно?")
    window.wait_for_function(BEGINS_BELOW_THE_HEAD)
    form.locator("[value=send]").click()
    expect(form.locator(".o-ticket .no")).to_be_visible()
    window.wait_for_function(BEGINS_BELOW_THE_HEAD)
    run_flow()
    assert Appeal.objects.get().body == cast.school
    form.get_by_role("button", name="Разрешить писать мне").click()
    window.get_by_role("button", name="Запретить").click()
    expect(form.locator("[data-let-write] [role=status]")).to_contain_text("Разрешения нет")
    form.get_by_role("button", name="Разрешить писать мне").click()
    with window.expect_request("**/allow") as asked:
        window.get_by_role("button", name="Разрешить", exact=True).click()
    expect(form.locator("[data-let-write] [role=status]")).to_contain_text("Разрешено")
    assert code_of(ResidentAct.objects.get().number) in str(asked.value.post_data)
    assert not complaints


PROGRAM = """
window.asked = [];
const answer = (name, data) => window.dispatchEvent(new CustomEvent("VKWebAppEvent", { detail: { type: name, data } }));
const heard = (name, told) => (words) => {
  const { request_id, ...rest } = JSON.parse(words);
  window.asked.push([name, rest]);
  if (name === "VKWebAppInit") answer("VKWebAppUpdateConfig", { appearance: "dark" });
  answer(`${name}Result`, { ...told, request_id });
};
window.AndroidBridge = {
  VKWebAppInit: heard("VKWebAppInit", { result: true }),
  VKWebAppAllowMessagesFromGroup: heard("VKWebAppAllowMessagesFromGroup", { result: true }),
};
"""
"""VK's program for Android, as far as its library speaks with it: no frame, and an object of its own."""


def test_the_program_on_a_phone_hears_of_it_without_a_frame(
    window: Page, site: Site, cast: Cast, running_sandbox: RunningSandbox
) -> None:
    group = cast.school_page.external_id
    window.goto(f"{running_sandbox.url}/vk/{group}/app/")
    address = window.locator("#app").get_attribute("src") or ""
    window.add_init_script(PROGRAM)
    window.goto(address)
    expect(window.locator("html")).to_have_attribute("data-theme", "dark")
    window.fill("#text", "В раздевалке не горит свет")
    window.check("#consent")
    window.click("[name=step]")
    window.click("[value=send]")
    window.get_by_role("button", name="Разрешить писать мне").click()
    expect(window.locator("[data-let-write] [role=status]")).to_contain_text("Разрешено")
    code = code_of(ResidentAct.objects.get().number)
    wanted = [["VKWebAppInit", {}], ["VKWebAppAllowMessagesFromGroup", {"group_id": int(group), "key": code}]]
    assert window.evaluate("window.asked") == wanted


def test_it_fits_and_axe_finds_nothing(window: Page, site: Site) -> None:
    window.get_by_role("link", name="Сообщить о проблеме").click()
    frame = window.frame_locator("#app")
    expect(frame.locator("#text")).to_be_visible()
    address = window.frames[1].url
    window.goto(address)  # by itself: what is around it is the network's
    check_looks(window, "the form in the application", rules=ALL_RULES)
    window.goto(f"{site.address}/in/vk/")
    expect(window.locator("h1")).to_have_text("Откройте форму заново")
    check_looks(window, "a launch that is none", rules=ALL_RULES)

"""The register in a browser: lists, a full card and forms at every width and look; confirming, copying a code."""

from datetime import timedelta

import pytest

from otklik.organizations.models import Body, Territory
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from otklik.pages.duty import Duty, Release, enter_duty, exempt_body
from otklik.pages.editing import Entry, edit_page, retire_page, set_expiry
from otklik.pages.facts import Said, say_facts
from otklik.pages.models import Page, Proof, ProofKind
from otklik.pages.proof import ask_proof, lose_proof
from otklik.shared import clock
from tests.browser.conftest import Site, enter
from tests.browser.looks import check_looks
from tests.people import Cast, enter_cast

pytestmark = pytest.mark.browser


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """A town whose administration has a page about which everything is known, and a body that must have one."""
    cast, now = enter_cast(), clock.now()
    Body.objects.filter(id=cast.administration.id).update(email="info@polevskoy.example")
    by, page = load_viewer(cast.staff[Role.CURATOR].id, on=now.date()), Page.objects.get(id=cast.page.id)
    entry = Entry(
        name="Полевской. Официальная страница администрации с очень длинным именем", url=page.url, external_id="7001",
        category="flagship", officer_name="Анна Берсенева", officer_post="Пресс-секретарь", order_number="17-од",
        order_on=now.date(), administrators=("Анна Берсенева",),
    )  # fmt: skip
    edit_page(page, entry, by=by, now=now)
    say_facts(page, Said("confirmed", 1, None, is_two_factor_confirmed=True), by=by, now=now)
    set_expiry(page, now.date() + timedelta(days=3), by=by, now=now)
    ask_proof(page, ProofKind.PUBLISHED, by=by, now=now)
    ask_proof(page, ProofKind.TOKEN, by=by, now=now)
    lose_proof(
        Proof.objects.get(kind="token"), "Our token has no administrator's rights there: enter one that has.", now=now
    )
    ask_proof(page, ProofKind.MAILED, by=by, now=now)
    Proof.objects.filter(kind="mailed").update(state="waiting", expires_at=now + timedelta(days=7), sent_at=now)
    retire_page(cast.school_page, because="Школу объединили", by=by, now=now)
    region = Territory.objects.get(level="region")
    enter_duty(Duty(region.id, "vk", "Федеральный закон № 8-ФЗ", now.date()), by=by, now=now)
    exempt_body(cast.ministry, Release("", "Ведёт страницу область", "Указ № 5"), by=by, now=now)
    return cast


def test_everything_fits_and_axe_finds_nothing(site: Site, cast: Cast) -> None:
    page = enter(site, cast, Role.ADMINISTRATOR, "/desk/pages/")
    one = f"{cast.page.id}/"
    lists = ("", "?view=cards", "?q=nothing", "?retired=yes", "absent/", "required/")
    forms = ("new/", f"{one}edit/", f"absent/{cast.utilities.id}/exempt/")
    for path in (*lists, one, f"{cast.school_page.id}/", *forms):
        page.goto(f"{site.address}/desk/pages/{path}")
        for summary in page.locator("main details.o-said > summary").all():
            summary.click()
        check_looks(page, path)
    page.context.close()


def test_one_click_confirms_and_the_code_is_copied(site: Site, cast: Cast) -> None:
    page = enter(site, cast, Role.CONTENT_MANAGER, f"/desk/pages/{cast.page.id}/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("[data-copies=proof-code]").click()
    page.wait_for_selector("[data-toast]:has-text('Скопировано')")
    assert page.evaluate("navigator.clipboard.readText()") == Proof.objects.get(kind="published").code
    page.locator("button:has-text('Запись верна')").click()
    page.wait_for_selector("[data-toast]:has-text('запись подтверждена')")
    assert Page.objects.get(id=cast.page.id).record_confirmed_by == "Оксана Демидова"
    page.context.close()

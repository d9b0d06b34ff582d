"""Staff and one's own account in a browser: every width and look; a passkey is made and opens the door."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from otklik.organizations.invitations import make_token
from otklik.organizations.models import Invitation, LetterState
from otklik.organizations.people import AbsenceEntry, enter_absence
from otklik.organizations.rights import Role
from otklik.organizations.second_factor import has_factor
from otklik.organizations.selectors import load_viewer
from otklik.shared import clock
from tests.browser.conftest import Site, enter
from tests.browser.looks import check_as_it_is, check_looks
from tests.people import Cast, enter_cast

pytestmark = pytest.mark.browser
PASSWORD = "Клеверный-луг-17"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The bodies and people of the tests."""
    return enter_cast()


def _invite(cast: Cast) -> str:
    """An invitation that was sent; returns the secret of its link."""
    now = clock.now()
    token, kept = make_token()
    Invitation.objects.create(
        staff=cast.staff[Role.EXECUTOR],
        invited_at=now,
        due_at=now,
        token_hash=kept,
        expires_at=now + timedelta(days=1),
        letter=LetterState.SENT,
    )
    return token


def _away(cast: Cast) -> None:
    """The content manager is away, without a deputy; the executor has one."""
    today = timezone.localdate()
    for role, deputy in ((Role.CONTENT_MANAGER, None), (Role.EXECUTOR, cast.staff[Role.APPROVER].id)):
        staff = cast.staff[role]
        entry = AbsenceEntry(today, today + timedelta(days=3), deputy)
        enter_absence(staff.id, entry, by=load_viewer(staff.id, on=today), now=clock.now())


def test_pages_fit_and_axe_finds_nothing(site: Site, cast: Cast) -> None:
    token = _invite(cast)
    _away(cast)
    page = enter(site, cast, Role.ADMINISTRATOR, "/desk/staff/")
    person = cast.staff[Role.EXECUTOR].id
    for path in (
        "/desk/staff/",
        "/desk/staff/?q=nobody-at-all",
        f"/desk/staff/{person}/",
        "/desk/staff/gaps/",
        "/desk/staff/gaps/?kind=one_only",
        "/desk/staff/new/",
        "/desk/staff/rules/",
        "/desk/account/",
        "/desk/account/keys/",
        "/desk/account/hooks/",
        "/desk/account/second-factor/",
        "/desk/account/second-factor/app/",
        "/desk/account/second-factor/passkey/",
        f"/desk/invitation/{token}/",
        "/desk/invitation/nonsense/",
    ):
        page.goto(site.address + path)
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        check_looks(page, path)
    page.context.close()


def test_a_body_is_found_by_its_name_while_one_types(site: Site, cast: Cast) -> None:
    page = enter(site, cast, Role.COORDINATOR, "/desk/staff/new/")
    page.get_by_label("Найти орган").fill("школа")
    page.wait_for_selector("#role_body_id option:first-child:has-text('Школа № 8')", state="attached")
    assert page.locator("#role_body_id option").count() == 1
    page.context.close()


def test_a_passkey_is_made_and_opens_the_door(site: Site, cast: Cast) -> None:
    staff = cast.staff[Role.CONTENT_MANAGER]
    staff.set_password(PASSWORD)
    staff.save()
    page = site.open("/desk/sign-in/?next=/desk/account/second-factor/passkey/")
    _plug_in_a_key(page)
    _sign_in(page, staff.email)
    page.wait_for_selector("form[data-passkey]")
    page.locator("#name").fill("Рабочий ноутбук")
    page.locator("#own-password").fill(PASSWORD)
    page.locator("form[data-passkey] button").click()
    page.wait_for_selector(".o-codes li")
    assert has_factor(staff.id)
    page.goto(f"{site.address}/desk/account/second-factor/")
    assert "Рабочий ноутбук" in page.locator("main").inner_text()
    page.context.clear_cookies()
    page.goto(f"{site.address}/desk/sign-in/?next=/desk/account/")
    _sign_in(page, staff.email)
    page.wait_for_selector("form[data-passkey]:visible")
    check_as_it_is(page)
    page.goto(f"{site.address}/desk/account/")
    assert "/desk/sign-in/" in page.url, "the password alone opens nothing"
    page.goto(f"{site.address}/desk/sign-in/code/")
    page.locator("form[data-passkey] button").click()
    page.wait_for_url("**/desk/account/")
    page.context.close()


def _sign_in(page: Page, email: str) -> None:
    page.locator("#id_email").fill(email)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("form .btn-primary").click()


def _plug_in_a_key(page: Page) -> None:
    """A security key of the browser's own making, whose owner agrees to everything."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})

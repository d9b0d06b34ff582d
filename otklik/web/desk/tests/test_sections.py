"""Navigation: every page of the desk stands in it or has a reason, and nobody is shown what they may not open."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from otklik.organizations.rights import Role
from otklik.web.desk.sections import SECTIONS
from tests.markup import parse
from tests.people import Cast

SignIn = Callable[[str], Client]
ENTRIES = [entry for section in SECTIONS for entry in section.entries]
ROLES = [Role.EXECUTOR, Role.CONTENT_MANAGER, Role.COORDINATOR, Role.MODERATOR, Role.ANALYST, Role.ADMINISTRATOR]
BESIDE = {
    "of the person, from «More» and the bell": "account notices notice_wishes api_keys hooks password not_yours"
    " second_factor add_app add_passkey paper_codes",
    "a table to take away": "export_cases register_export audit_csv moderation_report_csv",
    "a part of a page, or what its scripts ask": "choices body_choices executors known_cases live_ticket tasks_worker"
    " tasks_manifest",
}
"""Reason → pages without a section."""


def plain_pages() -> set[str]:
    """Names of the desk's addresses that name no object."""
    desk = next(one for one in get_resolver().url_patterns if getattr(one, "app_name", "") == "desk")
    assert isinstance(desk, URLResolver)
    return {str(one.name) for one in desk.url_patterns if isinstance(one, URLPattern) and "<" not in str(one.pattern)}


def test_every_page_has_a_section_or_a_reason(cast: Cast, sign_in: SignIn) -> None:
    desk = sign_in(Role.ADMINISTRATOR)
    held = {name for entry in ENTRIES for name in (entry.name, *entry.holds.split())}
    beside = {name for names in BESIDE.values() for name in names.split()}
    lost = plain_pages() - held - beside
    assert not {name for name in lost if desk.get(reverse(f"desk:{name}")).status_code != 405}


def test_a_page_stands_in_one_place() -> None:
    names = [name for entry in ENTRIES for name in (entry.name, *entry.holds.split())]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_shown_what_it_may_open_and_no_more(cast: Cast, sign_in: SignIn, role: Role) -> None:
    desk = sign_in(role)
    shown = {
        one.attributes["href"] for one in parse(desk.get("/desk/", follow=True).content.decode()).find(class_="o-q")
    }
    for entry in ENTRIES:
        status = desk.get(entry.url).status_code
        if entry.url in shown:
            assert status == 200, entry.name
        elif not entry.any_of:
            assert status in (302, 403), entry.name  # the inbox leads those who see no cases to their first page


@pytest.mark.parametrize(
    ("role", "first"),
    [(Role.EXECUTOR, "/desk/tasks/"), (Role.COORDINATOR, "/desk/"), (Role.ADMINISTRATOR, "/desk/pages/")],
)
def test_the_bar_of_a_phone_begins_with_what_the_role_does_first(
    cast: Cast, sign_in: SignIn, role: Role, first: str
) -> None:
    page = parse(sign_in(role).get("/desk/", follow=True).content.decode())
    bar = [one.attributes["href"] for one in page.find("a", class_="o-only-s") if one.attributes["href"]]
    assert bar[0] == first
    assert len(bar) <= 3
    assert len(page.find(id="bell")) == 1


def test_a_column_that_was_closed_stays_closed(cast: Cast, sign_in: SignIn) -> None:
    desk = sign_in(Role.COORDINATOR)
    assert "open" in parse(desk.get("/desk/pages/").content.decode()).find(id="second")[0].attributes
    desk.cookies["otklik_second"] = "closed"
    assert "open" not in parse(desk.get("/desk/pages/").content.decode()).find(id="second")[0].attributes

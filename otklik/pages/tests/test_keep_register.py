"""Keeping the register by hand: every change is checked, noted with what was before, and ascribed to a person."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from otklik.audit.selectors import AuditRow, list_records
from otklik.networks.connector import Badge, PageFacts
from otklik.organizations.errors import UnfitEntry
from otklik.organizations.models import Staff
from otklik.organizations.rights import Right
from otklik.pages.editing import (
    Entry,
    add_page,
    confirm_record,
    edit_page,
    restore_page,
    retire_page,
    set_expiry,
)
from otklik.pages.entry import access_entry, list_officers
from otklik.pages.errors import InRegister
from otklik.pages.facts import Said, say_facts
from otklik.pages.models import Page
from otklik.pages.register import Lack, RegisterQuery, list_register
from otklik.pages.services import ConnectionSecrets, connect_page
from otklik.pages.told import take_over_facts
from otklik.pages.verify import Why, verify
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db
ENTRY = Entry(name="Школа № 8", url="https://vk.com/school8_polevskoy")


@pytest.fixture
def town() -> Town:
    return build_town()


def newest(page: Page) -> AuditRow:
    return list_records(f"page:{page.id}")[0]


def test_a_page_is_entered_without_a_token_and_without_its_id(town: Town) -> None:
    page = add_page(town.school, ENTRY, network="vk", by=town.coordinator, now=NOW)
    assert (page.external_id, page.owner, page.municipality_id) == (
        "school8_polevskoy", town.school, town.school.municipality_id,
    )  # fmt: skip
    assert (page.record_confirmed_at, page.record_confirmed_by) == (NOW, "coordinator")
    assert (newest(page).act, newest(page).by) == ("add_page", "coordinator")


def test_a_page_that_was_entered_by_hand_is_known_by_all_its_addresses(town: Town) -> None:
    page = add_page(town.school, ENTRY, network="vk", by=town.coordinator, now=NOW)
    assert verify("m.vk.com/school8_polevskoy").why is Why.REGISTERED
    edit_page(page, replace(ENTRY, url="https://vk.com/school8_new"), by=town.coordinator, now=NOW)
    assert (verify("vk.com/school8_new").why, verify("vk.com/school8_polevskoy").why) == (
        Why.REGISTERED,
        Why.FORMER_ADDRESS,
    )
    numbered = replace(ENTRY, url="https://vk.com/club8008")
    assert add_page(town.school, numbered, network="vk", by=town.coordinator, now=NOW).external_id == "8008"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (replace(ENTRY, name=""), "name"),
        (replace(ENTRY, name="я" * 201), "name"),
        (replace(ENTRY, url="vk.com/school"), "url"),
        (replace(ENTRY, url="javascript:alert(1)"), "url"),
        (replace(ENTRY, url="https://ok.ru/school8"), "url"),
        (replace(ENTRY, category="best"), "category"),
        (replace(ENTRY, officer_id=10**9), "officer_id"),
        (replace(ENTRY, external_id="7001"), "external_id"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(town: Town, wrong: Entry, field: str) -> None:
    with pytest.raises(UnfitEntry) as refused:
        add_page(town.school, wrong, network="vk", by=town.coordinator, now=NOW)
    assert refused.value.field == field
    assert Page.objects.count() == 1


def test_an_unknown_network_and_a_double_are_refused(town: Town) -> None:
    with pytest.raises(UnfitEntry):
        add_page(town.school, ENTRY, network="myspace", by=town.coordinator, now=NOW)
    add_page(town.school, ENTRY, network="vk", by=town.coordinator, now=NOW)
    with pytest.raises(InRegister):
        add_page(town.office, ENTRY, network="vk", by=town.coordinator, now=NOW)


def test_a_change_tells_what_was_before(town: Town) -> None:
    officer = Staff.objects.get(name="manager")
    entry = Entry(
        name="Администрация", url=town.page.url, external_id="7001", category="flagship", officer_id=officer.id,
        order_number="17-р", order_on=date(2026, 2, 3), administrators=("Анна", "Игорь"),
    )  # fmt: skip
    edit_page(town.page, entry, by=town.coordinator, now=NOW)
    assert newest(town.page).details == {
        "category": "active → flagship",
        "officer": "— → manager",
        "order_number": "— → 17-р",
        "order_on": "— → 03.02.2026",
        "administrators": "— → Анна, Игорь",
    }
    edit_page(town.page, entry, by=town.coordinator, now=NOW)
    assert len(list_records(f"page:{town.page.id}")) == 2
    card = access_entry(town.coordinator, town.page.id, now=NOW)
    assert (card.officer, card.order_number, card.administrators) == ("manager", "17-р", ("Анна", "Игорь"))


def test_officers_hold_a_post_in_the_body_or_above_it(town: Town) -> None:
    assert {one.name for one in list_officers(town.school.id)} >= {"stranger", "manager"}
    assert "stranger" not in {one.name for one in list_officers(town.office.id)}


def test_one_click_confirms_the_entry_for_half_a_year(town: Town) -> None:
    overdue = RegisterQuery(lack=Lack.OVERDUE)
    scope = town.coordinator.scope(Right.SEE_PAGES)
    assert len(list_register(scope, overdue, now=NOW).rows) == 1
    confirm_record(town.page, by=town.manager, now=NOW)
    assert not list_register(scope, overdue, now=NOW + timedelta(days=183)).rows
    assert len(list_register(scope, overdue, now=NOW + timedelta(days=184)).rows) == 1
    assert (newest(town.page).act, newest(town.page).by) == ("confirm_record", "manager")


def test_a_retired_page_keeps_its_history_and_can_come_back(town: Town) -> None:
    with pytest.raises(UnfitEntry):
        retire_page(town.page, because="", by=town.manager, now=NOW)
    retire_page(town.page, because="Школа закрыта", by=town.manager, now=NOW)
    assert not access_entry(town.coordinator, town.page.id, now=NOW).is_active
    assert newest(town.page).because == "Школа закрыта"
    restore_page(town.page, by=town.manager, now=NOW)
    assert access_entry(town.coordinator, town.page.id, now=NOW).is_active


def test_a_person_says_what_no_network_tells_and_keeps_what_others_said(town: Town) -> None:
    say_facts(town.page, Said("confirmed", 1, True, is_two_factor_confirmed=False), by=town.manager, now=NOW)
    later = NOW + timedelta(days=9)
    town.page.refresh_from_db()
    say_facts(town.page, Said("confirmed", 2, True, is_two_factor_confirmed=True), by=town.coordinator, now=later)
    card = access_entry(town.coordinator, town.page.id, now=later)
    assert (card.badge_known, card.badge_seen_on, card.badge_seen_by) == ("person", NOW.date(), "manager")
    assert (card.component_told.source, card.component_told.by) == ("person", "manager")
    assert (card.widgets_count, card.widgets_told.by, card.widgets_told.on) == (2, "coordinator", later.date())
    assert (card.two_factor_on, card.two_factor_by) == (later.date(), "coordinator")
    assert newest(town.page).details == {"widgets_count": "1 → 2", "two_factor_confirmed_on": "— → 03.12.2026"}


def test_what_a_person_takes_back_is_unknown_again(town: Town) -> None:
    say_facts(town.page, Said("absent", 0, False, is_two_factor_confirmed=True), by=town.manager, now=NOW)
    say_facts(town.page, Said("?", None, None, is_two_factor_confirmed=False), by=town.manager, now=NOW)
    card = access_entry(town.coordinator, town.page.id, now=NOW)
    assert (card.badge_known, card.badge_seen_by, card.widgets_told.source) == ("unknown", "", "unknown")
    assert (card.widgets_count, card.is_in_component, card.two_factor_on) == (None, None, None)
    with pytest.raises(UnfitEntry):
        say_facts(town.page, Said("?", 3, None, is_two_factor_confirmed=False), by=town.manager, now=NOW)


def test_nobody_says_otherwise_than_the_network(town: Town) -> None:
    connected = Page.objects.select_related("connection").get(id=town.page.id)
    take_over_facts(connected, PageFacts("Администрация", badge=Badge.ABSENT), now=NOW)
    connected.refresh_from_db()
    say_facts(connected, Said("confirmed", None, None, is_two_factor_confirmed=False), by=town.manager, now=NOW)
    assert Page.objects.get(id=town.page.id).badge == "absent"


def test_the_end_of_a_token_is_warned_of_before_and_forgotten_with_the_token(town: Town) -> None:
    set_expiry(town.page, date(2026, 12, 20), by=town.coordinator, now=NOW)
    assert not access_entry(town.coordinator, town.page.id, now=NOW).is_expiring
    assert access_entry(town.coordinator, town.page.id, now=NOW + timedelta(days=12)).is_expiring
    assert newest(town.page).details == {"tokens_expire_on": "20.12.2026"}
    connect_page(town.page, secrets_entered=ConnectionSecrets(community_token="new"), by=None, now=NOW)
    assert access_entry(town.coordinator, town.page.id, now=NOW).tokens_expire_on is None

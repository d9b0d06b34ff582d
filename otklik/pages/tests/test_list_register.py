"""The register as a list: what needs a person comes first; filters; a page at a time, whatever changes meanwhile."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from otklik.organizations.rights import Scope
from otklik.pages.models import Connection, Page
from otklik.pages.register import BadgeKnown, Lack, RegisterQuery, count_register, list_register, list_spheres
from otklik.pages.services import ConnectionSecrets, connect_page, register_page
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db
ALL = Scope(everything=True)


@pytest.fixture
def town() -> Town:
    """Five pages: 7001 of the office, the others of the school; all confirmed lately but 3."""
    town = build_town()
    town.school.sphere = "Образование"
    town.school.ogrn = "1026602055148"
    town.school.save()
    for number, network in ((2, "vk"), (3, "ok"), (4, "max"), (5, "vk")):
        register_page(town.school, network=network, external_id=str(number), name=f"Школа {number}")
    Page.objects.exclude(external_id="3").update(record_confirmed_at=NOW - timedelta(days=182))
    Page.objects.filter(external_id="5").update(standing="lost")
    page = Page.objects.get(external_id="4")
    connect_page(page, secrets_entered=ConnectionSecrets(community_token="t"), by=None, now=NOW)
    Connection.objects.filter(page=page).update(tokens_expire_on=date(2026, 12, 8))
    return town


def listed(query: RegisterQuery | None = None, scope: Scope = ALL) -> list[str]:
    rows = list_register(scope, query or RegisterQuery(), now=NOW).rows
    numbers = dict(Page.objects.values_list("id", "external_id"))
    return [numbers[row.page_id] for row in rows]


def test_lost_proofs_ending_tokens_and_overdue_entries_stand_first(town: Town) -> None:
    assert listed() == ["5", "4", "3", "7001", "2"]
    counts = count_register(ALL, RegisterQuery(), now=NOW)
    assert (counts.pages, counts.bodies, counts.overdue, counts.lost, counts.expiring) == (5, 2, 1, 1, 1)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (RegisterQuery(network="ok"), ["3"]),
        (RegisterQuery(sphere="Образование", network="vk"), ["5", "2"]),
        (RegisterQuery(standing="lost"), ["5"]),
        (RegisterQuery(lack=Lack.OVERDUE), ["3"]),
        (RegisterQuery(lack=Lack.EXPIRING), ["4"]),
        (RegisterQuery(lack=Lack.OFFICER, network="vk"), ["5", "7001"]),
        (RegisterQuery(badge=BadgeKnown.BY_NETWORK), ["7001"]),
        (RegisterQuery(badge=BadgeKnown.BY_PERSON), ["2"]),
        (RegisterQuery(badge=BadgeKnown.ABSENT), ["3"]),
        (RegisterQuery(badge=BadgeKnown.UNKNOWN), ["5", "4"]),
        (RegisterQuery(category="flagship"), ["2"]),
        (RegisterQuery(is_retired=True), ["9"]),
        (RegisterQuery(text="школа 4"), ["4"]),
        (RegisterQuery(text="CLUB7001"), ["7001"]),
        (RegisterQuery(text="1026602055148"), ["5", "4", "3", "2"]),
        (RegisterQuery(text="администрац"), ["7001"]),
    ],
)
def test_it_is_narrowed(town: Town, query: RegisterQuery, found: list[str]) -> None:
    register_page(town.school, network="vk", external_id="9", name="Старая")
    Page.objects.filter(external_id="9").update(is_active=False)
    Page.objects.filter(external_id="7001").update(badge="confirmed")
    Page.objects.filter(external_id="2").update(
        badge="confirmed", badge_confirmed_by="Анна", category="flagship", officer_name="Анна"
    )
    Page.objects.filter(external_id="3").update(badge="absent")
    assert listed(query) == found


def test_a_body_is_asked_for_with_those_under_it(town: Town) -> None:
    assert listed(RegisterQuery(body_id=town.school.id)) == ["5", "4", "3", "2"]
    assert len(listed(RegisterQuery(body_id=town.office.id))) == 5


def test_only_what_the_person_sees_is_listed_and_counted(town: Town) -> None:
    scope = Scope(body_ids=frozenset({town.office.id}))
    assert listed(scope=scope) == ["7001"]
    assert count_register(scope, RegisterQuery(), now=NOW).pages == 1
    assert list_spheres(scope) == []
    assert list_spheres(ALL) == ["Образование"]


@pytest.mark.parametrize("at_most", [1, 2, 4, 5])
def test_it_goes_on_where_it_ended(town: Town, at_most: int) -> None:
    query, seen = RegisterQuery(), list[int]()
    while True:
        page = list_register(ALL, query, now=NOW, at_most=at_most)
        seen += [row.page_id for row in page.rows]
        if page.next is None:
            break
        query = replace(query, after=page.next)
    assert seen == [row.page_id for row in list_register(ALL, RegisterQuery(), now=NOW).rows]

"""Who must keep a page and has none: by acts of a territory, less those that are let off."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from otklik.audit.models import AuditRecord
from otklik.organizations.errors import HoldsForAll, NotSeen, UnfitEntry
from otklik.organizations.models import Body, Staff, Territory
from otklik.organizations.rights import Role, Scope
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.organizations.services import BodyCard, appoint, enter_body, enter_territory
from otklik.pages.absent import count_absent, list_absent
from otklik.pages.duty import (
    Duty,
    Release,
    end_exemption,
    end_required,
    enter_duty,
    exempt_body,
    list_exemptions,
    list_jurisdictions,
    list_required,
    require_network,
)
from otklik.pages.models import Page, RequiredNetwork
from otklik.pages.services import register_page
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db
ALL = Scope(everything=True)
LAW = "Федеральный закон от 09.02.2009 № 8-ФЗ"
SCHOOL_NEEDS_NONE = Release(network="", reason="Школа-интернат", document="Распоряжение № 5")


@pytest.fixture
def town() -> Town:
    """The office has a page in VK; the school has none. VK is a duty in the region."""
    town = build_town()
    region = Territory.objects.get(level="region")
    enter_duty(Duty(region.id, "vk", LAW, date(2022, 12, 1)), by=town.manager, now=NOW)
    return town


def keeper(town: Town, role: Role = Role.ADMINISTRATOR) -> Viewer:
    """Who keeps rules: an administrator all of them, a curator in the office those of its town."""
    return replace(town.manager, posts=tuple(replace(post, role=role) for post in town.manager.posts))


@pytest.fixture
def curator(town: Town) -> Viewer:
    staff_id = town.coordinator.staff_id
    centre = enter_body(BodyCard("cur", "ЦУР", "ЦУР", Territory.objects.get(level="region").id))
    Page.objects.create(network="vk", external_id="1", name="ЦУР", owner=centre)
    appoint(Staff.objects.get(id=staff_id), centre, Role.CURATOR)
    return load_viewer(staff_id, on=NOW.date())


def absent(now: datetime = NOW, scope: Scope = ALL) -> dict[str, tuple[str, ...]]:
    return {row.body: row.networks for row in list_absent(scope, now=now).rows}


def test_a_duty_of_the_region_binds_the_bodies_of_its_towns(town: Town) -> None:
    assert absent() == {"Школа № 8": ("vk",)}
    row = list_absent(ALL, now=NOW).rows[0]
    assert (row.legal_bases, row.since_on) == ((LAW,), date(2022, 12, 1))
    assert count_absent(ALL, now=NOW) == 1


def test_it_holds_from_its_day_until_its_end(town: Town) -> None:
    assert absent(datetime(2022, 11, 30, tzinfo=UTC)) == {}
    end_required(RequiredNetwork.objects.get().id, by=keeper(town), now=NOW)
    assert absent() == {"Школа № 8": ("vk",)}
    assert absent(NOW + timedelta(days=1)) == {}
    assert list_required(keeper(town))[0].until_on == date(2026, 11, 24)
    with pytest.raises(NotSeen):
        end_required(RequiredNetwork.objects.get().id, by=keeper(town), now=NOW)


def test_a_duty_of_one_town_or_one_level_binds_no_others(town: Town) -> None:
    region = Territory.objects.get(level="region")
    other = enter_territory("municipality", "Ревда", parent=region)
    require_network(Duty(other.id, "ok", "Акт Ревды", date(2025, 1, 1)), by=keeper(town), now=NOW)
    require_network(
        Duty(region.id, "max", "Указ", date(2025, 9, 1), level="municipality"), by=keeper(town), now=NOW
    )  # fmt: skip
    Body.objects.filter(id=town.office.id).update(level="municipality")
    assert absent() == {"Администрация": ("max",), "Школа № 8": ("vk",)}


def test_a_curator_of_a_town_binds_that_town_alone(town: Town) -> None:
    here, theirs = keeper(town, Role.CURATOR), RequiredNetwork.objects.get()
    region = Territory.objects.get(level="region")
    own = Territory.objects.get(level="municipality")
    street, other = (
        enter_territory("street", "Ленина", parent=own),
        enter_territory("municipality", "Ревда", parent=region),
    )
    for place in (region, other):
        with pytest.raises(HoldsForAll):
            require_network(Duty(place.id, "ok", LAW, date(2025, 1, 1)), by=here, now=NOW)
    with pytest.raises(HoldsForAll):
        end_required(theirs.id, by=here, now=NOW)
    with pytest.raises(HoldsForAll):
        require_network(Duty(own.id, "ok", LAW, date(2025, 1, 1)), by=town.manager, now=NOW)
    for place in (own, street):
        end_required(require_network(Duty(place.id, "ok", LAW, date(2025, 1, 1)), by=here, now=NOW), by=here, now=NOW)
    assert {row.id for row in list_required(here) if not row.is_mine} == {theirs.id}
    assert list_jurisdictions(here) == [(own.id, own.name)]
    assert [row.is_mine for row in list_required(keeper(town))] == [True] * 3
    assert len(list_jurisdictions(keeper(town))) == 3


def test_duties_are_read_and_ended_without_borders(town: Town) -> None:
    here, own = keeper(town, Role.CURATOR), Territory.objects.get(level="municipality")
    settlement = enter_territory("settlement", "Зюзельский", parent=own)
    street = enter_territory("street", "Мира", parent=settlement)
    made = require_network(Duty(street.id, "ok", LAW, date(2025, 1, 1)), by=here, now=NOW)
    with CaptureQueriesContext(connection) as asked:
        assert [row.is_mine for row in list_required(here)].count(True) == 1
        assert list_jurisdictions(here) == [(own.id, own.name)]
    assert len(asked) == 2
    with CaptureQueriesContext(connection) as ended:
        end_required(made, by=here, now=NOW)
    assert not [one for one in (*asked, *ended) if '"shape"' in one["sql"]]


def test_a_page_ends_the_absence_and_a_retired_one_brings_it_back(town: Town) -> None:
    register_page(town.school, network="vk", external_id="8", name="Школа")
    assert absent() == {}
    Page.objects.filter(external_id="8").update(is_active=False)
    assert absent() == {"Школа № 8": ("vk",)}


def test_a_body_of_a_duty_is_let_off_by_a_document(town: Town, curator: Viewer) -> None:
    exempt_body(town.school, replace(SCHOOL_NEEDS_NONE, network="ok"), by=curator, now=NOW)
    assert absent() == {"Школа № 8": ("vk",)}
    exempt_body(town.school, replace(SCHOOL_NEEDS_NONE, until_on=date(2026, 12, 31)), by=curator, now=NOW)
    assert absent() == {}
    assert absent(NOW + timedelta(days=60)) == {"Школа № 8": ("vk",)}
    rows = list_exemptions(ALL, now=NOW)
    assert [(row.body, row.network, row.document) for row in rows] == [
        ("Школа № 8", "", "Распоряжение № 5"), ("Школа № 8", "ok", "Распоряжение № 5"),
    ]  # fmt: skip
    end_exemption(curator, rows[0].id, now=NOW)
    assert absent() == {"Школа № 8": ("vk",)}
    assert AuditRecord.objects.filter(subject=f"body:{town.school.id}", act="end_exemption").exists()


def test_nobody_ends_what_they_do_not_keep(town: Town, curator: Viewer) -> None:
    exempt_body(town.school, SCHOOL_NEEDS_NONE, by=curator, now=NOW)
    with pytest.raises(NotSeen):
        end_exemption(town.manager, list_exemptions(ALL, now=NOW)[0].id, now=NOW)


def test_reason_document_and_act_are_wanted(town: Town) -> None:
    release = SCHOOL_NEEDS_NONE
    for wrong in (replace(release, reason=""), replace(release, document=""), replace(release, network="myspace")):
        with pytest.raises(UnfitEntry):
            exempt_body(town.school, wrong, by=town.manager, now=NOW)
    region = Territory.objects.get(level="region")
    duty = Duty(region.id, "ok", LAW, date(2022, 12, 1))
    for wrong_duty in (
        replace(duty, network=""), replace(duty, legal_basis=""), replace(duty, territory_id=0),
        replace(duty, level="best"), replace(duty, network="vk"),
    ):  # fmt: skip
        with pytest.raises(UnfitEntry):
            require_network(wrong_duty, by=keeper(town), now=NOW)


def test_only_what_the_person_sees_is_listed(town: Town) -> None:
    assert absent(scope=Scope(body_ids=frozenset({town.office.id}))) == {}
    assert absent(scope=Scope()) == {}
    seen = Scope(municipality_ids=frozenset({town.school.municipality_id or 0}))
    assert absent(scope=seen) == {"Школа № 8": ("vk",)}


def test_seven_thousand_bodies_cost_one_query_a_page(town: Town) -> None:
    place = town.school.territory_id
    Body.objects.bulk_create(
        Body(
            slug=f"b-{n}", name=f"Орган {n:04}", short_name=f"Орган {n:04}", territory_id=place,
            municipality_id=town.school.municipality_id, parent_id=town.office.id,
        )
        for n in range(7_000)
    )  # fmt: skip
    owners = list(Body.objects.filter(slug__startswith="b-").order_by("id"))
    Page.objects.bulk_create(
        Page(network="vk", external_id=f"x{body.id}", name=body.name, owner=body) for body in owners[:6_930]
    )
    seen, after = list[str](), ("", 0)
    with CaptureQueriesContext(connection) as asked:
        while True:
            page = list_absent(ALL, now=NOW, after=after, at_most=50)
            seen += [row.body for row in page.rows]
            if page.next is None:
                break
            after = page.next
    assert len(asked) == 2
    assert seen == [f"Орган {n}" for n in range(6_930, 7_000)] + ["Школа № 8"]
    assert count_absent(ALL, now=NOW) == 71

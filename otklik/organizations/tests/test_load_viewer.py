"""Who a person is today, and what they see."""

from datetime import date, timedelta

import pytest

from otklik.organizations.models import Body, BodyAncestry, Staff
from otklik.organizations.rights import Place, Right, Role
from otklik.organizations.selectors import list_bodies, list_executors, load_viewer, within
from otklik.organizations.services import BodyCard, appoint, enter_body, enter_staff
from tests.town import NOW, build_town

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def test_it_sees_the_bodies_below_its_own() -> None:
    town = build_town()
    assert town.manager.scope(Right.SEE_CASES).body_ids == {town.office.id, town.school.id}
    assert town.stranger.scope(Right.SEE_CASES).body_ids == {town.school.id}


def test_it_holds_a_post_only_on_its_days() -> None:
    town = build_town()
    staff = enter_staff("deputy@example.org", name="Заместитель")
    appoint(staff, town.office, Role.APPROVER, since_on=TODAY, until_on=TODAY + timedelta(days=7))
    assert len(load_viewer(staff.id, on=TODAY).posts) == 1
    assert load_viewer(staff.id, on=TODAY + timedelta(days=8)).posts == ()
    assert load_viewer(staff.id, on=TODAY - timedelta(days=1)).posts == ()


def test_it_does_not_know_a_person_who_left() -> None:
    town = build_town()
    Staff.objects.filter(id=town.manager.staff_id).update(is_active=False)
    with pytest.raises(Staff.DoesNotExist):
        load_viewer(town.manager.staff_id, on=TODAY)


def test_it_finds_nothing_within_an_empty_scope() -> None:
    build_town()
    nobody = enter_staff("nobody@example.org", name="Без роли")
    viewer = load_viewer(nobody.id, on=TODAY)
    assert not Body.objects.filter(within(viewer.scope(), body="parent")).exists()
    assert list_bodies(viewer.scope()) == []


def test_it_moves_a_body_with_all_that_stands_under_it() -> None:
    town = build_town()
    hall = enter_body(BodyCard("hall", "Дворец", "Дворец", territory_id=town.office.territory_id))
    school = BodyCard("school-8", "Школа № 8", "Школа № 8", territory_id=town.office.territory_id, parent_id=hall.id)
    enter_body(school)
    above = BodyAncestry.objects.filter(descendant=town.school).values_list("ancestor__slug", "depth")
    assert set(above) == {("school-8", 0), ("hall", 1)}


def test_it_lists_only_those_who_can_work_a_case_out() -> None:
    town = build_town()
    names = [one.name for one in list_executors(town.office.id, on=date(2026, 11, 24))]
    assert names == ["executor", "manager"]


def test_it_has_no_role_over_the_case_of_another() -> None:
    town = build_town()
    place = Place(body_id=town.office.id, municipality_id=town.office.municipality_id)
    assert town.stranger.roles_at(place) == frozenset()
    assert town.manager.roles_at(place) == {Role.CONTENT_MANAGER}

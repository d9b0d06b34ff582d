"""Absences, deputies, and the founder who stands in: who holds which posts on which day, and who is alarmed."""

from datetime import date, timedelta

import pytest

from otklik.audit.models import AuditRecord
from otklik.organizations.errors import MayNotGive, NotSeen, UnfitEntry
from otklik.organizations.gap_list import count_gaps, list_gaps
from otklik.organizations.gaps import GapKind
from otklik.organizations.models import Body, StaffGap
from otklik.organizations.people import AbsenceEntry, deactivate, enter_absence, take_away_absence
from otklik.organizations.rights import Place, Right, Role, Scope
from otklik.organizations.selectors import Viewer, list_deputies, list_executors, load_viewer
from otklik.organizations.services import BodyCard, appoint, enter_body, enter_staff
from otklik.organizations.staff_card import list_absences
from otklik.organizations.watching import watch_gaps
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
WEEK = AbsenceEntry(since_on=TODAY + timedelta(days=3), until_on=TODAY + timedelta(days=9))


@pytest.fixture
def town() -> Town:
    return build_town()


def away(viewer: Viewer, deputy: Viewer | None = None, *, by: Viewer | None = None) -> None:
    """Away from the third day on, for a week."""
    entry = AbsenceEntry(WEEK.since_on, WEEK.until_on, deputy.staff_id if deputy else None)
    enter_absence(viewer.staff_id, entry, by=by or viewer, now=NOW)


def on(viewer: Viewer, days: int) -> Viewer:
    """The person so many days from today."""
    return load_viewer(viewer.staff_id, on=TODAY + timedelta(days=days))


def test_the_deputy_holds_the_posts_in_those_days_only(town: Town) -> None:
    away(town.manager, town.executor)
    for days, stands_in in ((2, ()), (3, ("manager",)), (9, ("manager",)), (10, ())):
        viewer = on(town.executor, days)
        assert viewer.stands_in_for == stands_in
        assert viewer.may_anywhere(Right.TYPE_IN_CASE) is bool(stands_in)
    during = on(town.executor, 5)
    assert during.staff_ids == {town.executor.staff_id, town.manager.staff_id}
    assert {(post.role, post.instead_of) for post in during.posts} == {
        (Role.EXECUTOR, ""),
        (Role.CONTENT_MANAGER, "manager"),
    }


def test_the_posts_of_who_left_are_not_handed_on(town: Town) -> None:
    away(town.manager, town.executor)
    town_manager = enter_staff("manager@example.org", name="manager")
    town_manager.is_active = False
    town_manager.save()
    assert on(town.executor, 5).stands_in_for == ()


def test_a_deputy_of_the_deputy_gets_nothing(town: Town) -> None:
    away(town.manager, town.executor)
    away(town.executor, town.approver)
    assert on(town.approver, 5).stands_in_for == ("executor",)


def test_cases_can_be_given_to_the_deputy(town: Town) -> None:
    away(town.executor, town.approver)
    during = list_executors(town.office.id, on=TODAY + timedelta(days=5))
    assert [(one.name, one.instead_of) for one in during] == [
        ("approver", "executor"),
        ("executor", ""),
        ("manager", ""),
    ]
    assert "approver" not in [one.name for one in list_executors(town.office.id, on=TODAY)]


def test_colleagues_of_the_body_and_above_may_stand_in(town: Town) -> None:
    assert {one.name for one in list_deputies(town.stranger.staff_id)} == {
        "approver", "coordinator", "executor", "manager", "moderator",
    }  # fmt: skip
    assert "stranger" not in {one.name for one in list_deputies(town.manager.staff_id)}
    with pytest.raises(UnfitEntry) as refused:
        away(town.manager, town.stranger)
    assert refused.value.field == "deputy_id"


def test_nobody_enters_the_absence_of_another_without_the_right_to_all_their_roles(town: Town) -> None:
    with pytest.raises(NotSeen):
        away(town.manager, by=town.executor)
    away(town.manager, town.executor, by=town.coordinator)
    with pytest.raises(MayNotGive):
        away(town.moderator, town.executor, by=town.coordinator)


@pytest.mark.parametrize(
    ("since", "until", "field"), [(5, 4, "until_on"), (-5, -1, "until_on"), (0, 2000, "until_on"), (9, 12, "since_on")]
)
def test_it_refuses_days_that_make_no_sense(town: Town, since: int, until: int, field: str) -> None:
    away(town.manager)
    entry = AbsenceEntry(TODAY + timedelta(days=since), TODAY + timedelta(days=until))
    with pytest.raises(UnfitEntry) as refused:
        enter_absence(town.manager.staff_id, entry, by=town.manager, now=NOW)
    assert refused.value.field == field


def founded_school(town: Town) -> tuple[Body, Viewer]:
    """A ministry that founded the school, and its content manager."""
    territory = town.office.territory_id
    ministry = enter_body(BodyCard("ministry", "Министерство", "Минобр", territory_id=territory))
    enter_body(
        BodyCard("school-8", "Школа № 8", "Школа № 8", territory, parent_id=town.office.id, founder_id=ministry.id)
    )
    press = enter_staff("press@example.org", name="press")
    appoint(press, ministry, Role.CONTENT_MANAGER)
    return ministry, load_viewer(press.id, on=TODAY)


def test_the_alarm_comes_before_the_gap_and_the_founder_stands_in(town: Town) -> None:
    _ministry, press = founded_school(town)
    away(town.stranger)
    gap = StaffGap.objects.get(kind=GapKind.NOBODY)
    assert (gap.body, gap.since_on, gap.until_on) == (town.school, WEEK.since_on, WEEK.until_on)
    assert AuditRecord.objects.filter(act="staff_gap", subject=f"body:{town.school.id}").count() == 1
    assert on(press, 2).stands_in_for == ()
    during = on(press, 3)
    assert during.stands_in_for == ("Школа № 8",)
    assert during.may_at(_place(town), Right.WRITE_ANSWER)
    assert not on(press, 2).may_at(_place(town), Right.WRITE_ANSWER)
    (line,) = list_gaps(Scope(everything=True), GapKind.NOBODY, on=TODAY).rows
    assert (line.body, line.founder, line.stand_ins) == ("Школа № 8", "Минобр", ("press",))
    assert line.people == ("stranger (27.11–03.12)",)
    assert count_gaps(town.manager.scope(), GapKind.NOBODY, on=TODAY) == 1
    assert count_gaps(Scope(body_ids=frozenset({town.office.id})), GapKind.NOBODY, on=TODAY) == 0


def _place(town: Town) -> Place:
    return Place(town.school.id, town.school.municipality_id)


def test_a_founder_who_only_looks_does_not_answer(town: Town) -> None:
    ministry, press = founded_school(town)
    looks = enter_staff("looks@example.org", name="looks")
    appoint(looks, ministry, Role.FOUNDER)
    away(town.stranger)
    assert on(load_viewer(looks.id, on=TODAY), 5).stands_in_for == ()
    assert on(press, 5).stands_in_for == ("Школа № 8",)


def test_the_alarm_ends_with_a_deputy_or_when_the_absence_is_taken_away(town: Town) -> None:
    away(town.stranger)
    (row,) = list_absences(town.stranger.staff_id, on=TODAY)
    take_away_absence(row.absence_id, staff_id=town.stranger.staff_id, by=town.stranger, now=NOW)
    assert not StaffGap.objects.filter(kind=GapKind.NOBODY).exists()
    away(town.stranger, town.manager)
    assert not StaffGap.objects.filter(kind=GapKind.NOBODY).exists()
    assert StaffGap.objects.filter(kind=GapKind.ONE_ONLY).values_list("body__slug", flat=True).get() == "school-8"


def test_the_alarm_comes_at_once_when_the_deputy_falls_out(town: Town) -> None:
    away(town.stranger, town.manager)
    assert not StaffGap.objects.filter(kind=GapKind.NOBODY).exists()
    away(town.manager)
    assert StaffGap.objects.get(kind=GapKind.NOBODY).body == town.school
    take_away_absence(
        list_absences(town.manager.staff_id, on=TODAY)[0].absence_id,
        staff_id=town.manager.staff_id,
        by=town.manager,
        now=NOW,
    )
    deactivate(town.manager.staff_id, by=town.coordinator, because="уволился", now=NOW)
    assert StaffGap.objects.filter(kind=GapKind.NOBODY, body=town.school).exists()


def test_a_running_gap_keeps_its_first_day_and_is_told_once(town: Town) -> None:
    away(town.stranger)
    for days in (0, 4, 8):
        watch_gaps(now=NOW + timedelta(days=days))
        gap = StaffGap.objects.get(kind=GapKind.NOBODY)
        assert (gap.since_on, gap.until_on) == (WEEK.since_on, WEEK.until_on)
    watch_gaps(now=NOW + timedelta(days=10))
    assert not StaffGap.objects.filter(kind=GapKind.NOBODY).exists()
    assert AuditRecord.objects.filter(act="staff_gap").count() == 1

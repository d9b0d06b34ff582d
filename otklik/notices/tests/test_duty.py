"""The rota: one person at a time, only of those who belong there, gaps ahead."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from otklik.audit.models import AuditRecord
from otklik.notices.duty import (
    LOOK_AHEAD,
    ShiftEntry,
    drop_shift,
    enter_shift,
    find_duty_gaps,
    list_shifts,
    next_on_duty,
    on_duty,
)
from otklik.organizations.errors import NotSeen, UnfitEntry
from otklik.organizations.models import Appointment
from otklik.organizations.receivers import people_of
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def town() -> Town:
    return build_town()


def entry(town: Town, since: datetime = NOW, hours: int = 12, staff_id: int | None = None) -> ShiftEntry:
    """The executor is on duty at the office."""
    return ShiftEntry(town.office.id, staff_id or town.executor.staff_id, since, since + hours * HOUR)


def test_it_knows_who_is_on_duty_and_who_is_next(town: Town) -> None:
    enter_shift(entry(town), by=town.coordinator, now=NOW)
    enter_shift(
        entry(town, NOW + 12 * HOUR, staff_id=town.manager.staff_id), by=town.coordinator, now=NOW
    )  # fmt: skip
    both = [town.executor.staff_id, town.manager.staff_id]
    assert on_duty(town.office.id, among=both, now=NOW - HOUR) is None
    assert on_duty(town.office.id, among=both, now=NOW) == town.executor.staff_id
    assert on_duty(town.office.id, among=both[1:], now=NOW) is None
    assert on_duty(town.office.id, among=both, now=NOW + 12 * HOUR) == town.manager.staff_id
    assert next_on_duty(town.office.id, among=both, now=NOW) == town.manager.staff_id
    assert next_on_duty(town.office.id, among=both[:1], now=NOW) is None
    assert on_duty(town.school.id, among=both, now=NOW) is None
    assert AuditRecord.objects.filter(act="enter_shift").count() == 2


def test_it_refuses_what_cannot_be(town: Town) -> None:
    enter_shift(entry(town), by=town.coordinator, now=NOW)
    wrong = {
        "from_at": entry(town, NOW + 11 * HOUR),
        "until_at": entry(town, NOW - 5 * HOUR, hours=4),
        "staff_id": replace(entry(town, NOW + 20 * HOUR), staff_id=town.stranger.staff_id),
    }
    for field, one in wrong.items():
        with pytest.raises(UnfitEntry) as refused:
            enter_shift(one, by=town.coordinator, now=NOW)
        assert refused.value.field == field
    for hours in (0, 24 * 32):
        with pytest.raises(UnfitEntry):
            enter_shift(entry(town, NOW + 40 * HOUR, hours=hours), by=town.coordinator, now=NOW)


def test_only_who_keeps_the_staff_enters_shifts(town: Town) -> None:
    for by in (town.stranger, town.manager):
        with pytest.raises(NotSeen):
            enter_shift(entry(town), by=by, now=NOW)
    shift = enter_shift(entry(town), by=town.coordinator, now=NOW)
    with pytest.raises(NotSeen):
        drop_shift(shift, by=town.stranger, now=NOW)
    drop_shift(shift, by=town.coordinator, now=NOW)
    assert on_duty(town.office.id, among=[town.executor.staff_id], now=NOW) is None


def test_gaps_are_shown_ahead_for_bodies_that_keep_a_rota(town: Town) -> None:
    assert find_duty_gaps(town.coordinator, now=NOW) == []
    enter_shift(entry(town, NOW + 2 * HOUR, hours=4), by=town.coordinator, now=NOW)
    enter_shift(entry(town, NOW + 6 * HOUR, hours=4), by=town.coordinator, now=NOW)
    enter_shift(entry(town, NOW + 12 * HOUR, hours=24), by=town.coordinator, now=NOW)
    gaps = find_duty_gaps(town.coordinator, now=NOW)
    assert [(gap.from_at - NOW, gap.until_at - NOW) for gap in gaps] == [
        (0 * HOUR, 2 * HOUR), (10 * HOUR, 12 * HOUR), (36 * HOUR, LOOK_AHEAD),
    ]  # fmt: skip


def test_a_rota_that_ran_out_is_missed_and_one_body_is_listed_alone(town: Town) -> None:
    enter_shift(entry(town, hours=4), by=town.coordinator, now=NOW)
    later = NOW + 6 * HOUR

    assert [(gap.from_at, gap.until_at) for gap in find_duty_gaps(town.coordinator, now=later)] == [
        (later, later + LOOK_AHEAD)
    ]
    assert find_duty_gaps(town.stranger, now=later) == []
    assert len(list_shifts(town.coordinator, now=NOW, body_id=town.office.id)) == 1
    assert list_shifts(town.coordinator, now=NOW, body_id=town.school.id) == []


def test_whose_post_ends_is_no_candidate_any_more(town: Town) -> None:
    on = NOW.date()
    before = people_of(town.office.id, on=on)
    assert town.executor.staff_id in dict(before)
    Appointment.objects.filter(staff_id=town.executor.staff_id).update(until_on=on - timedelta(days=1))
    assert town.executor.staff_id not in dict(people_of(town.office.id, on=on))

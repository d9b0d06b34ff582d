"""Alarms in the desk: the worst first, a page at a time, within a person's scope; taking note of one."""

from datetime import timedelta
from typing import Any

import pytest

from otklik.audit.models import AuditRecord
from otklik.organizations.errors import NotSeen
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.pages.alarm_listing import (
    AlarmCursor,
    AlarmQuery,
    Stage,
    count_alarms,
    list_alarms,
    list_alarms_of,
    waiting_alarms_of,
)
from otklik.pages.alarms import AlarmKind
from otklik.pages.errors import AlarmOver
from otklik.pages.models import PageAlarm
from otklik.pages.watching import RANKS, access_alarm, acknowledge_alarm
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return build_town()


def raised(town: Town, kind: AlarmKind, *, hours_ago: int = 0, **fields: Any) -> PageAlarm:
    at = NOW - timedelta(hours=hours_ago)
    return PageAlarm.objects.create(page=town.page, kind=kind, rank=RANKS[kind], raised_at=at, **fields)


def kinds(viewer: Viewer, **asked: Any) -> list[AlarmKind]:
    return [row.kind for row in list_alarms(viewer, AlarmQuery(**asked)).rows]


def test_the_worst_comes_first_page_by_page(town: Town) -> None:
    wanted = list(AlarmKind)
    for kind in reversed(wanted):
        raised(town, kind, hours_ago=wanted.index(kind))
    found: list[AlarmKind] = []
    after: AlarmCursor | None = None
    while True:
        listed = list_alarms(town.coordinator, AlarmQuery(after=after), at_most=2)
        found += [row.kind for row in listed.rows]
        if listed.next is None:
            break
        after = AlarmCursor.find_in(str(listed.next))
        assert after == listed.next
    assert found == wanted


def test_others_see_nothing_of_it(town: Town) -> None:
    alarm = raised(town, AlarmKind.SILENT)
    assert kinds(town.stranger) == []
    assert waiting_alarms_of(town.stranger).count() == 0
    assert list_alarms_of(town.stranger, town.page.id) == ()
    with pytest.raises(NotSeen):
        access_alarm(town.stranger, alarm.id, right=Right.EDIT_PAGES)


def test_a_person_takes_note_of_an_alarm_that_goes_on(town: Town) -> None:
    alarm = raised(town, AlarmKind.SILENT, told={"since": ""})
    assert waiting_alarms_of(town.manager).count() == 1
    acknowledge_alarm(alarm, by=town.manager, note="Отпуск", now=NOW)
    assert (kinds(town.manager), kinds(town.manager, stage=Stage.SEEN)) == ([], [AlarmKind.SILENT])
    assert waiting_alarms_of(town.manager).count() == 0
    (row,) = list_alarms_of(town.manager, town.page.id)
    assert (row.acknowledged_by, row.note, row.ended_at) == (town.manager.name, "Отпуск", None)
    assert AuditRecord.objects.get(act="acknowledge_alarm").because == "Отпуск"


def test_a_page_that_was_renamed_on_purpose_rings_no_longer(town: Town) -> None:
    alarm = raised(town, AlarmKind.RENAMED)
    acknowledge_alarm(alarm, by=town.manager, note="", now=NOW)
    assert kinds(town.manager, stage=Stage.OVER) == [AlarmKind.RENAMED]
    with pytest.raises(AlarmOver):
        acknowledge_alarm(alarm, by=town.manager, note="", now=NOW)


def test_it_counts_by_kind_what_the_stage_leaves(town: Town) -> None:
    raised(town, AlarmKind.DELETED)
    raised(town, AlarmKind.SILENT, ended_at=NOW)
    counts = count_alarms(town.coordinator, AlarmQuery())
    assert (counts[AlarmKind.DELETED], counts[AlarmKind.SILENT]) == (1, 0)
    assert count_alarms(town.coordinator, AlarmQuery(stage=Stage.OVER))[AlarmKind.SILENT] == 1


@pytest.mark.parametrize("nonsense", ["", "1", "1_2", "a_1.0_3", "1_nan_3", "1_1e99_3", "1_1.0_x", "999_1.0_3"])
def test_nonsense_in_the_address_is_no_place_in_the_list(nonsense: str) -> None:
    assert AlarmCursor.find_in(nonsense) is None

"""A deadline is moved by who may, with a reason, not for ever; the case is warned of anew and counted apart."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from otklik.analytics.overview import By, Figure, Stretch, cases_behind, count_times
from otklik.appeals.clocks import pause_clocks, run_clocks, start_clocks
from otklik.appeals.errors import StaleCase, UnfitValue
from otklik.appeals.extending import extend_deadline, list_extensions
from otklik.appeals.models import Appeal, Extension
from otklik.appeals.profiles import Regime
from otklik.appeals.recomputing import recompute_deadlines
from otklik.appeals.refusals import NotYourAct
from otklik.appeals.states import Clock, State
from otklik.audit.models import AuditRecord
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from tests.people import NOW, Cast, enter_cast, open_case

pytestmark = pytest.mark.django_db
WHY = "Ждём ответа сетевой компании."


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


@pytest.fixture
def case(cast: Cast) -> Appeal:
    """Opened an hour ago, 8 working hours to the answer."""
    case = open_case(cast, "Лёд у школы", body=cast.utilities, state=State.IN_WORK, due_in=None)
    start_clocks(case, now=case.opened_at)
    case.save()
    return case


def viewer(cast: Cast, role: Role) -> Viewer:
    return load_viewer(cast.staff[role].id, on=NOW.date())


def extend(case: Appeal, by: Viewer, to: date | None, because: str = WHY, version: int | None = None) -> None:
    given = case.version if version is None else version
    extend_deadline(case.number, to=to, because=because, by=by, version=given, now=NOW)


def test_the_deadline_moves_stays_moved_and_the_first_one_is_kept(cast: Cast, case: Appeal) -> None:
    before = case.primary_due_at
    extend(case, viewer(cast, Role.COORDINATOR), date(2026, 12, 4))
    case.refresh_from_db()
    assert case.primary_due_at is not None
    assert case.primary_due_at.isoformat() == "2026-12-04T18:59:59+00:00"
    assert (case.due_at, case.first_due_at, case.warn_at) == (case.primary_due_at, before, case.opened_at)
    recompute_deadlines(now=NOW)
    case.refresh_from_db()
    assert case.primary_due_at.date() == date(2026, 12, 4)
    (row,) = list_extensions(case.id)
    assert (row.due_before, row.due_at, row.because, row.by) == (before, case.primary_due_at, WHY, "Марина Орлова")
    assert AuditRecord.objects.get(act="extend_deadline").because == WHY


def test_it_is_counted_apart(cast: Cast, case: Appeal) -> None:
    coordinator = viewer(cast, Role.COORDINATOR)
    stretch = Stretch.last(7, now=NOW)
    assert count_times(coordinator, stretch, now=NOW).extended == 0
    extend(case, coordinator, date(2026, 12, 4))
    case.refresh_from_db()
    extend(case, coordinator, date(2026, 12, 7))
    assert count_times(coordinator, stretch, now=NOW).extended == 1
    behind = cases_behind(coordinator, stretch, Figure.EXTENDED, by=By.NOTHING, key="", now=NOW)
    assert [one.number for one in behind] == [case.number]


def test_it_refuses_what_cannot_be(cast: Cast, case: Appeal) -> None:
    coordinator = viewer(cast, Role.COORDINATOR)
    for to, because, field in (
        (date(2026, 12, 4), "  ", "because"),
        (None, WHY, "due_on"),
        (date(2026, 11, 23), WHY, "due_on"),
        (date(2027, 1, 10), WHY, "due_on"),
    ):
        with pytest.raises(UnfitValue) as refused:
            extend(case, coordinator, to, because)
        assert refused.value.field == field
    with pytest.raises(NotYourAct):
        extend(case, viewer(cast, Role.EXECUTOR), date(2026, 12, 4))
    with pytest.raises(StaleCase):
        extend(case, coordinator, date(2026, 12, 4), version=99)
    assert list_extensions(case.id) == []


def test_several_moves_do_not_reach_further_than_one(cast: Cast, case: Appeal) -> None:
    coordinator = viewer(cast, Role.COORDINATOR)
    extend(case, coordinator, date(2026, 12, 20))
    case.refresh_from_db()
    with pytest.raises(UnfitValue):
        extend(case, coordinator, date(2027, 1, 15))


def test_a_clock_that_stands_is_not_moved(cast: Cast, case: Appeal) -> None:
    pause_clocks(case, now=NOW)
    case.save()
    with pytest.raises(UnfitValue):
        extend(case, viewer(cast, Role.COORDINATOR), NOW.date() + timedelta(days=9))


def test_thirty_days_are_counted_in_days(cast: Cast, case: Appeal) -> None:
    assert case.primary_due_at is not None
    first = case.primary_due_at.astimezone(ZoneInfo(case.body.zone)).date()
    with pytest.raises(UnfitValue):
        extend(case, viewer(cast, Role.COORDINATOR), first + timedelta(days=31))
    extend(case, viewer(cast, Role.COORDINATOR), first + timedelta(days=30))


def test_a_case_that_comes_back_has_neither_the_old_date_nor_the_old_bound(cast: Cast, case: Appeal) -> None:
    coordinator = viewer(cast, Role.COORDINATOR)
    extend(case, coordinator, date(2026, 12, 4))
    case.refresh_from_db()
    later = NOW + timedelta(days=60)
    run_clocks(case, [Clock.START_REOPENED], now=later, date=None)
    case.save()

    assert case.primary_due_at is not None
    assert case.primary_due_at > later, "not late at once"
    extend_deadline(
        case.number, to=case.primary_due_at.date() + timedelta(days=20), because=WHY, by=coordinator,
        version=case.version, now=later,
    )  # fmt: skip


def test_the_clock_of_the_law_is_moved_while_its_author_is_asked(cast: Cast) -> None:
    case = open_case(cast, "Лёд у школы", body=cast.utilities, state=State.IN_WORK, due_in=None)
    case.legal_regime = Regime.APPEAL
    start_clocks(case, now=case.opened_at)
    case.state = State.CLARIFYING
    pause_clocks(case, now=NOW)
    case.save()
    assert case.due_at is not None
    extend(case, viewer(cast, Role.COORDINATOR), case.due_at.date() + timedelta(days=9))


def test_the_day_that_the_resident_is_told_is_the_bodys(cast: Cast, case: Appeal) -> None:
    """The end of a day in the far east is still the day before in Moscow; in the west already the day after."""
    day = date(2026, 11, 30)
    for zone in ("Asia/Kamchatka", "Europe/Kaliningrad"):
        Body.objects.update(zone=zone)
        Extension.objects.all().delete()
        case.refresh_from_db()
        extend(case, viewer(cast, Role.CURATOR), day + timedelta(days=zone == "Europe/Kaliningrad"))
    assert [move.due_on for move in list_extensions(case.id)] == [date(2026, 12, 1)]
    Body.objects.update(zone="Asia/Kamchatka")
    assert [move.due_on for move in list_extensions(case.id)] == [date(2026, 12, 2)]

"""Whoever has a case is warned at set percents of its term, once each, in working time; then who is above them."""

from datetime import UTC, datetime, time, timedelta

import pytest

from otklik.appeals import warn_steps
from otklik.appeals.clocks import pause_clocks, set_deadlines, start_clocks
from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import Appeal
from otklik.appeals.profiles import Regime
from otklik.appeals.states import State
from otklik.appeals.warn_steps import warn_of_all_deadlines, warn_of_deadlines
from otklik.appeals.warning_policy import WarningRules, enter_warning_rules, rules_in_force
from otklik.notices.models import Notice, NoticeKind
from otklik.notices.quiet import QuietHours
from otklik.notices.services import Wishes, set_wishes
from otklik.organizations.models import Absence, Staff
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from tests.people import NOW, Cast, enter_cast, open_case

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
MORNING = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
"""8:00 at the bodies, which work until 17:00: an ordinary case of now is due at 16:00."""


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


def begin(cast: Cast, **changes: object) -> Appeal:
    """A case of the utilities that the executor has since the morning; 8 working hours to the answer."""
    case = open_case(cast, "Лёд у школы", body=cast.utilities, state=State.IN_WORK, opened_at=MORNING)
    case.executor = cast.staff[Role.EXECUTOR]
    case.due_at = case.primary_due_at = case.assign_due_at = None
    for name, value in changes.items():
        setattr(case, name, value)
    start_clocks(case, now=MORNING)
    case.save()
    return case


def told() -> list[tuple[str, str]]:
    """Who was told which step, in order."""
    rows = Notice.objects.filter(kind=NoticeKind.WARNING).order_by("id").select_related("staff")
    return [(row.staff.name.split()[0], row.step.rpartition(":")[2]) for row in rows]


def pass_time(until: datetime, *, since: datetime = MORNING) -> None:
    """The worker comes twice an hour."""
    at = since
    while at <= until:
        warn_of_deadlines(now=at)
        at += 30 * MINUTE


def viewer(cast: Cast, role: Role) -> Viewer:
    return load_viewer(cast.staff[role].id, on=NOW.date())


def test_each_step_is_told_once_to_whom_it_concerns(cast: Cast) -> None:
    case = begin(cast)
    assert case.primary_due_at == MORNING + timedelta(hours=8)
    pass_time(MORNING + timedelta(hours=3, minutes=50))
    assert told() == []
    pass_time(MORNING + timedelta(hours=4))
    assert told() == [("Андрей", "50")]
    pass_time(MORNING + timedelta(hours=8, minutes=30))
    assert told() == [("Андрей", "50"), ("Андрей", "80"), ("Андрей", "100"), ("Марина", "100")]
    notice = Notice.objects.order_by("id").first()
    assert notice is not None
    assert (notice.number, notice.clock, notice.due_at) == (case.number, "primary", case.primary_due_at)
    assert "Лёд" not in str(vars(notice)), "no word of a resident"
    # half of the term after the deadline: the next day at noon; there is no founder, so the curator
    pass_time(MORNING + timedelta(hours=28), since=MORNING + timedelta(hours=9))
    assert told()[4:] == [("Наталья", "150")]


def test_what_came_at_night_is_told_in_the_morning_with_the_last_step(cast: Cast) -> None:
    begin(cast)
    evening = MORNING + timedelta(hours=15)
    warn_of_deadlines(now=evening)
    assert told() == []
    assert Appeal.objects.get().warn_at == MORNING + timedelta(days=1)
    warn_of_deadlines(now=MORNING + timedelta(days=1))
    assert told() == [("Андрей", "100"), ("Марина", "100")]


def test_quiet_hours_are_kept(cast: Cast) -> None:
    set_wishes(Wishes(quiet=QuietHours(time(11, 30), time(14))), by=viewer(cast, Role.EXECUTOR), now=NOW)
    begin(cast)
    pass_time(MORNING + timedelta(hours=5, minutes=50))
    assert told() == []
    pass_time(MORNING + timedelta(hours=6), since=MORNING + timedelta(hours=6))
    assert told() == [("Андрей", "50")]


def test_who_is_away_is_not_told_their_deputy_is(cast: Cast) -> None:
    today = NOW.date()
    Absence.objects.create(
        staff=cast.staff[Role.EXECUTOR], deputy=cast.staff[Role.APPROVER], since_on=today, until_on=today
    )  # fmt: skip
    begin(cast)
    pass_time(MORNING + timedelta(hours=4))
    assert told() == [("Елена", "50")]


def test_a_case_that_waits_stands_or_is_answered_warns_nobody(cast: Cast) -> None:
    paused, answered, on_its_way = begin(cast), begin(cast), begin(cast)
    pause_clocks(paused, now=MORNING)
    answered.state, answered.primary_answered_at = State.ANSWERED, MORNING
    set_deadlines(answered)
    on_its_way.is_sending = True
    for case in (paused, answered, on_its_way):
        case.save()
    pass_time(MORNING + timedelta(hours=7))
    assert told() == []


def test_the_approver_is_warned_while_a_case_waits_for_approval(cast: Cast) -> None:
    begin(cast, state=State.AWAITING_APPROVAL)
    pass_time(MORNING + timedelta(hours=4))
    assert told() == [("Елена", "50")]


def test_nobody_has_it_so_the_coordinator_is_warned(cast: Cast) -> None:
    begin(cast, state=State.NEW, assigned_at=None, executor=None)
    pass_time(MORNING + timedelta(minutes=30))
    assert [row.clock for row in Notice.objects.all()] == ["assignment"]
    assert told() == [("Марина", "50")]


def test_percents_are_data(cast: Cast) -> None:
    curator = viewer(cast, Role.CURATOR)
    enter_warning_rules(WarningRules((90,), (), (), reminder_days=1), by=curator, now=NOW)
    assert rules_in_force() == WarningRules((90,), (), (), reminder_days=1)
    begin(cast)
    pass_time(MORNING + timedelta(hours=9))
    assert told() == [("Андрей", "90")]
    for rules, field in (
        (WarningRules(executor=(5,)), "executor"),
        (WarningRules(coordinator=(100, 501)), "coordinator"),
        (WarningRules(head=(10, 20, 30, 40, 50, 60)), "head"),
        (WarningRules(reminder_days=0), "reminder_days"),
    ):
        with pytest.raises(UnfitValue) as refused:
            enter_warning_rules(rules, by=curator, now=NOW)
        assert refused.value.field == field


def test_a_case_from_before_the_log_is_warned_of_by_its_dates(cast: Cast) -> None:
    case = open_case(cast, "яма", body=cast.utilities, state=State.IN_WORK, due_in=timedelta(hours=1))
    Appeal.objects.filter(id=case.id).update(executor=cast.staff[Role.EXECUTOR], warn_at=case.opened_at)
    warn_of_deadlines(now=NOW)
    assert told() == [("Андрей", "50")]
    case.refresh_from_db()
    assert case.clock_log == {}, "nothing of the case itself is changed"


def test_without_an_executor_at_work_the_bodys_people_are_warned(cast: Cast) -> None:
    today = NOW.date()
    begin(cast)
    Absence.objects.create(staff=cast.staff[Role.EXECUTOR], deputy=None, since_on=today, until_on=today)
    pass_time(MORNING + timedelta(hours=4))
    away = told()
    assert away
    assert "Андрей" not in {name for name, _step in away}
    Absence.objects.all().delete()
    Staff.objects.filter(id=cast.staff[Role.EXECUTOR].id).update(is_active=False)
    begin(cast)
    pass_time(MORNING + timedelta(hours=4))
    assert told() == away * 2


def test_an_official_appeal_is_warned_of_while_its_author_is_asked(cast: Cast) -> None:
    case = begin(cast, legal_regime=Regime.APPEAL)
    case.state = State.CLARIFYING
    pause_clocks(case, now=MORNING)
    case.save()
    assert case.due_at is not None
    warn_of_deadlines(now=case.due_at + timedelta(days=3, hours=10))  # on Monday
    assert ("Андрей", "100") in told()


def test_one_that_fails_is_tried_once_a_round_and_keeps_back_no_other(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first due stays due: those behind it have their turn, and the round ends when nothing else is left."""
    failing, *others = begin(cast), begin(cast), begin(cast)
    looked_at = []
    look_at = warn_steps._look_at

    def look(appeal: Appeal, this_round: warn_steps.Round) -> None:
        looked_at.append(appeal.id)
        if appeal.id == failing.id:
            raise ValueError("a case that nobody foresaw")
        look_at(appeal, this_round)

    monkeypatch.setattr(warn_steps, "_look_at", look)
    at = MORNING + timedelta(hours=4)
    moments = iter([at] * 9)
    warn_of_all_deadlines(clock=lambda: next(moments), within=MINUTE, at_once=1)
    assert looked_at == [failing.id, *(case.id for case in others)]
    assert list(Appeal.objects.filter(warn_at__lte=at).values_list("id", flat=True)) == [failing.id]

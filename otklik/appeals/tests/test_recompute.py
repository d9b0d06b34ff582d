"""Terms change: open cases keep their deadlines until somebody recomputes them, and then get what a new case would."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pytest_django import Settings

from otklik.appeals.clocks import pause_clocks, run_clocks, set_deadlines, start_clocks
from otklik.appeals.models import Appeal
from otklik.appeals.policy_book import PolicyEntry, end_policy, enter_policy
from otklik.appeals.profiles import Regime, Term, Unit
from otklik.appeals.recomputing import preview_recompute, recompute_deadlines
from otklik.appeals.states import Clock, State
from otklik.appeals.working_minutes import count_working_minutes
from otklik.audit.models import AuditRecord
from otklik.organizations.models import Body
from otklik.organizations.rights import Right, Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.organizations.services import appoint
from tests.people import NOW, Cast, enter_cast, open_case

TWO_HOURS = {"primary": Term(120, Unit.WORKING_MINUTES)}


@pytest.fixture
def cast(db: None) -> Cast:
    """The bodies and people of the tests."""
    return enter_cast()


def test_it_changes_open_cases_only_when_asked_and_tells_what_changed(cast: Cast) -> None:
    here = open_case(cast, "лёд", body=cast.utilities, state=State.IN_WORK)
    open_case(cast, "яма", body=cast.administration, state=State.IN_WORK)
    begin_clocks()
    before = Appeal.objects.get(id=here.id).primary_due_at
    who = load_viewer(cast.staff[Role.CURATOR].id, on=NOW.date())

    entered = enter_policy(PolicyEntry("ЖКХ", 10, TWO_HOURS, body_id=cast.utilities.id), by=who, now=NOW)

    assert Appeal.objects.get(id=here.id).primary_due_at == before
    preview = preview_recompute(who, now=NOW)
    assert (preview.changed, preview.earlier, preview.is_whole) == (1, 1, True)
    assert [one.number for one in preview.examples] == [here.number]
    assert Appeal.objects.get(id=here.id).primary_due_at == before

    done = recompute_deadlines(now=NOW)

    changed = Appeal.objects.get(id=here.id)
    assert before is not None
    assert changed.primary_due_at is not None
    assert changed.primary_due_at < before
    assert changed.first_due_at == before
    assert changed.decided_by["profile"] == str(entered)
    assert (done.looked_at, done.changed, recompute_deadlines(now=NOW).changed) == (2, 1, 0)
    told = AuditRecord.objects.filter(act="recompute_deadlines").order_by("id").first()
    assert told is not None
    assert told.details == {"looked_at": 2, "changed": 1, "overdue": 0}

    end_policy(entered, by=who, now=NOW)
    recompute_deadlines(now=NOW)
    assert Appeal.objects.get(id=here.id).primary_due_at == before


def test_a_preview_counts_where_the_reader_keeps_rules_and_names_what_they_see(cast: Cast) -> None:
    here = open_case(cast, "лёд", body=cast.utilities, state=State.IN_WORK)
    begin_clocks()
    curator, administrator = (load_viewer(cast.staff[role].id, on=NOW.date()) for role in ("curator", "administrator"))
    enter_policy(PolicyEntry("ЖКХ", 10, TWO_HOURS), by=curator, now=NOW)
    region = Body.objects.get(slug="revda")
    appoint(cast.staff["stranger"], region, Role.CURATOR)
    elsewhere = load_viewer(cast.staff["stranger"].id, on=NOW.date())

    def shown(viewer: Viewer) -> tuple[int, int, list[int]]:
        preview = preview_recompute(viewer, now=NOW)
        return preview.looked_at, preview.changed, [one.number for one in preview.examples]

    assert shown(curator) == (1, 1, [here.number])
    assert shown(administrator) == (1, 1, [])
    assert elsewhere.scope(Right.EDIT_RULES).everything or shown(elsewhere) == (0, 0, [])
    assert shown(load_viewer(cast.staff[Role.EXECUTOR].id, on=NOW.date())) == (0, 0, [])


def test_nothing_pauses_the_terms_of_the_law_until_the_case_is_over(cast: Cast) -> None:
    appeal = open_case(cast, "лёд", state=State.IN_WORK)
    for regime, stays in ((Regime.APPEAL, True), (Regime.COMMENT, False)):
        appeal.state, appeal.legal_regime, appeal.paused_at, appeal.assigned_at = State.IN_WORK, regime, None, NOW
        start_clocks(appeal, now=NOW)
        due_at = appeal.due_at
        assert due_at is not None
        appeal.state = State.CLARIFYING
        pause_clocks(appeal, now=NOW)
        assert appeal.due_at == (due_at if stays else None)
        appeal.state = State.CLOSED
        run_clocks(appeal, [Clock.STOP_ALL], now=NOW, date=None)
        assert appeal.due_at is None


def test_it_keeps_the_days_off_of_the_region(cast: Cast, settings: Settings) -> None:
    appeal = open_case(cast, "лёд", state=State.IN_WORK)
    start_clocks(appeal, now=NOW)
    before = appeal.primary_due_at
    assert before is not None

    settings.OTKLIK_DAYS_OFF = frozenset({before.astimezone(ZoneInfo(appeal.body.zone)).date()})
    set_deadlines(appeal)

    assert appeal.primary_due_at is not None
    assert appeal.primary_due_at - before >= timedelta(days=1)


def test_a_case_from_before_the_log_keeps_its_deadline_and_is_moved_by_a_pause(cast: Cast) -> None:
    appeal = open_case(cast, "лёд", state=State.IN_WORK)
    appeal.clock_log, appeal.primary_due_at = {}, NOW + timedelta(days=1)
    due_at = appeal.primary_due_at

    run_clocks(appeal, [Clock.PAUSE_ALL], now=NOW, date=None)
    assert appeal.primary_due_at == due_at
    run_clocks(appeal, [Clock.RESUME_WITH_GRACE], now=NOW + timedelta(days=2), date=None)

    assert appeal.primary_due_at > due_at


def test_answers_keep_how_much_of_the_wait_was_working_time(cast: Cast) -> None:
    appeal = open_case(cast, "лёд", state=State.IN_WORK)
    friday = datetime(2026, 11, 27, 16, 30, tzinfo=ZoneInfo(appeal.body.zone))
    appeal.opened_at = friday
    start_clocks(appeal, now=friday)
    monday, tuesday = (friday + timedelta(days=days, hours=-7) for days in (3, 4))
    run_clocks(appeal, [Clock.STOP_PRIMARY_AS_INTERIM, Clock.START_FINAL], now=monday, date=None)
    assert (appeal.primary_working_minutes, appeal.final_working_minutes) == (30 + 90, None)
    run_clocks(appeal, [Clock.STOP_PRIMARY, Clock.STOP_FINAL], now=tuesday, date=None)
    assert (appeal.primary_working_minutes, appeal.final_working_minutes) == (120, 30 + 9 * 60 + 90)
    run_clocks(appeal, [Clock.START_REOPENED], now=tuesday, date=None)
    assert appeal.final_working_minutes is None


def test_what_was_answered_before_is_counted_once(cast: Cast) -> None:
    zone = ZoneInfo(cast.administration.zone)
    opened = datetime(2026, 11, 27, 16, 0, tzinfo=zone)
    case, unanswered = (open_case(cast, "лёд", state=State.ANSWERED, opened_at=opened) for _ in range(2))
    answered = {"primary_answered_at": opened + timedelta(hours=65), "final_answered_at": opened + timedelta(hours=66)}
    Appeal.objects.filter(id=case.id).update(**answered)
    assert (count_working_minutes(), count_working_minutes()) == (1, 0)
    case.refresh_from_db()
    unanswered.refresh_from_db()
    assert (case.primary_working_minutes, case.final_working_minutes) == (60 + 60, 60 + 120)
    assert unanswered.primary_working_minutes is None


def begin_clocks() -> None:
    """As if the cases had been opened by the flow."""
    for appeal in Appeal.objects.order_by("id"):
        start_clocks(appeal, now=NOW)
        appeal.save()


def test_it_works_out_from_the_log_what_was_worked_out_act_by_act(cast: Cast) -> None:
    appeal = open_case(cast, "лёд", state=State.IN_WORK)
    appeal.assigned_at, moment = None, NOW
    start_clocks(appeal, now=moment)
    acts = (
        [Clock.STOP_ASSIGNMENT], [Clock.PAUSE_ALL], [Clock.RESUME_WITH_GRACE], [Clock.PAUSE_ALL], [Clock.RESUME],
        [Clock.STOP_PRIMARY_AS_INTERIM, Clock.START_FINAL], [Clock.PAUSE_ALL], [Clock.RESUME_WITH_GRACE],
        [Clock.STOP_FINAL], [Clock.START_REOPENED],
    )  # fmt: skip
    for commands in acts:
        moment += timedelta(hours=9)
        run_clocks(appeal, commands, now=moment, date=None)
        step_by_step = (appeal.due_at, appeal.assign_due_at, appeal.primary_due_at, appeal.final_due_at)
        assert appeal.due_at is None or appeal.due_at > moment or commands == [Clock.STOP_FINAL]

        appeal.save()
        anew = Appeal.objects.select_related("body").get(id=appeal.id)
        set_deadlines(anew)
        assert (anew.due_at, anew.assign_due_at, anew.primary_due_at, anew.final_due_at) == step_by_step

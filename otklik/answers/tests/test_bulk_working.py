"""Many cases in the worker: nothing twice, nothing lost, and in words why a case was left alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from otklik.answers.bulk import working
from otklik.answers.bulk.performing import Performed, perform
from otklik.answers.bulk.reporting import list_runs, load_progress, load_run
from otklik.answers.bulk.running import KEPT_FOR, SHOWN_FOR, do_shown, forget_runs, look_at_many, stop_run, undo_run
from otklik.answers.bulk.seen import list_seen
from otklik.answers.bulk.tasks import Doing, Task
from otklik.answers.bulk.working import go_on_with_runs
from otklik.answers.models import BulkItem, BulkRun, ItemState, RunStage
from otklik.answers.tests.many import DEFER, NOTE, ends, person, press, run, undo, work
from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import Appeal, Note
from otklik.appeals.states import State
from otklik.audit.models import AuditRecord
from otklik.intake.models import ResidentMessage
from otklik.organizations.errors import NotSeen
from otklik.organizations.models import Appointment, Staff
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer
from tests.locked import cancelled
from tests.people import NOW, Cast, open_case

TAKE = Task(Doing.TAKE)


def at_work(cast: Cast, count: int = 3) -> list[Appeal]:
    return [open_case(cast, f"Снег {number}", state=State.IN_WORK) for number in range(count)]


def look(by: Viewer, cases: list[Appeal], *tasks: Task) -> int:
    """A preview that the worker has made."""
    run_id = look_at_many([case.number for case in cases], tasks, by=by, now=NOW)
    assert run_id is not None
    work()
    return run_id


@pytest.fixture
def _one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker takes one case of each run at a time."""
    monkeypatch.setattr(working, "AT_ONCE", 1)


def states(run_id: int) -> list[str]:
    return [state for state, _ in ends(run_id)]


class TestPreview:
    """Found out by the worker, kept, and done only so."""

    def test_it_says_what_will_be_and_leaves_nothing(self, cast: Cast) -> None:
        good, bad = at_work(cast, 1)[0], open_case(cast, "Лёд")
        by = person(cast, Role.COORDINATOR)
        run_id = look(by, [good, bad], DEFER, NOTE)
        seen = list_seen(run_id, by=by)
        assert [one.case.number for one in seen] == [good.number, bad.number]
        assert seen[0].after is not None
        assert (seen[0].case.state, seen[0].after.state) == (State.IN_WORK, State.DEFERRED)
        assert (seen[0].case.body, seen[0].case.title) == (good.body.short_name, good.title)
        assert (seen[1].after, bool(seen[1].refused)) == (None, True)
        assert load_progress(run_id, by=by).is_shown
        assert (Note.objects.count(), AuditRecord.objects.filter(act="bulk").count()) == (0, 0)
        assert list_runs(by=by) == []

    def test_a_case_that_has_left_the_desk_since_is_not_shown_any_more(self, cast: Cast) -> None:
        (case,), by = at_work(cast, 1), person(cast, Role.CONTENT_MANAGER)
        run_id = look(by, [case], DEFER)
        (seen,) = list_seen(run_id, by=replace(by, posts=()))
        assert (seen.case.number, seen.case.title, seen.case.body, seen.after) == (case.number, "", "", None)
        assert "больше не видите" in seen.refused

    def test_what_is_still_ticked_is_done_once(self, cast: Cast) -> None:
        cases, by = at_work(cast), person(cast, Role.COORDINATOR)
        run_id = look(by, cases, NOTE)
        for _press in range(2):
            do_shown(run_id, [case.number for case in cases[:2]], by=by, now=NOW)
            work()
        assert states(run_id) == ["done", "done"]
        assert Note.objects.count() == 2
        assert [one.id for one in list_runs(by=by)] == [run_id]
        assert BulkRun.objects.get().tasks == []

    def test_a_case_that_changed_since_is_left_alone_and_says_so(self, cast: Cast) -> None:
        cases, by = at_work(cast, 2), person(cast, Role.COORDINATOR)
        run_id = look(by, cases, DEFER)
        Appeal.objects.filter(id=cases[0].id).update(version=9)
        do_shown(run_id, [case.number for case in cases], by=by, now=NOW)
        work()
        assert states(run_id) == ["refused", "done"]
        assert "изменилось" in ends(run_id)[0][1]

    def test_nothing_is_done_before_it_is_shown_nor_a_day_later_nor_by_others(self, cast: Cast) -> None:
        (case,), by = at_work(cast, 1), person(cast, Role.COORDINATOR)
        run_id = look_at_many([case.number], (NOTE,), by=by, now=NOW)
        assert run_id is not None
        with pytest.raises(UnfitValue):
            do_shown(run_id, [case.number], by=by, now=NOW)
        work()
        with pytest.raises(UnfitValue):
            do_shown(run_id, [case.number], by=by, now=NOW + SHOWN_FOR)
        with pytest.raises(UnfitValue):
            do_shown(run_id, [case.number + 1], by=by, now=NOW)
        other = person(cast, Role.CURATOR)
        for ask in (
            lambda: do_shown(run_id, [case.number], by=other, now=NOW),
            lambda: list_seen(run_id, by=other),
            lambda: load_progress(run_id, by=other),
            lambda: stop_run(run_id, by=other),
        ):
            with pytest.raises(NotSeen):
                ask()
        assert Note.objects.count() == 0

    def test_who_sees_none_of_the_cases_gets_none(self, cast: Cast) -> None:
        numbers = [case.number for case in at_work(cast, 1)]
        assert look_at_many(numbers, (NOTE,), by=person(cast, "stranger"), now=NOW) is None
        assert not BulkRun.objects.exists()

    def test_one_that_nobody_waits_for_is_forgotten(self, cast: Cast) -> None:
        by = person(cast, Role.COORDINATOR)
        run_id = look(by, at_work(cast), NOTE)
        assert not stop_run(run_id, by=by)
        assert not BulkItem.objects.exists()

    def test_old_previews_and_reports_go(self, cast: Cast) -> None:
        cases, by = at_work(cast), person(cast, Role.COORDINATOR)
        shown, done = look(by, cases, NOTE), run(cast, Role.COORDINATOR, cases, NOTE)
        forget_runs(now=NOW + timedelta(hours=1))
        assert set(BulkRun.objects.values_list("id", flat=True)) == {shown, done}
        forget_runs(now=NOW + SHOWN_FOR + timedelta(seconds=1))
        assert BulkRun.objects.get().id == done
        forget_runs(now=NOW + KEPT_FOR + timedelta(seconds=1))
        assert not BulkRun.objects.exists()


@pytest.mark.usefixtures("_one_by_one")
class TestHalfWay:
    """What was stopped, and runs beside one another."""

    def test_the_next_worker_goes_on_with_what_still_waits(self, cast: Cast) -> None:
        cases = at_work(cast)
        run_id, by = press(cast, Role.COORDINATOR, cases, NOTE), person(cast, Role.COORDINATOR)
        go_on_with_runs(clock=lambda: NOW)
        row = load_progress(run_id, by=by)
        assert (row.behind, row.total, row.is_at_work) == (1, 3, True)
        work()
        assert states(run_id) == ["done"] * 3
        assert sorted(Note.objects.values_list("appeal_id", flat=True)) == [case.id for case in cases]
        assert not load_progress(run_id, by=by).is_at_work

    def test_a_stopped_run_leaves_the_rest_alone_and_is_undone(self, cast: Cast) -> None:
        run_id, by = press(cast, Role.COORDINATOR, at_work(cast), NOTE), person(cast, Role.COORDINATOR)
        go_on_with_runs(clock=lambda: NOW)
        assert stop_run(run_id, by=by)
        work()
        assert states(run_id) == ["done", "refused", "refused"]
        assert "остановлено" in ends(run_id)[1][1].lower()
        assert load_run(run_id, by=by, now=NOW).can_undo
        undo(run_id, by=by)
        assert states(run_id) == ["undone", "refused", "refused"]
        assert Note.objects.count() == 0

    def test_few_cases_do_not_wait_for_many(self, cast: Cast) -> None:
        many = press(cast, Role.COORDINATOR, at_work(cast), NOTE)
        few = press(cast, Role.COORDINATOR, at_work(cast, 1), NOTE, key="k2")
        go_on_with_runs(clock=lambda: NOW)
        assert (states(many), states(few)) == (["done", "waiting", "waiting"], ["done"])

    def test_rights_that_were_lost_meanwhile_do_not_count(self, cast: Cast) -> None:
        cases = at_work(cast, 2)
        run_id = press(cast, Role.CONTENT_MANAGER, cases, NOTE)
        go_on_with_runs(clock=lambda: NOW)
        Appointment.objects.filter(staff=cast.staff[Role.CONTENT_MANAGER]).delete()
        work()
        assert states(run_id) == ["done", "refused"]
        assert "больше не видите" in ends(run_id)[1][1]

    def test_who_may_not_sign_in_any_more_does_nothing_more(self, cast: Cast) -> None:
        run_id = press(cast, Role.CONTENT_MANAGER, at_work(cast, 2), NOTE)
        Staff.objects.filter(id=cast.staff[Role.CONTENT_MANAGER].id).update(is_active=False)
        work()
        assert states(run_id) == ["refused", "refused"]


def test_rights_are_asked_for_at_each_case_not_at_each_turn_of_a_run(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases, person_id = at_work(cast), cast.staff[Role.CONTENT_MANAGER].id

    def dismissed_by_the_first(number: int, *args: object, **more: object) -> Performed:
        done = perform(number, *args, **more)  # type: ignore[arg-type]
        Staff.objects.filter(id=person_id).update(is_active=False)
        return done

    monkeypatch.setattr(working, "perform", dismissed_by_the_first)
    assert states(run(cast, Role.CONTENT_MANAGER, cases, NOTE)) == ["done", "refused", "refused"]
    assert Note.objects.count() == 1


def test_posts_that_were_not_pressed_with_do_not_count(cast: Cast) -> None:
    """A key may be narrowed to one post of its owner."""
    cases, whole = at_work(cast, 1), person(cast, Role.COORDINATOR)
    run_id = look(whole, cases, NOTE)
    do_shown(run_id, [cases[0].number], by=replace(whole, posts=(), name="Анна · 1С"), now=NOW)
    work()
    assert states(run_id) == ["refused"]
    second = look(whole, cases, NOTE)
    do_shown(second, [cases[0].number], by=replace(whole, name="Анна · 1С"), now=NOW)
    work()
    assert states(second) == ["done"]
    assert AuditRecord.objects.get(act="bulk").actor_name == "Анна · 1С"


def test_what_breaks_with_one_case_is_told_there_and_the_others_are_done(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = at_work(cast)

    def breaks(number: int, *args: object, **more: object) -> Performed:
        if number == cases[1].number:
            raise ZeroDivisionError
        return perform(number, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(working, "perform", breaks)
    run_id = run(cast, Role.COORDINATOR, cases, NOTE)
    assert states(run_id) == ["done", "refused", "done"]
    assert "у нас" in ends(run_id)[1][1]
    assert BulkRun.objects.get().stage == RunStage.DONE


def test_a_statement_that_took_too_long_holds_back_no_other_case_and_no_other_run(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = at_work(cast)
    monkeypatch.setattr(working, "perform", cancelled)
    run_id = run(cast, Role.COORDINATOR, cases, NOTE)
    assert states(run_id) == ["refused"] * 3
    assert BulkRun.objects.get().stage == RunStage.DONE


def test_what_a_network_cannot_is_told_at_the_case(cast: Cast) -> None:
    case = at_work(cast, 1)[0]
    ResidentMessage.objects.update(is_deleted=True)
    run_id = run(cast, Role.CONTENT_MANAGER, [case], Task(Doing.ASK, text="Какой это дом?"))
    assert states(run_id) == ["refused"]
    assert "удалил" in ends(run_id)[0][1]


def test_reasons_are_told_in_the_language_of_the_person(cast: Cast) -> None:
    Staff.objects.filter(id=cast.staff[Role.COORDINATOR].id).update(language="en")
    case = at_work(cast, 1)[0]
    run_id = press(cast, Role.COORDINATOR, [case], TAKE)
    Appeal.objects.filter(id=case.id).update(version=9)
    work()
    assert ends(run_id) == [("refused", "The case was changed after you had looked. Look at it, then do it again.")]


def test_what_was_left_alone_stands_first_in_the_report(cast: Cast) -> None:
    good, bad = at_work(cast, 1)[0], open_case(cast, "Лёд")
    run_id = run(cast, Role.COORDINATOR, [good, bad], DEFER)
    report = load_run(run_id, by=person(cast, Role.COORDINATOR), now=NOW)
    assert [(one.number, one.state) for one in report.items] == [
        (bad.number, ItemState.REFUSED), (good.number, ItemState.DONE),
    ]  # fmt: skip


def test_an_undo_is_pressed_once_however_often_it_is_pressed(cast: Cast) -> None:
    run_id, by = run(cast, Role.COORDINATOR, at_work(cast), NOTE), person(cast, Role.COORDINATOR)
    for _press in range(2):
        undo_run(run_id, by=by, now=NOW)
    work()
    assert states(run_id) == ["undone"] * 3

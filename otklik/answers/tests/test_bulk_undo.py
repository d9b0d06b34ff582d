"""Undoing keeps to what has changed since: bodies, warnings, hands in a draft, an undo that broke off."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Concatenate

import pytest
from django.db import connection

from otklik.answers.bulk import performing, working
from otklik.answers.bulk.reporting import load_progress, load_run
from otklik.answers.bulk.running import undo_run
from otklik.answers.bulk.tasks import Doing, Task
from otklik.answers.bulk.trying import foresee
from otklik.answers.drafting import save_draft
from otklik.answers.models import AnswerVersion, BulkItem, Draft, ReadyText, RunStage
from otklik.answers.tests.many import DEFER, NOTE, ends, person, press, run, undo, work
from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import Appeal, Note, RouteTrouble, SavedView, Tag
from otklik.appeals.moves import lock_case
from otklik.appeals.saved_views import list_views, save_view
from otklik.appeals.sharing import Way
from otklik.appeals.states import State
from otklik.appeals.tags import set_tags, tags_of
from otklik.appeals.undoing import put_back
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from tests.locked import deadlocked
from tests.people import NOW, Cast, open_case


def test_where_a_case_stands_since_is_not_taken_back(cast: Cast) -> None:
    case = open_case(cast, "Снег", state=State.IN_WORK)
    run_id = run(cast, Role.CONTENT_MANAGER, [case], NOTE)
    Appeal.objects.filter(id=case.id).update(founder=cast.school)  # as rows follow a body that was moved

    undo(run_id, by=person(cast, Role.CONTENT_MANAGER))

    assert ends(run_id) == [("undone", "")]
    assert Appeal.objects.get(id=case.id).founder == cast.school


def test_a_case_passed_on_comes_back_to_the_heir_of_its_body(cast: Cast) -> None:
    case = open_case(cast, "Лёд у школы")
    first = case.body
    run_id = run(cast, Role.COORDINATOR, [case], Task(Doing.ASSIGN, body_id=cast.utilities.id, way=Way.IN_TURN))
    Body.objects.filter(id=first.id).update(merged_into=cast.school)

    undo(run_id, by=person(cast, Role.COORDINATOR))

    case = Appeal.objects.get(id=case.id)
    assert (case.body, case.founder_id) == (cast.school, cast.school.founder_id)


def test_a_deferral_undone_is_warned_of_again_and_told_in_public(cast: Cast) -> None:
    case = open_case(cast, "Снег", state=State.IN_WORK, due_in=timedelta(hours=3))
    run_id = run(cast, Role.COORDINATOR, [case], DEFER)
    Appeal.objects.filter(id=case.id).update(warn_at=None, publication_is_stale=False)  # whoever warns has looked at it

    undo(run_id, by=person(cast, Role.COORDINATOR))

    case = Appeal.objects.get(id=case.id)
    assert (case.state, case.publication_is_stale) == (State.IN_WORK, True)
    assert case.due_at is not None
    assert case.warn_at is not None


def test_tags_put_on_and_taken_off_at_once_are_undone(cast: Cast) -> None:
    case = open_case(cast, "Снег", state=State.IN_WORK)
    old, new, foreign = (
        Tag.objects.create(name=name, body=body, made_at=NOW).id
        for name, body in (("Старая", None), ("Новая", cast.administration), ("Чужая", cast.ministry))
    )
    by = person(cast, Role.COORDINATOR)
    set_tags(case.number, [old], by=by, version=None, now=NOW)
    tasks = (Task(Doing.TAG, tag_id=new), Task(Doing.UNTAG, tag_id=old))
    [seen] = foresee([case.number], tasks, by=by, now=NOW)
    assert seen.after is not None
    assert (seen.case.tags, seen.after.tags) == (("Старая",), ("Новая",))

    run_id = run(cast, Role.COORDINATOR, [case], *tasks)
    assert [one.id for one in tags_of(case)] == [new]
    undo(run_id, by=by)
    assert [one.id for one in tags_of(case)] == [old]

    refused = run(cast, Role.COORDINATOR, [case], Task(Doing.TAG, tag_id=foreign), key="k2")
    assert [state for state, _ in ends(refused)] == ["refused"]


def test_a_ready_text_undone_leaves_the_hands_in_an_emptied_draft(cast: Cast) -> None:
    case = open_case(cast, "Снег", state=State.IN_WORK)
    text = ReadyText.objects.create(name="Снег", text="Убираем.", body=cast.administration, entered_at=NOW)
    by = person(cast, Role.CONTENT_MANAGER)
    save_draft(case.number, kind="final", text="Мои слова", by=by, now=NOW)
    save_draft(case.number, kind="final", text="", by=by, now=NOW)
    hands = list(AnswerVersion.objects.filter(appeal=case).order_by("id").values_list("by_id", flat=True))
    assert hands

    run_id = run(cast, Role.CONTENT_MANAGER, [case], Task(Doing.READY, ready_id=text.id))
    undo(run_id, by=by)

    assert not Draft.objects.exists()
    assert set(hands) <= set(AnswerVersion.objects.filter(appeal=case).values_list("by_id", flat=True))


def test_a_run_undone_before_its_turn_does_nothing(cast: Cast) -> None:
    cases = [open_case(cast, words, state=State.IN_WORK) for words in ("Снег", "Лёд")]
    run_id, by = press(cast, Role.CONTENT_MANAGER, cases, NOTE), person(cast, Role.CONTENT_MANAGER)

    undo(run_id, by=by)

    assert [state for state, _ in ends(run_id)] == ["refused", "refused"]
    assert not Note.objects.exists()
    assert load_progress(run_id, by=by).stage == RunStage.DONE
    with pytest.raises(UnfitValue):
        undo_run(run_id, by=by, now=NOW)


def test_a_run_undone_half_way_does_nothing_more_and_takes_back_what_it_did(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "AT_ONCE", 1)
    cases = [open_case(cast, words, state=State.IN_WORK) for words in ("Снег", "Лёд", "Яма")]
    run_id, by = press(cast, Role.CONTENT_MANAGER, cases, NOTE), person(cast, Role.CONTENT_MANAGER)
    for _case in cases[1:]:
        working.go_on_with_runs(clock=lambda: NOW)
    assert [state for state, _ in ends(run_id)] == ["done", "done", "waiting"]

    undo_run(run_id, by=by, now=NOW)
    working.go_on_with_runs(clock=lambda: NOW)  # killed after the first of them
    undo_run(run_id, by=by, now=NOW)
    work()

    assert [state for state, _ in ends(run_id)] == ["undone", "undone", "refused"]
    assert "отменили" in ends(run_id)[2][1]
    assert Note.objects.count() == 0
    assert not load_run(run_id, by=by, now=NOW).can_undo


def test_ones_own_views_stand_before_any_number_of_foreign_ones(cast: Cast) -> None:
    owner = cast.staff[Role.COORDINATOR].id
    SavedView.objects.bulk_create([
        SavedView(name=f"Чужой {number:02}", owner_id=owner, body=cast.administration, asked={}, made_at=NOW)
        for number in range(45)
    ])  # fmt: skip
    by = person(cast, Role.CONTENT_MANAGER)
    mine = save_view("Мой", {"queue": "open"}, body_id=cast.utilities.id, is_default=False, by=by, now=NOW)

    seen = list_views(by)

    assert (seen[0].id, len(seen)) == (mine, 20)


def test_what_an_assignment_ended_stands_again_once_it_is_undone(cast: Cast) -> None:
    case = open_case(cast, "Лёд у школы")
    for number, ended_at in ((case.number, None), (case.number, NOW - timedelta(days=1)), (None, None)):
        RouteTrouble.objects.create(
            kind="ping_pong", case_number=number, body=cast.utilities, since_at=NOW - timedelta(days=2),
            last_at=NOW - timedelta(days=1), ended_at=ended_at,
        )  # fmt: skip
    by_row = RouteTrouble.objects.order_by("id")
    before = list(by_row.values_list("ended_at", flat=True))
    run_id = run(cast, Role.COORDINATOR, [case], Task(Doing.ASSIGN, body_id=cast.utilities.id, way=Way.IN_TURN))
    assert list(by_row.values_list("ended_at", flat=True)) != before

    undo(run_id, by=person(cast, Role.COORDINATOR))

    assert list(by_row.values_list("ended_at", flat=True)) == before


def test_a_case_in_use_is_told_and_undone_when_pressed_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    other, case = (open_case(cast, words, state=State.IN_WORK) for words in ("Лёд", "Снег"))
    run_id, by = run(cast, Role.COORDINATOR, [other, case], DEFER), person(cast, Role.COORDINATOR)

    def in_use(number: int, *args: Any, **more: Any) -> None:
        (deadlocked if number == case.number else put_back)(number, *args, **more)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(working, "put_back", in_use)
        undo(run_id, by=by)
    (state, why) = ends(run_id)[1]
    assert (state, bool(why), load_run(run_id, by=by, now=NOW).can_undo) == ("done", True, True)
    assert load_run(run_id, by=by, now=NOW).items[0].number == case.number  # it stands first, with the reason
    undo(run_id, by=by)
    assert ends(run_id) == [("undone", "")] * 2


def test_a_run_of_before_the_worker_is_undone(cast: Cast) -> None:
    """Also one that the desk of before has done between the migration and its own end."""
    case, by = open_case(cast, "Снег", state=State.IN_WORK), person(cast, Role.COORDINATOR)
    (item,) = BulkItem.objects.filter(run=run(cast, Role.COORDINATOR, [case], DEFER, NOTE))
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into answers_bulkrun (key, by_id, at, doings) values ('old', %s, %s, '[]') returning id",
            [by.staff_id, NOW],
        )
        (run_id,) = cursor.fetchone()
        cursor.execute(
            "insert into answers_bulkitem (run_id, appeal_id, state, why, before, version)"
            " values (%s, %s, 'done', '', %s, %s)",
            [run_id, case.id, json.dumps(item.before), item.version],
        )
    assert load_progress(run_id, by=by).stage == RunStage.DONE
    undo(run_id, by=by)
    assert (ends(run_id), Note.objects.count()) == ([("undone", "")], 0)


def test_many_are_done_and_undone_in_the_order_of_their_numbers(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """So two who do so at once wait for each other, and never crosswise."""
    cases, locked = [open_case(cast, f"Снег {n}", state=State.IN_WORK) for n in range(3)], list[int]()
    numbers = sorted(case.number for case in cases)

    def noted[**P, T](locks: Callable[Concatenate[int, P], T]) -> Callable[Concatenate[int, P], T]:
        def lock(number: int, /, *args: P.args, **more: P.kwargs) -> T:
            locked.append(number)
            return locks(number, *args, **more)

        return lock

    monkeypatch.setattr(performing, "lock_case", noted(lock_case))
    monkeypatch.setattr(working, "put_back", noted(put_back))
    run_id = run(cast, Role.COORDINATOR, sorted(cases, key=lambda case: -case.number), DEFER)
    undo(run_id, by=person(cast, Role.COORDINATOR))
    assert locked == numbers * 2

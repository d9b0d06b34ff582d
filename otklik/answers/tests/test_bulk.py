"""Many cases at once: the preview is the act, each case by itself, and what can be undone is undone."""

import pytest
from django.db import connection
from django.db.models import Max

from otklik.answers.bulk.reporting import load_progress, load_run
from otklik.answers.bulk.running import UNDO_WITHIN, do_many, undo_run
from otklik.answers.bulk.tasks import Doing, Task, find_impossible
from otklik.answers.bulk.trying import foresee
from otklik.answers.drafting import save_draft
from otklik.answers.models import BulkRun, Draft, ItemState, ReadyText
from otklik.answers.services import submit_answer
from otklik.answers.tests.many import DEFER, LATER, NOTE, ends, person, run, undo, work
from otklik.appeals.errors import NoSuchCase, UnfitValue
from otklik.appeals.models import Appeal, Note, Transition
from otklik.appeals.services import write_note
from otklik.appeals.sharing import Way
from otklik.appeals.states import Act, Cause, Outcome, State
from otklik.appeals.undoing import snapshot
from otklik.audit.models import AuditRecord
from otklik.delivery.models import OutboxAct
from otklik.organizations.errors import NotSeen
from otklik.organizations.rights import Role
from otklik.pages.services import ConnectionSecrets, connect_page
from otklik.topics.models import Topic
from tests.people import NOW, Cast, open_case


def test_the_preview_says_of_each_case_what_will_be_and_leaves_nothing(cast: Cast) -> None:
    at_work = open_case(cast, "Снег на дороге", state=State.IN_WORK)
    new = open_case(cast, "Лёд у школы")
    other_town = open_case(cast, "Яма", body=Appeal.objects.get(id=new.id).body)
    Appeal.objects.filter(id=other_town.id).update(body=cast.centre, municipality=None)
    before = counts()
    by = person(cast, Role.COORDINATOR)

    seen = foresee([at_work.number, new.number, other_town.number], (DEFER, NOTE), by=by, now=NOW)

    assert [one.case.number for one in seen] == [at_work.number, new.number]
    assert seen[0].after is not None
    assert (seen[0].case.state, seen[0].after.state) == (State.IN_WORK, State.DEFERRED)
    assert (seen[1].after, "Defer" in seen[1].refused or "Отложить" in seen[1].refused) == (None, True)
    assert counts() == before
    at_work.refresh_from_db()
    assert (at_work.state, at_work.version) == (State.IN_WORK, 1)


def counts() -> tuple[int, ...]:
    return (Note.objects.count(), Transition.objects.count(), AuditRecord.objects.count(), OutboxAct.objects.count())


@pytest.mark.parametrize(
    ("task", "state", "role"),
    [
        (Task(Doing.TAKE), State.ASSIGNED, Role.CONTENT_MANAGER),
        (Task(Doing.IMPORTANCE, importance="high"), State.IN_WORK, Role.CONTENT_MANAGER),
        (Task(Doing.CLOSE, outcome=Outcome.EXPLAINED), State.ANSWERED, Role.CONTENT_MANAGER),
        (NOTE, State.IN_WORK, Role.MODERATOR),
        (DEFER, State.IN_WORK, Role.COORDINATOR),
    ],
)
def test_what_the_preview_says_is_done_and_undone(cast: Cast, task: Task, state: State, role: Role) -> None:
    case = open_case(cast, "Снег на дороге", state=state)
    before = snapshot(Appeal.objects.get(id=case.id))
    seen = foresee([case.number], (task,), by=person(cast, role), now=NOW)

    run_id = run(cast, role, [case], task)

    assert ends(run_id) == [("done", "")]
    after = Appeal.objects.select_related("topic").get(id=case.id)
    assert seen[0].after is not None
    assert (seen[0].after.state, seen[0].after.importance, seen[0].after.due_at) == (
        after.state, after.importance, after.due_at,
    )  # fmt: skip
    assert Note.objects.count() == (task is NOTE)
    assert AuditRecord.objects.filter(act="bulk", subject=f"appeal:{case.number}").count() == 1

    undo(run_id, by=person(cast, role))

    assert ends(run_id) == [("undone", "")]
    assert snapshot(Appeal.objects.get(id=case.id)) == before
    assert Note.objects.count() == 0
    assert AuditRecord.objects.filter(act="undo", subject=f"appeal:{case.number}").count() == 1


def test_a_case_passed_on_comes_back_with_its_person_and_its_clocks(cast: Cast) -> None:
    case = open_case(cast, "Лёд у школы", topic=Topic.objects.create(code="roads", level="group", name="Дороги"))
    before = snapshot(Appeal.objects.get(id=case.id))
    give = Task(Doing.ASSIGN, body_id=cast.utilities.id, way=Way.IN_TURN)

    run_id = run(cast, Role.COORDINATOR, [case], give)

    case.refresh_from_db()
    assert (case.state, case.body, case.executor) == (State.ASSIGNED, cast.utilities, cast.staff[Role.EXECUTOR])
    undo(run_id, by=person(cast, Role.COORDINATOR))
    assert snapshot(Appeal.objects.get(id=case.id)) == before
    steps = Transition.objects.filter(appeal=case).order_by("id").values_list("act", "from_state", "to_state", "by_id")
    assert list(steps)[-1] == ("undo", "assigned", "new", cast.staff[Role.COORDINATOR].id)


def test_a_case_that_moved_on_stays_as_it_is(cast: Cast) -> None:
    moved, still = (open_case(cast, text, state=State.ASSIGNED) for text in ("Снег", "Лёд"))
    run_id = run(cast, Role.CONTENT_MANAGER, [moved, still], Task(Doing.TAKE))
    submit_answer(
        moved.number, kind="final", text="Сделали сегодня в 13:40.", promised_on=None,
        by=person(cast, Role.COORDINATOR), version=None, now=NOW,
    )  # fmt: skip

    undo(run_id, by=person(cast, Role.CONTENT_MANAGER))

    moved.refresh_from_db()
    still.refresh_from_db()
    assert (moved.state, still.state) == (State.AWAITING_APPROVAL, State.ASSIGNED)
    assert [state for state, _ in ends(run_id)] == ["kept", "undone"]
    assert ends(run_id)[0][1]


def test_it_is_done_only_with_the_case_that_the_preview_showed(cast: Cast) -> None:
    case = open_case(cast, "Снег", state=State.ASSIGNED)

    by = person(cast, Role.CONTENT_MANAGER)
    run_id = do_many({case.number: case.version + 1}, (Task(Doing.TAKE),), key="k", by=by, now=NOW)
    work()

    case.refresh_from_db()
    assert case.state == State.ASSIGNED
    assert [state for state, _ in ends(run_id)] == ["refused"]


def test_all_acts_are_done_with_a_case_or_none(cast: Cast) -> None:
    case = open_case(cast, "Снег", state=State.NEW)

    run_id = run(cast, Role.COORDINATOR, [case], NOTE, DEFER)

    assert [state for state, _ in ends(run_id)] == ["refused"]
    assert Note.objects.count() == 0


def test_the_same_press_twice_is_one_run(cast: Cast) -> None:
    case = open_case(cast, "Снег", state=State.IN_WORK)
    first = run(cast, Role.CONTENT_MANAGER, [case], NOTE)

    assert run(cast, Role.CONTENT_MANAGER, [case], NOTE) == first
    assert Note.objects.count() == 1
    with pytest.raises(NoSuchCase):
        run(cast, Role.COORDINATOR, [case], NOTE)


def test_a_ready_text_goes_after_what_is_typed_and_comes_out_again(cast: Cast) -> None:
    case = open_case(cast, "Снег", state=State.IN_WORK)
    foreign = open_case(cast, "Снег у школы", state=State.IN_WORK, body=cast.school)
    text = ReadyText.objects.create(name="Снег", text="Убираем по графику.", body=cast.utilities, entered_at=NOW)
    by = person(cast, Role.CONTENT_MANAGER)
    text.body = cast.administration
    text.save()
    Appeal.objects.filter(id=foreign.id).update(state=State.ANSWERED)
    save_draft(case.number, kind="final", text="Здравствуйте!", by=by, now=NOW)

    run_id = run(cast, Role.CONTENT_MANAGER, [case, foreign], Task(Doing.READY, ready_id=text.id))

    draft = Draft.objects.get()
    assert (draft.appeal_id, draft.text, draft.held_by_id) == (case.id, "Здравствуйте!\n\nУбираем по графику.", None)
    assert [state for state, _ in ends(run_id)] == ["done", "refused"]
    undo(run_id, by=by)
    assert Draft.objects.get().text == "Здравствуйте!"


def test_a_draft_that_somebody_wrote_on_stays(cast: Cast) -> None:
    case = open_case(cast, "Снег", state=State.IN_WORK)
    text = ReadyText.objects.create(name="Снег", text="Убираем.", entered_at=NOW)
    run_id = run(cast, Role.CONTENT_MANAGER, [case], Task(Doing.READY, ready_id=text.id))
    save_draft(case.number, kind="final", text="Убираем. Завтра.", by=person(cast, Role.COORDINATOR), now=NOW, seen=1)

    undo(run_id, by=person(cast, Role.CONTENT_MANAGER))

    assert Draft.objects.get().text == "Убираем. Завтра."
    assert [state for state, _ in ends(run_id)] == ["kept"]


def test_what_was_sent_is_not_taken_back(cast: Cast) -> None:
    connect_page(cast.page, secrets_entered=ConnectionSecrets(community_token="t", admin_token="t"), by=None, now=NOW)
    case = open_case(cast, "Снег", state=State.IN_WORK)

    run_id = run(cast, Role.CONTENT_MANAGER, [case], Task(Doing.ASK, text="Какой это дом?"))

    assert [state for state, _ in ends(run_id)] == ["done"]
    undo(run_id, by=person(cast, Role.CONTENT_MANAGER))
    assert [state for state, _ in ends(run_id)] == ["kept"]
    assert OutboxAct.objects.count() == 1


def test_a_run_is_its_persons_and_is_undone_once_within_a_day(cast: Cast) -> None:
    case = open_case(cast, "Снег", state=State.ASSIGNED)
    run_id = run(cast, Role.CONTENT_MANAGER, [case], Task(Doing.TAKE))
    mine = person(cast, Role.CONTENT_MANAGER)

    with pytest.raises(NotSeen):
        load_run(run_id, by=person(cast, Role.COORDINATOR), now=NOW)
    with pytest.raises(UnfitValue):
        undo_run(run_id, by=mine, now=NOW + UNDO_WITHIN)
    assert load_run(run_id, by=mine, now=NOW).can_undo
    undo(run_id, by=mine)
    assert not load_run(run_id, by=mine, now=NOW).can_undo
    with pytest.raises(UnfitValue):
        undo_run(run_id, by=mine, now=NOW)
    assert load_progress(run_id, by=mine).ends == {ItemState.UNDONE: 1}


def test_nothing_of_residents_words_is_kept_of_before(cast: Cast) -> None:
    case = open_case(cast, "Снег у дома Тимофеевой", state=State.IN_WORK)
    write_note(case.number, text="Тимофеева просила", by=person(cast, Role.CONTENT_MANAGER), now=NOW)

    run(cast, Role.CONTENT_MANAGER, [case], NOTE)

    with connection.cursor() as cursor:
        cursor.execute("select before::text from answers_bulkitem")
        assert "Тимофеев" not in cursor.fetchone()[0]
    assert BulkRun.objects.aggregate(Max("id"))["id__max"]


@pytest.mark.parametrize(
    ("tasks", "impossible"),
    [
        ((Task(Doing.TAKE), DEFER), None),
        ((Task(Doing.CLOSE, outcome=Outcome.SOLVED), DEFER), Doing.DEFER),
        ((Task(Doing.ASK, text="Где?"), Task(Doing.CLOSE, outcome=Outcome.SOLVED)), Doing.CLOSE),
        ((NOTE, Task(Doing.CLOSE, outcome=Outcome.SOLVED)), None),
        ((Task(Doing.ASSIGN), Task(Doing.TAKE), NOTE), None),
        ((Task(Doing.TAKE), Task(Doing.TAKE)), Doing.TAKE),
    ],
)
def test_acts_in_a_row_are_possible_where_some_role_can_do_them(tasks: tuple[Task, ...], impossible: object) -> None:
    assert find_impossible(tasks) == impossible


def test_an_act_is_told_and_read_again() -> None:
    whole = Task(Doing.DEFER, text="тепло", due_on=LATER, in_days=3, cause=Cause.SEASON, way=Way.IN_TURN, topic_id=4)
    assert Task.read(whole.told()) == whole
    for nonsense in ({}, {"doing": Act.APPROVE_FINAL.value}, {"doing": "note", "topic_id": "x"}):
        with pytest.raises((KeyError, ValueError, TypeError)):
            Task.read(nonsense)

"""Cases by the API: the list pages without holes, a case tells what its page tells, acts do what the desk does."""

import json
from datetime import timedelta
from typing import Any

import pytest

from otklik.answers.models import Answer
from otklik.appeals.models import Appeal, Transition
from otklik.appeals.states import State
from otklik.delivery.services import hash_text
from otklik.organizations.rights import Role
from otklik.web.api.staff.tests.calling import Program, program_of
from tests.people import NOW, Cast, open_case

TEXT = "Сегодня в 13:40 обработали песком, наледь уберём завтра до 12:00."


def ask(program: Program, address: str, **asked: object) -> dict[str, Any]:
    """What is answered."""
    response = program.get(address, **asked)
    assert response.status_code == 200, response.content.decode()
    return dict(json.loads(response.content))


def test_the_list_pages_without_holes_and_doubles(cast: Cast) -> None:
    made = {open_case(cast, f"Яма {one}", due_in=timedelta(hours=one % 3)).number for one in range(7)}
    program, seen, after = program_of(cast, Role.COORDINATOR), [], ""
    for _page in range(10):
        page = ask(program, "cases", limit=2, after=after)
        seen += [row["number"] for row in page["cases"]]
        after = str(page["next"] or "")
        if not after:
            break
    assert len(seen) == len(made)
    assert set(seen) == made


def test_the_list_takes_the_filters_of_the_inbox(cast: Cast) -> None:
    ours = open_case(cast, "Лёд у школы", body=cast.utilities, state=State.IN_WORK)
    open_case(cast, "Яма", body=cast.administration)
    program = program_of(cast, Role.COORDINATOR)
    for asked in ({"body_id": cast.utilities.id}, {"state": "in_work"}, {"q": "льду школа"}, {"q": str(ours.number)}):
        assert [row["number"] for row in ask(program, "cases", **asked)["cases"]] == [ours.number]
    assert ask(program, "queues")["open"] == 2


def test_the_list_tells_to_which_case_one_was_joined(cast: Cast) -> None:
    main, other = open_case(cast, "Лёд"), open_case(cast, "И правда лёд", state=State.CLOSED)
    Appeal.objects.filter(id=other.id).update(duplicate_of=main)
    program = program_of(cast, Role.COORDINATOR)
    told = [row["duplicate_of"] for queue in ("closed", "open") for row in ask(program, "cases", queue=queue)["cases"]]
    assert told == [main.number, None]


def test_texts_are_told_as_they_were_written(cast: Cast) -> None:
    """As docs/how-to/use-the-api.md warns: a program draws them as our pages do, or keeps them as evidence."""
    turned = "Яма у \u202eшколы\u202c"
    case = open_case(cast, turned)
    assert ask(program_of(cast, Role.COORDINATOR), f"cases/{case.number}")["case"]["title"] == turned


@pytest.mark.parametrize("asked", [{"queue": "x"}, {"after": "zzz"}, {"limit": 0}, {"network": "fb"}, {"body_id": "a"}])
def test_nonsense_in_a_filter_is_refused_not_ignored(cast: Cast, asked: dict[str, object]) -> None:
    assert program_of(cast, Role.COORDINATOR).get("cases", **asked).status_code == 422


def test_a_case_tells_its_thread_clocks_history_and_what_can_be_done(cast: Cast) -> None:
    case = open_case(cast, "Лёд у школы", body=cast.utilities, state=State.IN_WORK)
    told = ask(program_of(cast, Role.EXECUTOR), f"cases/{case.number}")
    assert [one["text"] for one in told["case"]["thread"]] == ["Лёд у школы"]
    assert told["case"]["times"]["due_at"]
    assert told["case"]["history"][0]["act"] == "open"
    assert {"return_not_ours", "submit"} <= set(told["acts"])
    assert told["case"]["version"] == case.version


@pytest.mark.parametrize("role", [Role.FOUNDER, "stranger"])
def test_who_does_not_see_a_case_at_the_desk_does_not_see_it_here(cast: Cast, role: str) -> None:
    case = open_case(cast, "Лёд у школы", body=cast.utilities)
    program = program_of(cast, role)
    assert ask(program, "cases")["cases"] == []
    assert program.get(f"cases/{case.number}").status_code == 404
    for act in ("notes", "facts", "facts/ask"):
        assert program.post(f"cases/{case.number}/{act}", {"text": "x"}).status_code == 404
    assert program.post(f"cases/{case.number}/acts/take", {"version": case.version}).status_code == 404


def test_who_keeps_the_system_sees_no_cases(cast: Cast) -> None:
    case = open_case(cast, "Лёд у школы")
    program = program_of(cast, Role.ADMINISTRATOR)
    assert program.get("cases").status_code == 403
    assert program.get(f"cases/{case.number}").status_code == 403


def test_a_case_goes_from_the_call_to_the_published_answer(cast: Cast) -> None:
    """Typed in, passed on, taken, worked out, submitted, sent back, submitted again, approved."""
    desk, works, approves = (program_of(cast, role) for role in (Role.COORDINATOR, Role.EXECUTOR, Role.APPROVER))
    case = open_case(cast, "Лёд у школы", body=cast.administration)

    def do(program: Program, act: str, **given: object) -> dict[str, Any]:
        version = Appeal.objects.get(id=case.id).version
        response = program.post(f"cases/{case.number}/{act}", given | {"version": version})
        assert response.status_code == 200, response.content.decode()
        return dict(json.loads(response.content))

    executor = cast.staff[Role.EXECUTOR]
    Appeal.objects.filter(id=case.id).update(state=State.NEW)
    cast.utilities.requires_approval = True
    cast.utilities.save()
    moved = do(desk, "assign", body_id=cast.utilities.id, executor_id=executor.id)
    assert moved["state"] == "assigned"
    assert do(works, "acts/take")["state"] == "in_work"
    assert works.post(f"cases/{case.number}/facts", {"text": "Посыпали"}).status_code == 200
    assert works.post(f"cases/{case.number}/answer/draft", {"text": "черновик"}).status_code == 200
    assert do(works, "answer/submit", text=TEXT)["state"] == "awaiting_approval"
    assert [one["number"] for one in ask(approves, "answers/approval")["waiting"]] == [case.number]
    assert do(approves, "answer/send-back", because="добавьте время")["state"] == "rework"
    do(works, "answer/submit", text=TEXT)
    stale = approves.post(
        f"cases/{case.number}/answer/approve",
        {"version": Appeal.objects.get(id=case.id).version, "text_hash": hash_text("другое")},
    )
    assert stale.status_code == 409
    do(approves, "answer/approve", text_hash=hash_text(TEXT))
    answer = Answer.objects.filter(appeal=case).latest("id")
    assert (answer.text, answer.approved_by_id) == (TEXT, cast.staff[Role.APPROVER].id)
    assert Transition.objects.filter(appeal=case, act="approve_final").exists()


def test_acts_beside_the_answer(cast: Cast) -> None:
    case = open_case(cast, "Лёд у школы", body=cast.utilities, state=State.IN_WORK)
    other = open_case(cast, "Наледь там же", body=cast.utilities, state=State.IN_WORK)
    program = program_of(cast, Role.COORDINATOR)

    def do(act: str, **given: object) -> int:
        if "version" in given:
            given["version"] = Appeal.objects.get(id=case.id).version
        return program.post(f"cases/{case.number}/{act}", given).status_code

    assert do("notes", text="посмотрю") == 200
    assert do("correct", version=None, topic_id=None, address="Вершинина, 17", importance="high") == 200
    assert do("deadline", version=None, due_on="2026-12-04", because="ждём ответа") == 200
    assert do("deadline", version=None, due_on="2028-12-04", because="ждём ответа") == 422
    assert do(f"related/{other.number}") == 200
    assert do(f"related/{other.number}/remove") == 200
    assert do("parts", version=None, body_id=cast.administration.id, question="Почините фонарь") == 200
    link = program.post(
        f"cases/{case.number}/parts/link",
        {"version": Appeal.objects.get(id=case.id).version, "to_name": "Горсвет", "question": "Фонарь"},
    )
    assert "/part/" in json.loads(link.content)["url"]
    assert do("acts/defer", version=None, text="ждём весны", due_on="2027-05-15", cause="season") == 200
    case.refresh_from_db()
    assert (case.state, case.address, case.importance) == (State.DEFERRED, "Вершинина, 17", "high")
    told = ask(program, f"cases/{case.number}")
    assert [part["question"] for part in told["parts"]] == ["Почините фонарь", "Фонарь"]
    assert "/part/" not in json.dumps(told)


def test_a_case_that_leaves_the_sight_of_who_passed_it_on(cast: Cast) -> None:
    case = open_case(cast, "Лёд у школы", body=cast.utilities)
    program = program_of(cast, Role.COORDINATOR)
    elsewhere = cast.staff["stranger"].appointments.get().body_id
    moved = program.post(f"cases/{case.number}/assign", {"version": case.version, "body_id": elsewhere})
    assert json.loads(moved.content) == {"number": case.number, "version": None, "state": None}


def test_nothing_is_answered_at_the_clock_of_tomorrow(cast: Cast) -> None:
    """The moment of the call is that of the act."""
    case = open_case(cast, "Лёд у школы", body=cast.utilities, state=State.ASSIGNED)
    program_of(cast, Role.EXECUTOR).post(f"cases/{case.number}/acts/take", {"version": case.version})
    assert Transition.objects.get(appeal=case, act="take").at == NOW


@pytest.mark.parametrize("state", [State.IN_WORK, State.ANSWERED, State.CLOSED, State.DECLINED])
def test_a_state_is_looked_for_in_whichever_queue_it_is(cast: Cast, state: State) -> None:
    program = program_of(cast, Role.COORDINATOR)
    case = open_case(cast, "Лёд у школы", state=state)
    found = json.loads(program.get("cases", state=state).content)["cases"]
    assert [one["number"] for one in found] == [case.number]
    assert json.loads(program.get("cases", state=state, queue="overdue").content)["cases"] == []


def test_a_method_that_an_address_has_not_is_told_in_json(cast: Cast) -> None:
    program = program_of(cast, Role.COORDINATOR)
    told = program.client.delete("/api/v1/desk/cases", headers={"Authorization": f"Bearer {program.token}"})
    assert (told.status_code, told.json()["code"]) == (405, "no_method")
    assert "GET" in told["Allow"]

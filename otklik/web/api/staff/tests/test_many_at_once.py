"""Acts on many by a program: shown first, done only as shown, reported, taken back."""

import json
from typing import Any

import pytest
from django.db.models import F

from otklik.answers.bulk import performing
from otklik.answers.models import BulkRun
from otklik.answers.tests.many import work
from otklik.appeals.models import Appeal, Note
from otklik.appeals.states import State
from otklik.audit.models import AuditRecord
from otklik.integrations.keys import hash_token
from otklik.integrations.models import ApiKey, KeptAnswer
from otklik.moderation.models import Review
from otklik.organizations.rights import Role
from otklik.organizations.services import appoint
from otklik.web.api.staff.tests.calling import Program, program_of
from otklik.web.api.staff.tests.rule_calls import fields
from tests.access.objects import review
from tests.locked import deadlocked
from tests.people import Cast, open_case

DEFER = {"doing": "defer", "text": "ждём тепла", "due_on": "2026-12-20", "cause": "season"}


def previewed(program: Program, task: dict[str, Any], *numbers: int) -> dict[str, Any]:
    told = program.post("cases/many/preview", {"numbers": numbers, "task": task})
    assert told.status_code == 200
    return dict(json.loads(told.content))


def to_do(shown: dict[str, Any]) -> dict[str, Any]:
    """What a program sends to have done what it was shown."""
    good = [one["case"] for one in shown["cases"] if one["after"]]
    cases = [{name: one[name] for name in ("number", "version")} for one in good]
    return {"plan": shown["plan"], "key": shown["key"], "cases": cases}


def test_a_key_that_acts_from_one_post_sees_and_takes_back_only_what_was_done_from_it(cast: Cast) -> None:
    case, whole = open_case(cast, "Снег", state=State.IN_WORK), program_of(cast, Role.COORDINATOR)
    appoint(cast.staff[Role.COORDINATOR], cast.school, Role.COORDINATOR)
    ApiKey.objects.update(role="", body=None)
    done = json.loads(whole.post("cases/many", to_do(previewed(whole, DEFER, case.number))).content)["id"]
    narrow = program_of(cast, Role.COORDINATOR)
    ApiKey.objects.filter(token_hash=hash_token(narrow.token)).update(role=Role.COORDINATOR, body=cast.school)
    assert json.loads(narrow.get("cases/many").content) == []
    asked = [narrow.get(f"cases/many/{done}"), *(narrow.post(f"cases/many/{done}/{act}") for act in ("stop", "undo"))]
    assert [one.status_code for one in asked] == [404] * 3
    assert [one["id"] for one in json.loads(whole.get("cases/many").content)] == [done]
    ApiKey.objects.filter(token_hash=hash_token(narrow.token)).update(body=cast.administration)
    own = json.loads(narrow.post("cases/many", to_do(previewed(narrow, DEFER, case.number))).content)["id"]
    assert [one["id"] for one in json.loads(narrow.get("cases/many").content)] == [own]
    assert narrow.get(f"cases/many/{own}").status_code == 200


def test_messages_are_told_with_what_the_network_lets_one_do_later(cast: Cast) -> None:
    told = program_of(cast, Role.MODERATOR).post("moderation/many/preview", {"act": "hide", "messages": [review(cast)]})
    assert "VK" in json.loads(told.content)[0]["warning"]


def test_cases_are_shown_first_then_done_reported_and_taken_back(cast: Cast) -> None:
    good, bad = open_case(cast, "Снег", state=State.IN_WORK), open_case(cast, "Лёд")
    program = program_of(cast, Role.COORDINATOR)
    shown = previewed(program, DEFER, good.number, bad.number)
    assert [bool(one["after"]) for one in shown["cases"]] == [True, False]
    assert shown["cases"][1]["refused"]
    good.refresh_from_db()
    assert good.state == State.IN_WORK

    for _time in range(2):
        done = program.post("cases/many", to_do(shown))
        assert done.status_code == 200
    run = json.loads(done.content)["id"]
    report = json.loads(program.get(f"cases/many/{run}").content)
    assert (report["stage"], [one["state"] for one in report["items"]]) == ("doing", ["waiting"])
    work()
    good.refresh_from_db()
    assert (good.state, BulkRun.objects.count()) == (State.DEFERRED, 1)
    report = json.loads(program.get(f"cases/many/{run}").content)
    assert report["stage"] == "done"
    assert [(one["number"], one["state"]) for one in report["items"]] == [(good.number, "done")]
    assert AuditRecord.objects.get(act="bulk").actor_name == "Марина Орлова · 1С"

    assert program.post(f"cases/many/{run}/undo").status_code == 200
    work()
    good.refresh_from_db()
    assert good.state == State.IN_WORK
    again = program.post(f"cases/many/{run}/undo")
    assert again.status_code == 422


def test_a_run_is_found_again_and_stopped_by_its_owner_alone(cast: Cast) -> None:
    case, program = open_case(cast, "Снег", state=State.IN_WORK), program_of(cast, Role.COORDINATOR)
    run = json.loads(program.post("cases/many", to_do(previewed(program, DEFER, case.number))).content)["id"]
    (row,) = json.loads(program.get("cases/many").content)
    assert (row["id"], row["stage"], row["ends"]) == (run, "doing", {"waiting": 1})
    other = program_of(cast, Role.CURATOR)
    assert json.loads(other.get("cases/many").content) == []
    assert other.post(f"cases/many/{run}/stop").status_code == 404
    assert program.post(f"cases/many/{run}/stop").status_code == 200
    work()
    report = json.loads(program.get(f"cases/many/{run}").content)
    assert (report["stage"], [one["state"] for one in report["items"]]) == ("done", ["refused"])


def test_a_case_that_moved_on_stays(cast: Cast) -> None:
    case, program = open_case(cast, "Снег", state=State.IN_WORK), program_of(cast, Role.COORDINATOR)
    given = to_do(previewed(program, DEFER, case.number))
    Appeal.objects.filter(id=case.id).update(version=F("version") + 1)
    run = json.loads(program.post("cases/many", given).content)["id"]
    work()
    (item,) = json.loads(program.get(f"cases/many/{run}").content)["items"]
    assert (item["state"], bool(item["why"])) == ("refused", True)


def test_runs_and_cases_of_others_are_nothing(cast: Cast) -> None:
    case, own = open_case(cast, "Снег", state=State.IN_WORK), program_of(cast, Role.CONTENT_MANAGER)
    given = to_do(previewed(own, {"doing": "note", "text": "x"}, case.number))
    run = json.loads(own.post("cases/many", given).content)["id"]
    work()
    stranger = program_of(cast, "stranger")
    assert previewed(stranger, {"doing": "note", "text": "x"}, case.number)["cases"] == []
    for program in (stranger, program_of(cast, Role.CURATOR)):
        assert program.get(f"cases/many/{run}").status_code == 404
        assert program.post(f"cases/many/{run}/undo").status_code == 404
        assert fields(program, "cases/many", given) == ["plan"]
    assert Note.objects.count() == 1


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"task": {"doing": "defer", "text": "ждём тепла"}}, "due_on"),
        ({"task": {"doing": "close", "outcome": "duplicate"}}, "outcome"),
        ({"task": {"doing": "defer", "text": "ждём", "due_on": "2028-01-01"}}, "due_on"),
        ({}, "task"),
        ({"task": {"doing": "take"}, "macro_id": 1}, "task"),
        ({"task": {"doing": "approve_final"}}, "task.doing"),
        ({"numbers": list(range(1, 102)), "task": {"doing": "take"}}, "numbers"),
    ],
)
def test_what_does_not_fit_names_its_field(cast: Cast, asked: dict[str, Any], field: str) -> None:
    told = program_of(cast, Role.COORDINATOR).post("cases/many/preview", {"numbers": [1]} | asked)
    assert told.status_code == 422
    assert [one["field"] for one in json.loads(told.content)["faults"]] == [field]


def test_a_plan_that_was_not_shown_is_not_done(cast: Cast) -> None:
    case, program = open_case(cast, "Снег", state=State.IN_WORK), program_of(cast, Role.COORDINATOR)
    given = to_do(previewed(program, DEFER, case.number))
    (seen,), another = given["cases"], open_case(cast, "Лёд", state=State.IN_WORK)
    for change in (
        {"plan": given["plan"][:-2] + "xx"},
        {"key": "k" * 32},
        {"cases": [seen | {"version": seen["version"] + 1}]},
        {"cases": [seen, {"number": another.number, "version": another.version}]},
    ):
        assert fields(program, "cases/many", given | change) == ["plan"]
    assert not BulkRun.objects.exists()


def test_a_preview_keeps_nothing_for_asking_twice(cast: Cast) -> None:
    case, program = open_case(cast, "Снег", state=State.IN_WORK), program_of(cast, Role.COORDINATOR)
    asked = {"numbers": [case.number], "task": DEFER}
    assert program.post("cases/many/preview", asked, Idempotency_Key="k").status_code == 200
    assert not KeptAnswer.objects.exists()
    given = to_do(previewed(program, DEFER, case.number))
    assert program.post("cases/many", given, Idempotency_Key="k").status_code == 200
    assert set(KeptAnswer.objects.get().answer) == {"id"}


def test_what_two_programs_lock_crosswise_is_told_not_thrown(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case, program = open_case(cast, "Снег", state=State.IN_WORK), program_of(cast, Role.COORDINATOR)
    given = to_do(previewed(program, DEFER, case.number))
    monkeypatch.setattr(performing, "lock_case", deadlocked)
    run = json.loads(program.post("cases/many", given).content)["id"]
    work()
    (item,) = json.loads(program.get(f"cases/many/{run}").content)["items"]
    assert (item["state"], bool(item["why"])) == ("refused", True)


class TestMessages:
    """Of the queue of moderation."""

    def test_shown_decided_and_taken_back(self, cast: Cast) -> None:
        message, program = review(cast), program_of(cast, Role.MODERATOR)
        asked = {"act": "hide", "messages": [message, 10**9]}
        (shown,) = json.loads(program.post("moderation/many/preview", asked).content)
        assert (shown["message_id"], shown["reason"]) == (message, "")
        read = [{"id": message, "wording": shown["wording"]}, {"id": 10**9, "wording": "0"}]
        charge = {"act": "hide", "messages": read, "ground": "flood", "because": "x"}
        assert program.post("moderation/many", asked | {"ground": "flood"}).status_code == 422
        decided = json.loads(program.post("moderation/many", charge).content)
        assert (decided["count"], [one["message_id"] for one in decided["refused"]]) == (1, [10**9])
        assert Review.objects.get().state != "waiting"
        assert AuditRecord.objects.filter(actor_name__endswith=" · 1С").exists()
        undone = program.post("moderation/undo", {"batch": decided["batch"]})
        assert json.loads(undone.content) == {"count": 1, "refused": []}

    def test_not_by_who_may_not(self, cast: Cast) -> None:
        message = review(cast)
        asked = {"act": "pass", "messages": [message]}
        done = {"act": "pass", "messages": [{"id": message, "wording": "0"}]}
        for address, given in {"moderation/many/preview": asked, "moderation/many": done}.items():
            assert program_of(cast, Role.EXECUTOR).post(address, given).status_code == 403
        stranger = program_of(cast, "stranger")
        assert json.loads(stranger.post("moderation/many/preview", asked).content) == []
        assert json.loads(stranger.post("moderation/many", done).content)["count"] == 0

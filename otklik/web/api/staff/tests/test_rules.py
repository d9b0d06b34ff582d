"""Rules by the API: what the desk does with them, by the same words, with a look ahead before they hold."""

import dataclasses
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from procrastinate.contrib.django.models import ProcrastinateJob

from otklik.answers.approval.route import MOST_STEPS
from otklik.answers.approval.rules import LAST_POSITION
from otklik.answers.bulk import macros
from otklik.answers.models import ApprovalRule, Macro, ReadyText
from otklik.appeals import policy_book
from otklik.appeals.clocks import start_clocks
from otklik.appeals.models import Appeal, DeadlinePolicy, Route, Tag
from otklik.appeals.policy_book import CHANNELS
from otklik.appeals.routes import LAST_PRIORITY
from otklik.appeals.states import State
from otklik.audit.models import AuditRecord
from otklik.media.tests.pictures import jpeg
from otklik.organizations.rights import Role
from otklik.publication.decisions.rules import Ways
from otklik.publication.models import PublicationRule
from otklik.web.api.staff.document import make_document
from otklik.web.api.staff.tests.calling import BASE, program_of
from otklik.web.api.staff.tests.rule_calls import do, fields, read
from otklik.web.desk.marks import CHANNELS as NAMED_CHANNELS
from otklik.web.desk.settings.publication import WAYS
from tests.access.objects import MAKERS
from tests.people import NOW, Cast, open_case

TERM = {"amount": 120, "unit": "working_minutes"}


def test_a_rule_of_approval_is_entered_listed_and_ended_and_the_log_names_the_key(cast: Cast) -> None:
    program = program_of(cast, Role.CURATOR)
    given = {"name": "Срочное", "steps": [{"role": "approver", "minutes": 60}], "body_id": cast.school.id,
             "importance": "high"}  # fmt: skip
    assert fields(program, "approval/rules", given | {"importance": "huge"}) == ["importance"]
    assert fields(program, "approval/rules", given | {"steps": [{"role": "president", "minutes": 0}]}) == ["steps"]
    assert fields(program, "approval/rules", given | {"position": 10_000}) == ["position"]
    made = do(program, "approval/rules", given)["id"]
    (row,) = read(program, "approval/rules")
    assert (row["id"], row["steps"], row["can_end"]) == (made, [["approver", 60]], True)
    do(program, f"approval/rules/{made}/end")
    assert not ApprovalRule.objects.get().is_active
    acts = AuditRecord.objects.filter(subject=f"approval_rule:{made}").order_by("id")
    assert [(one.act, one.actor_name) for one in acts] == [
        ("enter_approval_rule", "Наталья Кравец · 1С"), ("end_approval_rule", "Наталья Кравец · 1С"),
    ]  # fmt: skip


def test_the_document_tells_the_limits_that_the_rooms_keep() -> None:
    shapes = make_document()["components"]["schemas"]
    rule, route, policy = (shapes[name]["properties"] for name in ("ApprovalRuleIn", "RouteIn", "PolicyIn"))
    assert (rule["steps"]["maxItems"], rule["position"]["maximum"]) == (MOST_STEPS, LAST_POSITION)
    assert (route["priority"]["maximum"], policy["name"]["maxLength"]) == (LAST_PRIORITY, policy_book.LONGEST_NAME)
    assert shapes["MacroIn"]["properties"]["name"]["maxLength"] == macros.LONGEST_NAME


def test_what_becomes_public_is_said_of_a_body_and_those_below_it(cast: Cast) -> None:
    program = program_of(cast, Role.CURATOR)
    ways = {"comments": True, "wall_posts": True, "private": False, "own_pages": True, "official_names": False}
    assert ways.keys() == {one.name for one in dataclasses.fields(Ways)} == set(WAYS)
    given = ways | {"body_id": cast.administration.id}
    assert fields(program, "publication/rules", given | {"since_on": "2020-01-01"}) == ["since_on"]
    for way in ways:
        assert fields(program, "publication/rules", {name: given[name] for name in given if name != way}) == [way]
    do(program, "publication/rules", given)
    assert PublicationRule.objects.get().since_on == NOW.date()
    rows = {row["body_id"]: row for row in read(program, "publication/rules")["bodies"]}
    assert rows[cast.school.id]["ways"] == ways
    assert (rows[cast.school.id]["said_by"], rows[cast.school.id]["is_own"]) == ("Администрация", False)


def test_terms_are_entered_looked_at_ahead_and_recomputed(cast: Cast) -> None:
    case = open_case(cast, "Лёд", state=State.IN_WORK)
    start_clocks(case, now=NOW)
    case.save()
    program = program_of(cast, Role.CURATOR)
    given = {"name": "ЖКХ", "priority": 10, "primary": TERM}
    for wrong in ({"kind": "joke"}, {"channel": "pigeon"}, {"regime": "none"}, {"importance": "x"}, {"topic_id": 987},
                  {"final": {"amount": 60_000, "unit": "working_days"}}):  # fmt: skip
        assert fields(program, "deadlines", given | wrong) == [*wrong]
    first = do(program, "deadlines", given)["id"]
    second = do(program, "deadlines", given | {"instead_of": first, "assignment": TERM})["id"]
    rows = read(program, "deadlines")
    assert (rows[0]["id"], rows[0]["assignment"], rows[0]["grace"]["amount"]) == (second, TERM, 60)
    assert [row["id"] for row in rows[1:]] == [None] * 5

    ahead = read(program, "deadlines/recompute/preview")
    assert (ahead["looked_at"], ahead["changed"], [one["number"] for one in ahead["examples"]]) == (1, 1, [case.number])
    assert Appeal.objects.get(id=case.id).due_at == case.due_at
    assert fields(program, "deadlines/recompute", {"because": "  "}) == ["because"]
    assert not ProcrastinateJob.objects.filter(task_name="recompute_deadlines").exists()
    do(program, "deadlines/recompute", {"because": "новый календарь"})
    assert ProcrastinateJob.objects.filter(task_name="recompute_deadlines").count() == 1
    do(program, f"deadlines/{second}/end")
    assert not DeadlinePolicy.objects.filter(ended_at=None).exists()


def test_a_policy_may_fit_each_way_in_that_the_desk_names() -> None:
    assert set(NAMED_CHANNELS) == set(CHANNELS)


def test_warnings_are_read_and_entered(cast: Cast) -> None:
    program = program_of(cast, Role.CURATOR)
    assert read(program, "deadlines/warnings")["executor"] == [50, 80, 100]
    given = {"executor": [90, 60], "coordinator": [100], "head": [], "reminder_days": 2}
    assert fields(program, "deadlines/warnings", given | {"head": [5]}) == ["head"]
    do(program, "deadlines/warnings", given)
    assert read(program, "deadlines/warnings") == given | {"executor": [60, 90]}


def test_a_route_is_tried_entered_changed_as_it_was_read_moved_and_dropped(cast: Cast) -> None:
    case = open_case(cast, "Яма у дома")
    program = program_of(cast, Role.COORDINATOR)
    rule = {"body_id": cast.utilities.id, "words": "яма"}
    tried = do(program, "routing/preview", rule)
    assert [(one["number"], one["after"]) for one in tried["elsewhere"]] == [(case.number, "Горхозяйство")]
    assert not Route.objects.exists()
    assert fields(program, "routing", {"body_id": cast.utilities.id}) == ["topic_id"]
    assert fields(program, "routing", rule | {"time_from": "25:00", "time_to": "08:00"}) == ["time_from"]
    assert fields(program, "routing", rule | {"executor_id": cast.staff[Role.APPROVER].id}) == ["executor_id"]
    first = do(program, "routing", rule | {"time_from": "18:00", "time_to": "08:00"})["id"]
    second = do(program, "routing", rule)["id"]
    assert read(program, "routing/trial", at_most=10)["elsewhere"][0]["rule_id"] in (first, second)

    kept = read(program, f"routing/{first}")
    assert (kept["entry"]["words"], kept["entry"]["time_from"]) == ("яма", "18:00:00")
    changed = kept["entry"] | {"street": "Мира", "version": kept["version"]}
    do(program, f"routing/{first}/edit", changed)
    again = program.post(f"routing/{first}/edit", changed | {"street": "Ленина"})
    assert (again.status_code, json.loads(again.content)["code"]) == (409, "changed_meanwhile")
    assert Route.objects.get(id=first).street == "Мира"
    before = [row["id"] for row in read(program, "routing")["rules"]]
    do(program, f"routing/{before[1]}/move", {"to": "up"})
    assert [row["id"] for row in read(program, "routing")["rules"]] == before[::-1]
    stale = program.post(f"routing/{first}/drop", {"version": kept["version"]})
    assert (stale.status_code, json.loads(stale.content)["code"]) == (409, "changed_meanwhile")
    assert fields(program, f"routing/{first}/drop", {}) == ["version"]
    do(program, f"routing/{first}/drop", {"version": read(program, f"routing/{first}")["version"]})
    assert list(Route.objects.values_list("id", flat=True)) == [second]


def test_an_alarm_of_routing_is_seen_to_and_choices_are_told(cast: Cast) -> None:
    alarm, program = MAKERS["route_trouble"](cast), program_of(cast, Role.COORDINATOR)
    assert [one["id"] for one in read(program, "routing")["alarms"]] == [alarm]
    do(program, f"routing/alarms/{alarm}/end")
    assert read(program, "routing")["alarms"] == []
    assert program.post(f"routing/alarms/{alarm}/end").status_code == 404
    assert {"id": cast.page.id, "name": "Полевской. Официально · vk"} in read(program, "routing/choices")["pages"]


def test_ready_texts_page_without_holes_and_end(cast: Cast) -> None:
    program = program_of(cast, Role.CURATOR)
    ReadyText.objects.bulk_create(
        [ReadyText(name=f"Лёд «{one % 7}»", text="…", folder="Зима", entered_at=NOW) for one in range(119)]
    )
    given = {"name": "Яма", "text": "Здравствуйте, {имя}!", "folder": "Дороги"}
    assert fields(program, "texts", given | {"text": "{погода}"}) == ["text"]
    assert fields(program, "texts", given | {"kind": "poem"}) == ["kind"]
    made, seen, after = do(program, "texts", given)["id"], [], ""
    while True:
        page = read(program, "texts", after=after)
        seen += [row["id"] for row in page["texts"]]
        if page["next"] is None:
            break
        after = page["next"]
    assert len(seen) == len(set(seen)) == 120
    assert seen[0] == made
    do(program, f"texts/{made}/end")
    assert not ReadyText.objects.get(id=made).is_active
    for nonsense in ("x", "[]", '["a","b","c"]', '["a","b",-1]', '["a","b",1e400]', '["\\ud800","b",1]'):
        assert program.get("texts", after=nonsense).status_code == 422


def test_a_ready_text_takes_its_files_along(cast: Cast) -> None:
    program = program_of(cast, Role.CURATOR)

    def send(*contents: bytes, **given: object) -> Any:
        files = [SimpleUploadedFile(f"{at}.jpg", one, "image/jpeg") for at, one in enumerate(contents)]
        given |= {"name": "Яма", "text": "Засыпали.", "files": files}
        headers = {"Authorization": f"Bearer {program.token}", "Accept-Language": "en"}
        return program.client.post(BASE + "texts/with-files", given, headers=headers)

    for refused, field in (
        (send(b"no photo"), "files"), (send(*[jpeg()] * 6), "files"), (send(jpeg(), topic_id="987"), "topic_id"),
        (send(), "files"), (send(jpeg(), folders="Дороги"), "folders"),
    ):  # fmt: skip
        assert refused.status_code == 422
        assert [fault["field"] for fault in json.loads(refused.content)["faults"]] == [field]
    assert send(jpeg(), body_id=str(cast.utilities.id)).status_code == 200
    (row,) = read(program, "texts")["texts"]
    assert [(one["name"], one["is_photo"]) for one in row["files"]] == [("0.jpg", True)]
    assert row["body"] == "Горхозяйство"


def test_all_files_of_a_form_belong_to_what_an_idempotency_key_means(cast: Cast) -> None:
    program = program_of(cast, Role.CURATOR)
    first, other, second = jpeg(colour=(10, 20, 30)), jpeg(colour=(200, 20, 30)), jpeg()

    def send(*contents: bytes, name: str = "{}.jpg") -> tuple[int, Any]:
        files = [SimpleUploadedFile(name.format(at), one, "image/jpeg") for at, one in enumerate(contents)]
        given = {"name": "Яма", "text": "Засыпали.", "files": files}
        headers = {"Authorization": f"Bearer {program.token}", "Accept-Language": "en", "Idempotency-Key": "k"}
        response = program.client.post(BASE + "texts/with-files", given, headers=headers)
        return response.status_code, json.loads(response.content)

    made = send(first, second)
    assert made[0] == 200
    assert send(first, second) == made
    for otherwise in (send(other, second), send(second, first), send(second), send(first, second, name="x{}.jpg")):
        assert (otherwise[0], otherwise[1]["code"]) == (422, "meant_otherwise")
    (row,) = read(program, "texts")["texts"]
    assert [one["name"] for one in row["files"]] == ["0.jpg", "1.jpg"]


def test_a_macro_that_could_never_run_is_refused(cast: Cast) -> None:
    program = program_of(cast, Role.CURATOR)
    tasks = [{"doing": "importance", "importance": "high"}, {"doing": "take"}]
    given = {"name": "Берём", "tasks": tasks, "body_id": cast.utilities.id}
    never = [{"doing": "close", "outcome": "solved"}, {"doing": "take"}]
    assert program.post("macros", given | {"tasks": never}).status_code == 422
    assert program.post("macros", given | {"tasks": [{"doing": "close", "outcome": "duplicate"}]}).status_code == 422
    assert fields(program, "macros", given | {"tasks": [{"doing": "note"}]}) == ["text"]
    foreign = Tag.objects.create(name="Снег", body=cast.school, made_at=NOW)
    for doing in ("tag", "untag"):
        for tag_id in (foreign.id, foreign.id + 1):
            refused = program.post("macros", given | {"tasks": [{"doing": doing, "tag_id": tag_id}]})
            assert refused.status_code == 422, (doing, tag_id)
    made = do(program, "macros", given)["id"]
    (row,) = read(program, "macros")["macros"]
    assert [task["doing"] for task in row["tasks"]] == ["importance", "take"]
    assert fields(program, "macros", given) == ["name"]
    do(program, f"macros/{made}/end")
    assert not Macro.objects.get().is_active


@pytest.mark.parametrize("address", ["texts", "macros"])
def test_an_idempotency_key_makes_one_of_two_calls(cast: Cast, address: str) -> None:
    given = {"texts": {"name": "Яма", "text": "Засыпали."}, "macros": {"name": "Берём", "tasks": [{"doing": "take"}]}}
    program = program_of(cast, Role.CURATOR)
    made = [json.loads(program.post(address, given[address], Idempotency_Key="k").content)["id"] for _ in range(2)]
    assert made[0] == made[1]

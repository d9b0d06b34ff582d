"""The door of the API: only a key opens it; refusals have one shape; asked twice, it is done once."""

import json
from collections import defaultdict
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from ninja.openapi.schema import OpenAPISchema

from otklik.answers.drafting import save_draft
from otklik.appeals.models import Appeal, Note
from otklik.appeals.states import State
from otklik.audit.models import AccessRecord, AuditRecord
from otklik.integrations.answering_once import forget_answers
from otklik.integrations.key_keeping import revoke_key
from otklik.integrations.keys import CALLS_A_MINUTE, KeyScope
from otklik.integrations.models import ApiKey, KeptAnswer
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from otklik.web.api.staff.api import api
from otklik.web.api.staff.tests.calling import BASE, program_of
from tests.people import NOW, Cast, open_case


def told(response: object) -> dict[str, object]:
    """A refusal, whose shape is always the same."""
    assert response["Content-Type"] == "application/problem+json"  # type: ignore[index]
    answer = json.loads(response.content)  # type: ignore[attr-defined]
    assert set(answer) == {"type", "title", "status", "code", "detail", "faults", "version", "changes"}
    assert answer["status"] == response.status_code  # type: ignore[attr-defined]
    return dict(answer)


def test_without_a_key_nothing_is_told(cast: Cast) -> None:
    response = Client().get(BASE + "cases")
    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert told(response)["code"] == "no_key"


def test_a_session_of_the_desk_opens_nothing(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.staff[Role.COORDINATOR])
    assert client.get(BASE + "cases").status_code == 401
    assert client.post(BASE + "cases/1/notes", "{}", content_type="application/json").status_code == 401


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer otk_x", "Basic b3RrOng=", "bearer  "])
def test_other_words_are_no_key(cast: Cast, header: str) -> None:
    assert Client().get(BASE + "cases", headers={"Authorization": header}).status_code == 401


def test_a_revoked_key_is_refused_at_once(cast: Cast) -> None:
    program = program_of(cast, Role.COORDINATOR)
    assert program.get("cases").status_code == 200
    by = load_viewer(cast.staff[Role.COORDINATOR].id, on=NOW.date())
    revoke_key(ApiKey.objects.get().id, by=by, now=NOW)
    assert program.get("cases").status_code == 401


def test_a_key_for_reading_does_nothing(cast: Cast) -> None:
    case = open_case(cast, "Лёд у школы", state=State.IN_WORK)
    program = program_of(cast, Role.COORDINATOR, KeyScope.READ)
    assert program.get(f"cases/{case.number}").status_code == 200
    refused = program.post(f"cases/{case.number}/notes", {"text": "посмотрю"})
    assert refused.status_code == 403
    assert "write" in str(told(refused)["detail"])
    assert not Note.objects.exists()


def test_a_key_for_intake_enters_a_message_and_reads_nothing(cast: Cast) -> None:
    program = program_of(cast, Role.COORDINATOR, KeyScope.INTAKE)
    made = program.post("cases", {"body_id": cast.utilities.id, "text": "Лёд у школы"})
    assert made.status_code == 201
    number = json.loads(made.content)["number"]
    assert Appeal.objects.get(number=number).typed_text == "Лёд у школы"
    assert program.get(f"cases/{number}").status_code == 403
    assert program.get("cases").status_code == 403


def test_who_calls_too_often_is_told_when_to_go_on(cast: Cast) -> None:
    program = program_of(cast, Role.COORDINATOR)
    ApiKey.objects.update(minute_at=NOW - timedelta(seconds=15), minute_calls=CALLS_A_MINUTE)
    refused = program.get("cases")
    assert refused.status_code == 429
    assert refused["Retry-After"] == "45"
    assert told(refused)["code"] == "too_often"


def test_what_does_not_fit_is_told_field_by_field_and_not_told_back(cast: Cast) -> None:
    case = open_case(cast, "Лёд у школы", state=State.IN_WORK)
    program = program_of(cast, Role.COORDINATOR)
    refused = program.post(f"cases/{case.number}/assign", {"version": "секрет", "bodyid": 5})
    assert refused.status_code == 422
    faults = {one["field"] for one in told(refused)["faults"]}  # type: ignore[attr-defined]
    assert faults == {"version", "body_id", "bodyid"}
    assert "секрет" not in refused.content.decode()


def test_what_is_too_long_tells_the_limit_and_how_much_is_too_much(cast: Cast) -> None:
    case = open_case(cast, "Лёд у школы", state=State.IN_WORK)
    program = program_of(cast, Role.COORDINATOR)
    for length, limit in ((4_017, "4000"), (20_017, "20000")):
        refused = program.post(f"cases/{case.number}/notes", {"text": "я" * length})
        assert refused.status_code == 422
        words = str(told(refused))
        assert (limit in words, "17" in words, "яяя" in words) == (True, True, False)


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "nul", '"x"', '{"text": "a\\u0000b"}', '{"text": "\\ud800"}', "[" * 9999]
)
def test_nonsense_is_refused_and_breaks_nothing(cast: Cast, body: str) -> None:
    case = open_case(cast, "Лёд у школы", state=State.IN_WORK)
    refused = program_of(cast, Role.COORDINATOR).post(f"cases/{case.number}/notes", body or " ")
    assert refused.status_code in (400, 422)
    told(refused)


def test_a_program_that_comes_second_is_told_who_did_what(cast: Cast) -> None:
    case = open_case(cast, "Лёд у школы", state=State.ASSIGNED)
    program = program_of(cast, Role.COORDINATOR)
    assert program.post(f"cases/{case.number}/acts/take", {"version": case.version}).status_code == 200
    stale = program.post(f"cases/{case.number}/acts/return_not_ours", {"version": case.version, "text": "Парк"})
    changes = told(stale)["changes"]
    assert isinstance(changes, list)
    assert (changes[-1]["by"], changes[-1]["act"], sorted(changes[-1])) == (
        cast.staff[Role.COORDINATOR].name, "take", ["act", "at", "by", "words"],
    )  # fmt: skip


def test_a_program_that_comes_second_to_the_shared_draft_is_told_who_saved_it(cast: Cast) -> None:
    case = open_case(cast, "Лёд у школы", state=State.IN_WORK)
    approver = load_viewer(cast.staff[Role.APPROVER].id, on=NOW.date())
    save_draft(case.number, kind="final", text="Посыплем", by=approver, now=NOW - timedelta(minutes=5))
    given = {"text": "Я иначе", "saves": 0}
    refused = told(program_of(cast, Role.CONTENT_MANAGER).post(f"cases/{case.number}/answer/draft", given))
    assert (refused["status"], refused["code"], refused["version"]) == (409, "draft_changed", None)
    at = (NOW - timedelta(minutes=5)).isoformat()
    told_so = {"at": at, "by": approver.name, "act": "save_draft", "words": "saved the shared draft"}
    assert refused["changes"] == [told_so]


def test_what_a_service_refuses_keeps_its_words(cast: Cast) -> None:
    case = open_case(cast, "Лёд у школы", state=State.IN_WORK)
    program = program_of(cast, Role.COORDINATOR)
    stale = program.post(f"cases/{case.number}/acts/close", {"version": 999, "outcome": "solved"})
    assert (stale.status_code, told(stale)["code"]) == (409, "stale_case")
    assert told(stale)["version"] == case.version
    missing = program.post(f"cases/{case.number}/acts/return_not_ours", {"version": case.version})
    assert missing.status_code == 422
    assert told(missing)["faults"] == [{"field": "text", "words": told(missing)["detail"]}]
    unseen = program_of(cast, "stranger").post(f"cases/{case.number}/notes", {"text": "x"})
    assert (unseen.status_code, told(unseen)["code"]) == (404, "no_such_case")


def test_an_address_that_is_none(cast: Cast) -> None:
    response = program_of(cast, Role.COORDINATOR).get("nothing/here")
    assert response.status_code == 404
    told(response)


def test_who_looked_is_logged_with_the_name_of_the_program(cast: Cast) -> None:
    case = open_case(cast, "Лёд у школы", state=State.IN_WORK)
    program = program_of(cast, Role.COORDINATOR)
    program.get(f"cases/{case.number}")
    program.post(f"cases/{case.number}/acts/return_not_ours", {"version": case.version, "text": "не наше"})
    assert AccessRecord.objects.get().actor_name == "Марина Орлова · 1С"
    assert AuditRecord.objects.get(act="return_not_ours").actor_name == "Марина Орлова · 1С"


class TestIdempotency:
    """The header `Idempotency-Key`."""

    def test_the_same_again_is_done_once_and_answered_the_same(self, cast: Cast) -> None:
        program, entry = program_of(cast, Role.COORDINATOR), {"body_id": cast.utilities.id, "text": "Лёд"}
        first = program.post("cases", entry, Idempotency_Key="k-1")
        again = program.post("cases", entry, Idempotency_Key="k-1")
        assert (first.status_code, again.status_code) == (201, 201)
        assert json.loads(first.content) == json.loads(again.content)
        assert again["Idempotent-Replayed"] == "true"
        assert Appeal.objects.count() == 1

    def test_with_another_request_it_is_refused(self, cast: Cast) -> None:
        program = program_of(cast, Role.COORDINATOR)
        program.post("cases", {"body_id": cast.utilities.id, "text": "Лёд"}, Idempotency_Key="k-1")
        other = program.post("cases", {"body_id": cast.utilities.id, "text": "Яма"}, Idempotency_Key="k-1")
        assert (other.status_code, told(other)["code"]) == (422, "meant_otherwise")
        assert Appeal.objects.count() == 1

    def test_each_key_has_words_of_its_own(self, cast: Cast) -> None:
        entry = {"body_id": cast.utilities.id, "text": "Лёд"}
        for role in (Role.COORDINATOR, Role.CONTENT_MANAGER):
            assert program_of(cast, role).post("cases", entry, Idempotency_Key="k-1").status_code == 201
        assert Appeal.objects.count() == 2

    def test_what_was_refused_is_not_kept(self, cast: Cast) -> None:
        program = program_of(cast, Role.COORDINATOR)
        assert program.post("cases", {"body_id": 987654, "text": "Лёд"}, Idempotency_Key="k").status_code == 422
        assert not KeptAnswer.objects.exists()
        entry = {"body_id": cast.utilities.id, "text": "Лёд"}
        assert program.post("cases", entry, Idempotency_Key="k").status_code == 201

    def test_after_a_day_it_is_forgotten(self, cast: Cast) -> None:
        program, entry = program_of(cast, Role.COORDINATOR), {"body_id": cast.utilities.id, "text": "Лёд"}
        program.post("cases", entry, Idempotency_Key="k")
        assert forget_answers(now=NOW + timedelta(hours=23)) == 0
        KeptAnswer.objects.update(at=NOW - timedelta(hours=25))
        program.post("cases", entry, Idempotency_Key="k")
        assert Appeal.objects.count() == 2
        assert forget_answers(now=NOW + timedelta(hours=25)) == 1

    @pytest.mark.parametrize("word", ["", "a b", "x" * 256])
    def test_a_word_that_is_none_is_refused(self, cast: Cast, word: str) -> None:
        refused = program_of(cast, Role.COORDINATOR).post("cases", {}, Idempotency_Key=word)
        assert (refused.status_code, told(refused)["code"]) == (400, "unfit_key")

    def test_what_is_kept_holds_nothing_of_a_resident(self, cast: Cast) -> None:
        entry = {"body_id": cast.utilities.id, "text": "Лёд", "author_name": "Ольга Тимофеева", "phone": "89120000000"}
        program_of(cast, Role.COORDINATOR).post("cases", entry, Idempotency_Key="k")
        assert set(KeptAnswer.objects.get().answer) == {"number"}


@pytest.mark.django_db(transaction=True)
def test_while_the_first_is_being_done_the_second_is_told_to_wait(cast: Cast) -> None:
    program = program_of(cast, Role.COORDINATOR)
    import hashlib

    word = hashlib.sha256(b"k").hexdigest()
    other = connections["default"].copy()
    try:
        with other.cursor() as cursor:
            lock = f"once {ApiKey.objects.get().id} {word}"
            cursor.execute("select pg_advisory_lock(hashtextextended(%s, 0))", [lock])
            refused = program.post("cases", {"body_id": cast.utilities.id, "text": "Лёд"}, Idempotency_Key="k")
    finally:
        other.close()
    assert (refused.status_code, told(refused)["code"]) == (409, "still_being_done")
    assert not Appeal.objects.exists()


def test_the_document_tells_of_the_door() -> None:
    document = json.loads(Client().get("/api/v1/openapi.json").content)
    assert document["openapi"].startswith("3.1")
    assert "Program" not in str(document["components"]["schemas"])
    for path in document["paths"].values():
        for operation in path.values():
            assert {"401", "403", "404", "409", "422", "429"} <= set(operation["responses"])
            assert operation["security"]


def test_what_is_told_once_takes_no_idempotency_key(cast: Cast) -> None:
    case = open_case(cast, "Лёд у школы", state=State.ANSWERED)
    program = program_of(cast, Role.COORDINATOR)
    hook = {"name": "1С", "url": "https://1c.example/otklik", "events": ["case.opened"]}
    for address, given in (("webhooks", hook), (f"cases/{case.number}/verdict/link", {})):
        refused = program.post(address, given, Idempotency_Key="k")
        assert (refused.status_code, told(refused)["code"]) == (400, "tells_once")
    made = program.post("webhooks", hook)
    assert json.loads(made.content)["secret"].startswith("whsec_")
    shown = program.get("webhooks").content.decode()
    assert "1c.example" in shown
    assert "whsec_" not in shown
    assert not KeptAnswer.objects.exists()


def test_a_key_for_one_post_reaches_nothing_of_its_owner_as_a_person(cast: Cast) -> None:
    program = program_of(cast, Role.COORDINATOR)
    post = cast.staff[Role.COORDINATOR].appointments.get()
    assert program.get("notices").status_code == 200
    ApiKey.objects.update(role=post.role, body_id=post.body_id)
    assert program.get("cases").status_code == 200
    for address in ("notices", "webhooks"):
        assert told(program.get(address))["status"] == 403


def test_tries_at_a_code_are_counted_whatever_word_comes_along(cast: Cast) -> None:
    program = program_of(cast, Role.COORDINATOR)
    refused = program.post(f"pages/{cast.page.id}/code", {"code": "12345678"}, Idempotency_Key="again")
    assert told(refused)["code"] == "tells_once"


def test_no_two_schemas_of_the_document_bear_one_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """ninja keeps the last that is called so: a generated client would send its fields to the address of the other."""
    shapes = defaultdict[str, set[str]](set)

    def note(_maker: OpenAPISchema, definitions: dict[str, Any]) -> None:
        for name, shape in definitions.items():
            shapes[name].add(json.dumps(shape, sort_keys=True))

    monkeypatch.setattr(OpenAPISchema, "add_schema_definitions", note)
    api.get_openapi_schema(path_prefix="/api/v1/")
    assert len(shapes) > 100
    assert [name for name, found in sorted(shapes.items()) if len(found) > 1] == []

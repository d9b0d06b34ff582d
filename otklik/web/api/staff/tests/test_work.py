"""Moderation, bodies, pages, people, tables, figures by the API: what the desk does, for whom it does it."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from otklik.integrations.models import RegisterImport
from otklik.moderation.models import Decision
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.web.api.staff.tests.calling import BASE, Program, program_of
from tests.access.objects import MAKERS
from tests.people import Cast, open_case


def found(program: Program, address: str, **asked: object) -> Any:
    """What is answered."""
    response = program.get(address, **asked)
    assert response.status_code == 200, response.content.decode()
    return json.loads(response.content)


def test_a_message_is_hidden_and_the_decision_names_who_decided(cast: Cast) -> None:
    message = MAKERS["review"](cast)
    program = program_of(cast, Role.MODERATOR)
    assert [row["message_id"] for row in found(program, "moderation")["messages"]] == [message]
    card = found(program, f"moderation/{message}")
    given = {"ground": "profanity", "wording": card["wording"]}
    assert program.post(f"moderation/{message}/acts/hide", given).status_code == 200
    assert Decision.objects.get().decided_by == cast.staff[Role.MODERATOR]


def test_who_moderates_elsewhere_sees_no_message_here(cast: Cast) -> None:
    message = MAKERS["review"](cast)
    program = program_of(cast, "stranger")
    assert found(program, "moderation")["messages"] == []
    assert program.get(f"moderation/{message}").status_code == 404
    assert program.post(f"moderation/{message}/acts/hide", {"ground": "profanity"}).status_code == 404
    assert program_of(cast, Role.ANALYST).get("moderation").status_code == 403


def test_a_body_is_moved_with_a_reason(cast: Cast) -> None:
    program = program_of(cast, Role.CURATOR)
    assert found(program, "bodies", q="Горхозяйство")["bodies"][0]["slug"] == "utilities"
    assert program.post("bodies/utilities/move", {"because": "постановление № 12", "under": "cur"}).status_code == 200
    assert Body.objects.get(slug="utilities").parent == cast.centre
    assert program.get("bodies/none").status_code == 404
    assert program_of(cast, Role.EXECUTOR).get("bodies").status_code == 403


def test_the_register_of_pages_is_read_and_confirmed(cast: Cast) -> None:
    program = program_of(cast, Role.CONTENT_MANAGER)
    rows = found(program, "pages")["pages"]
    assert {row["page_id"] for row in rows} == {cast.page.id, cast.school_page.id}
    assert program.post(f"pages/{cast.page.id}/confirm").status_code == 200
    cast.page.refresh_from_db()
    assert cast.page.record_confirmed_at is not None
    assert program_of(cast, "stranger").post(f"pages/{cast.page.id}/confirm").status_code == 404


def test_a_key_gives_no_role_that_its_owner_could_not_give(cast: Cast) -> None:
    given = {"role": "curator", "body_id": cast.centre.id}
    refused = program_of(cast, Role.COORDINATOR).post(f"staff/{cast.staff[Role.EXECUTOR].id}/roles", given)
    assert (refused.status_code, json.loads(refused.content)["code"]) == (403, "may_not_give")
    own = cast.staff[Role.CURATOR].id
    assert program_of(cast, Role.CURATOR).post(f"staff/{own}/roles", given).status_code == 403


def test_an_executor_enters_the_own_absence_only(cast: Cast) -> None:
    program, days = program_of(cast, Role.EXECUTOR), {"since_on": "2027-05-10", "until_on": "2027-05-15"}
    assert program.post(f"staff/{cast.staff[Role.EXECUTOR].id}/absences", days).status_code == 200
    assert program.post(f"staff/{cast.staff[Role.APPROVER].id}/absences", days).status_code == 403


def test_who_one_is_may_be_asked_with_any_key(cast: Cast) -> None:
    told = found(program_of(cast, Role.EXECUTOR), "me")
    assert told["roles"] == ["executor"]
    assert told["name"] == "Андрей Лаптев · 1С"


def test_figures_are_those_of_the_overview(cast: Cast) -> None:
    open_case(cast, "Лёд у школы")
    told = found(program_of(cast, Role.ANALYST), "overview", days=7)
    assert told["times"]["cases"] == 1
    assert program_of(cast, Role.EXECUTOR).get("overview").status_code == 403
    assert program_of(cast, Role.ANALYST).get("overview", days=0).status_code == 422


@pytest.mark.parametrize("word", ["", "k-1"])
def test_a_table_is_brought_once_for_an_idempotency_key(cast: Cast, word: str) -> None:
    program = program_of(cast, Role.CURATOR)

    def bring() -> int:
        file = SimpleUploadedFile("register.csv", "Название;Сеть\n".encode(), content_type="text/csv")
        headers = {"Authorization": f"Bearer {program.token}"} | ({"Idempotency-Key": word} if word else {})
        response = program.client.post(BASE + "imports/register", {"file": file}, headers=headers)
        assert response.status_code == 200, response.content.decode()
        return int(json.loads(response.content)["id"])

    first, second = bring(), bring()
    assert (first == second) is bool(word)
    kept = RegisterImport.objects.get(id=second)
    assert (bytes(kept.content).decode(), kept.by) == ("Название;Сеть\n", cast.staff[Role.CURATOR])
    told = found(program, f"imports/register/{first}")
    assert told["is_busy"]


def test_a_view_keeps_the_filters(cast: Cast) -> None:
    program = program_of(cast, Role.COORDINATOR)
    given = {"name": "Срочные", "asked": {"queue": "overdue", "network": "vk"}}
    made = program.post("views", given)
    assert made.status_code == 200
    assert [view["asked"] for view in found(program, "views")] == [given["asked"]]
    assert program.post("views", {"name": "x", "asked": {"nonsense": "1"}}).status_code == 422

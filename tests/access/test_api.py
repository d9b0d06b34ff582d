"""Every operation of the API of the desk × every role, and what a stranger learns of an object by sending something."""

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from otklik.integrations import keys
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.organizations.services import BodyCard, appoint, enter_body
from otklik.web.api.staff.api import api
from otklik.web.api.staff.document import PREFIX, make_document
from otklik.web.api.staff.tests.calling import BASE, program_of
from tests.access.api_table import API_DOORS
from tests.access.calls import undone
from tests.access.fitting import fit
from tests.access.objects import MAKERS
from tests.access.row import EVERYBODY, STRANGER
from tests.people import NOW, Cast, enter_cast, open_case

PARTS = 6
NAMED = {
    "page_id": "page", "message_id": "review", "staff_id": "staff", "view_id": "view", "fake_id": "fake",
    "alarm_id": "alarm", "objection_id": "resident_objection", "import_id": "cases", "rule_id": "approval_rule",
    "policy_id": "deadline_policy", "route_id": "route", "macro_id": "macro", "trouble_id": "route_trouble",
    "text_id": "ready_text", "required_id": "required", "exemption_id": "exemption", "tag_id": "tag",
    "photo_id": "photo", "shift_id": "shift", "hook_id": "hook", "run_id": "bulk_run", "event_id": "event",
    "absence_id": "absence", "appointment_id": "appointment", "external_id": "external", "decision_id": "decision",
    "ban_id": "proposed_ban", "other": "alike", "part_id": "factor",
}  # fmt: skip
"""What stands in an address, and who makes one."""
ELSEWHERE = {("register", "import_id"): "import", ("score", "objection_id"): "objection"}
"""The same name for another thing, by a word of the address."""
DOCUMENT = make_document()
OPERATIONS = {
    f"{method.upper()} {address.removeprefix(BASE)}": operation
    for address, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
}
OF_THE_WHOLE_REGION = {
    operation for door in API_DOORS for operation in door.operations if set(door.let_in) <= {Role.ADMINISTRATOR}
} | {"POST deadlines/{policy_id}/end", "POST pages/required/{required_id}/end"}
"""Only who sees the whole region keeps it: there is no stranger with the right."""


@pytest.fixture(autouse=True)
def at_work(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock stands, and nobody calls too often."""
    monkeypatch.setattr(keys, "CALLS_A_MINUTE", 10**6)
    with time_machine.travel(NOW, tick=False):
        yield


def test_every_operation_has_a_row() -> None:
    rows = [operation for door in API_DOORS for operation in door.operations]
    assert sorted(rows) == sorted(OPERATIONS)


def test_every_operation_stands_in_the_document() -> None:
    routers = [router for prefix, router in api._routers if prefix]
    served = {
        f"{method} {PREFIX}desk{path}".replace("{int:", "{").replace("{slug:", "{")
        for router in routers
        for path, view in router.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    }
    assert served == {
        f"{method.upper()} {address}" for address, methods in DOCUMENT["paths"].items() for method in methods
    }


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_each_role_gets_from_the_api_what_the_table_says(part: int) -> None:
    cast = enter_cast()
    tokens = {role: program_of(cast, role).token for role in EVERYBODY}
    doors = {operation: door for door in API_DOORS for operation in door.operations}
    found: dict[str, dict[str, int]] = {}
    for name in sorted(doors)[part::PARTS]:
        with undone():
            there = _objects(name, cast)
            found[name] = {role: _status(_send(name, there, token=token)) for role, token in tokens.items()}
    told = {name: {role: doors[name].gets(role) for role in EVERYBODY} for name in found}
    assert {name: got for name, got in found.items() if got != told[name]} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("is_most", [False, True])
def test_whatever_a_stranger_sends_to_an_object_of_another_it_is_not_there(part: int, *, is_most: bool) -> None:
    cast = enter_cast()
    token = _may_everything_elsewhere(cast)
    found: dict[str, int] = {}
    for name in [one for one in sorted(OPERATIONS) if one.startswith("POST") and "{" in one][part::PARTS]:
        with undone():
            found[name] = _send(name, _objects(name, cast), token=token, is_most=is_most).status_code
    shut = {name for name, status in found.items() if status == 403}
    assert shut <= OF_THE_WHOLE_REGION
    assert {name: found[name] for name in found.keys() - shut} == dict.fromkeys(found.keys() - shut, 404)


@pytest.mark.django_db
def test_whatever_a_stranger_asks_of_an_object_of_another_it_is_not_there() -> None:
    cast = enter_cast()
    token = _may_everything_elsewhere(cast)
    found: dict[str, int] = {}
    for name in [one for one in sorted(OPERATIONS) if one.startswith("GET") and "{" in one]:
        free = [
            one["name"] for one in OPERATIONS[name]["parameters"] if one["in"] == "query" and _is_free(one["schema"])
        ]
        if free:
            with undone():
                wrong = dict.fromkeys(free, "no-such")
                found[name] = _send(name, _objects(name, cast), token=token, more=wrong).status_code
    assert "GET pages/{page_id}/score" in found
    assert found == dict.fromkeys(found, 404)


def _is_free(schema: Mapping[str, Any]) -> bool:
    """Any short text fits: what is wrong with it, the schema does not know."""
    return schema.get("type") == "string" and not {"enum", "format"} & set(schema)


def _may_everything_elsewhere(cast: Cast) -> str:
    """The key of a person with all roles in a body of another town, but the one that sees the whole region."""
    town = Body.objects.get(slug="revda")
    card = BodyCard(
        slug="revda-school", name="Школа Ревды", short_name="Школа Ревды", territory_id=town.territory_id,
        parent_id=town.id,
    )  # fmt: skip
    school = enter_body(card)
    for role in set(Role) - {Role.ADMINISTRATOR, Role.CONTENT_MANAGER}:
        appoint(cast.staff[STRANGER], school, role)
    return program_of(cast, STRANGER).token


def _objects(name: str, cast: Cast) -> dict[str, object]:
    """What the address names: things of the utilities and of the administration above them."""
    there: dict[str, object] = {"number": open_case(cast, "Лёд у школы", body=cast.utilities).number}
    for asked in OPERATIONS[name].get("parameters", ()):
        word = asked["name"]
        if asked["in"] != "path" or word in there:
            continue
        makers = [maker for (near, called), maker in ELSEWHERE.items() if near in name and called == word]
        if word == "slug":
            there[word] = cast.utilities.slug
        elif "enum" in asked["schema"]:
            there[word] = asked["schema"]["enum"][0]
        else:
            there[word] = MAKERS[(makers or [NAMED[word]])[0]](cast)
    return there


def _send(
    name: str,
    there: Mapping[str, object],
    *,
    token: str,
    is_most: bool = False,
    more: Mapping[str, str] = MappingProxyType({}),
) -> HttpResponse:
    """One call with what fits; what it did is not there for the next one."""
    method, address = name.split(" ")
    headers = {"Authorization": f"Bearer {token}"}
    operation, client = OPERATIONS[name], Client()
    asked = [one for one in operation.get("parameters", ()) if one["in"] == "query" and one["required"]]
    query = urlencode({one["name"]: fit(one["schema"], DOCUMENT, is_most=True) for one in asked} | dict(more))
    whole = f"{BASE}{address.format(**there)}?{query}"
    with undone():
        if method == "GET":
            return client.get(whole, headers=headers)  # type: ignore[return-value]
        sent, kind = _body(operation, is_most=is_most)
        return client.post(whole, sent, headers=headers, **kind)  # type: ignore[return-value]


def _body(operation: Mapping[str, Any], *, is_most: bool) -> tuple[Any, dict[str, Any]]:
    content = operation.get("requestBody", {}).get("content", {"application/json": {"schema": {"type": "object"}}})
    kind, told = next(iter(content.items()))
    given = fit(told["schema"], DOCUMENT, is_most=is_most)
    if kind == "application/json":
        return json.dumps(given), {"content_type": kind}
    files = dict.fromkeys({"file", "files"} & set(told["schema"]["properties"]), SimpleUploadedFile("x.csv", b"x"))
    return {name: value for name, value in given.items() if value is not None} | files, {}


def _status(response: HttpResponse) -> int:
    """200 for whoever was let in; what was sent has to fit, else it was not asked who sent it."""
    if response.status_code in (403, 404):
        return response.status_code
    assert response.status_code < 500
    assert response.status_code != 422 or json.loads(response.content)["code"] != "unfit", response.content.decode()
    return 200

"""Who gets at the rules by the API: no executor, nobody from elsewhere, and rules of all not from a part of them."""

import json
from typing import Any

import pytest

from otklik.integrations.keys import KeyScope
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.organizations.services import appoint
from otklik.web.api.staff.tests.calling import Program, program_of
from otklik.web.desk.settings.publication import WAYS
from tests.access.objects import MAKERS
from tests.people import Cast

READS = (
    "approval/rules", "publication/rules", "deadlines", "deadlines/recompute/preview", "deadlines/warnings", "routing",
    "routing/choices", "routing/trial", "routing/1", "macros", "moderation/rules", "pages/required", "territories",
)  # fmt: skip
"""An executor keeps ready texts, and sees who is let off keeping a page; all else is not theirs even to read."""
TERM = {"amount": 120, "unit": "working_minutes"}
PERCENTS = {"executor": [50], "coordinator": [], "head": [], "reminder_days": 3}
ACTS: dict[str, dict[str, Any]] = {
    "approval/rules": {"name": "x", "steps": []},
    "approval/rules/1/end": {},
    "publication/rules": dict.fromkeys(WAYS, True) | {"body_id": 1},
    "deadlines": {"name": "x", "primary": TERM},
    "deadlines/1/end": {},
    "deadlines/recompute": {"because": "x"},
    "deadlines/warnings": PERCENTS,
    "routing": {"body_id": 1},
    "routing/preview": {"body_id": 1},
    "routing/1/edit": {"body_id": 1, "version": "x"},
    "routing/1/drop": {"version": "x"},
    "routing/1/move": {"to": "up"},
    "routing/alarms/1/end": {},
    "macros": {"name": "x", "tasks": [{"doing": "take"}]},
    "macros/1/end": {},
    "moderation/rules/text": {"text": "x", "clauses": {}},
    "moderation/rules/permissions": {"permissions": {"flood": {"may_do": "hide"}}},
    "pages/required": {"territory_id": 1, "network": "vk", "legal_basis": "x", "since_on": "2026-12-01"},
    "pages/required/1/end": {},
    "pages/exemptions": {"body_id": 1, "reason": "x", "document": "x"},
    "pages/exemptions/1/end": {},
    "bodies": {"slug": "x", "name": "x", "short_name": "x", "territory_id": 1},
    "bodies/utilities/edit": {"version": "x"},
}


def test_an_executor_neither_reads_nor_changes_rules(cast: Cast) -> None:
    program = program_of(cast, Role.EXECUTOR)
    assert {address: program.get(address).status_code for address in READS} == dict.fromkeys(READS, 403)
    done = {address: program.post(address, given).status_code for address, given in ACTS.items()}
    assert done == dict.fromkeys(ACTS, 403)
    assert program.get("texts").status_code == 200
    assert program_of(cast, Role.AUDITOR).get("texts").status_code == 403


def keeper_elsewhere(cast: Cast) -> Program:
    """A key of somebody who keeps all rules of another town."""
    for role in (Role.COORDINATOR, Role.CURATOR, Role.FOUNDER):
        appoint(cast.staff["stranger"], Body.objects.get(slug="revda"), role)
    return program_of(cast, "stranger")


def test_who_keeps_the_rules_elsewhere_sees_none_of_ours(cast: Cast) -> None:
    there = {
        name: MAKERS[name](cast)
        for name in ("approval_rule", "route", "route_trouble", "macro", "ready_text", "exemption")
    }
    program, card = keeper_elsewhere(cast), {"body_id": cast.utilities.id, "words": "яма"}
    acts: dict[str, dict[str, Any]] = {
        f"approval/rules/{there['approval_rule']}/end": {},
        f"routing/{there['route']}/edit": card | {"version": "x"},
        f"routing/{there['route']}/drop": {"version": "x"},
        f"routing/{there['route']}/move": {"to": "up"},
        f"routing/alarms/{there['route_trouble']}/end": {},
        f"macros/{there['macro']}/end": {},
        f"texts/{there['ready_text']}/end": {},
        f"pages/exemptions/{there['exemption']}/end": {},
        "routing/preview": card | {"route_id": there["route"]},
        "pages/exemptions": {"body_id": cast.utilities.id, "reason": "Архив", "document": "№ 5"},
        "publication/rules": ACTS["publication/rules"] | {"body_id": cast.utilities.id},
        "moderation/rules/text": ACTS["moderation/rules/text"] | {"page_id": cast.page.id},
        "bodies/utilities/edit": {"version": "x"},
    }
    assert {address: program.post(address, given).status_code for address, given in acts.items()} == dict.fromkeys(
        acts, 404
    )
    assert program.get(f"routing/{there['route']}").status_code == 404
    assert program.get("moderation/rules", page_id=cast.page.id).status_code == 404
    for address, key in (("texts", "texts"), ("macros", "macros"), ("routing", "rules"), ("routing", "alarms")):
        assert json.loads(program.get(address).content)[key] == []
    bodies = json.loads(program.get("publication/rules").content)["bodies"]
    assert [row["name"] for row in bodies] == ["Администрация Ревды"]


def test_what_holds_for_all_is_entered_by_who_sees_the_whole_region(cast: Cast) -> None:
    policy = MAKERS["deadline_policy"](cast)
    program, required = keeper_elsewhere(cast), MAKERS["required"](cast)
    for address, given in {
        "pages/required": ACTS["pages/required"] | {"territory_id": cast.utilities.territory_id},
        f"pages/required/{required}/end": {},
        "deadlines": ACTS["deadlines"],
        f"deadlines/{policy}/end": {},
        "deadlines/recompute": {"because": "новый календарь"},
        "deadlines/warnings": PERCENTS,
        "moderation/rules/text": ACTS["moderation/rules/text"],
        "moderation/rules/permissions": ACTS["moderation/rules/permissions"],
    }.items():
        refused = program.post(address, given)
        assert (refused.status_code, json.loads(refused.content)["code"]) == (403, "holds_for_all"), address
    refused = program.post("approval/rules", {"name": "Всем", "steps": []})
    assert [fault["field"] for fault in json.loads(refused.content)["faults"]] == ["body_id"]


@pytest.mark.parametrize("address", ["deadlines/recompute", "routing"])
def test_a_key_for_reading_changes_no_rule_and_tries_all(cast: Cast, address: str) -> None:
    program = program_of(cast, Role.ADMINISTRATOR, KeyScope.READ)
    assert program.post(address, ACTS[address]).status_code == 403
    tried = program.post("routing/preview", {"body_id": cast.utilities.id, "words": "яма"})
    assert json.loads(tried.content) == {"looked_at": 0, "to_coordinator": 0, "elsewhere": []}


@pytest.mark.parametrize("slug", ["none", "a%0Ab", "%0A", "%C2%92"])
def test_of_what_is_no_body_the_answer_has_the_shape_of_all_refusals(cast: Cast, slug: str) -> None:
    refused = program_of(cast, Role.CURATOR).post(f"bodies/{slug}/edit", {"version": "x"})
    assert (refused.status_code, refused["Content-Type"]) == (404, "application/problem+json")

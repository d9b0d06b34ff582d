"""Schemathesis calls every operation with what fits its document and with what does not, and finds nothing.

What fits the document may still be refused in words (422): who may do what is no matter of types. Some calls name
things that are there, so that more than «there is no such thing» is tried.
"""

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from schemathesis.core.result import Ok

from otklik.integrations import keys
from otklik.moderation.models import Decision
from otklik.organizations.rights import Role
from otklik.web.api.staff.tests.calling import program_of
from tests.access.objects import MAKERS
from tests.others_eyes import bounds_beside_patterns, one_transaction, try_operation
from tests.people import Cast, open_case

PARTS = 4
"""So that several processes share them."""


@pytest.fixture(autouse=True)
def connected(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One transaction, and no limit of calls."""
    monkeypatch.setattr(keys, "CALLS_A_MINUTE", 10**6)
    with one_transaction(), bounds_beside_patterns():
        yield


def things(cast: Cast) -> dict[str, int]:
    """Something that is there for every number in an address."""
    made = {
        "number": open_case(cast, "Лёд у школы", body=cast.utilities).number,
        "other": open_case(cast, "Яма").number,
    }
    named = {"page_id": "page", "message_id": "message", "staff_id": "staff", "view_id": "view", "fake_id": "fake",
             "alarm_id": "alarm", "objection_id": "resident_objection", "import_id": "cases"}  # fmt: skip
    named |= {"rule_id": "approval_rule", "policy_id": "deadline_policy", "route_id": "route", "macro_id": "macro",
              "trouble_id": "route_trouble", "text_id": "ready_text", "required_id": "required",
              "exemption_id": "exemption", "tag_id": "tag"}  # fmt: skip
    made |= {name: MAKERS[maker](cast) for name, maker in named.items()}
    return made | {"decision_id": Decision.objects.latest("id").id}


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_it_finds_nothing_in_the_api_of_the_desk(cast: Cast, part: int) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app=get_wsgi_application())
    tokens = [program_of(cast, role).token for role in (Role.CURATOR, Role.COORDINATOR)]
    there = things(cast)
    operations = sorted(
        (one.ok() for one in schema.get_all_operations() if isinstance(one, Ok)), key=lambda one: one.label
    )  # fmt: skip
    assert len(operations) > 100
    found: list[str] = []
    for place, operation in enumerate(operations[part::PARTS]):
        found += try_operation(operation, headers={"Authorization": f"Bearer {tokens[place % 2]}"}, there=there)
    assert found == [], "\n".join(found)

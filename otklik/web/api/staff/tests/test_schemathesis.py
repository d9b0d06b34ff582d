"""Schemathesis calls every operation with what fits its document and with what does not, and finds nothing.

Each call is undone. Some calls name things that are there, so that more than «there is no such thing» is tried. What
fits the document may still be refused in words (422): who may be asked what is no matter of types.
OTKLIK_TEST_LONG=yes tries each operation a hundred times.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.control import SkipTest
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi import checks

from otklik.integrations.models import ApiKey
from otklik.organizations.rights import Role
from otklik.web.api.staff.tests.calling import program_of
from tests.access.objects import MAKERS
from tests.people import Cast, open_case

EXAMPLES = 100 if os.environ.get("OTKLIK_TEST_LONG") == "yes" else 2
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.ignored_auth,
    checks.unsupported_method,
]
ALL = settings(
    max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
PARTS = 4


@pytest.fixture(autouse=True)
def connected() -> Iterator[None]:
    """The one transaction of a test goes on over many requests, as with Django's own client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def things(cast: Cast) -> dict[str, int]:
    """Something that is there for every number in an address."""
    made = {
        "number": open_case(cast, "Лёд у школы", body=cast.utilities).number,
        "other": open_case(cast, "Яма").number,
    }
    named = {"page_id": "page", "message_id": "message", "staff_id": "staff", "view_id": "view", "fake_id": "fake",
             "alarm_id": "alarm", "objection_id": "resident_objection"}  # fmt: skip
    return made | {name: MAKERS[maker](cast) for name, maker in named.items()}


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
        _try(operation, found, token=tokens[place % 2], there=there)
    assert found == [], "\n".join(found)


def _try(operation: Any, found: list[str], *, token: str, there: Mapping[str, int]) -> None:
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        try:
            strategy = operation.as_strategy(generation_mode=mode)
            _calls(strategy, token=token, there=there if mode is GenerationMode.POSITIVE else {})()
        except SkipTest:  # nothing that could be sent there is wrong
            continue
        except FailureGroup as group:
            found += [f"{operation.label}: {one}" for one in group.exceptions]


def _calls(strategy: Any, *, token: str, there: Mapping[str, int]) -> Callable[[], None]:
    turns = count()

    @seed(7)
    @ALL
    @given(case=strategy)
    def call(case: Any) -> None:
        if next(turns) % 2 == 0 and there:
            named = case.path_parameters or {}
            case.path_parameters = {name: there.get(name, value) for name, value in named.items()}
        with transaction.atomic():
            ApiKey.objects.update(minute_calls=0)
            headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}
            case.call_and_validate(headers=headers, checks=CHECKS)
            transaction.set_rollback(True)

    return call

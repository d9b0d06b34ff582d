"""Schemathesis on our APIs: what it checks, how often, and how it calls within the one transaction of a test.

OTKLIK_TEST_LONG=yes tries each operation a hundred times instead of a few.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.control import SkipTest
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi import checks, converter

EXAMPLES = 100 if os.environ.get("OTKLIK_TEST_LONG") == "yes" else 1
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
]
BOTH = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


@contextmanager
def bounds_beside_patterns() -> Iterator[None]:
    """Let a pattern and the most letters be two rules, as our documents say it.

    Schemathesis writes both as one pattern, `^[^\\x00]{0,20000}$`; to compile it for each body takes half of the time.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(converter, "update_pattern_in_schema", lambda schema: None)
        yield


@contextmanager
def one_transaction() -> Iterator[None]:
    """The transaction of a test goes on over many requests, as with Django's own client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def try_operation(
    operation: Any, *, headers: Mapping[str, str], there: Mapping[str, int] | None = None, examples: int = EXAMPLES
) -> list[str]:
    """Call an operation with what fits its document and with what does not. Returns what was found, in words.

    `there`: numbers that name something; what fits is tried with them too. Each call is undone.
    """
    found: list[str] = []
    for mode in BOTH:
        named = there if mode is GenerationMode.POSITIVE else None
        try:
            strategy = operation.as_strategy(generation_mode=mode)
            _calls(strategy, headers=headers, there=named or {}, examples=examples)()
        except (SkipTest, Unsatisfiable):  # hardly anything that could be sent there is wrong
            assert mode is GenerationMode.NEGATIVE, operation.label
            continue
        except FailureGroup as group:
            found += [f"{operation.label}: {one}" for one in group.exceptions]
    return found


def _calls(strategy: Any, *, headers: Mapping[str, str], there: Mapping[str, int], examples: int) -> Callable[[], None]:
    turns = count()

    @seed(7)
    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=strategy)
    def call(case: Any) -> None:
        if next(turns) % 2 == 0 and there:
            values = case.path_parameters or {}
            case.path_parameters = {name: there.get(name, value) for name, value in values.items()}
        with transaction.atomic():
            case.call_and_validate(headers={**headers, "Accept-Encoding": "identity"}, checks=CHECKS)
            transaction.set_rollback(True)

    return call

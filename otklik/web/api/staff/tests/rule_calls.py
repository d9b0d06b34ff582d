"""Calls of the tests of rules: what is answered, and what a refusal names."""

import json
from typing import Any

from otklik.web.api.staff.tests.calling import Program


def read(program: Program, address: str, **asked: object) -> Any:
    """What is answered."""
    response = program.get(address, **asked)
    assert response.status_code == 200, response.content.decode()
    return json.loads(response.content)


def do(program: Program, address: str, given: object = None) -> dict[str, Any]:
    """What an act answers."""
    response = program.post(address, given)
    assert response.status_code == 200, response.content.decode()
    return dict(json.loads(response.content))


def fields(program: Program, address: str, given: object) -> list[str]:
    """Which fields a refusal names."""
    response = program.post(address, given)
    assert response.status_code == 422, response.content.decode()
    return [fault["field"] for fault in json.loads(response.content)["faults"]]

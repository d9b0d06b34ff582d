"""Answers are tried over HTTP, against the sandbox; what needs no network on the cast alone."""

import pytest

from tests.line import line, running_sandbox
from tests.people import Cast, enter_cast

__all__ = ["line", "running_sandbox"]


@pytest.fixture
def cast(db: None) -> Cast:
    """The bodies and people of the tests."""
    return enter_cast()

"""Answers are tried over HTTP, against the sandbox; what needs no network on the cast alone."""

import pytest

from tests.line import line
from tests.people import Cast, enter_cast

__all__ = ["line"]


@pytest.fixture
def cast(db: None) -> Cast:
    """The bodies and people of the tests."""
    return enter_cast()

"""The moment and the people of these tests."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.people import NOW, Cast, enter_cast


@pytest.fixture(autouse=True)
def at_work() -> Iterator[None]:
    """The clock stands."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody."""
    return enter_cast()

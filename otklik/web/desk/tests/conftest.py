"""People at the desk."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.people import Cast, enter_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """The bodies and people of the tests."""
    return enter_cast()


@pytest.fixture
def sign_in(cast: Cast) -> Callable[[str], Client]:
    """A browser in which the person of this role is signed in."""

    def come_in(role: str) -> Client:
        client = Client()
        client.force_login(cast.staff[role])
        return client

    return come_in

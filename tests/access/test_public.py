"""Every address of every resolver stands in a table: of the desk, of its API, or of what is open to everybody."""

from collections import Counter
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RoutePattern

from otklik.organizations.rights import Role
from tests.access.public import MADE_UP, PUBLIC
from tests.access.row import EVERYBODY
from tests.people import NOW, enter_cast

ELSEWHERE = "desk:"
"""These have a table of their own, role by role; so have the operations of the API behind `staff_api:operation`."""


def every_address(resolver: URLResolver, *, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """All addresses below, by name; one without a name would be reached by nobody's table."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from every_address(one, namespace=f"{namespace}{one.namespace}:" if one.namespace else namespace)
        else:
            yield f"{namespace}{one.name}", one


ADDRESSES = dict(every_address(get_resolver()))


def test_every_address_outside_the_desk_is_public_by_intent() -> None:
    assert {name for name in ADDRESSES if not name.startswith(ELSEWHERE)} == set(PUBLIC)


def test_no_address_hides_behind_the_name_of_another() -> None:
    names = Counter(name for name, _ in every_address(get_resolver()))
    assert {name for name, count in names.items() if count > 1} == {"desk:absent"}  # of pages and of a person: two rows


@pytest.mark.django_db
@time_machine.travel(NOW, tick=False)
def test_who_knows_no_secret_gets_what_the_table_says_signed_in_or_not() -> None:
    cast = enter_cast()
    clients = {"nobody": Client()} | {role: Client() for role in (Role.COORDINATOR, Role.ADMINISTRATOR)}
    for role in clients.keys() & set(EVERYBODY):
        clients[role].force_login(cast.staff[role])
    found = {name: {who: client.get(_address(name)).status_code for who, client in clients.items()} for name in PUBLIC}
    told = {name: dict.fromkeys(clients, status) for name, status in PUBLIC.items()}
    assert found == told | {"sign_in": dict.fromkeys(clients, 302) | {"nobody": 200}}  # who is in goes to the desk


def _address(name: str) -> str:
    pattern = ADDRESSES[name].pattern
    if not isinstance(pattern, RoutePattern):
        return "/api/v1/desk/nobody"
    kinds = {word: type(one).__name__.removesuffix("Converter").lower() for word, one in pattern.converters.items()}
    return reverse(name, kwargs={word: MADE_UP[kind] for word, kind in kinds.items()})

"""The list of connections: what needs a person comes first; a page at a time, whatever changes meanwhile."""

from dataclasses import replace

import pytest
from pytest_django import Settings

from otklik.networks.errors import Refused
from otklik.organizations.rights import Scope
from otklik.pages.listing import ConnectionQuery, Cursor, Health, count_connections, list_connections
from otklik.pages.models import Connection, Page
from otklik.pages.services import ConnectionSecrets, connect_page, note_trouble, pause_connection, register_page
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db
ALL = Scope(everything=True)


@pytest.fixture
def town() -> Town:
    """A town with pages in all states of health, by name in alphabetical order."""
    town = build_town()
    for number in range(2, 7):
        enter(town, number)
    enter(town, 7, is_connected=False)
    enter(town, 8, network="max")
    note_trouble(loaded("5"), Refused("No such token."), now=NOW)
    Connection.objects.filter(page__external_id="6").update(hook_failure="SSL error")
    pause_connection(loaded("4"), by=town.manager, now=NOW)
    return town


def enter(town: Town, number: int, *, network: str = "vk", is_connected: bool = True) -> None:
    page = register_page(town.school, network=network, external_id=str(number), name=f"Школа {number // 2}")
    if is_connected:
        connect_page(page, secrets_entered=ConnectionSecrets(community_token="t"), by=None, now=NOW)


def loaded(external_id: str) -> Page:
    return Page.objects.select_related("connection").get(external_id=external_id)


def listed(query: ConnectionQuery | None = None) -> list[str]:
    ids = [row.page_id for row in list_connections(ALL, query).rows]
    names = dict(Page.objects.values_list("id", "external_id"))
    return [names[page_id] for page_id in ids]


def test_troubled_ones_stand_first_then_by_name(town: Town) -> None:
    assert listed() == ["5", "6", "4", "7", "7001", "2", "3", "8"]


@pytest.mark.parametrize("at_most", [1, 2, 3, 7, 8])
def test_it_goes_on_where_it_ended_however_short_the_pages(town: Town, at_most: int) -> None:
    query, seen = ConnectionQuery(), list[int]()
    while True:
        page = list_connections(ALL, query, at_most=at_most)
        seen += [row.page_id for row in page.rows]
        if page.next is None:
            break
        query = replace(query, after=Cursor.find_in(str(page.next)))
    assert seen == [row.page_id for row in list_connections(ALL).rows]


def test_it_filters_by_network_and_health_and_searches(town: Town) -> None:
    assert listed(ConnectionQuery(network="max")) == ["8"]
    assert listed(ConnectionQuery(health=Health.TROUBLED)) == ["5", "6"]
    assert listed(ConnectionQuery(text="школа 3")) == ["6", "7"]
    assert listed(ConnectionQuery(text="администрация")) == ["7001"]
    assert listed(ConnectionQuery(text="7001")) == ["7001"]


def test_it_counts_how_many_do_how(town: Town) -> None:
    assert count_connections(ALL, ConnectionQuery()) == {
        Health.TROUBLED: 2, Health.PAUSED: 1, Health.OFF: 0, Health.NOT_CONNECTED: 1, Health.WELL: 4,
    }  # fmt: skip
    assert count_connections(ALL, ConnectionQuery(network="max"))[Health.WELL] == 1


def test_it_shows_whose_network_is_switched_off(town: Town, settings: Settings) -> None:
    settings.OTKLIK_NETWORKS = {name: one for name, one in settings.OTKLIK_NETWORKS.items() if name != "max"}
    assert listed(ConnectionQuery(health=Health.OFF)) == ["8"]


def test_nobody_sees_beyond_their_scope(town: Town) -> None:
    own = Scope(body_ids=frozenset({town.office.id}))
    assert [row.name for row in list_connections(own).rows] == ["Администрация"]
    assert sum(count_connections(own, ConnectionQuery()).values()) == 1


@pytest.mark.parametrize("text", ["", "x", "1_x_name", "1", "99999_1_a", "1_" + "9" * 30 + "_a"])
def test_a_cursor_that_is_nonsense_is_none(text: str) -> None:
    assert Cursor.find_in(text) is None

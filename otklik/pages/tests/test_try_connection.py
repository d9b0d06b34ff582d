"""Trying a connection: what the network tells is taken over, what it refuses is said in words."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from otklik.audit.models import AuditRecord
from otklik.networks.abilities import Subscription
from otklik.networks.connector import Badge, PageAccess, PageFacts
from otklik.networks.connectors.max.connector import MaxConnector
from otklik.networks.errors import ConnectorError, Refused, TryLater
from otklik.pages.errors import NotConnected, NotReadable, ReadLately, TriedLately
from otklik.pages.models import Connection, Page
from otklik.pages.selectors import list_pages_to_reconcile
from otklik.pages.services import ConnectionSecrets, ask_reading, connect_page, note_reconciled, register_page
from otklik.pages.trial import TRY_AGAIN_AFTER, try_connection
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db
FACTS = PageFacts(name="Полевской", members_count=812, badge=Badge.CONFIRMED, rights=("write",), are_comments_open=True)


@dataclass
class Max:
    """What MAX says when it is asked."""

    facts: PageFacts | ConnectorError = FACTS
    subscription: Subscription = Subscription(was_renewed=False)  # noqa: RUF009 (frozen)
    asked_seconds: float = 0.0


@pytest.fixture
def town() -> Town:
    return build_town()


@pytest.fixture
def page(town: Town) -> Page:
    page = register_page(town.office, network="max", external_id="-77", name="Канал")
    secrets = ConnectionSecrets(community_token="t", webhook_secret="secret")
    connect_page(page, secrets_entered=secrets, by=None, now=NOW)
    return page


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Max:
    said = Max()

    def read_page(_self: object, access: PageAccess) -> PageFacts:
        said.asked_seconds = access.timeout_seconds
        if isinstance(said.facts, ConnectorError):
            raise said.facts
        return said.facts

    monkeypatch.setattr(MaxConnector, "read_page", read_page)
    monkeypatch.setattr(MaxConnector, "keep_subscription", lambda _self, _access, hook_url: said.subscription)
    return said


def line_of(page: Page) -> Connection:
    return Connection.objects.get(page=page)


def test_it_takes_over_what_the_network_tells(town: Town, page: Page, told: Max) -> None:
    told.subscription = Subscription(was_renewed=True)
    trial = try_connection(page, by=town.manager, now=NOW)
    assert (trial.facts, trial.was_renewed) == (FACTS, True)
    page.refresh_from_db()
    assert (page.name, page.members_count, page.badge) == ("Полевской", 812, "confirmed")
    assert page.badge_confirmed_on == NOW.date()
    line = line_of(page)
    assert (line.rights, line.rights_seen_at, line.tested_at) == (["write"], NOW, NOW)
    assert (line.are_comments_open, line.are_messages_open, line.renewed_at) == (True, None, NOW)
    assert AuditRecord.objects.get(act="test_connection").actor_name == "manager"


def test_it_says_in_words_what_is_refused(town: Town, page: Page, told: Max) -> None:
    told.facts = Refused("No such token.", next_step="Enter it anew.")
    trial = try_connection(page, by=town.manager, now=NOW)
    assert (trial.facts, trial.reason, trial.next_step) == (None, "No such token.", "Enter it anew.")
    assert (line_of(page).last_error, line_of(page).next_step) == ("No such token.", "Enter it anew.")
    assert line_of(page).rights_seen_at is None


def test_it_opens_the_circuit_of_a_network_that_is_unwell_and_closes_it_when_it_is_well(
    town: Town, page: Page, told: Max
) -> None:
    told.facts = TryLater("MAX does not answer.", until=NOW + timedelta(hours=1))
    try_connection(page, by=town.manager, now=NOW)
    assert line_of(page).open_until == NOW + timedelta(hours=1)
    told.facts = FACTS
    try_connection(page, by=town.manager, now=NOW + TRY_AGAIN_AFTER)
    assert (line_of(page).open_until, line_of(page).last_error) == (None, "")


def test_it_asks_the_network_once_in_a_while_and_with_little_patience(town: Town, page: Page, told: Max) -> None:
    try_connection(page, by=town.manager, now=NOW)
    assert told.asked_seconds == 5.0
    with pytest.raises(TriedLately):
        try_connection(page, by=town.manager, now=NOW + timedelta(seconds=29))


def test_it_wants_a_connection(town: Town) -> None:
    bare = register_page(town.office, network="max", external_id="-78", name="Канал")
    with pytest.raises(NotConnected):
        try_connection(bare, by=town.manager, now=NOW)


def test_a_page_that_a_person_asks_for_is_read_before_the_others(town: Town, page: Page) -> None:
    earlier = NOW - timedelta(minutes=5)
    for one in (town.page, page):
        note_reconciled(one, now=earlier, found=0)

    def waiting() -> list[int]:
        return [one.id for one in list_pages_to_reconcile(before=earlier, now=NOW, at_most=9)]

    assert waiting() == []
    ask_reading(page, by=town.manager, now=NOW)
    assert waiting() == [page.id]
    with pytest.raises(ReadLately):
        ask_reading(page, by=town.manager, now=NOW)
    note_reconciled(page, now=NOW, found=2)
    assert waiting() == []
    with pytest.raises(ReadLately):
        ask_reading(page, by=town.manager, now=NOW + timedelta(seconds=30))
    assert AuditRecord.objects.filter(act="read_back").count() == 1


def test_what_cannot_be_read_back_is_not_asked_for(town: Town) -> None:
    telegram = register_page(town.office, network="telegram", external_id="-1007", name="Канал")
    with pytest.raises(NotReadable):
        ask_reading(telegram, by=town.manager, now=NOW)

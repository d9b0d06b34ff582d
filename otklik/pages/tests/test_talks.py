"""Where residents can write privately and be answered: as of the tokens, and of what the network tells."""

from datetime import timedelta
from types import MappingProxyType

import pytest
from django.db import connection
from pytest_django import Settings

from otklik.networks.connector import PageFacts
from otklik.networks.errors import AccessLost
from otklik.pages.looking import claim_pages_to_look_at, note_looked
from otklik.pages.models import Page
from otklik.pages.public_selectors import list_talk_networks
from otklik.pages.services import (
    ConnectionSecrets,
    connect_page,
    note_trouble,
    pause_connection,
    register_page,
    resume_connection,
)
from otklik.pages.talks import list_talk_pages
from otklik.pages.told import take_over_facts
from otklik.pages.trial import try_connection
from otklik.shared.clock import now
from tests.line import Line
from tests.town import GROUP

pytestmark = pytest.mark.django_db


def offered(line: Line) -> list[str]:
    return [page.url for page in list_talk_pages([line.town.office.id], code="43097230-K7QW2MPA")]


def test_a_connected_page_is_offered_until_the_network_tells_that_it_takes_no_messages(line: Line) -> None:
    page, at = line.town.page, now()
    assert offered(line) == [page.url]
    for is_open in (False, True):
        line.sandbox.control.post("/vk/pages/create", group_id=GROUP, are_messages_open=is_open)
        at += timedelta(minutes=1)
        assert try_connection(page, by=None, now=at).facts is not None
        assert bool(offered(line)) is is_open
        assert list_talk_networks(page.id) == (["vk"] if is_open else [])


@pytest.mark.parametrize(
    "secrets", [ConnectionSecrets(admin_token="of-an-administrator"), ConnectionSecrets()], ids=["admin", "none"]
)
def test_a_page_without_the_token_that_answers_there_is_not(line: Line, secrets: ConnectionSecrets) -> None:
    connect_page(line.town.page, secrets_entered=secrets, by=None, now=now())
    assert offered(line) == []


def test_a_page_without_an_address_is_not(line: Line) -> None:
    page = register_page(line.town.school, network="vk", external_id="7002", name="Школа № 8")
    connect_page(page, secrets_entered=ConnectionSecrets(community_token="token"), by=None, now=now())
    assert list_talk_networks(page.id) == []
    assert list_talk_networks(line.town.page.id) == list_talk_networks(None) == ["vk"]


def test_a_page_of_a_network_that_is_off_is_not(line: Line) -> None:
    Page.objects.filter(id=line.town.page.id).update(network="ok")
    assert offered(line) == list_talk_networks(None) == []


def test_a_paused_page_is_offered_when_it_goes_on(line: Line) -> None:
    page, by = line.town.page, line.town.manager
    pause_connection(page, by=by, now=now())
    assert offered(line) == list_talk_networks(None) == []
    take_over_facts(Page.objects.get(id=page.id), PageFacts("Администрация", url=page.url), now=now())
    assert offered(line) == []
    resume_connection(page, by=by, now=now())
    assert offered(line) == [page.url]
    assert Page.objects.get(id=page.id).look_due_at is None


def test_a_page_that_lets_us_in_no_more_is_offered_once_it_does_again(line: Line) -> None:
    page = line.town.page
    note_trouble(page, AccessLost("revoked"), now=now())
    assert offered(line) == list_talk_networks(None) == []
    assert try_connection(page, by=None, now=now()).facts is not None
    assert offered(line) == [page.url]


def test_what_former_tokens_told_brings_no_old_bot_back(line: Line, settings: Settings) -> None:
    settings.OTKLIK_NETWORKS = MappingProxyType({"max": settings.OTKLIK_NETWORKS["vk"]})
    page = register_page(line.town.school, network="max", external_id="-8", name="Школа № 8")
    connect_page(page, secrets_entered=ConnectionSecrets(community_token="of-old-bot"), by=None, now=now())
    old, new = PageFacts("Школа", bot_name="id1_old_bot"), PageFacts("Школа", bot_name="id1_new_bot")
    (looked_at,) = claim_pages_to_look_at(network="max", now=now(), at_most=5)
    connect_page(page, secrets_entered=ConnectionSecrets(community_token="of-new-bot"), by=None, now=now())
    take_over_facts(looked_at, old, now=now())
    note_looked(looked_at, now=now())
    kept = Page.objects.get(id=page.id)
    assert (kept.bot_name, kept.takes_talks, kept.look_due_at) == ("", False, None)
    (looked_at,) = claim_pages_to_look_at(network="max", now=now(), at_most=5)
    take_over_facts(looked_at, new, now=now())
    note_looked(looked_at, now=now())
    kept = Page.objects.get(id=page.id)
    assert (kept.bot_name, kept.takes_talks) == ("id1_new_bot", True)
    assert kept.look_due_at is not None


def test_a_process_from_before_the_columns_can_still_enter_a_page() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select column_name from information_schema.columns where table_name = 'pages_page'"
            " and column_name in ('bot_name', 'takes_talks') and column_default is null"
        )
        assert cursor.fetchall() == []
